"""Asking the learner's function: whatever it does, the demo lives on."""

import contextlib
import warnings
from time import perf_counter

import numpy as np

from helpers.running.clock import Stopped
from helpers.running.guards import memory
from helpers.running.plain_values import name_of_type
from helpers.running.safe_call import Sink, protected, text_of

STOP_SECONDS = 2.0
CURVE_SECONDS = 1.0


class TooSlow(Exception):
    """The function needs longer than the time allowed for a whole table."""


class Asker:
    """Calls functions once for each page and keeps, for each page that failed, one sentence."""

    def __init__(self, pages, seconds):
        self.pages, self.deadline = pages, perf_counter() + seconds
        self.faults, self.asked = {}, None

    def __call__(self, function, *arguments, returns=(), finite=True):
        """Return function's answers, shape (pages, *returns); nan where it failed.

        Each argument has one row a page, and the function gets one row of each.
        """
        self.asked = function
        rows = zip(*(np.array(argument) for argument in arguments))
        answers = [self._one(function, row, page) for page, row in enumerate(rows)]
        table = _as_table(answers, (self.pages, *returns), finite)
        if table is None:
            table = np.stack([self._checked(function, answer, returns, finite, page)
                              for page, answer in enumerate(answers)])
        return table

    def blame(self, page, sentence):
        """Note what went wrong on a page; the first fault is the one that is told."""
        self.faults.setdefault(page, sentence)

    def _one(self, function, row, page):
        if page and perf_counter() > self.deadline:
            raise TooSlow
        try:
            return function(*row)
        except Stopped:
            raise
        except BaseException as error:  # a function's SystemExit ends the function only
            self.blame(page, f"{name_of(function)} {raised(error)}.")

    def _checked(self, function, answer, shape, finite, page):
        fault, numbers = _fault(answer, shape, finite)
        if fault:
            self.blame(page, f"{name_of(function)} returned {fault}.")
        return numbers


class Unanswered(Asker):
    """Calls nothing: each answer is nan, on the one page of a demo whose function had to be stopped or undone."""

    def __init__(self, sentence):
        super().__init__(1, 0)
        self.blame(0, sentence)

    def __call__(self, function, *arguments, returns=(), finite=True):
        """Return nan, shape (1, *returns)."""
        return np.full((1, *returns), np.nan)


def undisturbed(work, seconds=None, undone=None):
    """Return what `work()` returns, without the prints and warnings of the learner's functions that it calls.

    Raises `Stopped` after so many seconds, STOP_SECONDS by default; `undone` gets the names, such as "numpy.exp", that they had changed.
    """
    with (np.errstate(all="ignore"), warnings.catch_warnings(), memory(),
          contextlib.redirect_stdout(Sink()), contextlib.redirect_stderr(Sink())):
        warnings.simplefilter("ignore")
        return protected(work, STOP_SECONDS if seconds is None else seconds, undone)


def trace(function, *arguments):
    """Return function's answers, one number for each row of the arguments; nan where it fails."""
    pages, undone = len(arguments[0]), []
    ask = Asker(pages, CURVE_SECONDS)
    try:
        answers = undisturbed(lambda: ask(function, *arguments, finite=False), CURVE_SECONDS, undone)
    except (TooSlow, Stopped):
        answers = None
    return np.full(pages, np.nan) if answers is None or undone else answers


def name_of(function):
    """Return what to call the learner's function in a sentence."""
    try:
        called = function.__name__
    except BaseException:  # an object's own __getattr__ may do anything
        called = None
    if type(called) is not str:
        return name_of_type(function)
    return "Your function" if called == "<lambda>" else called


def raised(error, at=""):
    """Return "raised ValueError at step 3: reason", the first line of the reason, if there is one."""
    reason = text_of(error).strip().partition("\n")[0]
    return f"raised {name_of_type(error)}{' ' if at else ''}{at}{': ' if reason else ''}{reason}"


def stopped(function):
    """Return the sentence, without its full stop, for a function that had to be stopped."""
    return f"{name_of(function)} gave no answer within {STOP_SECONDS:g} seconds"


def changed(function, undone):
    """Return the sentence for a function that changed a module."""
    return f"{name_of(function)} changed {undone[0]}, on which the demo stands; it has been put back."


def _as_table(answers, shape, finite):
    try:
        table = np.asarray(answers)
    except Stopped:
        raise
    except BaseException:
        return None
    if table.dtype.kind not in "fiub" or table.shape != shape:
        return None
    return table.astype(float) if not finite or np.isfinite(table).all() else None


def _fault(answer, shape, finite):
    nothing = np.full(shape, np.nan)
    wanted = f"{shape[0]} numbers" if shape else "one number"
    if answer is None:
        return f"None instead of {wanted}", nothing
    try:
        numbers = np.asarray(answer)
    except Stopped:
        raise
    except BaseException:
        numbers = np.asarray(None)
    if numbers.dtype.kind not in "fiub":
        return f"{name_of_type(answer)} instead of {wanted}", nothing
    if numbers.shape != shape:
        return f"an array of shape {numbers.shape} instead of {wanted}", nothing
    if finite and not np.isfinite(numbers).all():
        return "nan" if np.isnan(numbers).any() else "inf", nothing
    return None, numbers.astype(float)
