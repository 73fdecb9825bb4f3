"""Where the learner's file lies, and the one quiet sentence when it cannot be used."""

import contextlib
import os
import sys
from pathlib import Path

VARIABLE = "LOGITS_TO_LOSS_PROGRESS"
NAME = "progress.json"
_told = set()


def _starting_folder():
    try:
        return Path(os.getcwd())
    except OSError:  # it was removed
        return Path(os.path.expanduser("~"))


# Taken once: a cell that changes the working folder must not begin a second file.
_HERE = _starting_folder()


def path() -> Path | None:
    """Return the file's path, or None when nothing is kept.

    The file lies in the kernel's folder, which is that of the notebooks. The variable LOGITS_TO_LOSS_PROGRESS
    moves it, or switches it off with "off". Without the variable nothing is kept outside notebooks or by a grader.
    """
    wanted = os.environ.get(VARIABLE, "").strip()
    if wanted.casefold() == "off" or not (wanted or _a_learner_works()):
        return None
    return Path(os.path.realpath(_HERE / os.path.expanduser(wanted or NAME)))


def tell(kind: str, sentence: str) -> None:
    """Say a sentence below the cell that runs, each kind of trouble once in a notebook's run."""
    if kind not in _told:
        _told.add(kind)
        with contextlib.suppress(OSError, ValueError):  # a closed output is no reason to stop
            print(sentence)


def _a_learner_works():
    """Return whether this is a notebook's kernel and not a script, a test or nbgrader's run of a hand-in."""
    if "NBGRADER_EXECUTION" in os.environ or "IPython" not in sys.modules:
        return False
    shell = sys.modules["IPython"].get_ipython()
    return hasattr(shell, "kernel") or (shell is not None and sys.platform == "emscripten")
