"""Marks passed on: spreadsheets, Canvas, Moodle, Gradescope and nbgrader's gradebook, with nothing a spreadsheet would run."""

import csv
import json
import os
import shutil
import subprocess
import sys

import nbformat
import pytest
from tests.support.marking import answered, assignment, cell_of, raw

from coursework.handing_out import hidden_cases, release
from coursework.marking import marks_file
from coursework.passing_on import exports, gradebook
from coursework.passing_on.feedback import file_name

nbgrader = pytest.importorskip("nbgrader")

ROWS = [
    {"problem": "softmax", "points": 4, "max_points": 4, "right": 18, "tried": 18, "note": "", "misconception": "", "says": ""},
    {"problem": "temperature_softmax", "points": 1.5, "max_points": 4, "right": 7, "tried": 18, "note": "", "misconception": "whole-array", "says": "x"},
    {"problem": "two_class_probability", "points": 0, "max_points": 4, "right": 0, "tried": 0, "note": "not attempted", "misconception": "", "says": ""},
    {"problem": "why", "points": None, "max_points": 5, "right": 0, "tried": 0, "note": "marked by hand", "misconception": "", "says": ""},
]
ONE_PATH = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])  # for the alembic of nbgrader
EVIL = ["=HYPERLINK(1)", "+1", "-1+1", "@SUM(1)", "'=x", "a,b\"c\nd", "..", "\tx"]


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A course with a gradebook and three submissions; making a gradebook takes seconds, so it is made once."""
    folder = tmp_path_factory.mktemp("template")
    made, released, solved = assignment(folder)
    course = folder / "course"
    name = made.name
    hidden_cases.save(made, course / "instructor" / f"{name}.cases")
    for version, notebook in (("release", released), ("source", solved)):
        (course / version / name).mkdir(parents=True)
        (course / version / name / f"{name}.ipynb").write_text(json.dumps(notebook))
    (course / "nbgrader_config.py").write_text(release.CONFIG.format(course="three-2027", root=str(course)))
    (course / "roster.csv").write_text("id,first_name,last_name,email,lms_user_id\nann,Ann,Lee,ann@example.org,17\nbob,Bob,Öz,bob@example.org,\n")
    assert "1 assignments and 2 students" in gradebook.prepare(course)
    written = answered(solved)
    written["cells"][-1]["source"] = "Because <script>alert(1)</script> it is."
    cell_of(written, "softmax")["source"] = "def softmax(z): return 'mine'"
    stripped = answered(written)
    for cell in stripped["cells"]:
        cell["metadata"] = {}
    for student, content in {"ann": raw(written), "bob": raw(solved), "17": b"{"}.items():
        (course / "submitted" / student / name).mkdir(parents=True)
        (course / "submitted" / student / name / f"{name}.ipynb").write_bytes(content)
    (course / "submitted" / "bob" / name / f"{name}.ipynb").write_bytes(raw(stripped))
    return course, made


@pytest.fixture
def handed_in(template, tmp_path):
    """The course, its assignment, and a file of marks."""
    course, made = tmp_path / "course", template[1]
    shutil.copytree(template[0], course)
    save(tmp_path / "marks.csv", made, ["ann", "bob", "17"])
    return course, made, tmp_path / "marks.csv"


def save(path, made, students):
    file = marks_file.MarksFile(path, made)
    file.resume({})
    with file:
        for student in students:
            file.write(student, "0" * 16, ROWS, 0.01)


def table(path):
    return list(csv.reader(path.open(newline="", encoding="utf-8")))


def test_names_cannot_become_formulas_and_come_back_as_they_were(tmp_path):
    made, _, _ = assignment(tmp_path)
    path = tmp_path / "marks.csv"
    save(path, made, EVIL)
    assert len(table(path)) == 1 + 4 * len(EVIL)
    assert not [cell for row in table(path) for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert len(marks_file.by_student(marks_file.read(path))) == len(EVIL)
    assert list(marks_file.by_student(marks_file.read(path)))[:5] == EVIL[:5]
    for kind in ("csv", "canvas", "moodle"):
        exports.export(path, kind, tmp_path / f"out.{kind}")
        cells = [cell for row in table(tmp_path / f"out.{kind}") for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t")) or cell.startswith("-") and not exports.NUMBER.fullmatch(cell)]
    exports.export(path, "gradescope", tmp_path / "gradescope")
    assert sorted(each.name for each in (tmp_path / "gradescope").iterdir()) == sorted(file_name(name).removesuffix(".html") for name in marks_file.by_student(marks_file.read(path)))


def test_canvas_gets_its_columns(handed_in, tmp_path):
    course, made, path = handed_in
    said = exports.export(path, "canvas", tmp_path / "canvas.csv", course / "roster.csv")
    assert table(tmp_path / "canvas.csv") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "90_three"],
        ["    Points Possible", "", "", "", "", "17"],
        ["Lee, Ann", "17", "ann", "ann@example.org", "", "5.5"],
        ["Lee, Ann", "17", "ann", "ann@example.org", "", "5.5"],
        ["Öz, Bob", "", "bob", "bob@example.org", "", "5.5"],
    ]
    assert "Not in it yet, because they are marked by hand: why" in said


def test_moodle_gets_its_columns(handed_in, tmp_path):
    course, _, path = handed_in
    exports.export(path, "moodle", tmp_path / "moodle.csv", course / "roster.csv")
    rows = table(tmp_path / "moodle.csv")
    assert rows[0] == ["First name", "Last name", "ID number", "Email address", "Assignment: 90_three", "Feedback comments"]
    assert rows[2] == ["Ann", "Lee", "ann", "ann@example.org", "5.5", (
        "softmax 4/4; temperature_softmax 1.5/4 (whole-array); two_class_probability 0/4; why to be marked by hand"
    )]


def test_gradescope_gets_results_json(handed_in, tmp_path):
    _, _, path = handed_in
    exports.export(path, "gradescope", tmp_path / "gradescope")
    results = json.loads((tmp_path / "gradescope" / file_name("ann").removesuffix(".html") / "results.json").read_text())
    assert results["score"] == 5.5
    assert [(test["name"], test["score"], test["max_score"]) for test in results["tests"]] == [
        ("softmax", 4, 4), ("temperature_softmax", 1.5, 4), ("two_class_probability", 0, 4), ("why", 0, 5),
    ]
    assert results["tests"][1]["output"] == "7 of 18 inputs right. Mistake: whole-array."


def test_what_is_not_marks_or_roster_is_named(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(marks_file.BadMarks, match="is not a file of marks"):
        exports.export(tmp_path / "x.csv", "csv", tmp_path / "y.csv")


def test_the_formgrader_shows_marks_and_answers(handed_in):
    course, made, path = handed_in
    assert gradebook.write_back(course, course / "submitted", path) == "3 submissions of 90_three are in the formgrader"
    with gradebook.open_gradebook(course) as book:
        for student in ("ann", "bob", "17"):
            submission = book.find_submission(made.name, student)
            assert submission.score == 5.5
            assert submission.needs_manual_grade is (student != "17")
        assert book.find_comment("temperature_softmax", made.name, made.name, "ann").auto_comment == "whole-array"
    for student in ("ann", "bob"):
        notebook = nbformat.read(course / "autograded" / student / made.name / f"{made.name}.ipynb", as_version=4)
        assert cell_of(notebook, "softmax")["source"] == "def softmax(z): return 'mine'"
        assert cell_of(notebook, "why")["source"] == "Because &lt;script>alert(1)&lt;/script> it is."
        assert cell_of(notebook, "temperature_softmax-check")["outputs"][0]["data"]["text/plain"].startswith("1.5/4 7 of 18")
        nbformat.validate(notebook)


def test_marks_given_by_hand_stay_and_are_exported(handed_in, tmp_path):
    course, made, path = handed_in
    gradebook.write_back(course, course / "submitted", path)
    with gradebook.open_gradebook(course) as book:
        grade = book.find_grade("why", made.name, made.name, "ann")
        grade.manual_score, grade.needs_manual_grade = 3.5, False
        book.db.commit()
    gradebook.write_back(course, course / "submitted", path)
    with gradebook.open_gradebook(course) as book:
        assert book.find_submission(made.name, "ann").score == 9
        assert not book.find_submission(made.name, "ann").needs_manual_grade
    exports.export(path, "csv", tmp_path / "all.csv", None, gradebook.hand_marks(course))
    rows = {row[0]: row for row in table(tmp_path / "all.csv")}
    assert rows["ann"][2:4] == ["9", "17"] and rows["bob"][2] == "5.5" and rows["bob"][-1] == "why"


def test_making_the_course_again_keeps_what_was_marked(handed_in):
    course, made, path = handed_in
    gradebook.write_back(course, course / "submitted", path)
    gradebook.prepare(course)
    with gradebook.open_gradebook(course) as book:
        assert book.find_submission(made.name, "ann").score == 5.5


def test_autograde_runs_no_students_code(handed_in, tmp_path):
    """nbgrader itself, with the configuration that `make` writes."""
    course, made, _ = handed_in
    (course / "nbgrader_config.py").write_text(release.CONFIG.format(course="three-2027", root=str(course)))
    path = course / "submitted" / "ann" / made.name / f"{made.name}.ipynb"
    notebook = json.loads(path.read_text())
    trap = f"open({str(tmp_path / 'trap')!r}, 'w')"
    notebook["cells"].insert(0, {"cell_type": "code", "source": trap, "metadata": {}, "outputs": [], "execution_count": None, "id": "trap"})
    path.write_text(json.dumps(notebook))
    line = [sys.executable, "-m", "nbgrader", "autograde", made.name, "--student", "ann"]
    ran = subprocess.run(line, cwd=course, env=os.environ | {"PATH": ONE_PATH}, capture_output=True, text=True)
    assert ran.returncode != 0
    assert "Autograde would run this student's code with your rights" in ran.stderr, ran.stderr[-2000:]
    assert not (tmp_path / "trap").exists()
    assert not (course / "autograded" / "ann" / made.name / f"{made.name}.ipynb").exists()
