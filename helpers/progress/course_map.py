"""The lessons and their exercises, from the names of folders and files: nothing is registered."""

import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parents[1] / "exercises"
LESSON = re.compile(r"\d\d_\w+")
WRITTEN = {"cross entropy": "cross-entropy", "mse": "MSE", "bce": "BCE", "kl": "KL", "numpy": "NumPy",
           "pytorch": "PyTorch"}


class Lesson(NamedTuple):
    """A lesson: its name, such as 01_softmax, its title in words, and the names of its exercises."""

    name: str
    title: str
    exercises: tuple[str, ...]


def lessons(folder: Path = FOLDER) -> list[Lesson]:
    """Return the lessons in a folder of exercises, in order; without the folder there are none."""
    if not folder.is_dir():
        return []
    rooms = sorted(room for room in folder.iterdir() if room.is_dir() and LESSON.fullmatch(room.name))
    return [Lesson(room.name, title(room.name), _exercises(room)) for room in rooms]


def title(name: str) -> str:
    """Return a lesson's name in words: 03_cross_entropy becomes "3 Cross-entropy"."""
    if not LESSON.fullmatch(name):
        return name
    number, words = name.split("_", 1)
    words = words.replace("_", " ")
    for plain, written in WRITTEN.items():
        words = re.sub(rf"\b{plain}\b", written, words)
    return f"{int(number)} {words[:1].upper()}{words[1:]}"


def _exercises(room):
    stems = sorted(path.stem for path in room.glob("*.py"))
    return tuple(stem for stem in stems if stem != "questions" and not stem.startswith(("_", ".")))
