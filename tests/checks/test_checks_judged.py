"""Which function was judged: said when a later cell failed or the cell was edited since, and only then."""

import json
import os
import time

import pytest
from IPython.core.interactiveshell import InteractiveShell

from helpers.checks import check, judged

WRONG = "def softmax(z):\n    return np.exp(z)\n"
RIGHT = "def softmax(z):\n    e = np.exp(z)\n    return e / e.sum(-1, keepdims=True)\n"
CHECK = "found = check('softmax', softmax)"


class Notebook:
    """A notebook's kernel without a process: cells run one after another and are numbered."""

    def __init__(self, shell):
        self.shell = shell
        self.run("import numpy as np\nfrom helpers.checks import check")

    def run(self, source, cell=None):
        return self.shell.run_cell(source, store_history=True, cell_id=cell)

    @property
    def said(self):
        self.run(CHECK)
        return self.shell.user_ns["found"].judged


@pytest.fixture
def notebook(monkeypatch):
    shell = InteractiveShell.instance()
    shell.showtraceback = shell.showsyntaxerror = lambda *args, **kwargs: None
    shell.reset()
    judged._ran.clear()
    judged.listen()
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    yield Notebook(shell)
    shell.events.unregister("pre_run_cell", judged._note)
    InteractiveShell.clear_instance()


def number(notebook):
    return notebook.shell.execution_count - 1


def test_nothing_is_said_of_a_function_that_was_run_last(notebook):
    notebook.run(WRONG)
    assert notebook.said == ""
    notebook.run(RIGHT)
    assert notebook.said == "" and notebook.shell.user_ns["found"].passed


def test_a_later_def_with_a_syntax_error_is_said_although_the_older_function_passes(notebook):
    notebook.run(RIGHT)
    first = number(notebook)
    notebook.run("def softmax(z):\n    e = np.exp(z\n    return e\n")
    assert notebook.said == (
        f"This is about the softmax that you ran in cell [{first}]. Cell [{first + 1}] has another def softmax, and it "
        "did not run (a syntax error in line 2). Mend that cell and run it, then this one.")
    report = notebook.shell.user_ns["found"]
    assert report.passed and report.judged in report.text and "ltl-judged" in report.html
    assert report.text.startswith("softmax: right\nThis is about")


def test_a_cell_that_stops_before_its_def_is_said(notebook):
    notebook.run(WRONG)
    notebook.run("1 / 0\n" + RIGHT)
    assert "it stopped before the new function was there" in notebook.said


def test_once_mended_and_run_nothing_is_said(notebook):
    notebook.run(WRONG)
    notebook.run("def softmax(z)\n    return z")
    notebook.run(RIGHT)
    assert notebook.said == ""


def test_running_the_older_text_again_makes_it_the_latest(notebook):
    notebook.run(WRONG)
    notebook.run("def softmax(z)\n    return z")
    notebook.run(WRONG)
    assert notebook.said == ""


@pytest.mark.parametrize("other", [
    "def softmax_2(z)\n    return", "class Layer:\n    def softmax(self, z):\n        return z", "# def softmax(z):",
    "raise ValueError('softmax')",
])
def test_cells_that_define_something_else_are_none_of_its_business(notebook, other):
    notebook.run(WRONG)
    notebook.run(other)
    assert notebook.said == ""


def test_an_older_function_kept_under_another_name_is_not_what_the_notebook_holds(notebook):
    notebook.run(WRONG + "kept = softmax")
    notebook.run(RIGHT)
    notebook.run("found = check('softmax', kept)")
    assert notebook.shell.user_ns["found"].judged == ""


@pytest.fixture
def saved(notebook, tmp_path, monkeypatch):
    """A way to save the notebook with a cell `c1` of this text, so many seconds from now."""
    file = tmp_path / "lesson.ipynb"
    monkeypatch.setenv("JPY_SESSION_NAME", str(file))

    def save(source, seconds):
        cell = {"id": "c1", "cell_type": "code", "source": source.splitlines(keepends=True)}
        file.write_text(json.dumps({"cells": [{"id": "c0", "source": "def softmax(z): ..."}, cell]}))
        os.utime(file, (time.time() + seconds,) * 2)

    return save


def test_an_edit_that_was_saved_and_not_run_is_said(notebook, saved):
    notebook.run(WRONG, "c1")
    saved(RIGHT, +5)
    assert notebook.said.endswith("You have edited that cell since: run it, then this one.")
    notebook.run(RIGHT, "c1")
    assert notebook.said == ""


@pytest.mark.parametrize(("source", "seconds"), [(WRONG, +5), (RIGHT, -60), ("x = 1", +5)])
def test_a_file_that_tells_nothing_new_changes_nothing(notebook, saved, source, seconds):
    notebook.run(WRONG, "c1")
    saved(source, seconds)
    assert notebook.said == ""


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": 3}', '{"cells": [{"id": "c1"}]}'])
def test_a_damaged_notebook_is_no_reason_to_withhold_a_report(notebook, saved, tmp_path, text):
    notebook.run(RIGHT, "c1")
    (tmp_path / "lesson.ipynb").write_text(text)
    os.utime(tmp_path / "lesson.ipynb", (time.time() + 5,) * 2)
    assert notebook.said == "" and notebook.shell.user_ns["found"].passed


def test_without_ipython_nothing_is_said():
    scope = {}
    exec("import numpy as np\n" + WRONG, scope)
    assert check("softmax", scope["softmax"]).judged == ""
