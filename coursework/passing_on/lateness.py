"""Late days and extensions: from deadlines and times of handing in, what being late costs; a table to look over."""

import csv
import io
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from coursework.handing_out.tables import BadTable, number_in, read_table
from coursework.marking.marks_file import number, plain, safe
from helpers.atomic import write

DEADLINES = ("assignment", "student", "due")
LATE = ("student", "assignment", "due", "handed_in", "days_late", "days_free", "percent_off")


@dataclass(frozen=True)
class Late:
    """How late one hand-in was: days begun after the deadline, those that are free, and what the rest costs."""

    due: str
    handed_in: str
    days_late: int
    days_free: int
    percent_off: float


def when(path, line, column):
    """The time in a cell, as ISO 8601 or as nbgrader writes it; without a zone it is this machine's."""
    time, _, zone = line[column].rpartition(" ")
    try:
        if "/" in zone or zone == "UTC":
            return datetime.fromisoformat(time).replace(tzinfo=ZoneInfo(zone))
        return datetime.fromisoformat(line[column]).astimezone()
    except (ValueError, KeyError, OverflowError):
        cure = "write it as 2027-01-15 18:00 or 2027-01-15T18:00+01:00"
        raise BadTable(f"{path}, row {line.number}: {column} is {line[column]!r}, which is no time; {cure}") from None


def deadlines(path):
    """(assignment, student) -> time due; the student is empty in the line that is for everyone."""
    found = {}
    for line in read_table(path, DEADLINES):
        key = line["assignment"], plain(line["student"])
        if key in found:
            raise BadTable(f"{path}, row {line.number}: a second deadline for {' '.join(key).strip()}; leave one")
        found[key] = when(path, line, "due")
    return found


def no_stranger(path, known):
    """An extension for somebody whom neither roster nor hand-ins have is a slip of the pen that would go unnoticed."""
    for line in read_table(path, DEADLINES):
        student = plain(line["student"])
        if student and student not in known:
            cure = "write the id as it stands in the roster"
            raise BadTable(f"{path}, row {line.number}: an extension for {student!r}, who is not there; {cure}")


def times_in(path):
    """(assignment, student) -> time of handing in, of a table with these three columns."""
    lines = read_table(path, ("assignment", "student", "handed_in"))
    return {(line["assignment"], plain(line["student"])): when(path, line, "handed_in") for line in lines}


def time_of(found, inside):
    """When a submission was handed in: by nbgrader's timestamp beside it, else when the file was last changed."""
    stamp = found.path.with_name("timestamp.txt")
    if stamp.is_file() and not stamp.is_symlink():
        text = stamp.read_text(encoding="utf-8", errors="replace").strip()[:100]
        return when(stamp, Stamp(handed_in=text), "handed_in")
    return datetime.fromtimestamp(found.path.lstat().st_mtime).astimezone()


class Stamp(dict):
    number = 1


def reckon(due, handed_in, free, percent, grace=timedelta()):
    """(assignment, student) -> Late for each hand-in after its deadline, in the order of the deadlines.

    `free` is the number of days that a student may be late in the whole term; each further one costs `percent`.
    """
    left, found = {}, {}
    for (name, student), time in sorted(handed_in.items(), key=lambda item: (of(due, *item[0]) or item[1], item[0])):
        limit = of(due, name, student)
        if limit is None or time <= limit + grace:
            continue
        days = math.ceil((time - limit) / timedelta(days=1))
        spent = min(days, left.get(student, free))
        left[student] = left.get(student, free) - spent
        found[name, student] = Late(spelled(limit), spelled(time), days, spent, min(100, percent * (days - spent)))
    return found


def of(due, name, student):
    """A student's own deadline, an extension, or else everyone's; None if there is none."""
    return due.get((name, student), due.get((name, "")))


def spelled(time):
    return time.isoformat(sep=" ", timespec="minutes")


def write_late(path, found):
    """Write the table."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(LATE)
    for (name, student), late in found.items():
        days = [late.days_late, late.days_free, number(late.percent_off)]
        writer.writerow([safe(student), name, late.due, late.handed_in, *days])
    write(path, text.getvalue())


def read_late(path, assignment):
    """student -> Late of one assignment, from the table as it is now."""
    found = {}
    for line in read_table(path, LATE) if path.exists() else []:
        if line["assignment"] == assignment:
            days, free, percent = (number_in(path, line, column) or 0 for column in LATE[4:])
            if percent > 100:
                raise BadTable(f"{path}, row {line.number}: percent_off is over 100; write at most 100")
            found[plain(line["student"])] = Late(line["due"], line["handed_in"], int(days), int(free), percent)
    return found
