"""Whose numbers a hand-in has, where each student was given other ones: a hint for its reader, never a verdict."""

from coursework.handing_out.assignment import COHORT
from coursework.marking.notebook import Unreadable, read_cells

OTHERS, NOBODYS = "its numbers are those of {}", "its numbers are nobody's"


def remark(rows, raw, student, variants):
    """Whose numbers the notebook has, if not the student's own; the first answer that was tried gets that note.

    Such notes are for the instructor: of an answer that was tried, students see other words.
    """
    own = variants.get(student, variants.get(student.rpartition("~")[0]))
    numbers = numbers_in(raw) if own is not None else set()
    if not numbers or numbers == {own}:
        return ""
    others = sorted(name for name, number in variants.items() if number in numbers and number != own)
    note = OTHERS.format(", ".join(others)) if others else NOBODYS
    for row in [row for row in rows if row["tried"]][:1]:
        row["note"] = f"{row['note']}; {note}" if row["note"] else note
    return f"{student}: {note}"


def numbers_in(raw):
    """The numbers that stand in a notebook in place of the cohort's."""
    try:
        lines = [line for cell in read_cells(raw) if cell.kind == "code" for line in COHORT.findall(cell.source)]
    except Unreadable:
        return set()
    return {int(line.rpartition("=")[2][:40]) for line in lines}
