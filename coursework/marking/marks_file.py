"""The file of marks: a row per student and problem, appended as a student is finished, safe in a spreadsheet."""

import csv
import io
from collections import defaultdict

from helpers.atomic import write

COLUMNS = (
    "student", "assignment", "problem", "points", "max_points", "cases_right", "cases_tried", "note", "misconception",
    "seconds", "digest",
)
FORMULA = ("=", "+", "-", "@")


class BadMarks(Exception):
    """A file that is not one of marks; the message says which."""


def safe(text):
    """A text that no spreadsheet takes for a formula."""
    text = "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in str(text))
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def plain(text):
    """What `safe` was given, signs that cannot be printed in their escaped form."""
    return text[1:] if text.startswith("'") else text


def number(points):
    return "" if points is None else f"{points:g}"


class MarksFile:
    """A file of marks being written."""

    def __init__(self, path, assignment):
        self.path, self.assignment, self.file = path, assignment, None

    def resume(self, digests):
        """Keep the rows of students whose submission was marked whole and is still the same; return those students."""
        done, kept = set(), []
        if self.path.exists():
            for student, rows in by_student(read(self.path, broken_end=True), self.assignment.name).items():
                current = {safe(name): digest for name, digest in digests.items()}.get(safe(student))
                if len(rows) == len(self.assignment.problems) and all(row["digest"] == current for row in rows):
                    done.add(student)
                    kept += rows
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS)
        writer.writeheader()
        writer.writerows(row | {name: safe(row[name]) for name in ("student", "note")} for row in kept)
        write(self.path, text.getvalue())
        return {name for name in digests if safe(name) in {safe(student) for student in done}}

    def __enter__(self):
        self.file = self.path.open("a", newline="", encoding="utf-8")
        return self

    def __exit__(self, *_):
        self.file.close()

    def write(self, student, digest, rows, seconds):
        """Append one student's rows in one piece, so that a kill leaves all of them or a part that `resume` drops."""
        text = io.StringIO()
        writer = csv.writer(text)
        for row in rows:
            writer.writerow([
                safe(student), self.assignment.name, row["problem"], number(row["points"]), number(row["max_points"]),
                row["right"], row["tried"], safe(row["note"]), row["misconception"], f"{seconds:g}", digest,
            ])
        self.file.write(text.getvalue())
        self.file.flush()


def read(path, broken_end=False):
    """The rows of a file of marks as dicts; with `broken_end`, a last line cut short is left out."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if broken_end and not text.endswith("\n"):
        text = text[: text.rfind("\n") + 1]
    rows = list(csv.DictReader(io.StringIO(text)))
    if not text.startswith(",".join(COLUMNS)) and (text or not broken_end):
        raise BadMarks(f"{path} is not a file of marks written by python -m coursework grade")
    rows = [row for row in rows if None not in row.values() and None not in row]
    return [row | {name: plain(row[name]) for name in ("student", "note")} for row in rows]


def by_student(rows, assignment=None):
    """The rows of each student, in the file's order."""
    found = defaultdict(list)
    for row in rows:
        if assignment in (None, row["assignment"]):
            found[row["student"]].append(row)
    return found
