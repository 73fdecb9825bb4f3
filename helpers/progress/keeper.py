"""The keeper of one file: adds entries so that none is lost, whoever else writes and whatever the file is."""

import atexit
import contextlib
import os
import stat
import threading
import time
from pathlib import Path

from . import contents, events, place
from .lock import Busy, locked

PATIENCE = 2.0  # seconds; a write takes milliseconds
IMPATIENCE = 0.05  # once the wait was in vain: a learner should not wait again at each check


class Keeper:
    """What is in the file, and what still waits to be written to it."""

    def __init__(self, path: Path):
        self.path = path
        self._waiting, self._known, self._stamp, self._state = [], [], None, "ours"
        self._lines = {}  # by id: with thousands of entries only the new ones are put into words
        self._patience, self._threads, self._saved = PATIENCE, threading.RLock(), None

    def add(self, entry: dict) -> None:
        """Add an entry; what cannot be written now is remembered and written with the next."""
        with self._threads:
            self._waiting.append(entry)
            self.flush()

    def entries(self) -> list:
        """Return all entries in the order in which they came, those that still wait at the end."""
        with self._threads:
            with contextlib.suppress(OSError):
                self._look()
            return self._known + self._waiting

    def flush(self) -> None:
        """Write what waits; never an exception, but a quiet sentence."""
        try:
            self._change(lambda known: known)
        except OSError as error:
            self._tell(error)

    def forget(self, picked, label: str):
        """Move the entries for which `picked` holds to a file beside; return its path and their number.

        If that file cannot be written nothing is forgotten and OSError says why.
        """
        gone, beside = [], []

        def keep_rest(known):
            gone.extend(filter(picked, known))
            if gone:
                beside.append(self._save_beside(f"forgotten-{label}", contents.write(gone)))
            return [entry for entry in known if not picked(entry)]

        self._change(keep_rest)
        return beside[0] if gone else None, len(gone)

    def _change(self, change):
        """Read, add what waits, change, write aside and rename; all of it under the lock."""
        with self._threads:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with locked(self.path.with_name(f".{self.path.name}.lock"), self._patience):
                self._patience = PATIENCE
                self._look()
                if self._state in contents.SENTENCES:
                    raise Unusable(contents.SENTENCES[self._state].format(path=self.path))
                there = {entry["id"] for entry in self._known}
                entries = change(self._known + [entry for entry in self._waiting if entry["id"] not in there])
                self._keep_damaged()
                self._write(entries)
                self._waiting.clear()

    def _look(self):
        """Read the file, unless it is as it was when it was last read or written here."""
        try:
            found = os.stat(self.path)
        except FileNotFoundError:
            self._known, self._state, self._stamp = [], "ours", None
            return
        if not stat.S_ISREG(found.st_mode):
            raise OSError("it is not a file")
        if _stamp(found) != self._stamp:
            raw = self.path.read_bytes() if found.st_size <= contents.LARGEST else bytes(contents.LARGEST + 1)
            self._known, self._state = contents.read(raw)
            self._lines = {}
            self._stamp = _stamp(found)

    def _write(self, entries):
        aside = self.path.with_name(f".{self.path.name}.new")
        written = _write_whole(aside, "wb", contents.write(entries, self._lines))
        _rename(aside, self.path)
        self._known, self._state, self._stamp = entries, "ours", _stamp(written)

    def _keep_damaged(self):
        if self._state == "damaged" and self._saved != self._stamp:
            kept = self._save_beside("damaged", self.path.read_bytes())
            place.tell("damaged", f"Your progress file was damaged. {_entries(len(self._known))} could still be read, "
                                  f"and the damaged file is kept as {kept.name}.")
            self._saved = self._stamp

    def _save_beside(self, word, raw):
        """Write bytes to a new file beside, such as progress.damaged-2026-03-01.json, and return its path."""
        stem = f"{self.path.stem}.{word}-{events.now():%Y-%m-%d}"
        for number in range(1, 1000):
            beside = self.path.with_name(f"{stem}{'' if number == 1 else f'-{number}'}{self.path.suffix}")
            with contextlib.suppress(FileExistsError):
                _write_whole(beside, "xb", raw)
                return beside
        raise OSError(f"there are too many files called {stem}")

    def _tell(self, error):
        if isinstance(error, Busy):
            self._patience = IMPATIENCE
        place.tell("trouble", str(error) if isinstance(error, Unusable) else sentence(self.path, error))


class Unusable(OSError):
    """The file is somebody else's, or of a newer edition."""


def sentence(path, error) -> str:
    """Return why nothing can be written, in a sentence."""
    why = error.strerror or str(error)
    return f"Your progress cannot be written to {path} ({why[:1].lower()}{why[1:]}). Everything else works as before."


def keeper() -> Keeper | None:
    """Return the keeper of the file that is in use now, or None when nothing is kept."""
    path = place.path()
    if path is None:
        return None
    if path not in _keepers:
        _keepers[path] = Keeper(path)
    return _keepers[path]


_keepers = {}


@atexit.register
def _last_chance():
    for each in _keepers.values():
        if each._waiting:
            with contextlib.suppress(OSError):
                each._change(lambda known: known)


def _stamp(found):
    return found.st_mtime_ns, found.st_size, found.st_ino


def _entries(number):
    return "One entry" if number == 1 else f"{number} entries"


def _write_whole(path, mode, raw):
    """Write a file to the disk and return its state; what cannot be written whole is removed."""
    with open(path, mode) as file:
        try:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
            return os.fstat(file.fileno())
        except BaseException:  # an interrupt too
            with contextlib.suppress(OSError):
                os.unlink(path)
            raise


def _rename(aside, path):
    """Rename; Windows refuses for a moment while somebody reads the old file."""
    for _ in range(20 if os.name == "nt" else 0):
        with contextlib.suppress(PermissionError):
            return os.replace(aside, path)
        time.sleep(0.02)
    return os.replace(aside, path)
