"""The builder: errors with file, cell and line; never half a notebook; nothing out of step unnoticed."""

import os
import subprocess
import sys
import tomllib

import nbformat
import pytest

from tools.build import notebooks as builder
from tools.build.lesson import read

PROJECT = builder.ROOT
HEAD = "# Turn a page\n\nTurn one page and look at it.\n\n"


def cell(*lines):
    return "\n".join(["```{code-cell}", *lines, "```", "", "Prose between.", ""])


@pytest.fixture
def built(tmp_path, monkeypatch):
    """Build one lesson's text; return what went wrong and the notebook's path."""
    monkeypatch.setattr(builder, "ROOT", tmp_path)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "lessons").mkdir()

    def run(text, solved=False):
        path = tmp_path / "lessons/01_page.md"
        path.write_text(HEAD + text, encoding="utf-8")
        mistake = builder.build(path, (read(path),), tmp_path / "notebooks", solved, lambda: None)
        return mistake, tmp_path / "notebooks/01_page.ipynb"

    return run


def test_an_error_is_shown_with_file_cell_and_line(built):
    mistake, path = built(cell("x = 1", "y = 0") + cell("z = 2", "x / y", "z"))
    assert mistake.startswith("lessons/01_page.md:13: cell 4 fails")
    assert "ZeroDivisionError" in mistake and "x / y" in mistake
    assert not path.exists()


def test_an_error_below_a_solution_is_shown_on_its_own_line(built):
    text = cell("def f(x):", "    ### BEGIN SOLUTION", "    a = x", "    return a", "    ### END SOLUTION", "f(1) + None") + cell('check = print\ncheck("f", f)')
    assert built(text)[0].startswith("lessons/01_page.md:11: ")
    assert built(text, solved=True)[0].startswith("lessons/01_page.md:11: ")


def test_output_on_stderr_is_refused(built):
    mistake, path = built(cell("import sys", "print('careful', file=sys.stderr)"))
    assert mistake.startswith("lessons/01_page.md:6: the cell writes to stderr") and "careful" in mistake
    assert not path.exists()


def test_a_widget_without_a_still_picture_is_refused(built):
    mistake, path = built(cell("import ipywidgets", "ipywidgets.IntSlider()"))
    assert "no still picture" in mistake and not path.exists()


def test_a_cell_that_hangs_is_stopped_and_named(built, monkeypatch):
    monkeypatch.setattr(builder, "CELL_SECONDS", 1)
    mistake, path = built(cell("x = 1") + cell("while True:", "    pass"))
    assert mistake.startswith("lessons/01_page.md:11: cell 4 fails") and "timed out" in mistake
    assert not path.exists()


def test_no_cell_may_take_longer_than_nbval_waits_for_it():
    options = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]["addopts"]
    assert f"--nbval-cell-timeout={builder.CELL_SECONDS}" in options and builder.CELL_SECONDS <= 120


def three_lessons(tmp_path, monkeypatch):
    monkeypatch.setattr(builder, "ROOT", tmp_path)
    for room in ("notebooks", "lessons"):
        (tmp_path / room).mkdir()
    for name in ("01_page", "02_leaf", "03_book"):
        text = f"# Turn a {name[3:]}\n\nTurn it.\n\n{cell('x = 1')}"
        (tmp_path / f"lessons/{name}.md").write_text(text, encoding="utf-8")
    return tuple(read(path) for path in builder.lessons([], tmp_path / "lessons"))


BEFORE, NEXT = "← Before: [Turn a {}]({}.ipynb)", "Next: [Turn a {}]({}.ipynb) →"
FOOTERS = [
    NEXT.format("leaf", "02_leaf"),
    f"{BEFORE.format('page', '01_page')} · {NEXT.format('book', '03_book')}",
    BEFORE.format("leaf", "02_leaf"),
]


def test_a_notebook_ends_with_links_to_the_lessons_before_and_after_it(tmp_path, monkeypatch):
    course = three_lessons(tmp_path, monkeypatch)
    assert [builder.footer(one, course) for one in course] == [f"---\n\n{links}" for links in FOOTERS]
    assert builder.footer(course[0], course[:1]) == ""


def test_a_new_lesson_gives_its_neighbours_their_links_without_running_them(tmp_path, monkeypatch):
    course = three_lessons(tmp_path, monkeypatch)
    monkeypatch.setattr(builder, "execute", lambda notebook, *_: notebook)
    outer, folder = (course[0], course[2]), tmp_path / "notebooks"
    for lesson in outer:
        assert builder.build(lesson.path, outer, folder, False, lambda: None) is None
    assert builder.build(course[1].path, course, folder, False, lambda: None) is None
    for path, text in builder.relink(course, folder):
        builder.write(path, text)
    ends = [nbformat.read(folder / f"{one.name}.ipynb", as_version=4).cells[-1].source for one in course]
    assert ends == [f"---\n\n{links}" for links in FOOTERS]


def test_a_failing_lesson_leaves_the_notebook_of_yesterday(built):
    _, path = built(cell("print('good')"))
    before = path.read_bytes()
    assert built(cell("1 / 0"))[0]
    assert path.read_bytes() == before and [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "a.ipynb"
    path.write_text("old")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        builder.write(path, "new")
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


def test_check_finds_whatever_is_out_of_step(built, tmp_path):
    _, path = built(cell("x = 1") + cell("x"))
    (tmp_path / "README.md").write_text("<!-- lessons -->\n<!-- end of lessons -->\n")
    course = (read(tmp_path / "lessons/01_page.md"),)
    builder.write(tmp_path / "README.md", builder.readme_with(course, (tmp_path / "README.md").read_text()))
    assert builder.check(course, tmp_path) == []
    good = path.read_text()
    for old, new, fault in [
        ('"x = 1"', '"x = 2"', "cell 2 is not what the lesson says"),
        ("Prose between.", "Other prose.", "cell 3 is not what the lesson says"),
        ('"execution_count": 1', '"execution_count": null', "not run in order"),
        ('"display_name": "Python 3"', '"display_name": "Julia"', "metadata"),
    ]:
        path.write_text(good.replace(old, new, 1))
        assert [one for one in builder.check(course, tmp_path) if fault in one], fault
    path.rename(path.with_name("02_other.ipynb"))
    assert len(builder.check(course, tmp_path)) == 2  # a lesson without a notebook, a notebook without a lesson
    (tmp_path / "README.md").write_text("<!-- lessons -->\nold\n<!-- end of lessons -->\n")
    assert any("README" in one for one in builder.check(course, tmp_path))


def test_an_unknown_lesson_is_named_with_those_there_are():
    command = [sys.executable, "-m", "tools.build", "77_nowhere"]
    run = subprocess.run(command, cwd=builder.ROOT, capture_output=True, text=True)
    assert run.returncode == 1 and "77_nowhere" in run.stderr and "01_softmax" in run.stderr


def test_checking_starts_no_kernel_and_imports_no_client():
    code = "import sys; sys.argv = ['build.py', '--check']\nfrom tools.build import notebooks\ntry: notebooks.main()\nexcept SystemExit: pass\nprint('nbclient' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=builder.ROOT, capture_output=True, text=True)
    assert run.stdout.strip().endswith("False"), run.stdout + run.stderr


def test_a_built_notebook_holds_no_timings_and_no_language(built):
    _, path = built(cell("x = 1"))
    notebook = nbformat.read(path, as_version=4)
    assert set(notebook.metadata) == {"kernelspec"} and not any(cell.metadata for cell in notebook.cells)
