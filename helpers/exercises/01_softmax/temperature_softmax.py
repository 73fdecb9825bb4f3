"""Softmax of z / T: large T flattens, small T sharpens."""

from decimal import Decimal

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative, rows_sum_to_one

from .._parts import exact
from .._parts.inputs import array, scores
from .._parts.safe import softmax
from .softmax import MISTAKES as OF_SOFTMAX
from .softmax import softmax as batch_softmax

TASK = (
    "Return the softmax of the scores z at temperature T > 0, over the last axis: large T flattens, small T "
    "sharpens."
)


def spec(z, T):
    return exact.by_row(lambda row: exact.softmax([score / Decimal(T) for score in row]), z)


PROBES = (
    Case("T = 1", (array(2, 1, 0.1), 1.0)),
    Case("T = 2", (array(2, 1, 0.1), 2.0)),
    Case("T = 0.5", (array(2, 1, 0.1), 0.5)),
    Case("T a whole number", (array(1, 5, 6, 4, 2, 2.6, 6), 3)),
    Case("scores below zero", (array(-3, -1, -2.5), 2.0)),
    Case("whole numbers", (array(1, 2, 4, dtype=np.int64), 2.0)),
    Case("a batch with one class", (array([3], [-1]), 2.0)),
    Case("a batch of two rows", (array([1, 2, 3], [4, 5, 6]), 2.0)),
    Case("a square batch", (array([0, 1, 2], [3, 1, -1], [2, 2, 5]), 0.5)),
    Case("a stack of two batches", (array([[0, 1, 3], [2, 0, 1]], [[5, 5, 4], [-2, 0, 1]]), 1.5)),
)


def _softened(function):
    return lambda z, T: function(z / T)


MISTAKES = (
    Mistake("softmax-over-T", "You divide the probabilities by T instead of the scores: at T = 2 they sum to 0.5.",
            "Divide the scores by T, before the exponential.", lambda z, T: softmax(z) / T),
    Mistake("times-T", "You multiply the scores by T, so a large T sharpens where it should flatten.",
            "Divide the scores by T.", lambda z, T: softmax(z * T)),
    Mistake("ignores-T",
            "Your result does not depend on T. Adding T to the scores, or dividing all exponentials by T, "
            "cancels out as well.", "Divide the scores by T, before the exponential.", lambda z, T: softmax(z)),
    Mistake("T-in-one-place", "The exponentials above and below the line use different temperatures.",
            "Compute e = np.exp(z / T) once, and use it in both places.",
            lambda z, T: np.exp(z / T) / np.exp(z).sum(-1, keepdims=True),
            lambda z, T: np.exp(z) / np.exp(z / T).sum(-1, keepdims=True)),
    Mistake("power-not-renormalised", "You raise the probabilities to a power and do not divide by their sum again.",
            "Divide the scores by T and let softmax do the rest.",
            lambda z, T: softmax(z) ** (1 / T), lambda z, T: softmax(z) ** T),
    Mistake("double-softmax", "You take softmax, divide by T and take softmax again.",
            "Apply softmax once, to z / T.", lambda z, T: softmax(softmax(z) / T), lambda z, T: softmax(softmax(z / T)),
            lambda z, T: softmax(softmax(z) * T)),
    Mistake("exp-then-T", "You divide the exponentials by T and then take the exponential again.",
            "Divide the scores by T, not their exponentials.", lambda z, T: softmax(np.exp(z) / T)),
    Mistake("squared-T", "You divide by T twice.", "Divide the scores by T once.",
            lambda z, T: softmax(z / T ** 2), lambda z, T: softmax(z / T) / T),
    Mistake("root-T", "You divide by the square root of T.", "Divide the scores by T itself.",
            lambda z, T: softmax(z / np.sqrt(T))),
    Mistake("int-truncation", "You divide with //, which throws away the decimals.", "Divide with a single /.",
            lambda z, T: softmax(z // T)),
    *(Mistake(known.id, known.says, known.then, *map(_softened, known.wrong)) for known in OF_SOFTMAX
      if known.id in {"whole-array", "wrong-axis", "no-keepdims", "axis-one", "no-exp", "unnormalised", "flipped-sign",
                      "log-softmax", "sigmoid-each", "rounded", "hard-max", "uniform"}),
)


def in_one_go(z, T):
    e = np.exp(z / T)
    return e / e.sum(axis=-1, keepdims=True)


RIGHT = (
    in_one_go,
    lambda z, T: numerics.softmax(z / T),
    lambda z, T: (lambda e: e / e.sum(-1, keepdims=True))(np.exp(z) ** (1 / T)),
    lambda z, T=1.0: numerics.softmax(np.asarray(z) * (1 / T)),
)

HINTS = (
    "At T = 2 a gap of 4 between two scores should act like a gap of 2. What must happen to the "
    "scores first?",
    "The temperature acts on the scores, before the exponential. Softmax itself does not change.",
    "The answer is one line:\ndef temperature_softmax(z, T):\n    return softmax(...)    # of what?",
)


def temperature_softmax(z, T):
    """Softmax of z / T along the last axis. z: shape (..., K), T > 0."""
    return batch_softmax(z / T)


def draw(rng):
    return [Case(f"{case.label}, T = {T}", (*case.args, T))
            for case, T in zip(scores(rng, 2.0), rng.choice([0.3, 0.5, 0.8, 1.7, 2.0, 4.0], 9).tolist(), strict=True)]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=temperature_softmax, random=draw, properties=(nothing_negative, rows_sum_to_one),
)
