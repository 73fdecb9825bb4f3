"""Mark all submissions of an assignment: many processes or machines, each row written as it is finished."""

import hashlib
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from coursework.handing_out import hidden_cases as hidden
from coursework.marking import submission
from coursework.box.process import Box
from coursework.passing_on.feedback import write_feedback
from coursework.marking.marks_file import Marks
from coursework.marking.examiner import Marker

OWN = threading.local()
UNMARKED = "not marked: the grader failed on it ({}); mark it by hand"


@dataclass(frozen=True)
class Settings:
    """What a worker needs to mark: the file of hidden cases and the limits."""

    cases: str
    wall: float = 3.0
    sandbox: bool = True
    contents: bytes = b""

    @property
    def digest(self):
        return hashlib.sha256(self.contents or Path(self.cases).read_bytes()).hexdigest()


def marker_for(settings):
    """This worker thread's marker with its running box, made on first use."""
    if getattr(OWN, "settings", None) != settings:
        from helpers.checks import exercises

        close_marker()
        assignment = hidden.parse(settings.contents, settings.cases) if settings.contents else hidden.load(Path(settings.cases))
        OWN.marker = Marker(assignment, Box(sandbox=settings.sandbox), exercises, settings.wall)
        OWN.settings = settings
    return OWN.marker


def close_marker():
    if getattr(OWN, "settings", None) is not None:
        OWN.marker.box.close()
    OWN.settings = None


def grade_raw(settings, raw, note=""):
    """Marks of one submission given as bytes, or of one that could not be read; and the seconds that it took."""
    begun = time.monotonic()
    marker = marker_for(settings)
    marks = marker.nothing(note) if note else marker.mark(raw)
    return marks, round(time.monotonic() - begun, 3)


def read_raw(found, folder):
    """(bytes, note) of a submission: one of the two is empty."""
    try:
        return submission.read(found.path, folder), ""
    except submission.Unreadable as error:
        return b"", str(error)


def grade_file(settings, found, folder):
    """What a local worker does with one submission."""
    return grade_raw(settings, *read_raw(found, folder))


def digest_of(found, folder, salt):
    """What tells whether a submission was marked already: its content and the cases' content."""
    raw, note = read_raw(found, folder)
    return hashlib.sha256(salt.encode() + note.encode() + raw).hexdigest()[:16]


def grade(settings, folder, assignment, out, pool, feedback=None, tell=print):
    """Mark what is not marked yet; returns the number of submissions marked now and of those that were there."""
    from tqdm import tqdm

    found = submission.find(folder, assignment.name)
    salt = settings.digest
    digests = {each.student: digest_of(each, folder, salt) for each in found}
    marks = Marks(out, assignment)
    done = marks.resume(digests)
    todo = [each for each in found if each.student not in done]
    with marks, tqdm(total=len(found), initial=len(done), unit="notebook", desc=f"Marking {assignment.name}", disable=None) as bar:
        for each, result in pool.run(todo):
            rows, seconds = result if isinstance(result, tuple) else (failed(assignment, result), 0)
            if feedback:
                write_feedback(feedback, each.student, assignment, rows)
            marks.write(each.student, digests[each.student], rows, seconds)
            bar.update()
    return len(todo), len(done)


def failed(assignment, error):
    """Rows without points for a submission on which the grader itself failed."""
    note = UNMARKED.format(type(error).__name__)
    return [
        {"problem": problem.name, "points": None, "max_points": problem.points, "right": 0, "tried": 0, "note": note,
         "misconception": "", "says": ""}
        for problem in assignment.problems
    ]


def processors():
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
