"""Variants: each student's own number decides the data, marks stay the same, and a copied number is named."""

import json
from types import SimpleNamespace

import pytest
from tests.support.marking import FULL, KEY, LESSON, cell_of, examiner, points, raw

from coursework.handing_out import hidden_cases, release, variants
from coursework.handing_out.roster import BadRoster
from coursework.marking.variants import remark
from helpers.checks import exercises
from tools.build.lesson import read

WITH_DATA = LESSON.replace("scale = 2.0\n", "COHORT = 2027\nscale = 2.0\nrng = np.random.default_rng(COHORT)\n")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with variants for two students, and its lesson."""
    folder = tmp_path_factory.mktemp("course")
    (folder / "instructor").mkdir()
    (folder / "instructor" / "key").write_text(KEY)
    (folder / "90_three.md").write_text(WITH_DATA)
    lesson = read(folder / "90_three.md")
    release.make([lesson], folder, 2027, exercises, tell=lambda _: None, students=["ann", "bob"])
    return folder, hidden_cases.load(folder / "instructor" / "90_three.cases"), lesson


def variant(folder, student, name="90_three"):
    return json.loads((folder / "variants" / student / name / f"{name}.ipynb").read_text())


def test_each_student_has_numbers_of_their_own_and_the_same_ones_next_time(course):
    folder, made, lesson = course
    numbers = made.variants
    assert set(numbers) == {"ann", "bob"} and len(set(numbers.values())) == 2
    for student, number in numbers.items():
        text = json.dumps(variant(folder, student))
        assert f"COHORT = {number}\\n" in text and "COHORT = 2027\\n" not in text
        assert number == variants.number_of(KEY, 2027, "90_three", student)
    assert "COHORT = 2027\\n" in json.dumps(json.loads((folder / "release" / "90_three" / "90_three.ipynb").read_text()))


def test_a_variant_is_marked_like_any_other_notebook(course):
    folder, made, lesson = course
    exam = examiner(made)
    notebook, solved = variant(folder, "bob"), lesson.notebook(solved=True)
    for name in ("softmax", "temperature_softmax", "two_class_probability"):
        cell = cell_of(notebook, name)
        cell["source"] = next(each.source for each in solved.cells if each.source.startswith("".join(cell["source"]).split("(")[0] + "("))
    runs, run = [], exam.box.run
    exam.box.run = lambda *words: runs.append(words[0]) or run(*words)
    try:
        assert points(exam.examine(raw(notebook))) == FULL
    finally:
        exam.box.close()
    assert not [step for steps in runs for step in steps if "COHORT" in step.get("cell", "")], "its data are trusted cells"


def rows():
    tried = {"problem": "tempered", "points": 4, "tried": 9, "note": "uses eval"}
    return [{"problem": "softmax", "points": 0, "tried": 0, "note": ""}, tried, {"problem": "why", "points": None, "tried": 0, "note": "marked by hand"}]


@pytest.mark.parametrize(("lines", "note"), [
    ("COHORT = {ann}", ""), ("", ""), ("cohort = 5", ""),
    ("COHORT = {bob}", "its numbers are those of bob"),
    ("COHORT = {ann}\nCOHORT = {bob}", "its numbers are those of bob"),
    ("COHORT = 2027", "its numbers are nobody's"), ("COHORT = " + "9" * 5000, "its numbers are nobody's"),
])
def test_a_copied_number_is_seen(course, lines, note):
    _, made, _ = course
    content = raw({"cells": [{"cell_type": "code", "source": lines.format(**made.variants), "metadata": {}}]})
    for student in ("ann", "ann~2"):
        marked = rows()
        assert remark(marked, content, student, made.variants) == (f"{student}: {note}" if note else "")
        assert [row["note"] for row in marked] == ["", f"uses eval; {note}" if note else "uses eval", "marked by hand"]


def test_who_has_no_variant_and_what_is_no_notebook_get_no_note(course):
    _, made, _ = course
    for student, content in (("eve", raw({"cells": []})), ("ann", b"{"), ("ann", b"")):
        marked = rows()
        remark(marked, content, student, made.variants)
        assert marked == rows()


def test_an_assignment_without_data_has_no_variants(course, tmp_path):
    made = SimpleNamespace(variants={}, cohort=2027, name="x")
    notebook = course[2].notebook(solved=False)
    notebook.cells = [cell for cell in notebook.cells if "COHORT" not in cell.source]
    variants.write_variants(tmp_path / "v", made, notebook, ["ann"], KEY)
    assert not made.variants and not (tmp_path / "v").exists()


def test_an_id_that_is_no_folders_name_is_refused(course, tmp_path):
    made = SimpleNamespace(variants={}, cohort=2027, name="x")
    with pytest.raises(BadRoster, match="'../eve'"):
        variants.write_variants(tmp_path, made, course[2].notebook(solved=False), ["../eve"], KEY)
