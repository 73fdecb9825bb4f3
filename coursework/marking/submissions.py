"""Find the submissions in a folder: whose each file is; and read a file, if it is plain and lies there."""

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from coursework.marking.notebook import Unreadable

LARGEST = 20 * 1024 * 1024
CANVAS = re.compile(r"(?P<name>[^_]+)_(?:LATE_)?(?P<id>\d+)_\d+_.+")
MOODLE = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_file_?")


@dataclass(frozen=True, order=True)
class Submission:
    """One submission: whose it is, and where."""

    student: str
    path: Path


def find(folder, assignment):
    """All submissions of an assignment: nbgrader's layout, or a folder of notebooks as an LMS exports them."""
    folder = Path(folder)
    if not folder.is_dir():
        raise SystemExit(f"{folder} is not a folder of submissions")
    layout = sorted(folder.glob(f"*/{assignment}/{assignment}.ipynb"))
    if layout:
        return [Submission(path.parent.parent.name, path) for path in layout]
    found = {}
    for path in sorted(flat(folder)):
        student = student_of(path, folder)
        found.setdefault(student, []).append(path)
    return [Submission(student if n == 0 else f"{student}~{n + 1}", path)
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


def read_file(path, inside):
    """The bytes of a submission; only a plain file that lies within `inside`, with no link on the way, is opened."""
    try:
        if os.path.realpath(path) != os.path.join(os.path.realpath(inside), os.path.relpath(path, inside)):
            raise Unreadable("refused: a link, or outside the folder of submissions")
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
