"""Read what a student handed in: find the files, parse one without trust, and plan what the box shall run of it."""

import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

LARGEST = 20 * 1024 * 1024
MOST_CELLS, MOST_TEXT = 2_000, 1_000_000
CANVAS = re.compile(r"(?P<name>[^_]+)_(?:LATE_)?(?P<id>\d+)_\d+_.+")
MOODLE = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_file_?")
COPY = re.compile(r"[-_ ]?(?:\(\d+\)|-\d+)$")


class Unreadable(Exception):
    """A file that is not a notebook; the message is a note for the marks."""


@dataclass(frozen=True, order=True)
class Found:
    """One submission: whose it is, and where."""

    student: str
    path: Path


@dataclass(frozen=True)
class Cell:
    """What of a notebook's cell matters for marks."""

    kind: str
    source: str
    grade_id: str


def find(folder, assignment):
    """All submissions of an assignment: nbgrader's layout, or a folder of notebooks as an LMS exports them."""
    folder = Path(folder)
    if not folder.is_dir():
        raise SystemExit(f"{folder} is not a folder of submissions")
    layout = sorted(folder.glob(f"*/{assignment}/{assignment}.ipynb"))
    if layout:
        return [Found(path.parent.parent.name, path) for path in layout]
    found = {}
    for path in sorted(flat(folder)):
        student = student_of(path, folder)
        found.setdefault(student, []).append(path)
    return [Found(student if n == 0 else f"{student}~{n + 1}", path)
            for student, paths in sorted(found.items()) for n, path in enumerate(paths)]


def flat(folder):
    """The notebooks in a folder and one level below it, links not followed."""
    for path in folder.iterdir():
        if path.suffix == ".ipynb":
            yield path
        elif path.is_dir() and not path.is_symlink():
            yield from (inner for inner in path.iterdir() if inner.suffix == ".ipynb")


def student_of(path, folder):
    """Whose a loose file is: the number that Canvas or Moodle wrote into its name, else the name itself."""
    if path.parent != folder:
        moodle = MOODLE.fullmatch(path.parent.name)
        return moodle["id"] if moodle else path.parent.name
    canvas = CANVAS.fullmatch(path.stem)
    return canvas["id"] if canvas else path.stem


def read(path, inside):
    """The bytes of a submission; only a plain file that lies within `inside` is opened."""
    try:
        if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(inside)):
            raise Unreadable("refused: a link out of the folder of submissions")
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise Unreadable(f"not readable: {error.strerror}") from None
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode):
        os.close(descriptor)
        raise Unreadable("refused: not a plain file")
    with open(descriptor, "rb") as file:
        if facts.st_size > LARGEST:
            raise Unreadable(f"too large: {facts.st_size / 1e6:.0f} MB, at most {LARGEST / 1e6:.0f} MB are read")
        return file.read(LARGEST + 1)


def parse(raw):
    """The cells of a notebook given as bytes, in order."""
    if not raw.strip():
        raise Unreadable("an empty file")
    try:
        notebook = json.loads(raw.decode("utf-8-sig"))
        sheets = notebook.get("worksheets") or [notebook]
        cells = [cell_of(cell) for sheet in sheets for cell in sheet["cells"][: MOST_CELLS + 1]]
    except UnicodeDecodeError:
        raise Unreadable("not a notebook: not text") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, MemoryError):
        raise Unreadable("not a notebook: its JSON is broken or holds no cells") from None
    if len(cells) > MOST_CELLS or sum(len(cell.source) for cell in cells) > MOST_TEXT:
        raise Unreadable(f"not marked: over {MOST_CELLS} cells or {MOST_TEXT} characters")
    return cells


def cell_of(cell):
    source = cell.get("source", cell.get("input", ""))
    source = source if isinstance(source, str) else "".join(part for part in source if isinstance(part, str))
    metadata = cell.get("metadata")
    ours = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = ours.get("grade_id") if isinstance(ours, dict) else None
    source = source.encode("utf-8", "replace").decode().replace("\r\n", "\n")
    return Cell(str(cell.get("cell_type")), source, grade_id if isinstance(grade_id, str) else "")


def defines(name, source):
    return re.search(rf"^(?:async )?(?:def {name}\b|{name}\s*=[^=])", source, re.MULTILINE) is not None


def chosen(cells, problem):
    """The index of the cell that answers a problem: the last attempted one of its own, else one that defines its name."""
    code = [(index, cell) for index, cell in enumerate(cells) if cell.kind == "code"]
    own = [index for index, cell in code if cell.grade_id == problem.name]
    named = [index for index, cell in code if defines(problem.answer, cell.source)]
    for group in (own, named):
        attempted = [index for index in group if cells[index].source.strip() != problem.cell.strip()]
        if attempted:
            return attempted[-1]
    return None


def is_blank(cells, problem):
    """Was a problem that is marked by hand left as it was handed out?"""
    own = [cell for cell in cells if cell.grade_id == problem.name]
    stubs = [cell for cell in own or cells if cell.source.strip() == problem.cell.strip()]
    return bool(stubs) and (not own or len(stubs) == len(own))


def plan(assignment, cells):
    """Steps for the box (cells in the student's order, then the calls), and the problems that nobody attempted."""
    answers, steps = {}, []
    marked = [problem for problem in assignment.problems if problem.kind != "hand"]
    for problem in marked:
        index = chosen(cells, problem)
        if index is not None:
            answers.setdefault(index, []).append((problem.name, problem.answer))
    ids = {f"{problem.name}-check" for problem in marked} | {problem.name for problem in assignment.problems}
    for index, cell in enumerate(cells):
        text = cell.source.strip()
        if cell.kind != "code" or not text:
            continue
        if index in answers:
            steps.append({"cell": cell.source, "answers": answers[index]})
        elif text in assignment.trusted:
            number = assignment.trusted[text]
            steps += [] if number is None else [{"again": number}]
        elif cell.grade_id.startswith("setup-"):
            steps += [{"cell": cell.source}, {"again": 0, "always": True}]
        elif cell.grade_id not in ids:
            steps.append({"cell": cell.source})
    tried = {name for pairs in answers.values() for name, _ in pairs}
    steps += [{"call": problem.name, "value": problem.kind == "value"} for problem in marked if problem.name in tried]
    blank = [problem.name for problem in assignment.problems if problem.kind == "hand" and is_blank(cells, problem)]
    return steps, [problem.name for problem in marked if problem.name not in tried] + blank
