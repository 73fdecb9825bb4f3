"""Whose numbers a hand-in has, where each student was given other ones: a hint for its reader, never a verdict."""

from coursework.handing_out.assignment import COHORT
from coursework.marking.notebook import Unreadable, read_cells

OTHERS, NOBODYS = "its numbers are those of {}", "its numbers are nobody's"


def remark(rows, raw, student, variants):
    """Note on each problem that a person reads whose numbers the notebook has, if they are not the student's own."""
    own = variants.get(student, variants.get(student.rpartition("~")[0]))
    numbers = numbers_in(raw) if own is not None else set()
    if not numbers or numbers == {own}:
        return
    others = sorted(name for name, number in variants.items() if number in numbers and number != own)
    note = OTHERS.format(", ".join(others)) if others else NOBODYS
    read = [row for row in rows if row["points"] is None] or rows[:1]
    for row in read:
        row["note"] = f"{row['note']}; {note}" if row["note"] else note


def numbers_in(raw):
    """The numbers that stand in a notebook in place of the cohort's."""
    try:
        lines = [line for cell in read_cells(raw) if cell.kind == "code" for line in COHORT.findall(cell.source)]
    except Unreadable:
        return set()
    return {int(line.rpartition("=")[2][:40]) for line in lines}
