"""What is made of notebooks without a browser: what lessons lead to, notebooks to take away, what stops a build."""

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from tools.build.notebooks import ROOT
from web import build
from web.pages import away, clean, doors
from web.pages.notebook import Cell, Notebook, leads_to, read
from web.pages.site import empty

SOFTMAX = ROOT / "notebooks" / "01_softmax.ipynb"


def lesson(name, *texts):
    return Notebook(name, tuple(Cell(index, "markdown", text) for index, text in enumerate(texts)))


def test_a_lesson_leads_to_the_next_with_its_own_question_or_else_with_what_the_next_promises():
    after = lesson("02_next", "# Next\n\nFind the border.")
    asks = lesson("01_one", "# One\n\nWhy?", "The [next lesson](02_next.ipynb) begins there: where does `exp` break?")
    silent = lesson("01_one", "# One\n\nWhat is it?", "Go on to the [next lesson](02_next.ipynb).")
    assert leads_to(asks, after) == "Where does exp break?"
    assert leads_to(silent, after) == "Find the border."


def test_a_long_promise_is_cut_between_sentences_and_has_no_marks():
    told = lesson("01_one", f"# One\n\nType *a* name into [it](x.ipynb). {'Then ' * 50}stop. Who sees?")
    assert told.teaser == "Type a name into it."
    assert told.promise.endswith("Who sees?")


def test_every_check_of_a_lesson_belongs_to_an_answer_above_it():
    cells = {cell.index: cell for cell in read(SOFTMAX).cells}
    tagged = [(tag, cell.source) for cell in cells.values() for tag in ("exercise", "check") if tag in cell.tags]
    assert [tag for tag, _ in tagged] == ["exercise", "check"] * len(read(SOFTMAX).exercises)
    assert all("YOUR CODE HERE" in source for tag, source in tagged if tag == "exercise")


def test_a_notebook_to_take_away_differs_by_its_first_cell_alone_which_is_silent_here(tmp_path, capfd):
    away.write([SOFTMAX], tmp_path, doors.Doors("ada/course").first_cell())
    saved, taken = nbformat.read(SOFTMAX, 4), nbformat.read(tmp_path / SOFTMAX.name, 4)
    first, *rest = taken.cells
    assert rest == saved.cells and "git+https://github.com/ada/course" in first.source
    assert InteractiveShell().run_cell(first.source).success
    assert "".join(capfd.readouterr()) == ""


def test_without_a_repository_the_notebook_is_the_very_same_file_and_no_door_leads_to_nowhere(tmp_path):
    away.write([SOFTMAX], tmp_path, doors.Doors().first_cell())
    assert (tmp_path / SOFTMAX.name).read_bytes() == SOFTMAX.read_bytes()
    assert [words for _, words in doors.Doors().ways("01_softmax")] == ["Download the notebook"]


@pytest.mark.parametrize("html", [
    "<img src=x onerror=alert(1)>", '<a href="javascript:alert(1)">a</a>',
    '<a href=" data:text/html,<script>1</script>">a</a>',
    '<p id="lesson" name="x" class="tool" style="position:fixed">a</p>', "<svg><script>alert(1)</script></svg>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    '<img src="data:image/png;base64,PHN2Zz4=">', '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
    '<img alt="><script>x()</script>">',
    '<iframe src="//x"></iframe><object data="x"></object><embed src="x">',
    '<div class="ltl-check tool" role="dialog" onclick="alert(1)">a</div>', '<input autofocus onfocus="alert(1)">',
])
def test_nothing_that_acts_is_left_of_hostile_html(html, tmp_path):
    pictures = clean.Pictures(tmp_path, "x")
    for left in (clean.prose(html, "mark", pictures), clean.output(html, pictures)):
        for word in ("onerror", "onclick", "onfocus", "alert", "javascript", "data:", "<script", "<style", "<svg",
                     "<iframe", "<object", "<embed", "<input", "id=", "name=", "tool", "fixed", "dialog"):
            assert word not in left.lower(), left
    assert not any(tmp_path.rglob("*.*"))


def test_a_folder_that_holds_something_else_is_never_emptied(tmp_path):
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(ValueError, match="holds something that is no site"):
        empty(tmp_path)
    assert (tmp_path / "letter.txt").exists()


def test_what_was_asked_for_and_is_not_there_is_said_in_a_sentence(tmp_path):
    with pytest.raises(SystemExit, match="no lesson called 77_no; there are 00_start"):
        build.main(["77_no", "--out", str(tmp_path)])
    with pytest.raises(SystemExit, match="the repository is 'nobody'; say OWNER/NAME"):
        build.main(["00_start", "--still", "--repository", "nobody", "--out", str(tmp_path)])
    (tmp_path / "bad.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match="bad.ipynb is not a notebook that can be read"):
        read(tmp_path / "bad.ipynb")
