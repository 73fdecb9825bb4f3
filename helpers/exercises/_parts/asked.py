"""What a lesson asks by name: a prediction, something from memory, the learner's own function, the stock-taking.

Each stands in the `ASKED` of its lesson's questions.py. The truth is computed: `truth` is a function, each choice
claims a value, and the choice whose claim holds is the right one. A wrong choice has the id of its misconception and
one sentence on the idea behind it.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

CLOSE = 1e-3


@dataclass(frozen=True)
class Choice:
    """A choice: its text, what it claims (a value, or a test of the true one), and the idea behind it if wrong."""

    text: str
    claims: object
    misconception: str = ""
    says: str = ""

    def holds(self, truth) -> bool:
        """Return whether the computed truth is what this choice claims."""
        if callable(self.claims):
            return bool(self.claims(truth))
        if isinstance(self.claims, str) or isinstance(truth, str):
            return self.claims == truth
        claim, truth = np.asarray(self.claims, float), np.asarray(truth, float)
        return claim.shape in ((), truth.shape) and bool(np.allclose(truth, claim, CLOSE, CLOSE, equal_nan=True))


@dataclass(frozen=True)
class Idea:
    """A wrong number that has a reason: how it comes about, the misconception, and a sentence on it."""

    value: Callable
    misconception: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question; `kind` is "predict", "memory", "own" (of the function of an `exercise`) or "stock"."""

    name: str
    text: str
    truth: Callable
    because: str
    choices: tuple = ()
    ideas: tuple = ()
    unit: str = ""
    within: float = 0.02
    kind: str = "predict"
    exercise: str = ""
    about: str = ""
    lesson: str = ""

    def right_choice(self, truth) -> Choice:
        """Return the one choice that the computed truth bears out."""
        holding = [choice for choice in self.choices if choice.holds(truth)]
        if len(holding) != 1:
            raise ValueError(f"question {self.name!r}: one choice must hold for the truth {truth!r}, and "
                             f"{[choice.text for choice in holding]} do")
        return holding[0]

    def idea_behind(self, number: float) -> Idea | None:
        """Return the known wrong idea that leads to this number, or None."""
        return next((idea for idea in self.ideas if math.isclose(idea.value(), number, rel_tol=self.within)), None)


def choose(name, text, truth, *choices, because, **more) -> Asked:
    """Return a question with choices, each (text, claim) or (text, claim, misconception, sentence)."""
    return Asked(name=name, text=text, truth=truth, choices=tuple(Choice(*each) for each in choices), because=because,
                 **more)


def estimate(name, text, truth, *ideas, because, **more) -> Asked:
    """Return a question for a number; each known wrong one is (function that gives it, misconception, sentence)."""
    return Asked(name=name, text=text, truth=truth, ideas=tuple(Idea(*each) for each in ideas), because=because,
                 **more)
