"""Read a notebook as a page needs it: title, promise, minutes, cells with their tags, exercises."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import nbformat

from tools.build.lesson import CHECK

STUB = re.compile(r"^\s*(# YOUR CODE HERE|.*# YOUR ANSWER HERE)\s*$", re.MULTILINE)
ASKED = re.compile(r"\b(predict|remember|own|order|catch|take_stock)\(")
MINUTES = re.compile(r"\b[Pp]lan about (\d+) minutes")
QUESTION = re.compile(r"(?:^|(?<=[.!?:] ))([A-Z][^.!?|`$\[\]]{15,160}\?)(?=\s|$)")
LINKS = re.compile(r"---\n\n(← Before|Next): \[")  # which tools.build writes, and the page has its own


@dataclass(frozen=True)
class Cell:
    """One cell of a notebook."""

    index: int
    kind: str
    source: str
    tags: tuple = ()
    outputs: tuple = ()


@dataclass(frozen=True)
class Notebook:
    """A lesson's notebook, as it is saved."""

    name: str
    cells: tuple = field(repr=False)

    @cached_property
    def title(self) -> str:
        """The heading of the first cell; the name where it has none."""
        first = self.cells[0].source if self.cells else ""
        return first.partition("\n")[0].removeprefix("# ").strip() if first.startswith("# ") else self.name

    @cached_property
    def promise(self) -> str:
        """The paragraph under the title: what the learner will do."""
        parts = self.cells[0].source.split("\n\n") if self.cells else []
        return parts[1].replace("\n", " ").strip() if len(parts) > 1 else ""

    @cached_property
    def minutes(self) -> int | None:
        """How long the lesson says that it takes; None where it does not say."""
        found = MINUTES.search(self.cells[0].source) if self.cells else None
        return int(found[1]) if found else None

    @cached_property
    def exercises(self) -> tuple:
        """The names by which the lesson's exercises are checked, in order."""
        return tuple(checked(cell) for cell in self.cells if "check" in cell.tags)

    @cached_property
    def code(self) -> dict:
        """The source of each code cell, by the cell's index."""
        return {cell.index: cell.source for cell in self.cells if cell.kind == "code"}


def leads_to(lesson: Notebook, following: Notebook) -> str:
    """Return the question with which a lesson sends its reader to the next, or else what the next one promises."""
    for cell in reversed(lesson.cells):
        for paragraph in cell.source.split("\n\n") if cell.kind == "markdown" else ():
            found = QUESTION.search(paragraph.replace("\n", " ")) if f"({following.name}.ipynb" in paragraph else None
            if found:
                return found[1].replace("*", "")
    return following.promise


def checked(cell: Cell) -> str | None:
    """Return the name of the exercise that a cell checks."""
    found = CHECK.search(cell.source)
    return found[1] if found else None


def read(path: Path) -> Notebook:
    """Read a notebook from its file. ValueError: it is none; the message names the file."""
    try:
        saved = nbformat.read(path, as_version=4)
    except Exception as error:
        raise ValueError(f"{path.name} is not a notebook that can be read: {error}") from None
    cells, open_answer = [], False
    for index, cell in enumerate(saved.cells):
        if cell.cell_type not in ("code", "markdown") or cell.cell_type == "markdown" and LINKS.match(cell.source):
            continue
        tags = [str(tag) for tag in cell.metadata.get("tags", ())] + roles(cell, open_answer)
        open_answer = "exercise" in tags or open_answer and "check" not in tags
        cells.append(Cell(index, cell.cell_type, cell.source, tuple(dict.fromkeys(tags)), tuple(cell.get("outputs", ()))))
    return Notebook(path.stem, tuple(cells))


def roles(cell, open_answer: bool) -> list:
    """What a code cell is for, as far as its text tells; a check counts once for each answer that is open."""
    if cell.cell_type != "code":
        return []
    found = ["exercise"] if STUB.search(cell.source) else []
    found += ["check"] if open_answer and CHECK.search(cell.source) else []
    return found + (["question"] if ASKED.search(cell.source) else [])
