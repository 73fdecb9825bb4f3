"""The mark that counts, one for each problem: the grader's, a marker's or an adjustment; with who gave it and when."""

from dataclasses import dataclass, field

from coursework.marking.marks_file import by_student, is_further, read
from coursework.marking.people import People
from coursework.passing_on import adjustments, lateness
from coursework.passing_on.hand_marks import hand_marks

GRADER, FORMGRADER = "the grader", "by hand in the formgrader"


class BadExport(Exception):
    """Marks that cannot be passed on as they are; the message says why and what to do."""


@dataclass
class Mark:
    """What a student has for one problem; `points` is None as long as somebody must still give them."""

    row: dict
    points: float | None
    by: str = GRADER
    when: str = ""
    reason: str = ""
    comment: str = ""

    @property
    def problem(self):
        return self.row["problem"]

    @property
    def max_points(self):
        return float(self.row["max_points"])

    @property
    def is_a_persons(self):
        return self.by != GRADER


@dataclass
class Student:
    """A student's marks in the order of the problems, what the roster knows of the student, and how late it was."""

    id: str
    marks: list
    facts: dict = field(default_factory=dict)
    late: object = None

    @property
    def earned(self):
        return sum(mark.points for mark in self.marks if mark.points is not None)

    @property
    def total(self):
        """The points earned, less what being late costs."""
        return round(self.earned * (1 - (self.late.percent_off if self.late else 0) / 100), 2)

    @property
    def largest(self):
        return sum(mark.max_points for mark in self.marks)

    @property
    def open(self):
        return [mark.problem for mark in self.marks if mark.points is None]

    @property
    def name(self):
        first, last = self.facts.get("first_name", ""), self.facts.get("last_name", "")
        return f"{last}, {first}".strip(", ") or self.id


@dataclass
class Class:
    """All students of one assignment, and what a person should know before the marks are passed on."""

    assignment: str
    students: list
    remarks: list = field(default_factory=list)
    people: People = field(default_factory=People)

    @property
    def problems(self):
        return list(dict.fromkeys(mark.problem for student in self.students for mark in student.marks))

    @property
    def largest(self):
        return max(student.largest for student in self.students)


def final_marks(path, course, assignment=None, roster=None):
    """The marks that count of every student in a file of marks, for one assignment."""
    rows = [row | {"points": points_of(path, row)} for row in one_assignment(path, assignment)]
    no_row_twice(path, rows)
    name, ids = rows[0]["assignment"], list(dict.fromkeys(row["student"] for row in rows))
    further = [student for student in ids if is_further(student, ids)]
    result = Class(name, [], [further_file(student) for student in further], People(roster))
    by_hand = hand_marks(course, name, ids)
    known = {(row["student"], row["problem"]) for row in rows}
    decided = adjustments.adjustments(course / "adjustments.csv", name, known)
    late = lateness.read_late(course / "late.csv", name)
    own = by_student(rows)
    for student in sorted(set(ids) - set(further)):
        marks = [mark_of(row, by_hand, decided, result.remarks) for row in own[student]]
        result.students.append(Student(student, marks, facts_of(student, result.people), late.get(student)))
    return result


def one_assignment(path, assignment):
    """The rows of one assignment; if the file holds several, it must be said which."""
    rows = read(path)
    names = sorted({row["assignment"] for row in rows})
    if not rows:
        raise BadExport(f"{path} holds no marks; run python -m coursework grade first")
    if assignment is None and len(names) > 1 or assignment is not None and assignment not in names:
        raise BadExport(f"{path} holds marks of {', '.join(names)}: add --assignment with one of them")
    return [row for row in rows if assignment in (None, row["assignment"])]


def no_row_twice(path, rows):
    seen = set()
    for row in rows:
        key = row["student"], row["problem"]
        if key in seen:
            raise BadExport(f"{path} holds two rows of {', '.join(key)}; delete one")
        seen.add(key)


def points_of(path, row):
    """The grader's points as a number; a file changed by hand may spell them otherwise."""
    try:
        return float(row["points"].replace(",", ".")) if row["points"] else None
    except ValueError:
        who = f"{row['student']}, {row['problem']}"
        raise BadExport(f"{path}: the points of {who} are {row['points']!r}; write a number such as 2.5") from None


def mark_of(row, by_hand, decided, remarks):
    """The mark that counts for one row of the grader's."""
    key = row["student"], row["problem"]
    mark, hand, decision = Mark(row, row["points"], when=row["marked"]), by_hand.get(key), decided.get(key)
    if hand and hand.digest in ("", row["digest"]):
        take_hand_mark(mark, hand)
    elif hand:
        cure = "run the command gradebook, and look again"
        remarks.append(f"{key[0]}, {key[1]}: marked by hand, then handed in anew; {cure}")
    if decision:
        mark.points, mark.reason = decision.points, decision.reason
        mark.by, mark.when = decision.by or "adjusted", decision.on
        if decision.digest not in ("", row["digest"]):
            cure = "the adjustment counts until you change it"
            remarks.append(f"{key[0]}, {key[1]}: adjusted for an earlier hand-in; {cure}")
    return mark


def take_hand_mark(mark, hand):
    """A marker's points replace the grader's, points on top are added to either, and a comment stands beside."""
    mark.comment = hand.comment
    if hand.points is None and not hand.extra:
        return
    base = mark.points if hand.points is None else hand.points
    mark.points = None if base is None else base + hand.extra
    mark.by, mark.when = FORMGRADER, hand.seen


def facts_of(student, people):
    """What the roster knows of a student, by its id or, in a file of marks of an older version, by Canvas's number."""
    return people.lines.get(student) or people.lines.get(people.by_lms.get(student, ""), {})


def further_file(student):
    first = student.rpartition("~")[0]
    cure = f"choose one with grade --keep newest or --keep {student}"
    return f"{student}: a further file of {first} is not passed on; {cure}"
