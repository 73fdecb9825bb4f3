"""Marks and comments given in the formgrader: read from nbgrader, with when they were seen and for which hand-in."""

from dataclasses import dataclass

from coursework.handing_out.tables import append_row, number_in, read_table
from coursework.marking.marks_file import now, number, plain, safe
from coursework.passing_on.autograded import load
from coursework.passing_on.database import book_id, open_gradebook

COLUMNS = ("student", "assignment", "problem", "points", "extra", "comment", "digest", "state", "seen")
GIVEN, ASIDE = "given", "for an earlier hand-in"


@dataclass(frozen=True)
class HandMark:
    """What a marker gave one problem: points in place of the grader's, or none; points on top; a comment."""

    points: float | None
    extra: float
    comment: str
    digest: str = ""
    seen: str = ""

    @property
    def is_empty(self):
        return self.points is None and not self.extra and not self.comment

    @property
    def given(self):
        return self.points, self.extra, self.comment

    def is_that_of(self, other):
        """Is this the same mark for the same hand-in? The log spells a comment as a spreadsheet can hold it."""
        same = (self.points, self.extra) == (other.points, other.extra) and self.digest == other.digest
        return same and safe(self.comment) == safe(other.comment)


def hand_marks(course, name, students):
    """What the formgrader holds of these students, by (student, problem), and what of it is new goes into the log.

    Without a gradebook it is what the log remembers.
    """
    remembered = log(course, name)
    if not (course / "gradebook.db").exists():
        return {key: mark for key, (state, mark) in remembered.items() if state == GIVEN}
    found = in_gradebook(course, name, {book_id(student): student for student in students})
    for key, mark in found.items():
        state, before = remembered.get(key, ("", None))
        if state == GIVEN and mark.is_that_of(before):
            found[key] = HandMark(*mark.given, mark.digest, before.seen)
        else:
            found[key] = HandMark(*mark.given, mark.digest, now())
            remember(course, name, key, found[key], GIVEN)
    return found


def in_gradebook(course, name, students):
    """Every mark and comment of an assignment that a person gave, by (student, problem)."""
    from nbgrader.api import Comment, Grade

    points, comments, digests = {}, {}, {}
    with open_gradebook(course) as book:
        given = (Grade.manual_score.isnot(None)) | (Grade.extra_credit.isnot(None))
        for grade in book.db.query(Grade).filter(given):
            if grade.assignment.name == name:
                key = grade.student.id, grade.name.removesuffix("-check")
                points[key] = grade.manual_score, grade.extra_credit or 0
        for comment in book.db.query(Comment).filter(Comment.manual_comment.isnot(None)):
            if comment.assignment.name == name:
                comments[comment.student.id, comment.name] = comment.manual_comment.strip()
    found = {}
    for place, problem in sorted({*points, *comments}):
        if place in students:
            if place not in digests:
                digests[place] = digest_shown(course, name, place)
            key = place, problem
            mark = HandMark(*points.get(key, (None, 0)), comments.get(key, ""), digests[place])
            found |= {} if mark.is_empty else {(students[place], problem): mark}
    return found


def digest_shown(course, name, place):
    """Of which hand-in the formgrader shows the answers."""
    notebook = load(course / "autograded" / place / name / f"{name}.ipynb")
    return (notebook.metadata.get("coursework") or {}).get("digest", "") if notebook else ""


def put_aside(book, course, name, student, changed, before):
    """Take out of the formgrader what was given for answers that have changed since; it stays in the log."""
    digest = (before.metadata.get("coursework") or {}).get("digest", "") if before else ""
    said = []
    for problem in changed:
        mark, cells = current(book, name, book_id(student), problem)
        if not mark.is_empty:
            remember(course, name, (student, problem), HandMark(*mark.given, digest, now()), ASIDE)
            for cell, blank in cells:
                for field, value in blank.items():
                    setattr(cell, field, value)
            is_comment = mark.points is None and not mark.extra
            points = "a comment" if is_comment else f"{(mark.points or 0) + mark.extra:g} points"
            said.append(f"{student}, {problem}: {points} given by hand for an earlier hand-in; look at the new one")
    return said


def current(book, name, place, problem):
    """(what is given for a problem now, the rows of the gradebook that hold it with what empties them)."""
    from nbgrader.api import MissingEntry

    points, extra, comment, cells = None, 0, "", []
    for cell in (problem, f"{problem}-check"):
        try:
            grade = book.find_grade(cell, name, name, place)
            points, extra = grade.manual_score, grade.extra_credit or 0
            cells.append((grade, {"manual_score": None, "extra_credit": None}))
        except MissingEntry:
            pass
    try:
        written = book.find_comment(problem, name, name, place)
        comment = (written.manual_comment or "").strip()
        cells.append((written, {"manual_comment": None}))
    except MissingEntry:
        pass
    return HandMark(points, extra, comment), cells


def log(course, name):
    """(state, mark) of the last line on each (student, problem) of an assignment."""
    path, found = course / "hand_marks.csv", {}
    for line in read_table(path, COLUMNS, longest=1_000_000) if path.exists() else []:
        if line["assignment"] == name:
            points, extra = (number_in(path, line, column, -1e9) for column in ("points", "extra"))
            mark = HandMark(points, extra or 0, plain(line["comment"]), line["digest"], line["seen"])
            found[plain(line["student"]), line["problem"]] = line["state"], mark
    return found


def remember(course, name, key, mark, state):
    """Add a line to the log."""
    facts = [number(mark.points), number(mark.extra), safe(mark.comment), mark.digest, state, mark.seen]
    append_row(course / "hand_marks.csv", COLUMNS, [safe(key[0]), name, key[1], *facts])
