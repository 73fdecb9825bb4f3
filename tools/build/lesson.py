"""Read a lesson: one MyST-Markdown file in, a notebook without outputs out."""

import ast
import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import nbformat
from jupytext.myst import MystMetadataParsingError, myst_to_notebook

from tools.build.front_matter import handed_out

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
FILE_NAME = re.compile(r"\d\d_[a-z0-9_]+\.md")
CHECK = re.compile(r"""^check\(\s*["']([^"']+)["']\s*,\s*(\w+)\s*\)""", re.MULTILINE)
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


class LessonError(Exception):
    """A mistake in a lesson's text; the message begins with file and line."""

    def __init__(self, path, line, message):
        super().__init__(f"{path.parent.name}/{path.name}:{line}: {message}")


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson: its text, and the line of the file where it starts."""

    kind: str
    source: str
    line: int
    metadata: dict = field(default_factory=dict)

    @property
    def solved(self):
        """Does the cell hold a solution between markers?"""
        return self.kind == "code" and (BEGIN in self.source or END in self.source)

    def lines(self, path, solved):
        """Pairs (text, line of the lesson) of the cell as a learner gets it, or with its solution."""
        kept, region, opened = [], [], None
        for number, text in enumerate(self.source.split("\n"), self.line):
            marker = text.strip()
            if marker == BEGIN and opened:
                raise LessonError(path, number, f"a solution begins inside the one begun in line {opened}")
            if marker == END and not opened:
                raise LessonError(path, number, f"'{END}' without '{BEGIN}' above it")
            if marker == BEGIN:
                opened, region = number, []
            elif marker == END:
                kept += region if solved else [(line, opened) for line in stub(region, text)]
                opened = None
            else:
                (region if opened else kept).append((text, number))
        if opened:
            raise LessonError(path, opened, f"'{BEGIN}' is never closed by '{END}' in this cell")
        return kept


def stub(region, marker):
    """What stands in the learner's notebook in place of a solution: a line to fill in."""
    indent = marker[: len(marker) - len(marker.lstrip())]
    names = [] if indent else assigned_names("\n".join(text for text, _ in region))
    if names:
        return [f"{name} = ...  # YOUR ANSWER HERE" for name in names]
    return [f"{indent}# YOUR CODE HERE", f"{indent}..."]


def assigned_names(code):
    """The names that a piece of code assigns, in order; none if it does anything else."""
    try:
        body = ast.parse(code).body
    except SyntaxError:
        return []
    if not all(isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) for node in body):
        return []
    return [node.targets[0].id for node in body]


@dataclass(frozen=True)
class Exercise:
    """An exercise of a lesson: the name its check knows it by, its answer cell and its check cell."""

    name: str
    answer: int
    check: int


@dataclass(frozen=True)
class Lesson:
    """A lesson: where it is written, its cells in order, the name under which it is handed out (None: it is not)."""

    path: Path
    cells: tuple
    handed_out: str | None = None

    @property
    def name(self):
        return self.path.stem

    @cached_property
    def title(self):
        return self.cells[0].source.split("\n")[0].removeprefix("# ").strip()

    @cached_property
    def promise(self):
        """The line under the title: what the learner will do."""
        return self.cells[0].source.split("\n\n")[1].replace("\n", " ").strip()

    @cached_property
    def exercises(self):
        """The lesson's exercises in order; a malformed one is a LessonError."""
        found, answer = {}, None
        for index, cell in enumerate(self.cells):
            if cell.solved:
                if answer is not None:
                    self._fail(answer, "this answer cell has no check cell after it")
                answer = index
            match = CHECK.search(cell.source) if cell.kind == "code" else None
            if match and match[1] in found:
                first = self.cells[found[match[1]].check].line
                self._fail(index, f"the exercise name '{match[1]}' is already used in line {first}")
            if match and answer is None:
                self._fail(index, f"the check of '{match[1]}' has no answer cell before it")
            if match:
                found[match[1]], answer = Exercise(match[1], answer, index), None
        if answer is not None:
            self._fail(answer, "this answer cell has no check cell after it")
        return tuple(found.values())

    def _fail(self, index, message):
        raise LessonError(self.path, self.cells[index].line, message)

    def validate(self):
        """Raise a LessonError for whatever would make a bad notebook of this lesson."""
        if not FILE_NAME.fullmatch(self.path.name):
            raise LessonError(self.path, 1, "a lesson's file is called NN_name.md, in small letters")
        if not self.cells or not re.match(r"# \S", self.cells[0].source):
            raise LessonError(self.path, 1, "a lesson begins with its title: a line '# Verb ...'")
        if "\n\n" not in self.cells[0].source:
            raise LessonError(self.path, 1, "under the title stands one line that says what the learner will do")
        for cell in self.cells:
            cell.lines(self.path, solved=False)
        return self.exercises

    def notebook(self, solved=False, footer=""):
        """The lesson as a notebook without outputs, cell ids made from the cells' content."""
        cells, ids = [], set()
        for cell in (*self.cells, *([Cell("markdown", footer, 0)] if footer else [])):
            source = "\n".join(text for text, _ in cell.lines(self.path, solved))
            source = unbroken(source) if cell.kind == "markdown" else source
            new = getattr(nbformat.v4, f"new_{cell.kind}_cell")
            cells.append(new(source, id=cell_id(cell, ids), metadata=dict(cell.metadata)))
        return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": dict(KERNEL)})


def unbroken(text):
    """The text with each number and its % on one line, but for what stands between backticks."""
    return re.sub(r"(`+)(?:.|\n)*?\1|(?<=\d) %", lambda found: found[0] if found[1] else "\u00a0%", text)


def cell_id(cell, taken):
    """An id that stays the same from build to build: a digest of the cell's own text."""
    for repeat in range(len(taken) + 1):
        digest = hashlib.sha256(f"{cell.kind}{repeat or ''}\n{cell.source}".encode()).hexdigest()[:8]
        if digest not in taken:
            taken.add(digest)
            return digest


def read(path):
    """Read and validate one lesson; a mistake in it is a LessonError with file and line."""
    path = Path(path)
    text = path.read_text(encoding="utf-8")
    try:
        name = handed_out(text, path.stem)
        raw = myst_to_notebook(text, add_source_map=True)
    except MystMetadataParsingError as error:
        raise LessonError(path, 1, f"a cell's options do not parse: {error}") from None
    except ValueError as error:
        raise LessonError(path, 1, str(error)) from None
    starts = raw.metadata.pop("source_map")
    lines = text.split("\n")
    cells = tuple(
        Cell(cell.cell_type, cell.source, first_line(lines, start, cell.source), dict(cell.metadata))
        for cell, start in zip(raw.cells, starts)
    )
    lesson = Lesson(path, cells, name)
    lesson.validate()
    return lesson


def first_line(lines, start, source):
    """The line, counted from 1, on which a cell's own text begins at or below its start."""
    wanted = source.split("\n")[0]
    return next((n + 1 for n in range(start, len(lines)) if lines[n] == wanted), start + 1)
