"""Before and after: what a mended check, or a second look, changed in the marks; for those who must be told."""

import csv
import io

from coursework.marking.marks_file import number, read, safe
from coursework.passing_on.final_marks import points_of
from coursework.passing_on.words import count, listed
from helpers.atomic import write

COLUMNS = ("student", "assignment", "problem", "before", "after", "difference", "said_before", "says_now")


def changes(before, after):
    """A line for each problem whose points differ between two files of marks, the largest loss first."""
    old, new = ({key_of(row): row for row in read(path)} for path in (before, after))
    lines = []
    for key in {**old, **new}:
        sides = (before, old), (after, new)
        first, second = (points_of(path, side[key]) if key in side else None for path, side in sides)
        if first != second:
            said = [words(side.get(key)) for side in (old, new)]
            lines.append([*key, first, second, (second or 0) - (first or 0), *said])
    return sorted(lines, key=lambda line: (line[5], line[:3]))


def key_of(row):
    return row["student"], row["assignment"], row["problem"]


def words(row):
    return "no row" if row is None else " ".join(filter(None, (row["misconception"], row["note"])))


def write_changes(path, lines):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for student, name, problem, first, second, difference, *said in lines:
        numbers = map(number, (first, second, difference))
        writer.writerow([safe(student), name, problem, *numbers, *map(safe, said)])
    write(path, text.getvalue(), "replace")


def summary(lines):
    """What to say of them in a few sentences."""
    if not lines:
        return ["no points differ"]
    up, down = (sorted({line[0] for line in lines if line[5] * sign > 0}) for sign in (1, -1))
    students = len({line[0] for line in lines})
    said = [f"{count(len(lines), 'mark')} of {count(students, 'student')} changed"]
    said += [f"up for {count(len(up), 'student')}: {listed(up, 20)}"] if up else []
    return said + ([f"down for {count(len(down), 'student')}, so tell them why: {listed(down, 20)}"] if down else [])
