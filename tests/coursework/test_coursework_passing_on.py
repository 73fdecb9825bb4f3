"""Marks passed on: spreadsheets, Canvas, Moodle, Gradescope and nbgrader's gradebook, with nothing a spreadsheet would run."""

import csv
import json
import os
import re
import shlex
import shutil
import subprocess
import sys

import nbformat
import pytest
from tests.support.marking import answered, assignment, boxed, cell_of, raw

from coursework.__main__ import main, parser
from coursework.box import process
from coursework.handing_out import hidden_cases, release
from coursework.marking import marks_file
from coursework.passing_on import exports, feedback, final_marks, gradebook
from coursework.passing_on.feedback import file_name
from tools.build.notebooks import ROOT

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


def final(path, course, **more):
    return final_marks.final_marks(path, course, **more)


def exported(path, course, kind, out, roster=None, **more):
    """What an export writes, as rows, and what is said of it."""
    said = exports.export(final(path, course, roster=roster), kind, out, **more)
    return table(out), " ".join(said)


def test_names_cannot_become_formulas_and_come_back_as_they_were(tmp_path):
    made, _, _ = assignment(tmp_path)
    path = tmp_path / "marks.csv"
    save(path, made, EVIL)
    assert len(table(path)) == 1 + 4 * len(EVIL)
    assert not [cell for row in table(path) for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert len(marks_file.by_student(marks_file.read(path))) == len(EVIL)
    assert list(marks_file.by_student(marks_file.read(path)))[:5] == EVIL[:5]
    for kind in ("csv", "canvas", "moodle"):
        rows, _ = exported(path, tmp_path, kind, tmp_path / f"out.{kind}")
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t")) or cell.startswith("-") and not exports.NUMBER.fullmatch(cell)]


def test_canvas_gets_its_columns(handed_in, tmp_path):
    course, made, path = handed_in
    rows, said = exported(path, course, "canvas", tmp_path / "canvas.csv", course / "roster.csv")
    assert rows == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "90_three"],
        ["    Points Possible", "", "", "", "", "17"],
        ["Lee, Ann", "17", "ann", "ann@example.org", "", "5.5"],
        ["Lee, Ann", "17", "ann", "ann@example.org", "", "5.5"],
        ["Öz, Bob", "", "bob", "bob@example.org", "", "5.5"],
    ]
    assert "Not in it yet, because they are marked by hand: why" in said


def test_moodle_gets_its_columns(handed_in, tmp_path):
    course, _, path = handed_in
    rows, _ = exported(path, course, "moodle", tmp_path / "moodle.csv", course / "roster.csv")
    assert rows[0] == ["First name", "Last name", "ID number", "Email address", "Assignment: 90_three", "Feedback comments"]
    assert rows[2] == ["Ann", "Lee", "ann", "ann@example.org", "5.5", (
        "softmax 4/4; temperature_softmax 1.5/4 (whole-array); two_class_probability 0/4; why to be marked by hand"
    )]


def test_what_is_not_marks_or_roster_is_named(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(marks_file.BadMarks, match="is not a file of marks"):
        final(tmp_path / "x.csv", tmp_path)


def test_the_formgrader_shows_marks_and_answers(handed_in):
    course, made, path = handed_in
    assert gradebook.write_back(course, course / "submitted", path) == ["3 submissions of 90_three are in the formgrader"]
    with gradebook.open_gradebook(course) as book:
        for student in ("ann", "bob", "17"):
            submission = book.find_submission(made.name, student)
            assert submission.score == 5.5
            assert submission.needs_manual_grade is (student != "17")
        assert book.find_comment("temperature_softmax", made.name, made.name, "ann").auto_comment == "whole-array"
    for student in ("ann", "bob"):
        notebook = nbformat.read(course / "autograded" / student / made.name / f"{made.name}.ipynb", as_version=4)
        assert cell_of(notebook, "softmax")["source"] == "def softmax(z): return 'mine'"
        assert cell_of(notebook, "why")["source"].replace("\u2060", "") == "Because <script>alert(1)</script> it is."
        assert cell_of(notebook, "temperature_softmax-check")["outputs"][0]["data"]["text/plain"].startswith("1.5/4 7 of 18")
        nbformat.validate(notebook)


def give(course, made, student, cell, points=None, extra=None, comment=None):
    """Mark one cell as the formgrader does when somebody types there."""
    with gradebook.open_gradebook(course) as book:
        grade = book.find_grade(cell, made.name, made.name, gradebook.book_id(student))
        grade.manual_score, grade.extra_credit = points, extra
        grade.needs_manual_grade = points is None and grade.auto_score is None
        if comment:
            book.find_comment(cell.removesuffix("-check"), made.name, made.name, gradebook.book_id(student)).manual_comment = comment
        book.db.commit()


def test_marks_given_by_hand_stay_and_are_exported(handed_in, tmp_path):
    course, made, path = handed_in
    gradebook.write_back(course, course / "submitted", path)
    give(course, made, "ann", "why", 3.5)
    gradebook.write_back(course, course / "submitted", path)
    with gradebook.open_gradebook(course) as book:
        assert book.find_submission(made.name, "ann").score == 9
        assert not book.find_submission(made.name, "ann").needs_manual_grade
    rows = {row[0]: row for row in exported(path, course, "csv", tmp_path / "all.csv")[0]}
    assert rows["ann"][2:4] == ["9", "17"] and rows["bob"][2] == "5.5" and "why" in rows["bob"]


def test_points_changed_or_added_in_the_formgrader_count_everywhere(handed_in, tmp_path):
    course, made, path = handed_in
    gradebook.write_back(course, course / "submitted", path)
    give(course, made, "ann", "temperature_softmax-check", 4, comment="I see what you meant.\nNext time, say it.")
    give(course, made, "bob", "softmax-check", None, 0.5)
    give(course, made, "bob", "why", 3, 1)
    rows, _ = exported(path, course, "csv", tmp_path / "out.csv")
    by_name = {row[0]: dict(zip(rows[0], row)) for row in rows}
    assert by_name["ann"]["temperature_softmax"] == "4" and by_name["ann"]["total"] == "8"
    assert by_name["bob"]["softmax"] == "4.5" and by_name["bob"]["why"] == "4" and by_name["bob"]["total"] == "10"
    assert re.fullmatch(r"temperature_softmax 4 by hand in the formgrader \d{4}-\d\d-\d\d", by_name["ann"]["changed"])
    assert {(mark.by, bool(mark.when)) for mark in final(path, course).students[0].marks} == {(final_marks.GRADER, True)}
    feedback.write_final(final(path, course), tmp_path / "pages")
    page = (tmp_path / "pages" / made.name / file_name("ann")).read_text()
    assert page.count("Your instructor read this answer and changed its points.") == 1
    assert "<strong>8 of 17 points</strong>" in page and "I see what you meant.\nNext time, say it." in page
    first = (course / "hand_marks.csv").read_text()
    final(path, course)
    assert (course / "hand_marks.csv").read_text() == first, "the log grows only when a mark does"


ODD = ["o'neill", "Lee, Ann", "=1+1", "<b>x", "x/../y"]


def test_hand_marks_of_odd_ids_reach_their_student(handed_in, tmp_path):
    course, made, path = handed_in
    save(path, made, ODD)
    gradebook.write_back(course, course / "submitted", path)
    for number, student in enumerate(ODD):
        give(course, made, student, "why", number)
    totals = {student.id: student.total for student in final(path, course).students}
    assert totals == {"ann": 5.5, "bob": 5.5, "17": 5.5} | {student: 5.5 + number for number, student in enumerate(ODD)}
    (course / "gradebook.db").unlink()
    assert {student.id: student.total for student in final(path, course).students} == totals, "the log remembers them"


def again(course, made, path, student, **answers):
    """A new hand-in of this student, marked: its answers, and another digest."""
    submitted = course / "submitted" / student / made.name / f"{made.name}.ipynb"
    notebook = json.loads(submitted.read_text())
    for name, text in answers.items():
        cell_of(notebook, name)["source"] = text
    submitted.write_text(json.dumps(notebook))
    file = marks_file.MarksFile(path, made)
    file.resume({student: "new"})
    with file:
        file.write(student, "new", ROWS, 0.01)


def test_a_mark_for_an_earlier_text_does_not_survive_a_new_one(handed_in):
    course, made, path = handed_in
    gradebook.write_back(course, course / "submitted", path)
    give(course, made, "ann", "why", 4, comment="Good.")
    give(course, made, "ann", "softmax-check", 2)
    assert final(path, course).students[1].total == 7.5
    again(course, made, path, "ann", why="Something else.")
    unseen = final(path, course)
    assert unseen.students[1].total == 5.5 and unseen.students[1].open == ["why"]
    assert "ann, why: marked by hand, then handed in anew; run the command gradebook, and look again" in unseen.remarks
    said = gradebook.write_back(course, course / "submitted", path)
    assert "ann, why: 4 points given by hand for an earlier hand-in; look at the new one" in said
    made_anew = final(path, course).students[1]
    assert made_anew.total == 3.5 and made_anew.open == ["why"] and made_anew.marks[3].comment == "", "softmax is the same"
    assert "why,4,0,Good.,0000000000000000,for an earlier hand-in" in (course / "hand_marks.csv").read_text()
    with gradebook.open_gradebook(course) as book:
        assert book.find_grade("why", made.name, made.name, "ann").needs_manual_grade
    give(course, made, "ann", "why", 1)
    assert final(path, course).students[1].total == 4.5


def test_what_cannot_be_shown_of_one_student_stops_nobody_else(handed_in, monkeypatch):
    course, made, path = handed_in
    strange = [{"data": {"image/png": 5, "text/plain": {"a": 1}}}, {"data": 3}, 7, {"data": {"image/png": ["!!"]}}, None,
               {"output_type": "stream", "text": 9}, {"data": {"image/png": "PHN2Zz4=", "text/html": "<script>"}}]
    submitted = course / "submitted" / "ann" / made.name / f"{made.name}.ipynb"
    notebook = json.loads(submitted.read_text())
    notebook["cells"].append({"cell_type": "code", "source": [1], "metadata": 5, "outputs": 1})
    for cell in notebook["cells"]:
        cell["outputs"] = strange
    submitted.write_text(json.dumps(notebook))
    assert gradebook.write_back(course, course / "submitted", path) == ["3 submissions of 90_three are in the formgrader"]
    honest = gradebook.autograded

    def fragile(template, cells, made, rows):
        if rows[0]["student"] == "ann":
            raise ValueError("a fault of ours")
        return honest(template, cells, made, rows)

    monkeypatch.setattr(gradebook, "autograded", fragile)
    said = gradebook.write_back(course, course / "submitted", path)
    assert said[0] == "2 submissions of 90_three are in the formgrader"
    assert said[1].startswith("ann is not in the formgrader (ValueError: a fault of ours)")


def test_a_folder_forgotten_or_wrong_takes_no_mark_and_no_answer_away(handed_in, tmp_path):
    course, made, path = handed_in
    gradebook.write_back(course, course / "submitted", path)
    give(course, made, "ann", "why", 4)
    (tmp_path / "elsewhere").mkdir()
    said = gradebook.write_back(course, tmp_path / "elsewhere", path)
    assert said[1].endswith("of ann, bob, 17: nothing new is shown of theirs; is --submitted right?")
    assert final(path, course).students[1].total == 9.5
    notebook = nbformat.read(course / "autograded" / "ann" / made.name / f"{made.name}.ipynb", as_version=4)
    assert cell_of(notebook, "softmax")["source"] == "def softmax(z): return 'mine'"


def test_pages_lie_where_nbgrader_releases_feedback_from(handed_in, capsys):
    course, made, path = handed_in
    collected = course / "submitted" / "ann" / made.name
    for name in gradebook.OF_THE_EXCHANGE:
        (collected / name).write_text("as nbgrader collected it")
    main(["feedback", str(path), "--course", str(course), "--exchange"])
    said = capsys.readouterr().out
    assert "1 page in" in said and "17, bob did not hand in over the exchange, so give them their pages yourself" in said
    released = course / "feedback" / "ann" / made.name
    assert "Feedback: 90_three" in (released / f"{made.name}.html").read_text()
    assert all((released / name).read_text() == "as nbgrader collected it" for name in gradebook.OF_THE_EXCHANGE)
    assert not list((course / "feedback").glob("bob/*"))


def test_a_broken_or_missing_course_is_said(handed_in, tmp_path):
    course, _, path = handed_in
    (course / "gradebook.db").write_bytes(b"not a database" * 100)
    with pytest.raises(SystemExit, match="gradebook.db cannot be opened: .*hand_marks.csv keeps the marks"):
        main(["export", str(path), "--course", str(course), "--out", str(tmp_path / "out.csv")])
    (course / "nbgrader_config.py").unlink()
    with pytest.raises(SystemExit, match="nbgrader_config.py is missing or names no course: run python -m coursework make"):
        main(["gradebook", str(path), "--course", str(course)])


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


GUIDE = (ROOT / "coursework" / "README.md").read_text(encoding="utf-8")
FENCED = re.findall(r"^```(\w*)\n(.*?)^```", GUIDE, flags=re.DOTALL | re.MULTILINE)
BLOCKS = [line for kind, block in FENCED if not kind for line in block.splitlines()]
IN_TABLE = re.findall(r"`(coursework export [^`]*)`", GUIDE)
ELSEWHERE = {"make", "formgrader"}  # each has a test of its own, and costs seconds


def test_the_guide_gives_each_lesson_the_minutes_that_the_lesson_names():
    in_guide = dict(re.findall(r"^\| (\d+) [^|]*\| (\d+) \|", GUIDE, flags=re.MULTILINE))
    named = {path.stem[:2].lstrip("0"): re.search(r"Plan about (\d+) minutes", path.read_text(encoding="utf-8"))
             for path in sorted((ROOT / "lessons").glob("[01][0-9]_*.md"))}
    named = {number: minutes[1] for number, minutes in named.items() if number and minutes}
    assert len(named) == 10 and named.items() <= in_guide.items()


def test_every_command_of_the_guide_is_one():
    lines = {*BLOCKS, *re.findall(r"`(coursework (?!COMMAND)[a-z]+ [^`]*)`", GUIDE)}
    commands = [shlex.split(line)[1:] for line in lines if line.startswith("coursework ")]
    assert len({words[0] for words in commands}) >= 13
    for words in commands:
        parser().parse_args(words)


def test_the_guide_can_be_followed_from_october_to_january(handed_in, monkeypatch, capsys):
    """Each command as it is printed there, in its order, with the small assignment in place of ps1."""
    boxed(process.require)
    course, made, _ = handed_in
    monkeypatch.chdir(course)
    shutil.move("submitted/bob", "submitted/kim")
    (course / "roster.csv").write_text("id,first_name,last_name,email,lms_user_id\nann,Ann,Lee,ann@example.org,17\nkim,Kim,Öz,kim@example.org,18\n")
    example, = (block for kind, block in FENCED if kind == "csv")
    (course / "deadlines.csv").write_text(example.replace("ps1", made.name))
    (course / "canvas-export.csv").write_text("Student,ID,SIS User ID,SIS Login ID,Section,Problem set (1)\nKim,18,,,,\n")
    (course / "worksheet.csv").write_text("Identifier,Full name,Email address,Grade\nParticipant 1,Kim Öz,kim@example.org,\n")
    for line in [*BLOCKS[: BLOCKS.index("mv ps1.csv before.csv")], *IN_TABLE, *BLOCKS[BLOCKS.index("mv ps1.csv before.csv"):]]:
        words = shlex.split(line.replace("--assignment ps1", f"--assignment {made.name}"))
        if words[:1] == ["mv"]:
            shutil.move(*words[1:])
        elif words[:1] == ["coursework"] and words[1] not in ELSEWHERE:
            course_of = [] if words[1] == "compare" else ["--course", str(course)]
            main([*words[1:], *course_of])
    assert "no points differ" in capsys.readouterr().out
    rows = table(course / "all.csv")
    kim = next(dict(zip(rows[0], row)) for row in rows if row[0] == "kim")
    assert kim["name"] == "Öz, Kim" and kim["softmax"] == "3.5" and "Shown in the office hour" in kim["changed"]
    assert table(course / "canvas.csv")[1][5] == kim["total"] and float(kim["total"]) >= 7.5
    for name in ("ps1-report.html", "ps1-report.csv", f"ps1-feedback/{made.name}-mail.csv", "late.csv", "similar.html", "moodle.csv", "changes.csv", "ps1-autograder.zip"):
        assert (course / name).exists(), name
