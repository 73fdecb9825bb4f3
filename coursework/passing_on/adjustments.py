"""Adjustments: points that somebody decides on, with the reason, in a table that re-marking never touches."""

import difflib
import getpass
from dataclasses import dataclass

from coursework.handing_out.tables import BadTable, append_row, number_in, read_table
from coursework.marking.marks_file import now, number, plain, safe

COLUMNS = ("student", "assignment", "problem", "points", "reason", "by", "on", "digest")
NEEDED = COLUMNS[:5]


@dataclass(frozen=True)
class Adjustment:
    """The points that a student is to have for a problem, why, who says so and when, and for which hand-in."""

    points: float
    reason: str
    by: str
    on: str
    digest: str = ""


def adjustments(path, assignment, known):
    """The last adjustment of each (student, problem) of an assignment; `known` are those that there are."""
    found = {}
    for line in read_table(path, NEEDED) if path.exists() else []:
        if line["assignment"] == assignment:
            key = plain(line["student"]), line["problem"]
            found[key] = adjustment(path, line)
            if key not in known:
                raise BadTable(f"{path}, row {line.number}: {what_is_unknown(key, known)}")
    return found


def adjustment(path, line):
    """What one line says; points and a reason must be there."""
    points = number_in(path, line, "points")
    if points is None or not line["reason"]:
        missing = "points" if points is None else "reason"
        raise BadTable(f"{path}, row {line.number}: {missing} is empty; write the points that count, and why")
    return Adjustment(points, plain(line["reason"]), line.get("by", ""), line.get("on", ""), line.get("digest", ""))


def what_is_unknown(key, known):
    """Why a (student, problem) is none of the known ones, and what to do."""
    problems = sorted({problem for _, problem in known})
    if key[1] not in problems:
        return f"no problem {key[1]!r}; write one of {', '.join(problems)}"
    close = difflib.get_close_matches(key[0], {student for student, _ in known}, 3)
    cure = f"did you mean {' or '.join(close)}" if close else "write the id as it stands there"
    return f"the file of marks has no student {key[0]!r}; {cure}"


def add(path, assignment, student, problem, points, reason, digest):
    """Write one adjustment at the end of the table, with the name of whoever is logged in, and the time."""
    row = [safe(student), assignment, problem, number(points), safe(reason), user(), now(), digest]
    append_row(path, COLUMNS, row)


def user():
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"
