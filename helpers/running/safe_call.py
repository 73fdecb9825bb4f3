"""Call an answer so that nothing it does reaches the notebook around it."""

import contextlib
import copy
import dis
import io
import linecache
import types
import warnings
from dataclasses import dataclass

import numpy as np

from . import clock, guards, plain_values

SECONDS = 5.0


@dataclass
class Outcome:
    """What one call did: a plain value, or the problem that there was none."""

    value: object = None
    problem: str | None = None  # "raised", "stopped", "none", "unattempted" or "unreadable"
    error: str = ""
    detail: str = ""
    line: str = ""
    mutated: bool = False
    after: object = None  # what the first changed argument holds afterwards
    warned: bool = False
    printed: bool = False
    truths: bool = False  # the value was True or False, or an array of them


class Sink(io.TextIOBase):
    """A text stream that forgets what it is given, and knows that it was given something."""

    used = False

    def writable(self):
        return True

    def write(self, text):
        self.used = self.used or bool(text)
        return len(text)


def protected(work, seconds: float, undone=None):
    """Return what `work()` returns; afterwards every patched module is as it was.

    Raises `clock.Stopped` if `work` takes longer, which no `except` inside it can keep from ending it.
    The list `undone`, where one is given, gets the names that had to be put back, such as "numpy.exp".
    """
    with guards.modules(undone), clock.timer(seconds, protected.__code__):
        return work()


def call(answer, args: tuple, seconds: float = SECONDS) -> Outcome:
    """Return what `answer(*args)` does, on copies of the arguments, within so many seconds."""
    given, outcome, sink = copy.deepcopy(args), Outcome(), Sink()
    with contextlib.redirect_stdout(sink), contextlib.redirect_stderr(sink), \
            warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        returned = _attempt(answer, given, seconds, outcome)
        if outcome.problem is None:
            _read(answer, returned, outcome)
        del returned
    outcome.printed = sink.used
    outcome.warned = any(issubclass(each.category, RuntimeWarning) for each in heard)
    changed = [new for new, old in zip(given, args, strict=True) if _changed(new, old)]
    outcome.mutated = bool(changed)
    with contextlib.suppress(plain_values.Unreadable):
        outcome.after = plain_values.plain(changed[0]) if changed else None
    return outcome


def _attempt(answer, args, seconds, outcome):
    try:
        with np.errstate(over="warn", divide="warn", invalid="warn", under="ignore"):
            return protected(lambda: answer(*args), seconds)
    except clock.Stopped:
        outcome.problem = "stopped"
    except NotImplementedError:
        outcome.problem = "unattempted"
    except BaseException as error:  # an answer's SystemExit or KeyboardInterrupt ends the answer only
        outcome.problem, outcome.error = "raised", plain_values.name_of_type(error)
        outcome.detail, outcome.line = text_of(error), _line(error, answer)
    return None


def _read(answer, returned, outcome):
    if returned is None or returned is Ellipsis:
        outcome.problem = "unattempted" if returned is Ellipsis or is_stub(answer) else "none"
        return
    if type(returned) is types.CoroutineType:
        returned.close()  # left unawaited it would complain on stderr later
    try:
        outcome.value = plain_values.plain(returned)
        outcome.truths = plain_values.is_truths(returned)
    except plain_values.Unreadable as error:
        outcome.problem, outcome.detail = "unreadable", str(error)


def is_stub(answer) -> bool:
    """Return whether a function's body is nothing but a docstring, `...` or `pass`."""
    return type(answer) is types.FunctionType and _steps(answer) == _steps(_stub)


def _stub():
    ...


def _steps(function):
    return [step.opname for step in dis.get_instructions(function.__code__)]


def _changed(new, old):
    try:
        new, old = plain_values.plain(new), plain_values.plain(old)
    except plain_values.Unreadable:
        return True
    return new.shape != old.shape or not np.array_equal(new, old, equal_nan=True)


def text_of(error) -> str:
    """Return what an exception says, 200 characters at most; nothing if saying it fails."""
    try:
        with clock.timer(0.5, text_of.__code__):
            return str.__getitem__(str(error), slice(200))
    except BaseException:  # an exception's own __str__ may do anything
        return ""


def _line(error, answer):
    """Return the line of the answer on which it failed, such as 'line 2: e = np.exp(z)'."""
    if type(answer) is not types.FunctionType:
        return ""
    code, found, step = answer.__code__, "", error.__traceback__
    while step is not None:
        if step.tb_frame.f_code is code:
            source = linecache.getline(code.co_filename, step.tb_lineno).strip()
            found = f"line {step.tb_lineno - code.co_firstlineno + 1}: {source}"[:120]
        step = step.tb_next
    return found
