"""Pass marks on: a line per student for spreadsheets, Canvas and Moodle, a results.json each for Gradescope."""

import csv
import io
import json
import re
from dataclasses import dataclass, field

from coursework.handing_out.roster import read_roster
from coursework.marking.marks_file import by_student, number, read, safe
from coursework.passing_on.feedback import file_name
from helpers.atomic import write

NUMBER = re.compile(r"-?\d+(\.\d+)?")
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MOODLE = ("First name", "Last name", "ID number", "Email address")


class BadExport(Exception):
    """Marks that cannot be passed on as they are; the message says why."""


@dataclass
class Student:
    """A student's marks: points per problem, those still open left out, and what a roster knows of the student."""

    id: str
    rows: list
    facts: dict = field(default_factory=dict)

    @property
    def total(self):
        return sum(float(row["points"]) for row in self.rows if row["points"])

    @property
    def open(self):
        return [row["problem"] for row in self.rows if not row["points"]]

    @property
    def name(self):
        first, last = self.facts.get("first_name", ""), self.facts.get("last_name", "")
        return f"{last}, {first}".strip(", ") or self.id


def students(path, roster=None, by_hand=None):
    """All students of a file of marks in order; `by_hand`: those of the formgrader, (student, problem) -> points."""
    rows = read(path)
    if not rows:
        raise BadExport(f"{path} holds no marks")
    names = {row["assignment"] for row in rows}
    if len(names) > 1:
        raise BadExport(f"{path} holds marks of {', '.join(sorted(names))}: export one assignment at a time")
    for row in rows:
        if not row["points"]:
            row["points"] = number((by_hand or {}).get((row["student"], row["problem"])))
    lines = read_roster(roster) if roster else []
    known = {line["lms_user_id"]: line for line in lines if line.get("lms_user_id")}
    known |= {line["id"]: line for line in lines}
    return [Student(name, own, known.get(name, {})) for name, own in sorted(by_student(rows).items())]


def as_csv(marked):
    """Total and points of each problem."""
    problems = [row["problem"] for row in marked[0].rows]
    yield ["student", "name", "total", "max", *problems, "open"]
    for student in marked:
        points = {row["problem"]: row["points"] for row in student.rows}
        largest = sum(float(row["max_points"]) for row in student.rows)
        sums = [number(student.total), number(largest)]
        yield [student.id, student.name, *sums, *map(points.get, problems), " ".join(student.open)]


def as_canvas(marked):
    """What Canvas imports: its five columns, the assignment's name, and a second line with the points possible."""
    assignment = marked[0].rows[0]["assignment"]
    largest = sum(float(row["max_points"]) for row in marked[0].rows)
    yield [*CANVAS, assignment]
    yield ["    Points Possible", "", "", "", "", number(largest)]
    for student in marked:
        facts = student.facts
        lms = facts.get("lms_user_id") or (student.id if student.id.isdecimal() else "")
        own = facts.get("id", "" if lms else student.id)
        yield [student.name, lms, own, facts.get("email", ""), "", number(student.total)]


def as_moodle(marked):
    """What Moodle imports: map "Email address" or "ID number" to the user, the grade column to the assignment."""
    assignment = marked[0].rows[0]["assignment"]
    yield [*MOODLE, f"Assignment: {assignment}", "Feedback comments"]
    for student in marked:
        facts = student.facts
        yield [
            facts.get("first_name", ""), facts.get("last_name", ""), facts.get("id", student.id),
            facts.get("email", ""), number(student.total), comments(student),
        ]


def comments(student):
    """One line of feedback: points of each problem, and the mistake by name."""
    parts = []
    for row in student.rows:
        points = f"{row['points']}/{row['max_points']}" if row["points"] else "to be marked by hand"
        parts.append(f"{row['problem']} {points}" + (f" ({row['misconception']})" if row["misconception"] else ""))
    return "; ".join(parts)


def as_gradescope(student):
    """One results.json."""
    tests = []
    for row in student.rows:
        tried = row["cases_tried"] not in ("", "0")
        said = f"{row['cases_right']} of {row['cases_tried']} inputs right." if tried else row["note"]
        said += f" Mistake: {row['misconception']}." if row["misconception"] else ""
        tests.append({
            "name": row["problem"], "score": float(row["points"] or 0), "max_score": float(row["max_points"]),
            "output": said, "visibility": "after_published",
        })
    return {"score": student.total, "visibility": "after_published", "stdout_visibility": "hidden", "tests": tests}


def written(lines):
    """Lines as CSV text; no cell of it starts a formula."""
    text = io.StringIO()
    csv.writer(text).writerows([as_cell(cell or "") for cell in line] for line in lines)
    return text.getvalue()


def as_cell(text):
    return text if NUMBER.fullmatch(text) else safe(text)


def export(path, kind, out, roster=None, by_hand=None):
    """Write the export; returns one sentence about it, with what is still open."""
    marked = students(path, roster, by_hand)
    if kind == "gradescope":
        for student in marked:
            folder = out / file_name(student.id).removesuffix(".html")
            folder.mkdir(parents=True, exist_ok=True)
            write(folder / "results.json", json.dumps(as_gradescope(student), indent=1) + "\n", "replace")
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        lines = {"csv": as_csv, "canvas": as_canvas, "moodle": as_moodle}[kind](marked)
        write(out, written(lines), "replace")
    open_now = sorted({problem for student in marked for problem in student.open})
    waiting = f" Not in it yet, because they are marked by hand: {', '.join(open_now)}." if open_now else ""
    unknown = sum(not student.facts for student in marked) if roster else 0
    strangers = f" {unknown} are not in the roster." if unknown else ""
    return f"{len(marked)} students written to {out}.{strangers}{waiting}"
