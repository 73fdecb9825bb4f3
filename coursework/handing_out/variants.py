"""Variants: the same assignment with data of its own for each student, so that a copied number shows whose it was."""

import hashlib
import re
import shutil

import nbformat

from coursework.handing_out.assignment import COHORT, with_cohort
from coursework.handing_out.roster import BadRoster

PLAIN = re.compile(r"\w[\w.@+~ -]{0,100}")
MOST = 10 ** 9
WORDS = ("your cohort's", "yours alone")


def number_of(key, cohort, assignment, student):
    """The number that stands in a student's variant in place of the cohort's, decided by key, year, assignment, id."""
    digest = hashlib.sha256(f"{key}/{cohort}/{assignment}/{student}/variant".encode()).digest()
    return cohort * MOST + int.from_bytes(digest[:8]) % MOST


def varies(notebook):
    return any(cell.cell_type == "code" and COHORT.search(cell.source) for cell in notebook.cells)


def write_variants(folder, assignment, notebook, students, key):
    """Write a release for each student, where data depend on the number; the assignment keeps who has which."""
    if not varies(notebook):
        return
    for student in students:
        if not PLAIN.fullmatch(student):
            raise BadRoster(f"the id {student!r} of roster.csv is no name for a folder; mend it there")
        number = assignment.variants[student] = number_of(key, assignment.cohort, assignment.name, student)
        target = folder / student / assignment.name
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        written = nbformat.writes(with_number(notebook, number)) + "\n"
        (target / f"{assignment.name}.ipynb").write_text(written, encoding="utf-8")


def with_number(notebook, number):
    """A copy of a notebook with another number for its cohort."""
    made = nbformat.from_dict(notebook)
    for cell in made.cells:
        cell.source = with_cohort(cell.source, number) if cell.cell_type == "code" else cell.source.replace(*WORDS)
    return made
