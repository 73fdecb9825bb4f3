"""The course as the tests see it: its lessons, and their committed notebooks."""

from functools import cache

import nbformat

from tools.build.notebooks import ROOT, lessons
from tools.build.lesson import read

NOTEBOOKS = ROOT / "notebooks"
NAMES = [path.stem for path in lessons([])]
# Lesson 00 is an introduction to the tools, and the problem set is an assessment.
LESSONS = [name for name in NAMES if "01" <= name[:2] < "11"]


@cache
def course():
    return tuple(read(path) for path in lessons([]))


@cache
def lesson(name):
    return next(one for one in course() if one.name == name)


@cache
def saved(name):
    return nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)


def outputs(notebook):
    """Triples (number of the cell, cell, output) of a notebook."""
    cells = enumerate(notebook.cells, 1)
    return [(number, cell, output) for number, cell in cells for output in cell.get("outputs", [])]
