"""Asking the learner's function: whatever it does, the demo lives on."""

import contextlib
import io
import signal
import threading
import warnings
from time import perf_counter

import numpy as np


class TooSlow(Exception):
    """The function needs longer than the time allowed for a whole table."""


class Asker:
    """Calls functions once for each page and keeps, for each page that failed, one sentence."""

    def __init__(self, pages, seconds):
        self.pages, self.deadline = pages, perf_counter() + seconds
        self.faults = {}

    def __call__(self, function, *arguments, returns=(), finite=True):
        """Return function's answers, shape (pages, *returns); nan where it failed.

        Each argument has one row a page, and the function gets one row of each.
        """
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
        except Exception as error:
            reason = str(error).strip().partition("\n")[0]
            self.blame(page, f"{name(function)} raised {type(error).__name__}{': ' if reason else ''}{reason}.")

    def _checked(self, function, answer, shape, finite, page):
        fault, numbers = _fault(answer, shape, finite)
        if fault:
            self.blame(page, f"{name(function)} returned {fault}.")
        return numbers


def trace(function, *arguments, seconds=1.0):
    """Return function's answers, one number for each row of the arguments; nan where it fails."""
    with guarded(seconds):
        try:
            return Asker(len(arguments[0]), seconds)(function, *arguments, finite=False)
        except (TooSlow, TimeoutError):
            return np.full(len(arguments[0]), np.nan)


def name(function):
    """Return what to call the learner's function in a sentence."""
    called = getattr(function, "__name__", type(function).__name__)
    return "Your function" if called == "<lambda>" else called


@contextlib.contextmanager
def guarded(seconds=2.0):
    """Run a learner's function without its prints and warnings, and stop it after some seconds."""
    with (np.errstate(all="ignore"), warnings.catch_warnings(), _stopwatch(seconds),
          contextlib.redirect_stdout(io.StringIO())):
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def _stopwatch(seconds):
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_):
        raise TimeoutError(f"no answer within {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _as_table(answers, shape, finite):
    try:
        table = np.asarray(answers)
    except Exception:
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
    except Exception:
        numbers = np.asarray(None)
    if numbers.dtype.kind not in "fiub":
        return f"{type(answer).__name__} instead of {wanted}", nothing
    if numbers.shape != shape:
        return f"an array of shape {numbers.shape} instead of {wanted}", nothing
    if finite and not np.isfinite(numbers).all():
        return "nan" if np.isnan(numbers).any() else "inf", nothing
    return None, numbers.astype(float)
