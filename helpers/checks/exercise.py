"""What an exercise declares: specification, probes, known mistakes, hints, points."""

import inspect
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from . import compare


@dataclass(frozen=True)
class Case:
    """One input, with words for it."""

    label: str
    args: tuple

    @property
    def size(self) -> int:
        """Return how many numbers the input holds."""
        return sum(np.size(arg) for arg in self.args)


class Mistake:
    """A misconception: its id, a sentence for the learner, the next step, and the wrong implementations."""

    def __init__(self, id: str, says: str, then: str, *wrong: Callable):
        self.id, self.says, self.then, self.wrong = id, says, then, wrong


@dataclass(frozen=True)
class Remark:
    """A friendly sentence shown with full marks when the answer differs on this further input."""

    case: Case
    says: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Exercise:
    """One exercise; everything that a check, a hint or a grader needs to know about it.

    `spec` is the slow, obvious definition; `right` holds answers in other styles, `solution` the course's own.
    `random` draws further cases from a generator, which coursework hides. `quiet` makes a NumPy warning a fault.
    `nearly` is said where every wrong value is almost right. `name` and `lesson` are those of its file and folder.
    """

    task: str
    spec: Callable
    probes: tuple
    mistakes: tuple
    hints: tuple
    right: tuple = ()
    solution: Callable | None = None
    random: Callable | None = None
    name: str = ""
    lesson: str = ""
    points: float = 4
    quiet: bool = False
    properties: tuple = ()
    remarks: tuple = ()
    options: tuple = ()
    rtol: float = 1e-6
    atol: float = 1e-9
    nearly: Mistake | None = None

    @cached_property
    def signature(self) -> str:
        """Return how the answer is called, such as 'softmax(z)'."""
        return f"{self.name}{inspect.signature(self.spec)}" if self.is_function else self.name

    @property
    def is_function(self) -> bool:
        """Return whether the answer is a function of something, not a number or a choice."""
        return bool(inspect.signature(self.spec).parameters)

    @property
    def is_question(self) -> bool:
        """Return whether the answer is a number or a choice."""
        return not self.is_function

    @property
    def is_marked(self) -> bool:
        """Return whether the exercise is coursework, which marks follow."""
        from helpers.exercises import MARKED

        return self.lesson in MARKED

    def cases(self, rng: np.random.Generator) -> list[Case]:
        """Return further legal cases of the same kinds, drawn from a generator; a short answer has its one."""
        return list(self.random(rng)) if self.random else list(self.probes)

    def expected(self, args: tuple):
        """Return what the specification gives, as a plain value."""
        value = self.spec(*args)
        return value if isinstance(value, str) else np.asarray(value, dtype=np.float64)

    def tolerance(self, args: tuple) -> dict:
        """Return the tolerances for this input: wider where float32 goes in."""
        low = any(getattr(arg, "dtype", None) == np.float32 for arg in args)
        return {"rtol": 1e-3, "atol": 1e-6} if low else {"rtol": self.rtol, "atol": self.atol}

    def agrees(self, args: tuple, value, wanted=None) -> bool:
        """Return whether a plain value is right for this input."""
        wanted = self.expected(args) if wanted is None else wanted
        return compare.same(value, wanted, **self.tolerance(args))

    def judge(self, args: tuple, value, briefly: bool = False) -> str | None:
        """Return None where a plain value is right for this input, else a sentence that says how it is not.

        `briefly` leaves out the numbers, where they stand beside it.
        """
        wanted = self.expected(args)
        if self.agrees(args, value, wanted):
            return None
        if self.is_question:
            return self._not_it(value)
        return compare.difference(value, wanted, self.properties, briefly)

    def _not_it(self, value) -> str:
        """Return what is wrong with a short answer, without giving the right one away."""
        if self.options:
            letters = [option[0] for option in self.options]
            known = isinstance(value, str) and compare.letter(value) in letters
            ask = f"Answer with one of the letters {', '.join(letters)}, in quotes."
            return "That is not the right choice." if known else ask
        if isinstance(value, str):
            return f"A number was expected, not the text {value!r}: leave the quotes out."
        return f"{compare.shown(value)} is not the number." if value.ndim == 0 else "One number was expected."

    def mark(self, right: int, tried: int) -> float:
        """Return the points for so many right cases: the share of all points, in halves, rounded down."""
        return self.points if right == tried else math.floor(2 * self.points * right / tried) / 2
