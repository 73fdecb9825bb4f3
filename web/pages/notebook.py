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
QUESTION = re.compile(r"(?:^|[.!?:] )([^.!?:]{10,200}\?)(?=\s|$)")
LONG = 200  # letters of a promise that a list of lessons has room for
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
        """The paragraph under the title, in plain words: what the learner will do, or what there is to find out."""
        parts = self.cells[0].source.split("\n\n") if self.cells else []
        return plain(parts[1]) if len(parts) > 1 else ""

    @cached_property
    def teaser(self) -> str:
        """As many sentences of the promise as a list has room for, at least one."""
        sentences = re.split(r"(?<=[.!?]) ", self.promise)
        fit = [end for end in range(1, len(sentences) + 1) if len(" ".join(sentences[:end])) <= LONG]
        return " ".join(sentences[:max(fit, default=1)])

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


def plain(markdown: str) -> str:
    """Return a paragraph without the marks of Markdown, as one line."""
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    return re.sub(r"[*`$]", "", words).replace("\n", " ").strip()


def leads_to(lesson: Notebook, following: Notebook) -> str:
    """Return the question with which a lesson sends its reader to the next, or else what the next one promises."""
    for cell in reversed(lesson.cells):
        for paragraph in cell.source.split("\n\n") if cell.kind == "markdown" else ():
            found = QUESTION.search(plain(paragraph)) if f"({following.name}.ipynb" in paragraph else None
            if found:
                return found[1][0].upper() + found[1][1:]
    return following.teaser


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
        outputs = tuple(cell.get("outputs", ()))
        cells.append(Cell(index, cell.cell_type, cell.source, tuple(dict.fromkeys(tags)), outputs))
    return Notebook(path.stem, tuple(cells))


def roles(cell, open_answer: bool) -> list:
    """What a code cell is for, as far as its text tells; a check counts once for each answer that is open."""
    if cell.cell_type != "code":
        return []
    found = ["exercise"] if STUB.search(cell.source) else []
    found += ["check"] if open_answer and CHECK.search(cell.source) else []
    return found + (["question"] if ASKED.search(cell.source) else [])
