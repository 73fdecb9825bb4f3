"""Which file is whose: each LMS's own way of naming files, entry by entry, and nothing passed over in silence."""

import io
import os
import zipfile

import pytest

from coursework.handing_out.assignment import Assignment, Problem
from coursework.handing_out.roster import read_roster
from coursework.handing_out.tables import BadTable
from coursework.marking import marks_file, submissions
from coursework.marking.marks_file import MarksFile
from coursework.marking.notebook import Unreadable
from coursework.marking.people import People

ROSTER = "id,first_name,last_name,email,lms_user_id\nann,Ann,Lee,ann@example.org,12\nbob,Bob,Öz,bob@example.org,\ncem,Cem,Kaya,,7\n"
# What Moodle's mod/assign/gradingtable.php writes: one worksheet with e-mail addresses, one with names alone, in German.
WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),"
    "Last modified (grade),Feedback comments\n"
    'Participant 12,Bob Öz,BOB@example.org,Submitted for grading - ,,40.00,Yes,"Monday, 3 May 2027, 9:00 AM",-,\n'
    "Participant 31,Ann Lee,ann@example.org,No submission - ,,40.00,Yes,-,-,\n"
)
GERMAN = (
    "ID,Vollständiger Name,Status,Bewertung,Bestwertung,Bewertung kann geändert werden,Zuletzt geändert (Bewertung)\n"
    '"Teilnehmer/in 12",Bob Öz,Zur Bewertung abgegeben,,"40,00",Ja,-\n'
)


def fill(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder


def zipped(path, *names):
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, f"in {name}")


def whose(folder, **more):
    found = submissions.search(folder, "ps1", **more)
    return {each.student: each.path.relative_to(folder).as_posix() for each in found.submissions}, dict(found.unread)


def test_one_upload_with_a_subfolder_does_not_hide_the_rest_of_a_moodle_export(tmp_path):
    names = [f"Student {n}_{n}_assignsubmission_file/ps1.ipynb" for n in range(20)]
    fill(tmp_path, *names, "Kim Lee_99_assignsubmission_file/ps1/ps1.ipynb", "Jo Oz_98_assignsubmission_file_/my/work/hand in.ipynb")
    found, unread = whose(tmp_path)
    assert len(found) == 22 and unread == {}
    assert found["participant-99"] == "Kim Lee_99_assignsubmission_file/ps1/ps1.ipynb" and "participant-98" in found


FLAT = {
    "Kim Lee_12_assignsubmission_file_ps1.ipynb": "participant-12",
    "Participant_13_assignsubmission_file_my_own_ps1.ipynb": "participant-13",
    "leekim_LATE_14_900_ps1-1.ipynb": "14",
    "leekim_15_901_ps1.IPYNB": "15",
    "anon_LATE_Xy12z_902_ps1.ipynb": "anon-Xy12z",
    "ann.IpyNB": "ann",
    "bob (1).ipynb": "bob",
    "cem-Copy1.ipynb": "cem",
    "Copy of dan.ipynb": "dan",
    "o'neill, eve.ipynb": "o'neill, eve",
}


@pytest.mark.parametrize("name", FLAT)
def test_a_loose_file_says_whose_it_is(tmp_path, name):
    assert whose(fill(tmp_path, name)) == ({FLAT[name]: name}, {})


UNREAD = {
    "ps1.ipynb": "not whose it is",
    "ps1-Copy2.ipynb": "not whose it is",
    "Copy of ps1 (3).ipynb": "not whose it is",
    "ann/report.pdf": "neither a notebook nor a zip",
    "leekim_16_903_text.html": "neither a notebook nor a zip",
    "Kim Lee_12_assignsubmission_onlinetext/onlinetext.html": "neither a notebook nor a zip",
    ".ipynb_checkpoints/ann-checkpoint.ipynb": "a checkpoint",
    "ann/.ipynb_checkpoints/ps1-checkpoint.ipynb": "a checkpoint",
    "__MACOSX/._ann.ipynb": "macOS",
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_is_not_read_is_listed_with_the_reason(tmp_path, name):
    found, unread = whose(fill(tmp_path, name))
    assert found == {} and list(unread) == [name] and UNREAD[name] in unread[name]


def test_what_lies_beside_the_notebook_is_listed_and_other_assignments_are_not(tmp_path):
    fill(tmp_path, "ann/ps1/ps1.ipynb", "ann/ps1/ps1-Copy1.ipynb", "ann/ps1/timestamp.txt", "ann/ps2/ps2.ipynb", "ann/ps2/data.csv")
    fill(tmp_path, "bob/ps2/ps2.ipynb", "bob/ps2/data.csv", "cem/ps1.ipynb", "cem/scratch.ipynb", "dan/ps1/ps1 (1).ipynb", ".DS_Store")
    found, unread = whose(tmp_path)
    assert found == {"ann": "ann/ps1/ps1.ipynb", "cem": "cem/ps1.ipynb", "dan": "dan/ps1/ps1 (1).ipynb"}
    assert set(unread) == {"ann/ps1/ps1-Copy1.ipynb", "cem/scratch.ipynb"}


def test_a_zip_with_one_notebook_is_read_and_any_other_is_listed(tmp_path):
    zipped(tmp_path / "ann.zip", "work/ps1.ipynb", "work/notes.txt", "__MACOSX/work/._ps1.ipynb", "work/.ipynb_checkpoints/ps1-checkpoint.ipynb")
    zipped(tmp_path / "bob.zip", "a.ipynb", "b.ipynb")
    (tmp_path / "cem.zip").write_bytes(b"PK no zip")
    found = submissions.search(tmp_path, "ps1")
    assert [(each.student, submissions.read(each, tmp_path)) for each in found.submissions] == [("ann", b"in work/ps1.ipynb")]
    assert "a zip with 2 notebooks" in dict(found.unread)["bob.zip"] and "a zip with 0 notebooks" in dict(found.unread)["cem.zip"]


def test_a_bomb_in_a_zip_costs_no_more_than_the_largest_file(tmp_path):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ps1.ipynb", b" " * (submissions.LARGEST + 10))
    (tmp_path / "ann.zip").write_bytes(raw.getvalue())
    found, = submissions.find(tmp_path, "ps1")
    with pytest.raises(Unreadable, match="too large"):
        submissions.read(found, tmp_path)


def test_a_zip_in_place_of_the_folder_is_told_to_be_unpacked(tmp_path):
    zipped(tmp_path / "all.zip", "ann.ipynb")
    with pytest.raises(SystemExit, match="all.zip is not a folder of submissions; unpack it first"):
        submissions.search(tmp_path / "all.zip", "ps1")


def test_several_files_of_one_student_are_all_found_unless_one_is_chosen(tmp_path):
    fill(tmp_path, "oz_15_900_ps1.ipynb", "oz_15_1000_ps1-1.ipynb", "lee_16_7_ps1.ipynb")
    found = submissions.search(tmp_path, "ps1")
    assert [each.student for each in found.submissions] == ["15", "15~2", "16"] and list(found.several) == ["15"]
    newest, unread = whose(tmp_path, keep=["newest"])
    assert newest == {"15": "oz_15_1000_ps1-1.ipynb", "16": "lee_16_7_ps1.ipynb"}
    assert unread == {"oz_15_900_ps1.ipynb": "another file of 15 counts: oz_15_1000_ps1-1.ipynb"}
    by_hand, _ = whose(tmp_path, keep=["newest", "15"])
    assert by_hand["15"] == "oz_15_900_ps1.ipynb"


def test_the_newest_of_plain_files_is_the_one_saved_last(tmp_path):
    fill(tmp_path, "ann/b.ipynb", "ann/a.ipynb")
    os.utime(tmp_path / "ann" / "a.ipynb", (1, 1))
    assert whose(tmp_path, keep=["newest"])[0] == {"ann": "ann/b.ipynb"}


def test_moodles_number_is_the_participants_and_not_the_students(tmp_path):
    """Participant 12 is Bob, although the roster's LMS number 12 is Ann's, in Canvas."""
    fill(tmp_path, "r.csv", "w.csv", "g.csv")
    for name, text in (("r.csv", ROSTER), ("w.csv", WORKSHEET), ("g.csv", GERMAN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    folder = fill(tmp_path / "in", "Bob Öz_12_assignsubmission_file/ps1.ipynb", "kayacem_7_900_ps1.ipynb", "lee_12_901_ps1.ipynb")
    assert set(whose(folder, people=People(tmp_path / "r.csv"))[0]) == {"participant-12", "cem", "ann"}
    for worksheet in ("w.csv", "g.csv"):
        found, _ = whose(folder, people=People(tmp_path / "r.csv", tmp_path / worksheet))
        assert found["bob"].startswith("Bob") and set(found) == {"bob", "cem", "ann"}


SPOILT = {
    "latin": (ROSTER.encode("latin-1"), "row 3: this is not UTF-8 text; save it again as UTF-8"),
    "no id": (b"name,email\nann,x\n", "row 1: no column 'id'"),
    "twice": (b"id,email\nann,x@y\nbob,X@y\n", "row 3: email 'x@y' is that of row 2 too"),
    "blank id": (b"id,email\n,x@y\n", "row 2: no id"),
    "long": (b"id,first_name\nann," + b"x" * 100_000 + b"\n", "row 2: the cell 'first_name' has over 200 characters"),
    "huge": (b"id,first_name\nann," + b"x" * 10_000_000 + b"\n", "row 2: field larger than field limit"),
    "comma": (b"id,first_name\nann,Lee, Ann\n", "row 2: 3 cells, but the first row has 2; put quotation marks"),
    "empty": (b"id\n", "holds no students"),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_what_is_wrong_with_a_roster_is_said_with_file_row_and_cure(tmp_path, kind):
    content, said = SPOILT[kind]
    (tmp_path / "roster.csv").write_bytes(content)
    with pytest.raises(BadTable) as caught:
        read_roster(tmp_path / "roster.csv")
    assert "roster.csv" in str(caught.value) and said in str(caught.value), caught.value


def test_a_roster_may_be_saved_with_semicolons_and_a_byte_order_mark(tmp_path):
    (tmp_path / "roster.csv").write_bytes(b"\xef\xbb\xbf" + ROSTER.replace(",", ";").encode())
    assert [line["id"] for line in read_roster(tmp_path / "roster.csv")] == ["ann", "bob", "cem"]


RESULT = {"problem": "softmax", "points": 4, "max_points": 4, "right": 9, "tried": 9, "note": "", "misconception": "", "says": ""}


def written(path, name, students, digests=None):
    """Mark these students of an assignment with one problem into a file of marks; returns whose rows were kept."""
    file = MarksFile(path, Assignment(name, 2027, [Problem("softmax", 4, "function")]))
    kept = file.resume(digests if digests is not None else dict.fromkeys(students, "d"))
    with file:
        for student in students:
            if student not in kept:
                file.write(student, "d", [RESULT], 0.1)
    return kept


def held(path):
    return {(row["student"], row["assignment"]) for row in marks_file.read(path)}


def test_marking_a_second_folder_or_assignment_keeps_the_rows_of_the_first(tmp_path):
    out = tmp_path / "marks.csv"
    group_a, group_b = {f"a{n}" for n in range(40)} | {"=evil"}, {"b1"}
    assert written(out, "ps1", group_a) == set()
    first = out.read_text()
    assert written(out, "ps1", group_b) == set()
    assert written(out, "ps2", {"a1"}) == set()
    assert held(out) == {(name, "ps1") for name in group_a | group_b} | {("a1", "ps2")}
    assert out.read_text().startswith(first)
    assert written(out, "ps1", group_a) == group_a, "they are not marked anew"


def test_a_further_file_of_a_student_goes_when_another_was_chosen(tmp_path):
    out = tmp_path / "marks.csv"
    written(out, "ps1", ["15", "15~2", "16~2"])
    written(out, "ps1", ["15"])
    assert held(out) == {("15", "ps1"), ("16~2", "ps1")}


@pytest.mark.parametrize("content", [b"id,first_name\nann,Ann\n", b"no line end", b"\x89PNG\r\n", ROSTER.encode("utf-16")])
def test_a_file_of_another_kind_is_refused_and_stays(tmp_path, content):
    (tmp_path / "roster.csv").write_bytes(content)
    with pytest.raises(marks_file.BadMarks, match="roster.csv is not a file of marks.*give another name"):
        written(tmp_path / "roster.csv", "ps1", ["ann"])
    assert (tmp_path / "roster.csv").read_bytes() == content


def test_marks_of_an_older_version_are_still_read(tmp_path):
    out = tmp_path / "marks.csv"
    written(out, "ps1", ["ann"])
    older = [",".join(line.split(",")[:11]) for line in out.read_text().splitlines()]
    out.write_text("\n".join(older) + "\n")
    assert written(out, "ps1", ["ann", "bob"]) == {"ann"}
    assert [row["marked"] != "" for row in marks_file.read(out)] == [False, True]
