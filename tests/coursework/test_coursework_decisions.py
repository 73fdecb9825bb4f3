"""What people decide: adjustments, late days and extensions, who is missing, what a mended check changed; as commands."""

import os
import time
from datetime import datetime

import pytest
from tests.support.marks import marks, row, table

from coursework.__main__ import main
from coursework.marking import marks_file
from coursework.passing_on.final_marks import final_marks

ROSTER = "id,first_name,last_name,email,lms_user_id\nann,Ann,Lee,ann@example.org,\nbob,Bob,Öz,,\nzoe,Zoë,Adams,zoe@example.org,\n"


@pytest.fixture
def course(tmp_path):
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    marks(tmp_path / "marks.csv", {"ann": 1.5, "bob": 4})
    return tmp_path


def run(course, command, *words):
    main([command, *map(str, words), *(["--course", str(course)] if command != "compare" else [])])


def test_an_adjustment_counts_and_survives_marking_again(course):
    run(course, "adjust", course / "marks.csv", "ann", "softmax", "3,5", "--reason", "=the check was wrong")
    student = final_marks(course / "marks.csv", course).students[0]
    assert student.total == 3.5 and student.marks[0].reason == "=the check was wrong"
    assert student.marks[0].by and student.marks[0].when.startswith("20")
    assert table(course / "adjustments.csv")[1][4] == "'=the check was wrong"
    marks(course / "marks.csv", {"ann": 0}, digest="new")
    made = final_marks(course / "marks.csv", course)
    assert made.students[0].total == 3.5
    assert made.remarks == ["ann, softmax: adjusted for an earlier hand-in; the adjustment counts until you change it"]
    run(course, "adjust", course / "marks.csv", "ann", "softmax", 2, "--reason", "second thoughts")
    assert final_marks(course / "marks.csv", course).students[0].total == 2


def test_an_adjustment_is_read_by_the_student(course):
    run(course, "adjust", course / "marks.csv", "ann", "figure", 5, "--reason", "<b>shown</b> in class")
    run(course, "feedback", course / "marks.csv")
    mail = table(course / "marks-feedback" / "ps1-mail.csv")
    assert [line[:2] for line in mail] == [["student", "email"], ["ann", "ann@example.org"], ["bob", ""]]
    with open(mail[1][2], encoding="utf-8") as file:
        page = file.read()
    assert "<strong>6.5 of 9 points</strong>" in page
    assert "These points were set by your instructor: &lt;b&gt;shown&lt;/b&gt; in class" in page


BAD = {
    "who": ("student,assignment,problem,points,reason\neve,ps1,softmax,1,x\n", "row 2: the file of marks has no student 'eve'"),
    "what": ("student,assignment,problem,points,reason\nann,ps1,sotfmax,1,x\n", "row 2: no problem 'sotfmax'; write one of figure, softmax"),
    "how many": ("student,assignment,problem,points,reason\nann,ps1,softmax,four,x\n", "row 2: points is 'four'; write a number"),
    "negative": ("student,assignment,problem,points,reason\nann,ps1,softmax,-1,x\n", "row 2: points is '-1'"),
    "why": ("student,assignment,problem,points,reason\nann,ps1,softmax,1,\n", "row 2: reason is empty"),
    "columns": ("student,problem,points\n", "row 1: no column 'assignment'"),
    "nothing": ("", "row 1: no column 'student'"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_wrong_adjustment_is_named_with_file_row_and_cure(course, kind):
    content, said = BAD[kind]
    (course / "adjustments.csv").write_text(content)
    with pytest.raises(SystemExit) as caught:
        run(course, "export", course / "marks.csv", "--out", course / "out.csv")
    assert f"adjustments.csv, {said}" in str(caught.value)


def hand_in(course, student, when, stamp=None, assignment="ps1"):
    path = course / "in" / student / assignment / f"{assignment}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text("{}")
    moment = datetime.fromisoformat(when).timestamp()
    os.utime(path, (moment, moment))
    if stamp:
        path.with_name("timestamp.txt").write_text(stamp)


def test_late_days_extensions_and_what_they_cost(course, monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    (course / "deadlines.csv").write_text("assignment,student,due\nps1,,2027-05-03 18:00\nps1,bob,2027-05-10 18:00\nps2,,2027-06-01 18:00\n")
    hand_in(course, "ann", "2027-05-05 19:00")
    hand_in(course, "ann", "2027-06-01 18:20", assignment="ps2")
    hand_in(course, "bob", "2027-01-01 00:00", "2027-05-10 16:03:00.000000 UTC")
    hand_in(course, "zoe", "2027-01-01 00:00", "2027-05-03 20:00:00.000000 America/Los_Angeles")
    run(course, "late", course / "in", "--days", 2, "--percent", 10)
    assert table(course / "late.csv")[1:] == [
        ["ann", "ps1", "2027-05-03 18:00+02:00", "2027-05-05 19:00+02:00", "3", "2", "10"],
        ["zoe", "ps1", "2027-05-03 18:00+02:00", "2027-05-03 20:00-07:00", "1", "1", "0"],
        ["ann", "ps2", "2027-06-01 18:00+02:00", "2027-06-01 18:20+02:00", "1", "0", "10"],
    ]
    run(course, "export", course / "marks.csv", "--out", course / "out.csv")
    rows = table(course / "out.csv")
    assert [dict(zip(rows[0], line))["total"] for line in rows[1:]] == ["1.35", "4"] and "3 days, -10 %" in rows[1]
    run(course, "feedback", course / "marks.csv")
    page = " ".join(next((course / "marks-feedback" / "ps1").glob("ann-*")).read_text().split())
    assert "3 days after 2027-05-03 18:00+02:00. 2 of your free late days were used for it. So 10 % of the 1.5 points" in page


@pytest.mark.parametrize(("content", "said"), [
    ("assignment,student,due\nps1,,tomorrow\n", "deadlines.csv, row 2: due is 'tomorrow', which is no time; write it as"),
    ("assignment,student,due\nps1,,2027-05-03\nps1,,2027-05-04\n", "deadlines.csv, row 3: a second deadline for ps1; leave one"),
])
def test_a_wrong_deadline_is_named(course, content, said):
    (course / "deadlines.csv").write_text(content)
    with pytest.raises(SystemExit) as caught:
        run(course, "late", course)
    assert said in str(caught.value)


def test_who_is_missing_unknown_twice_or_not_read_is_listed(course, capsys):
    for name in ("ann/ps1/ps1.ipynb", "eve\x1b[31m/ps1/ps1.ipynb", "bob/a.ipynb", "bob/b.ipynb", "bob/report.pdf", "ps1.ipynb"):
        (course / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (course / "in" / name).write_text("{}")
    run(course, "reconcile", course / "in", "--assignment", "ps1", "--marks", course / "marks.csv", "--out", course / "page.html")
    said = capsys.readouterr().out
    assert "In the roster, without a hand-in (1):\n  zoe\n" in said
    assert "not in the roster (1):\n  eve[U+001B][31m\n" in said and "\x1b" not in said
    assert "bob: bob a.ipynb, bob~2 b.ipynb" in said
    assert "bob/report.pdf: neither a notebook nor a zip" in said and "ps1.ipynb: its name says the assignment" in said
    assert "No points yet (2):\n  ann, figure: marked by hand\n" in said
    page = (course / "page.html").read_text()
    assert "<h3>Not read (2)</h3>" in page and "In the roster, without marks (1)" in page and "\x1b" not in page


def test_what_a_mended_check_changed_is_listed_for_those_who_must_be_told(course, capsys):
    after = marks(course / "after.csv", {"ann": 4, "bob": [row(points=3.5, misconception="whole-array"), row("figure", None, 5)], "cem": 1})
    run(course, "compare", course / "marks.csv", after, "--out", course / "changes.csv")
    assert [line[:6] for line in table(course / "changes.csv")[1:]] == [
        ["bob", "ps1", "softmax", "4", "3.5", "-0.5"], ["cem", "ps1", "softmax", "", "1", "1"], ["ann", "ps1", "softmax", "1.5", "4", "2.5"],
    ]
    said = capsys.readouterr().out
    assert "3 marks of 3 students changed" in said and "down for 1 student, so tell them why: bob" in said
    with pytest.raises(SystemExit, match="no.csv cannot be read: No such file"):
        run(course, "compare", course / "no.csv", after)


def test_a_file_of_marks_says_who_was_marked_when(course):
    assert all(line["marked"].startswith("20") for line in marks_file.read(course / "marks.csv"))


def test_an_extension_for_nobody_is_named(course):
    (course / "deadlines.csv").write_text("assignment,student,due\nps1,,2027-05-03\nps1,bbo,2027-05-04\n")
    with pytest.raises(SystemExit, match="deadlines.csv, row 3: an extension for 'bbo', who is not there; write the id"):
        run(course, "late", course)


def test_a_row_of_the_marks_that_is_too_long_is_named(course):
    with (course / "marks.csv").open("a") as file:
        file.write("x" * 10_000_000 + "\n")
    with pytest.raises(SystemExit, match="marks.csv, row 6: field larger than field limit"):
        run(course, "feedback", course / "marks.csv")
