"""The file of marks: a row per student and problem, appended as a student is finished, safe in a spreadsheet."""

import csv
import io
from collections import defaultdict
from datetime import datetime, timezone

from helpers.atomic import write

FIRST_COLUMNS = (
    "student", "assignment", "problem", "points", "max_points", "cases_right", "cases_tried", "note", "misconception",
    "seconds", "digest",
)
COLUMNS = (*FIRST_COLUMNS, "says", "marked")
TEXTS = ("student", "note", "says")
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


def now():
    """The time in UTC, to the second."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


class MarksFile:
    """A file of marks being written."""

    def __init__(self, path, assignment):
        self.path, self.assignment, self.file = path, assignment, None

    def resume(self, digests):
        """Drop the rows of these students that are cut short or of an earlier hand-in; return whose rows are kept.

        Rows of other assignments, and of students who are not in `digests`, stay as they are.
        """
        current = {safe(name): digest for name, digest in digests.items()}
        done, kept = set(), []
        for (student, assignment), rows in self.there().items():
            ours = assignment == self.assignment.name
            same = all(row["digest"] == current.get(student) for row in rows)
            whole = same and len(rows) == len(self.assignment.problems)
            if not ours or whole or student not in current and not is_further(student, current):
                kept += rows
            if ours and whole:
                done.add(student)
        self.write_whole(kept)
        return {name for name in digests if safe(name) in done}

    def there(self):
        """The rows that are in the file already, by (student, assignment); names as they are spelled there."""
        found = defaultdict(list)
        for row in read(self.path, broken_end=True) if self.path.exists() else []:
            found[safe(row["student"]), row["assignment"]].append(row)
        return found

    def write_whole(self, rows):
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS)
        writer.writeheader()
        writer.writerows(row | {name: safe(row[name]) for name in TEXTS} for row in rows)
        write(self.path, text.getvalue())

    def __enter__(self):
        self.file = self.path.open("a", newline="", encoding="utf-8")
        return self

    def __exit__(self, *_):
        self.file.close()

    def write(self, student, digest, rows, seconds):
        """Append one student's rows in one piece, so that a kill leaves all of them or a part that `resume` drops."""
        text, time = io.StringIO(), now()
        writer = csv.writer(text)
        for row in rows:
            writer.writerow([
                safe(student), self.assignment.name, row["problem"], number(row["points"]), number(row["max_points"]),
                row["right"], row["tried"], safe(row["note"]), row["misconception"], f"{seconds:g}", digest,
                safe(row["says"]), time,
            ])
        self.file.write(text.getvalue())
        self.file.flush()


def is_further(student, current):
    """Is this a further file, such as 1234~2, of a student whose files are all known now?"""
    name, mark, number = student.rpartition("~")
    return bool(mark) and number.isdecimal() and name in current


def read(path, broken_end=False):
    """The rows of a file of marks as dicts; with `broken_end`, a last line cut short is left out."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise BadMarks(f"{path} cannot be read: {error.strerror}") from None
    header = ",".join(FIRST_COLUMNS)
    if not text.startswith(header) and not (broken_end and header.startswith(text)):
        raise BadMarks(f"{path} is not a file of marks written by python -m coursework grade; give another name")
    if broken_end and not text.endswith("\n"):
        text = text[: text.rfind("\n") + 1]
    blank = dict.fromkeys(COLUMNS[len(FIRST_COLUMNS):], "")
    reader = csv.DictReader(io.StringIO(text))
    try:
        rows = list(reader)
    except csv.Error as error:
        raise BadMarks(f"{path}, row {reader.reader.line_num}: {error}; mend or delete that row") from None
    rows = [blank | row for row in rows if None not in row.values() and None not in row]
    return [row | {name: plain(row[name]) for name in TEXTS} for row in rows]


def by_student(rows, assignment=None):
    """The rows of each student, in the file's order."""
    found = defaultdict(list)
    for row in rows:
        if assignment in (None, row["assignment"]):
            found[row["student"]].append(row)
    return found
