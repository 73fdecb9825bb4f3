"""Round trips: each LMS's own table, made to its documented format, comes back with the marks in it and nothing else changed."""

import pytest
from tests.support.marks import marks, row, table

from coursework.handing_out.tables import BadTable
from coursework.marking.people import participant
from coursework.passing_on import exports
from coursework.passing_on.final_marks import BadExport, final_marks

ROSTER = "id,first_name,last_name,email,lms_user_id\nann,Ann,Lee,ann@example.org,101\nbob,Bob,Öz,bob@example.org,102\ncem,Cem,Kaya,cem@example.org,\n"
# As lib/gradebook_importer.rb of Canvas reads it: the assignment's number behind its name, points possible, read-only sums.
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Problem set (4711),Essay (4712),Current Score\n"
    ",,,,,Manual Posting,,\n"
    "    Points Possible,,,,,9.00,10.00,(read only)\n"
    '"Lee, Ann",101,S1,ann@example.org,A,,7.00,70.00\n'
    '"Öz, Bob",102,bob,,A,1.00,8.00,80.00\n'
    '"=HYPERLINK(""http://x"")",103,,dan@example.org,A,2.00,,\n'
    '"Student, Test",199,,,A,,,\n'
)
# As mod/assign/gradingtable.php of Moodle writes the grading worksheet, which importgradeslib.php reads back.
MOODLE = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),"
    "Last modified (grade),Feedback comments\n"
    'Participant 12,Bob Öz,bob@example.org,Submitted for grading - ,,9.00,Yes,"Monday, 3 May 2027, 9:00 AM",-,\n'
    'Participant 31,"Ann, Lee",ann@example.org,Submitted for grading - ,2.00,9.00,Yes,-,"Tuesday, 4 May 2027, 9:00 AM",old\n'
    "Participant 40,-Zoe,zoe@example.org,No submission - ,,9.00,Yes,-,-,\n"
)


@pytest.fixture
def course(tmp_path):
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return tmp_path


def into(course, kind, text, students, encoding="utf-8", **more):
    """Fill in an LMS's table; returns what was in it, what came out, and what is said."""
    (course / "lms.csv").write_text(text, encoding=encoding)
    made = final_marks(marks(course / "marks.csv", students), course, roster=course / "roster.csv")
    said = exports.export(made, kind, course / "out.csv", into=course / "lms.csv", **more)
    return table(course / "lms.csv"), table(course / "out.csv"), " ".join(said)


def differences(before, after):
    return {(y, x): new for y, line in enumerate(after) for x, new in enumerate(line) if before[y][x] != new}


def test_canvas_gets_its_own_gradebook_back_with_one_column_filled_in(course):
    before, after, said = into(course, "canvas", CANVAS, {"ann": 4, "bob": 2.5, "cem": 1}, column="Problem set")
    assert differences(before, after) == {(3, 5): "4", (4, 5): "2.5", (5, 0): "'" + before[5][0]}
    assert "2 students written" in said and "so not passed on: cem" in said


def test_canvas_knows_a_student_by_its_number_before_anything_else(course):
    """The LMS number decides; a student whose own id is another's number gets nobody's points."""
    before, after, said = into(course, "canvas", CANVAS, {"101": 3, "ann": 4, "103": 2.5}, column="Problem set (4711)")
    assert differences(before, after) == {(3, 5): "4", (5, 0): "'" + before[5][0], (5, 5): "2.5"}
    assert "so not passed on: 101" in said


def test_canvass_semicolons_and_byte_order_mark_are_read(course):
    text = CANVAS.replace('"Lee, Ann"', "Lee Ann").replace('"Öz, Bob"', "Öz Bob").replace('"Student, Test"', "Test").replace(",", ";")
    before, after, _ = into(course, "canvas", text, {"ann": 4}, encoding="utf-8-sig", column="Problem set")
    assert after[3][5] == "4"


@pytest.mark.parametrize(("text", "said"), [
    (CANVAS.replace("Problem set", "Other"), "0 columns are called 'Problem set'; add --column with one of: Other (4711), Essay (4712)"),
    ("a,b\n1,2\n", "Canvas's columns Student and ID are missing; export it"),
    ("", "Canvas's columns"),
])
def test_what_is_no_gradebook_of_canvas_is_said(course, text, said):
    with pytest.raises(BadExport) as caught:
        into(course, "canvas", text, {"ann": 4}, column="Problem set")
    assert said in str(caught.value) and "lms.csv, row 1" in str(caught.value)


def test_moodles_worksheet_gets_grades_and_comments_and_keeps_the_rest(course):
    students = {"ann": [row(points=1.5, misconception="whole-array")], "participant-12": 4, "participant-77": 2}
    before, after, said = into(course, "moodle", MOODLE, students)
    assert differences(before, after) == {
        (1, 4): "4", (1, 9): "softmax 4/4; figure to be marked by hand",
        (2, 4): "1.5", (2, 9): "softmax 1.5/4 (whole-array)", (3, 1): "'-Zoe",
    }
    assert "so not passed on: participant-77" in said
    assert [participant({"": line[0]}) for line in after[1:]] == ["12", "31", "40"]


def test_moodles_worksheet_in_german_is_filled_in_too(course):
    german = (
        "ID,Vollständiger Name,ID-Nummer,Status,Bewertung,Bestwertung,Bewertung kann geändert werden,Zuletzt geändert\n"
        '"Teilnehmer/in 12",Bob Öz,bob,Zur Bewertung abgegeben,"9,00","9,00",Ja,-\n'
        '"Teilnehmer/in 31",Ann Lee,ann,Zur Bewertung abgegeben,"9,00","9,00",Ja,-\n'
    )
    before, after, _ = into(course, "moodle", german, {"bob": 2.5, "ann": 1})
    assert differences(before, after) == {(1, 4): "2.5", (2, 4): "1"}


@pytest.mark.parametrize(("text", "said"), [
    ("Identifier,Grade\nBob,\n", "row 2: the first cell does not end in a participant's number"),
    ("Identifier,Points\nParticipant 12,\n", "row 1: no column 'Grade'; set Moodle to English"),
])
def test_what_is_no_worksheet_of_moodle_is_said(course, text, said):
    with pytest.raises((BadExport, BadTable)) as caught:
        into(course, "moodle", text, {"ann": 4})
    assert said in str(caught.value)


def test_a_file_changed_by_hand_is_read_or_named(course):
    path = marks(course / "marks.csv", {"ann": 1.5, "bob": 2})
    path.write_text(path.read_text().replace("softmax,1.5,", 'softmax,"1,5",'))
    assert final_marks(path, course).students[0].total == 1.5
    path.write_text(path.read_text().replace('softmax,"1,5",', "softmax,one,"))
    with pytest.raises(BadExport, match="marks.csv: the points of ann, softmax are 'one'; write a number such as 2.5"):
        final_marks(path, course)


def test_two_assignments_in_one_file_are_told_apart(course):
    from coursework.handing_out.assignment import Assignment, Problem

    path = marks(course / "marks.csv", {"ann": 1})
    marks(path, {"ann": [row(points=3)]}, Assignment("ps2", 2027, [Problem("softmax", 4, "function")]))
    with pytest.raises(BadExport, match="holds marks of ps1, ps2: add --assignment"):
        final_marks(path, course)
    assert final_marks(path, course, "ps2").students[0].total == 3


def test_a_further_file_of_a_student_is_not_passed_on_in_silence(course):
    made = final_marks(marks(course / "marks.csv", {"15": 1, "15~2": 4, "16~2": 3}), course)
    assert [student.id for student in made.students] == ["15", "16~2"]
    assert made.remarks == ["15~2: a further file of 15 is not passed on; choose one with grade --keep newest or --keep 15~2"]


def test_a_problem_that_stands_twice_in_the_file_is_not_counted_twice(course):
    path = marks(course / "marks.csv", {"ann": 1})
    path.write_text(path.read_text() + path.read_text().splitlines()[1] + "\n")
    with pytest.raises(BadExport, match="two rows of ann, softmax; delete one"):
        final_marks(path, course)
