"""Broken, stripped, rearranged and misnamed submissions: fair marks where there is an answer, a clear note where not."""

import json
import os

import pytest
from tests.support.marking import FULL, NAMES, answered, assignment, cell_of, examiner, points, raw

from coursework.marking import submissions
from coursework.marking.notebook import Unreadable

RIGHT = "def softmax(z):\n    e = np.exp(z - np.max(z, axis=-1, keepdims=True))\n    return e / e.sum(axis=-1, keepdims=True)"
WRONG = "def softmax(z):\n    return np.exp(z) / np.exp(z).sum()"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    made, release, solved = assignment(tmp_path_factory.mktemp("course"))
    exam = examiner(made, wall=2.0)
    yield exam, json.loads(json.dumps(release)), solved
    exam.box.close()


NOT_NOTEBOOKS = {
    "empty": (b"", "an empty file"),
    "spaces": (b" \n ", "an empty file"),
    "binary": (bytes(range(256)) * 50, "not a notebook"),
    "PDF": (b"%PDF-1.7\n...", "not a notebook"),
    "broken JSON": (b'{"cells": [', "not a notebook"),
    "a list": (b"[]", "not a notebook"),
    "a number": (b"5", "not a notebook"),
    "no cells": (b'{"nbformat": 4}', "not a notebook"),
    "cells of numbers": (b'{"cells": [1, 2]}', "not a notebook"),
    "cells in a text": (b'{"cells": "def softmax"}', "not a notebook"),
    "a hundred thousand brackets": (b"[" * 100_000, "not a notebook"),
    "a million brackets": (b"[" * 1_000_000, "not marked: JSON of over"),
    "a million dicts": (b'{"cells": [' + b"{}," * 1_000_000 + b"{}]}", "not marked: JSON of over"),
    "two million texts": (b'{"cells": [], "x": [' + b'"",' * 2_000_000 + b"0]}", "not marked: JSON of over"),
    "deep object": (b'{"cells":' * 100_000 + b"1" + b"}" * 100_000, "not a notebook"),
    "too many cells": (json.dumps({"cells": [{"cell_type": "code", "source": "1"}] * 5000}).encode(), "not marked"),
    "too much text": (json.dumps({"cells": [{"cell_type": "code", "source": "x" * 2_000_000}]}).encode(), "not marked"),
}


@pytest.mark.parametrize("kind", NOT_NOTEBOOKS)
def test_what_is_no_notebook_gets_a_note(course, kind):
    content, note = NOT_NOTEBOOKS[kind]
    marks = course[0].examine(content)
    assert set(points(marks).values()) == {0}
    assert all(mark["note"].startswith(note) for mark in marks)


def test_untouched_is_not_attempted(course):
    exam, release, _ = course
    marks = exam.examine(raw(release))
    assert [mark["note"] for mark in marks] == ["not attempted"] * 4
    assert sum(mark["points"] or 0 for mark in marks) == 0


def test_a_text_waits_for_its_marker_unless_it_was_left_blank(course):
    exam, _, solved = course
    written = answered(solved)
    written["cells"][-1]["source"] = "Because exp is positive."
    for notebook in (written, stripped(answered(written))):
        assert points(exam.examine(raw(notebook)))["why"] is None
    for notebook in (solved, stripped(answered(solved))):
        assert points(exam.examine(raw(notebook)))["why"] == 0


def stripped(notebook):
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        cell.pop("id", None)
    return notebook


def without_checks(notebook):
    notebook["cells"] = [cell for cell in notebook["cells"] if not cell["source"].startswith("check(")]
    return notebook


def tampered_checks(notebook):
    for cell in notebook["cells"]:
        if cell["source"].startswith("check("):
            cell["source"] = "100"
            cell["metadata"]["nbgrader"] |= {"points": 1000, "grade_id": "softmax-check", "checksum": "0"}
    return notebook


def without_setup(notebook):
    notebook["cells"] = [cell for cell in notebook["cells"] if not cell["source"].startswith("import matplotlib")]
    return notebook


def other_setup(notebook):
    setup = next(cell for cell in notebook["cells"] if cell["source"].startswith("import matplotlib"))
    setup["source"] = "import math\nnp = None\n"
    cell_of(notebook, "two_class_probability")["source"] = "def two(z0, z1):\n    return 1 / (1 + np.power(math.e, np.subtract(z0, z1)))"
    return notebook


def moved(notebook):
    notebook["cells"] = notebook["cells"][::-1]
    return notebook


def helper_in_a_new_cell(notebook):
    cell_of(notebook, "softmax")["source"] = "def softmax(z):\n    return my_share(my_exp(z))"
    new = "print('mine')\nplt.plot([1, 2])\ndef my_exp(z): return np.exp(z - np.max(z, axis=-1, keepdims=True))\ncheck('softmax', None)\nmy_share = lambda e: e / e.sum(axis=-1, keepdims=True)"
    notebook["cells"].append({"cell_type": "code", "source": new, "metadata": {}})
    return notebook


def answer_in_another_cell(notebook):
    cell_of(notebook, "softmax")["source"] = "# see below"
    cell_of(notebook, "softmax")["metadata"] = {}
    notebook["cells"].append({"cell_type": "code", "source": RIGHT, "metadata": {}})
    return notebook


def duplicate_last_wins(notebook):
    first = json.loads(json.dumps(cell_of(notebook, "softmax")))
    first["source"] = WRONG
    notebook["cells"].insert(0, first)
    return notebook


def scribbles_after(notebook):
    notebook["cells"].append({"cell_type": "code", "source": "def softmax(z): return 'trying something'", "metadata": {}})
    return notebook


def magics(notebook):
    cell_of(notebook, "softmax")["source"] = "%matplotlib inline\n%config InlineBackend.figure_format = 'svg'\n!pip install numpy\nsoftmax??\nfiles = !ls\n" + RIGHT + "\n%timeit softmax([1, 2])"
    cell_of(notebook, "two_class_probability")["source"] = "%%time\ndef two(z0, z1):\n    return 1 / (1 + np.exp(np.subtract(z0, z1)))"
    notebook["cells"].insert(1, {"cell_type": "code", "source": "%%bash\nrm -rf /\ndef softmax(z)", "metadata": {}})
    return notebook


def failing_cells(notebook):
    for text in ("1 / 0", "this is not python", "import torch", "raise SystemExit", "def broken(:"):
        notebook["cells"].insert(1, {"cell_type": "code", "source": text, "metadata": {}})
    return notebook


def windows_lines(notebook):
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].replace("\n", "\r\n")
    return notebook


def lines_as_list(notebook):
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    return notebook


def old_format(notebook):
    for cell in notebook["cells"]:
        cell["input"] = cell.pop("source")
    return {"worksheets": [{"cells": notebook["cells"]}], "nbformat": 3}


def odd_metadata(notebook):
    for cell in notebook["cells"]:
        if "nbgrader" not in cell["metadata"]:
            cell["metadata"] = [1, 2]
        cell["outputs"] = "none"
    notebook["metadata"] = None
    return notebook


def lone_surrogate(notebook):
    notebook["cells"].append({"cell_type": "code", "source": "name = '\ud800'", "metadata": {}})
    return notebook


FAIR = [
    stripped, without_checks, tampered_checks, without_setup, other_setup, helper_in_a_new_cell, answer_in_another_cell,
    duplicate_last_wins, scribbles_after, magics, failing_cells, windows_lines, lines_as_list, old_format, odd_metadata,
    lone_surrogate,
]


@pytest.mark.parametrize("change", FAIR, ids=lambda change: change.__name__)
def test_right_answers_keep_their_marks_when_the_notebook_is(course, change):
    exam, _, solved = course
    marks = exam.examine(raw(change(answered(solved))))
    assert points(marks) == FULL, marks


def test_a_byte_order_mark_is_no_obstacle(course):
    exam, _, solved = course
    assert points(exam.examine(b"\xef\xbb\xbf" + raw(solved))) == FULL


def test_stripped_and_scribbled_takes_the_last_definition(course):
    exam, _, solved = course
    assert points(exam.examine(raw(stripped(scribbles_after(answered(solved))))))["softmax"] == 0


def test_a_right_definition_below_does_not_replace_a_wrong_answer(course):
    exam, _, solved = course
    notebook = answered(solved, softmax="def softmax(z):\n    return z")
    notebook["cells"].append({"cell_type": "code", "source": RIGHT, "metadata": {}})
    assert points(exam.examine(raw(notebook)))["softmax"] == 0


def test_a_worse_second_run_does_not_replace_a_better_one(course):
    """By itself, without the cell below it, this answer does not work at all."""
    exam, _, solved = course
    notebook = answered(solved, softmax="def softmax(z):\n    return share(np.exp(z))")
    alone = exam.examine(raw(notebook))[0]
    notebook["cells"].append({"cell_type": "code", "source": "def share(e): return e / e.sum()", "metadata": {}})
    first = exam.examine(raw(notebook))[0]
    assert alone["points"] == 0 and first["points"] > 0 and first["misconception"] == "whole-array", (alone, first)


def test_a_better_second_run_replaces_a_worse_one(course):
    exam, _, solved = course
    notebook = answered(solved)
    notebook["cells"].append({"cell_type": "code", "source": "np.exp = np.sin", "metadata": {}})
    assert points(exam.examine(raw(notebook))) == FULL


def test_a_right_answer_that_changes_its_input_earns_nothing_and_is_told_so(course):
    exam, _, solved = course
    verdict = exam.examine(raw(answered(solved, softmax=RIGHT.replace("    return", "    z += 1\n    return"))))[0]
    assert verdict["points"] == 0 and verdict["right"] < verdict["tried"], verdict
    assert verdict["misconception"] == "mutates-input"


def test_a_name_of_a_library_is_no_answer(course):
    exam, _, solved = course
    for source in ("from helpers.numerics import sigmoid", "x = 1", ""):
        marks = exam.examine(raw(answered(solved, softmax=source)))
        assert points(marks)["softmax"] == 0, marks


def test_an_answer_that_leans_on_the_course_is_pointed_out(course):
    exam, _, solved = course
    marks = exam.examine(raw(answered(solved, softmax="def softmax(z):\n    return numerics.softmax(z)")))
    assert [mark["note"] for mark in marks[:3]] == ["uses helpers; read the answer", "", ""]
    assert points(marks) == FULL


def test_partial_credit_is_the_share_of_inputs_and_the_mistake_is_named(course):
    exam, _, solved = course
    mark = exam.examine(raw(answered(solved, softmax=WRONG)))[0]
    assert mark["misconception"] == "whole-array"
    assert 0 < mark["points"] <= int(8 * mark["right"] / mark["tried"]) / 2 < 4


def test_a_table_of_the_inputs_that_the_check_shows_earns_nothing(course):
    exam, _, solved = course
    rows = [(case["args"][0].tolist(), case["expected"].tolist()) for case in exam.assignment.cases["softmax"] if case["known"]]
    table = f"ROWS = {rows!r}\ndef softmax(z):\n    return next((p for x, p in ROWS if np.shape(x) == z.shape and np.all(x == z)), z)"
    mark = exam.examine(raw(answered(solved, softmax=table)))[0]
    assert mark["points"] == 0 and mark["right"] == len(rows) >= 5, mark


def test_each_problem_is_marked_by_its_own_cell(course):
    exam, _, solved = course
    for name in NAMES:
        marks = points(exam.examine(raw(answered(solved, **{name: "pass"}))))
        assert marks[name] == 0


def test_files_are_read_only_where_they_lie(tmp_path):
    inside, outside = tmp_path / "submitted", tmp_path / "outside"
    for folder in (inside / "eve", outside):
        folder.mkdir(parents=True)
    secret = outside / "secret.ipynb"
    secret.write_bytes(b'{"cells": []}')
    link, folder_link, pipe = inside / "eve" / "a.ipynb", inside / "mallory", inside / "eve" / "p.ipynb"
    link.symlink_to(secret)
    folder_link.symlink_to(outside)
    os.mkfifo(pipe)
    (inside / "eve" / "d.ipynb").mkdir()
    for path in (link, folder_link / "secret.ipynb", pipe, inside / "eve" / "d.ipynb", inside / "eve" / "none.ipynb"):
        with pytest.raises(Unreadable):
            submissions.read_file(path, inside)
    assert submissions.read_file(secret, outside) == b'{"cells": []}'


def test_no_link_leads_to_a_classmates_notebook(tmp_path):
    mine = tmp_path / "ann" / "ps1" / "ps1.ipynb"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b'{"cells": []}')
    (tmp_path / "eve" / "ps1").mkdir(parents=True)
    (tmp_path / "eve" / "ps1" / "ps1.ipynb").symlink_to(mine)
    (tmp_path / "mallory").mkdir()
    (tmp_path / "mallory" / "ps1").symlink_to(mine.parent)
    (tmp_path / "trent").symlink_to(mine.parents[1])
    found = {each.student: each.path for each in submissions.find(tmp_path, "ps1")}
    assert submissions.read_file(found["ann"], tmp_path) == b'{"cells": []}'
    for student in ("eve", "mallory", "trent"):
        with pytest.raises(Unreadable, match="link"):
            submissions.read_file(found[student], tmp_path)


def test_a_link_to_the_folder_of_submissions_itself_is_no_obstacle(tmp_path):
    (tmp_path / "real" / "ann").mkdir(parents=True)
    (tmp_path / "real" / "ann" / "a.ipynb").write_bytes(b"{}")
    (tmp_path / "in").symlink_to(tmp_path / "real")
    found, = submissions.find(tmp_path / "in", "ps1")
    assert submissions.read_file(found.path, tmp_path / "in") == b"{}"


def test_a_linked_folder_is_not_searched(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.ipynb").touch()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.ipynb").touch()
    (tmp_path / "in" / "eve").symlink_to(tmp_path / "outside")
    assert [each.student for each in submissions.find(tmp_path / "in", "ps1")] == ["b"]


def test_fifty_megabytes_are_not_read(tmp_path):
    path = tmp_path / "big.ipynb"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(Unreadable, match="too large: 50 MB"):
        submissions.read_file(path, tmp_path)


def test_students_are_told_apart(tmp_path):
    for name in ("Kim Lee_12_assignsubmission_file_", "Kim Lee_13_assignsubmission_file_"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ps1.ipynb").touch()
    for name in ("leekim_14_900_ps1.ipynb", "leekim_LATE_15_901_ps1.ipynb", "leekim_15_902_ps1-1.ipynb", "lee.ipynb", "...ipynb"):
        (tmp_path / name).touch()
    found = submissions.find(tmp_path, "ps1")
    assert [each.student for each in found] == ["..", "14", "15", "15~2", "lee", "participant-12", "participant-13"]
    assert len({each.path for each in found}) == 7


def test_the_layout_of_nbgrader_is_recognised(tmp_path):
    for student in ("ann", "bob", "=cmd|' calc'!A1"):
        (tmp_path / student / "ps1").mkdir(parents=True)
        (tmp_path / student / "ps1" / "ps1.ipynb").touch()
    (tmp_path / "bob" / "ps2").mkdir()
    assert {each.student for each in submissions.find(tmp_path, "ps1")} == {"ann", "bob", "=cmd|' calc'!A1"}
