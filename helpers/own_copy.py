"""The learner's own copy of the course: made once, kept up to date, never written over.

    from helpers.own_copy import reset_notebook
    reset_notebook("01_softmax")     lays the original beside your copy

What counts as the learner's work is what was typed: the text of cells and their
order. Outputs, counts and metadata change whenever a notebook runs.
"""

import hashlib
import json
from pathlib import Path

from helpers.atomic import write_bytes

__all__ = ["COURSE", "reset_notebook", "update"]

COURSE = Path(__file__).resolve().parent.parent / "notebooks"
MANIFEST = ".editions.json"


def update(own, course=COURSE, say=print):
    """Bring the folder `own` up to date with the notebooks in `course`, and return the files written.

    A notebook that is missing is added; one whose text the learner never changed is
    renewed; one that was changed is kept, and a newer edition of it is laid beside it
    once. Each decision that a learner should know of is one line for `say`.
    Raises OSError where `own` cannot be written.
    """
    own.mkdir(parents=True, exist_ok=True)
    editions = _read_manifest(own)
    written = []
    for original in _notebooks(course):
        try:
            fresh = original.read_bytes()
            written += _update_one(own / original.name, fresh, editions, say)
        except ValueError:
            say(f"{original.name} of the course cannot be read and was left out.")
    write_bytes(own / MANIFEST, json.dumps(editions, indent=1, sort_keys=True).encode() + b"\n")
    return written


def reset_notebook(lesson, folder=None, course=COURSE):
    """Lay the course's notebook of a lesson, such as "01_softmax", beside the copy in `folder`; return its path.

    folder: the one the notebook runs in, by default. Nothing is written over. Raises
    ValueError for an unknown lesson, naming those there are.
    """
    original = _find(lesson, course)
    fresh, folder = original.read_bytes(), Path.cwd() if folder is None else Path(folder)
    path = _free(folder, original.stem, "original", fresh)
    if not path.exists():
        write_bytes(path, fresh)
    return path


def _update_one(path, fresh, editions, say):
    """Decide on one notebook of the course; return the files written, and note in `editions` what was copied."""
    wanted = {"text": typed(fresh), "file": _digest(fresh)}
    known = editions.get(path.name)
    if not path.exists():
        write_bytes(path, fresh)
        editions[path.name] = wanted
        return [path]
    mine = _typed_or_none(path)
    if mine == wanted["text"] and (known is None or known["text"] != mine):
        editions[path.name] = wanted  # the learner took this edition over
        return []
    if known is None or mine != known["text"]:
        return _lay_beside(path, fresh, mine, wanted, editions, say)
    untouched = _digest(path.read_bytes()) == known.get("file")
    if known.get("file") == wanted["file"] or (mine == wanted["text"] and not untouched):
        return []  # what a learner has run keeps its outputs as long as the text is the course's
    write_bytes(path, fresh)
    editions[path.name] = wanted
    if mine != wanted["text"]:
        say(f"{path.name} was renewed: the course has a new edition, and you had not changed yours.")
    return [path]


def _lay_beside(path, fresh, mine, wanted, editions, say):
    """Keep a notebook that the learner changed; lay a newer edition beside it, once."""
    # Without a record of what was copied, today's edition counts as the one the learner knows.
    known = editions.setdefault(path.name, wanted)
    seen = known.get("beside", known["text"])
    if wanted["text"] in (seen, mine):
        return []
    beside = _free(path.parent, path.stem, "new edition", fresh)
    if not beside.exists():
        write_bytes(beside, fresh)
    known["beside"] = wanted["text"]
    say(f"{path.name}: your copy is kept as it is; the course's new edition lies beside it as “{beside.name}”.")
    return [beside]


def typed(notebook):
    """A digest of what was typed into a notebook (bytes): the cells' kinds and texts, in order.

    Raises ValueError if it is no notebook.
    """
    try:
        cells = [(cell["cell_type"], _text(cell["source"])) for cell in json.loads(notebook)["cells"]]
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a notebook: {error!r}") from None
    return _digest(json.dumps([cell for cell in cells if cell[1]]).encode())


def _text(source):
    text = source if isinstance(source, str) else "".join(source)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def _typed_or_none(path):
    try:
        return typed(path.read_bytes())
    except (ValueError, OSError):  # whatever the learner made of it stays
        return None


def _digest(content):
    return hashlib.sha256(content).hexdigest()[:16]


def _notebooks(course):
    return sorted(path for path in course.glob("*.ipynb") if not path.name.startswith("."))


def _find(lesson, course):
    names = {path.stem: path for path in _notebooks(course)}
    stem = Path(str(lesson).strip()).name
    stem = stem.rsplit(".", 1)[0] if stem.endswith((".ipynb", ".md")) else stem
    found = [name for name in names if stem and (name == stem or name.split("_")[0] == stem)]
    if len(found) != 1:
        known = ", ".join(names) or f"none: {course} has no notebooks"
        raise ValueError(f"no lesson is called {lesson!r}; give one of these names: {known}")
    return names[found[0]]


def _free(folder, stem, word, fresh):
    """The first path "stem (word).ipynb", "stem (word 2).ipynb", … that is free or holds `fresh` already."""
    number = 1
    while True:
        path = folder / f"{stem} ({word}{f' {number}' if number > 1 else ''}).ipynb"
        if not path.exists() or (path.is_file() and path.read_bytes() == fresh):
            return path
        number += 1


def _read_manifest(own):
    """What was copied of each notebook; entries that are not as we write them are forgotten."""
    try:
        entries = json.loads((own / MANIFEST).read_text(encoding="utf-8"))
        return {name: entry for name, entry in entries.items() if isinstance(entry["text"], str)}
    except (OSError, ValueError, AttributeError, TypeError, KeyError):
        return {}
