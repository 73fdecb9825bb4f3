"""Checks that name the mistake: `check("softmax", softmax)` and `check.hint("softmax")`."""

import contextlib
import difflib

from helpers.exercises import exercises
from helpers.progress import record
from helpers.running import guards

from . import judged
from .diagnosis import examine
from .exercise import Case, Exercise, Mistake, Remark
from .report import Hint, Report
from .solution import Solution, has_several_lines, reveal

__all__ = ["Case", "Exercise", "Hint", "Mistake", "Remark", "Report", "Solution", "check", "exercises"]

FURTHER = (
    "That was the last hint. Run the check on what you have: it shows the smallest input on which it goes wrong. "
    "Do that one by hand, shapes first and then numbers, and read the section above once more."
)
ORDER = (
    "Or put the solution's lines in order, with one among them that does not belong: "
    'from helpers.questions import order; order("{}").'
)

_given = {}
judged.listen()


def check(name: str, answer=None, *, remember: bool = True) -> Report:
    """Return the report on an answer to the exercise `name`: a function, a number or a letter.

    Whatever the answer does, it does not raise. An unknown name is a KeyError that says which names there are.
    The try is written into the learner's file, but with `remember=False`, for a wrong answer that a lesson shows.
    A running answer is stopped after 5 s on Linux and macOS; on Windows and in a browser, interrupt the kernel instead.
    """
    exercise = _find(name)
    with guards.settings():
        report = examine(exercise, answer)
    report.judged = judged.remark(answer)
    if remember:
        _remember(exercise, report)
    return report


def hint(name: str) -> Hint:
    """Return the next of three hints for an exercise; the third shows the shape of the answer, and stays."""
    exercise, steps = _find(name), len(exercises[name].hints)
    asked = _given[name] = _given.get(name, 0) + 1
    step = min(asked, steps)
    says, *code = exercise.hints[step - 1].split("\n", 1)
    with contextlib.suppress(Exception):
        record.hint(name, lesson=exercise.lesson, step=step)
    return Hint(name, step, steps, says, *code, further=_further(exercise, asked - steps))


check.hint = hint


def _further(exercise, after_last):
    """Return what there is beside the last hint, the lines to be put in order, and what after it."""
    if after_last < 0:
        return ""
    if after_last == 0:
        return ORDER.format(exercise.name) if has_several_lines(exercise) else ""
    shown = f' After three tries, check.solution("{exercise.name}") shows the course\'s way beside yours.'
    return FURTHER + shown * (exercise.solution is not None)


def _remember(exercise, report):
    """Write the try into the learner's file; trouble there is no reason to withhold a report."""
    if report.state == "unattempted" or not exercise.lesson:
        return
    with contextlib.suppress(Exception):
        record.tried(exercise.name, lesson=exercise.lesson, passed=report.passed, mistake=report.misconception,
                     right=sum(report.rights), of=len(exercise.probes))


def solution(name: str, answer=None) -> Solution:
    """Return the course's solution beside your own function, after a pass or after three tries and the last hint.

    Without `answer`, your function is the one of the exercise's name in the notebook. A marked problem has none.
    """
    exercise = _find(name)
    with guards.settings():
        return reveal(exercise, answer, _given.get(name, 0))


check.solution = solution


class UnknownExercise(KeyError):
    """A name that no exercise has."""

    def __str__(self):
        return self.args[0]


def _find(name):
    if isinstance(name, str) and name in exercises:
        return exercises[name]
    near = difflib.get_close_matches(str(name), exercises, n=1)
    guess = f"did you mean {near[0]!r}? " if near else ""
    raise UnknownExercise(f"no exercise is called {name!r}: {guess}the names are {', '.join(sorted(exercises))}")
