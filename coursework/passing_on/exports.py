"""Pass marks on: a line per student for spreadsheets, Canvas and Moodle, or the LMS's own table filled in."""

import csv
import io
import re

from coursework.handing_out.tables import text_of
from coursework.marking.marks_file import number, safe
from coursework.marking.people import participant, read_worksheet
from coursework.passing_on.final_marks import GRADER, BadExport
from coursework.passing_on.words import count, listed
from helpers.atomic import write

NUMBER = re.compile(r"-?\d+(\.\d+)?")
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MOODLE = ("First name", "Last name", "ID number", "Email address")
POSSIBLE = "Points Possible"
LOCAL_NUMBER, COMMENTS = re.compile(r"\d+([.,]\d+)?"), re.compile(r"(?i)feedback comments|kom+ent|com+ent")


def as_csv(made):
    """Total and points of each problem, and for each student what did not come from the grader."""
    yield ["student", "name", "total", "max", *made.problems, "late", "open", "changed"]
    for student in made.students:
        points = {mark.problem: number(mark.points) for mark in student.marks}
        late = f"{student.late.days_late} days, -{student.late.percent_off:g} %" if student.late else ""
        sums = [number(student.total), number(student.largest)]
        yield [
            student.id, student.name, *sums, *(points.get(problem, "") for problem in made.problems), late,
            " ".join(student.open), "; ".join(filter(None, map(changed, student.marks))),
        ]


def changed(mark):
    """What is to be known of a mark that is not the grader's own: who gave it, when and why."""
    if mark.by == GRADER:
        return ""
    return f"{mark.problem} {number(mark.points)} {mark.by} {mark.when[:10]} {mark.reason}".strip()


def as_canvas(made, column=None):
    """What Canvas imports: its five columns, the assignment's name, and a second line with the points possible."""
    yield [*CANVAS, column or made.assignment]
    yield [f"    {POSSIBLE}", "", "", "", "", number(made.largest)]
    for student in made.students:
        facts = student.facts
        lms = facts.get("lms_user_id") or (student.id if student.id.isdecimal() and not facts else "")
        own = facts.get("id", "" if lms else student.id)
        yield [student.name, lms, own, facts.get("email", ""), "", number(student.total)]


def as_moodle(made):
    """What Moodle imports: map "Email address" or "ID number" to the user, grade and comments to the assignment."""
    yield [*MOODLE, f"Assignment: {made.assignment}", "Feedback comments"]
    for student in made.students:
        facts = student.facts
        yield [
            facts.get("first_name", ""), facts.get("last_name", ""), facts.get("id", student.id),
            facts.get("email", ""), number(student.total), comments(student),
        ]


def comments(student):
    """One line of feedback: points of each problem, the mistake by name, a marker's comment, what being late costs."""
    parts = []
    for mark in student.marks:
        points = "to be marked by hand" if mark.points is None else f"{number(mark.points)}/{number(mark.max_points)}"
        why = [mark.row["misconception"], mark.reason, mark.comment]
        words = f" ({'; '.join(filter(None, why))})" if any(why) else ""
        parts.append(f"{mark.problem} {points}{words}")
    if student.late and student.late.percent_off:
        parts.append(f"{student.late.days_late} days late: {student.late.percent_off:g} % less")
    return "; ".join(parts)


def into_canvas(made, path, column):
    """Canvas's own gradebook, as it was exported, with the totals in one column; (lines, who is missing)."""
    rows = table(path)
    if not rows or len(rows[0]) < 4 or "Student" not in rows[0][0] or "ID" not in rows[0][1]:
        cure = "export it under Gradebook › Export"
        raise BadExport(f"{path}, row 1: Canvas's columns Student and ID are missing; {cure}")
    place = column_of(path, rows[0], column or made.assignment)
    ids = {name: rows[0].index(name) for name in CANVAS[1:4] if name in rows[0]}
    keys = {"ID": "lms_user_id", "SIS User ID": "id", "SIS Login ID": "email"}
    by_key = {(name, key_of(student, keys[name])): student for student in made.students for name in ids}
    entered = set()
    for row in rows[1:]:
        row += [""] * (len(rows[0]) - len(row))
        found = (by_key.get((name, row[where].strip().casefold())) for name, where in ids.items() if row[where].strip())
        student = next(filter(None, found), None)
        if student:
            row[place] = number(student.total)
            entered.add(student.id)
    keep = {rows[0].index("ID")} if "ID" in rows[0] else set()
    return [as_row(row, keep) for row in rows], [each.id for each in made.students if each.id not in entered]


def key_of(student, fact):
    is_its_id = fact == "id" or fact == "lms_user_id" and not student.facts
    return (student.facts.get(fact) or (student.id if is_its_id else "")).casefold()


def column_of(path, header, wanted):
    """The number of the assignment's column: its exact heading, or the one that Canvas follows with its own number."""
    numbered = re.compile(re.escape(wanted) + r"( \(\d+\))?")
    named = [place for place, name in enumerate(header) if numbered.fullmatch(name)]
    if len(named) != 1:
        others = ", ".join(name for name in header[5:] if re.search(r"\(\d+\)$", name))[:300] or "none"
        cure = f"add --column with one of: {others}"
        raise BadExport(f"{path}, row 1: {len(named)} columns are called {wanted!r}; {cure}")
    return named[0]


def into_moodle(made, path):
    """Moodle's own grading worksheet, as it was downloaded, with grades and comments; (lines, who is missing)."""
    lines, rows = read_worksheet(path), [row for row in table(path) if any(cell.strip() for cell in row)]
    grade, comment = grade_column(path, rows), comment_column(rows[0])
    students, entered = {student.id: student for student in made.students}, set()
    for line, row in zip(lines, rows[1:]):
        student = students.get(f"participant-{participant(line)}") or students.get(made.people.of_worksheet(line))
        if student:
            row[grade] = number(student.total)
            if comment is not None:
                row[comment] = comments(student)
            entered.add(student.id)
    return [as_row(row, {0}) for row in rows], [each.id for each in made.students if each.id not in entered]


def grade_column(path, rows):
    """The column of grades, in whatever language: before the largest grade, which is the same number in each line."""
    if "Grade" in rows[0]:
        return rows[0].index("Grade")
    columns = list(zip(*rows[1:]))
    for place in range(3, len(columns)):
        largest, grades = set(columns[place]), set(columns[place - 1]) - {""}
        if len(largest) == 1 and all(map(LOCAL_NUMBER.fullmatch, largest | grades)):
            return place - 1
    raise BadExport(f"{path}, row 1: no column 'Grade'; set Moodle to English, and download the worksheet once more")


def comment_column(header):
    """The column of feedback comments; None if the assignment has none."""
    return next((place for place, name in enumerate(header) if COMMENTS.search(name)), None)


def table(path):
    """The rows of an LMS's own table as they are, cells unstripped, with commas or semicolons between them."""
    text = text_of(path)
    separator = max(",;", key=text.partition("\n")[0].count)
    return list(csv.reader(io.StringIO(text), delimiter=separator))


def as_row(row, keep):
    """A row for writing, in which no cell but those that the LMS looks for by their spelling starts a formula."""
    return [cell if place in keep else as_cell(cell) for place, cell in enumerate(row)]


def as_cell(text):
    return text if text == "-" or NUMBER.fullmatch(text) else safe(text)


def written(lines):
    """Lines as CSV text; no cell of it starts a formula."""
    text = io.StringIO()
    csv.writer(text).writerows([as_cell(cell or "") for cell in line] for line in lines)
    return text.getvalue()


def export(made, kind, out, into=None, column=None):
    """Write the export of a class; returns sentences about it: what is open, and who is missing on either side."""
    missing, text = [], io.StringIO()
    if into and kind != "csv":
        rows, missing = into_canvas(made, into, column) if kind == "canvas" else into_moodle(made, into)
        csv.writer(text).writerows(rows)
        content = text.getvalue()
    else:
        lines = as_canvas(made, column) if kind == "canvas" else {"csv": as_csv, "moodle": as_moodle}[kind](made)
        content = written(lines)
    out.parent.mkdir(parents=True, exist_ok=True)
    write(out, content, "replace")
    waiting = sorted({problem for student in made.students for problem in student.open})
    said = [f"{count(len(made.students) - len(missing), 'student')} written to {out}."]
    said += [f"Not in it yet, because they are marked by hand: {', '.join(waiting)}."] if waiting else []
    said += [f"Not in {into}, so not passed on: {listed(missing)}."] if missing else []
    absent = set(made.people.lines) - {student.facts.get("id", student.id) for student in made.students}
    said += [f"In the roster, without marks: {listed(sorted(absent))}."] if absent else []
    unknown = [student.id for student in made.students if made.people.lines and not student.facts]
    return said + ([f"Not in the roster: {listed(unknown)}."] if unknown else []) + made.remarks
