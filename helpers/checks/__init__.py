"""Checks that name the mistake: `check("softmax", softmax)` and `check.hint("softmax")`."""

import difflib

from helpers.exercises import exercises
from helpers.running import guards

from .diagnosis import examine
from .exercise import Case, Exercise, Mistake, Remark
from .report import Hint, Report
from .solution import Solution, reveal

__all__ = ["Case", "Exercise", "Hint", "Mistake", "Remark", "Report", "Solution", "check", "exercises"]

_given = {}


def check(name: str, answer=None) -> Report:
    """Return the report on an answer to the exercise `name`: a function, a number or a letter.

    Whatever the answer does, it does not raise. An unknown name is a KeyError that says which names there are.
    A running answer is stopped after 5 s on Linux and macOS; on Windows and in a browser, interrupt the kernel instead.
    """
    exercise = _find(name)
    with guards.settings():
        return examine(exercise, answer)


def hint(name: str) -> Hint:
    """Return the next of three hints for an exercise; the third shows the shape of the answer, and stays."""
    exercise = _find(name)
    step = _given[name] = min(_given.get(name, 0) + 1, len(exercise.hints))
    says, *code = exercise.hints[step - 1].split("\n", 1)
    return Hint(name, step, len(exercise.hints), says, *code)


check.hint = hint


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
