"""The builder: errors with file, cell and line; never half a notebook; nothing out of step unnoticed."""

import os
import subprocess
import sys

import nbformat
import pytest

from tools.build import notebooks as builder
from tools.build.lesson import read

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
    assert builder.check(course) == []
    good = path.read_text()
    for old, new, fault in [
        ('"x = 1"', '"x = 2"', "cell 2 is not what the lesson says"),
        ("Prose between.", "Other prose.", "cell 3 is not what the lesson says"),
        ('"execution_count": 1', '"execution_count": null', "not run in order"),
        ('"display_name": "Python 3"', '"display_name": "Julia"', "metadata"),
    ]:
        path.write_text(good.replace(old, new, 1))
        assert [one for one in builder.check(course) if fault in one], fault
    path.rename(path.with_name("02_other.ipynb"))
    assert len(builder.check(course)) == 2  # a lesson without a notebook, a notebook without a lesson
    (tmp_path / "README.md").write_text("<!-- lessons -->\nold\n<!-- end of lessons -->\n")
    assert any("README" in one for one in builder.check(course))


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
