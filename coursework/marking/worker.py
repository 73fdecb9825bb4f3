"""What one worker does: keep an examiner with its box, and examine one submission after another."""

import hashlib
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from coursework.box.process import PATIENCE, Box
from coursework.handing_out import hidden_cases
from coursework.marking.examiner import Examiner
from coursework.marking.notebook import Unreadable
from coursework.marking.submissions import read

OWN = threading.local()


@dataclass(frozen=True)
class Settings:
    """What a worker needs to mark: the file of hidden cases, the seconds that a step may compute, and the patience.

    On the clock, a step may take `patience` times as long as it may compute.
    """

    cases: str
    wall: float = 3.0
    sandbox: bool = True
    contents: bytes = b""
    patience: float = PATIENCE

    @property
    def digest(self):
        return hashlib.sha256(self.contents or Path(self.cases).read_bytes()).hexdigest()


def examiner_for(settings):
    """This worker thread's examiner with its running box, made on first use."""
    if getattr(OWN, "settings", None) != settings:
        from helpers.checks import exercises

        close_box()
        if settings.contents:
            assignment = hidden_cases.parse(settings.contents, settings.cases)
        else:
            assignment = hidden_cases.load(Path(settings.cases))
        OWN.examiner = Examiner(assignment, Box(sandbox=settings.sandbox), exercises, settings.wall)
        OWN.settings = settings
    return OWN.examiner


def close_box():
    if getattr(OWN, "settings", None) is not None:
        OWN.examiner.box.close()
    OWN.settings = None


def examine_bytes(settings, raw, note=""):
    """The verdicts on one submission given as bytes, or on one that could not be read; and the seconds that it took."""
    begun = time.monotonic()
    examiner = examiner_for(settings)
    verdicts = examiner.nothing(note) if note else examiner.examine(raw, settings.patience)
    return verdicts, round(time.monotonic() - begun, 3)


def read_submission(found, folder):
    """(bytes, note) of a submission: one of the two is empty."""
    try:
        return read(found, folder), ""
    except Unreadable as error:
        return b"", str(error)


def examine_file(settings, found, folder):
    """What a local worker does with one submission."""
    return examine_bytes(settings, *read_submission(found, folder))
