"""Problem 3: a softmax average over blocks of scores that nobody has together."""

from decimal import Decimal, localcontext

import numpy as np

from helpers.checks import Case, Exercise, Mistake

from .._parts import exact
from .._parts.inputs import array

TASK = (
    "Return the average of all values, weighted by the softmax of all scores, shape (D,). Of block b you have its "
    "largest score m[b], the sum s[b] of exp(score - m[b]), and the average v[b] of its own values, weighted by the "
    "softmax of its own scores. m and s: shape (B,), v: (B, D). An empty block has m = -inf, s = 0 and v = 0."
)


def spec(m, s, v):
    with localcontext(exact.DIGITS):
        sums = [Decimal(float(b)) * Decimal(float(a)).exp() if b else Decimal(0) for a, b in zip(m, s, strict=True)]
        weights = exact.shares(sums)
        columns = np.asarray(v).T
        return np.array([float(sum(w * Decimal(float(x)) for w, x in zip(weights, column, strict=True)))
                         for column in columns])


PROBES = (
    Case("two blocks alike", (array(0, 0), array(1, 1), array([1, 0], [0, 1]))),
    Case("one score more in the second", (array(0, 0), array(1, 2), array([3, 0], [0, 6]))),
    Case("the second leads by 1", (array(0, 1), array(1, 1), array([1, 0], [0, 1]))),
    Case("sums that differ", (array(2, 2.5), array(1.5, 3.25), array([1, -2, 0.5], [4, 0, 1]))),
    Case("three blocks, three values", (array(1, -0.5, 2), array(1, 2.5, 1.25), array([1, 2, 3], [0, -1, 5], [2, 2, 0]))),
    Case("one value", (array(0.5, -1.25, 0.25), array(1.5, 2, 4), array([1], [2], [-3]))),
    Case("scores near 1000", (array(1000, 998.5), array(1.5, 2), array([1, 0], [0, 1]))),
    Case("scores near -1000", (array(-1001, -1000), array(1.5, 2), array([1, 0], [0, 1]))),
    Case("far apart", (array(-900, 800), array(1, 1.25), array([5, 1], [2, 3]))),
    Case("the first leads by far", (array(900, -800), array(1, 1.25), array([5, 1], [2, 3]))),
    Case("an empty block", (array(1, -np.inf, 0), array(2, 0, 1.5), array([1, 4], [0, 0], [3, -2]))),
    Case("an empty block first", (array(-np.inf, 3), array(0, 1.5), array([0, 0], [2, 1]))),
)

WEIGHT = "Ask how much of the whole sum each block holds, measured from one common score."


def _weights(m, s):
    return s * np.exp(m - m.max())


def _average(weights, v):
    return weights @ v / weights.sum()


MISTAKES = (
    Mistake("plain-mean", "You average the blocks as if each held as much as the others.", WEIGHT,
            lambda m, s, v: v.mean(axis=0), lambda m, s, v: v[s > 0].mean(axis=0)),
    Mistake("sums-as-weights", "You weight by the sums as they are. Each was taken from another largest score.", WEIGHT,
            lambda m, s, v: _average(s, v)),
    Mistake("tops-as-weights", "You weight each block by its largest score alone; how many scores stand behind it is left out.",
            WEIGHT, lambda m, s, v: _average(np.exp(m - m.max()), v)),
    Mistake("no-shift", "You take exp of a largest score as it is, which overflows from 710 on and underflows to a sum of 0.",
            "Use differences of scores.", lambda m, s, v: _average(s * np.exp(m), v)),
    Mistake("shift-by-the-first", "You measure every block from the first. If that one is far below the others, or empty, exp "
            "overflows.", "Choose the score from which nothing lies above.",
            lambda m, s, v: _average(s * np.exp(m - m[0]), v), lambda m, s, v: _average(s * np.exp(m - m[-1]), v)),
    Mistake("shift-by-the-mean", "You measure from a middle score. A block far above it overflows.",
            "Choose the score from which nothing lies above.", lambda m, s, v: _average(s * np.exp(m - m.mean()), v),
            lambda m, s, v: _average(s * np.exp(m - np.median(m)), v),
            lambda m, s, v: _average(s * np.exp(m - m.min()), v)),
    Mistake("wrong-way", "A block with lower scores gets more weight, not less.", "Mind the sign of the difference.",
            lambda m, s, v: _average(np.where(s > 0, s * np.exp(m.max() - m), 0), v)),
    Mistake("not-divided", "The weights do not sum to 1.", "Divide by what they sum to.", lambda m, s, v: _weights(m, s) @ v),
    Mistake("divided-by-blocks", "You divide by the number of blocks.", "Divide by what the weights sum to.",
            lambda m, s, v: _weights(m, s) @ v / len(m)),
    Mistake("divided-by-sums", "You divide by sums that were measured from other scores than the weights.",
            "Divide by what the weights sum to.", lambda m, s, v: _weights(m, s) @ v / s.sum()),
    Mistake("winner-only", "You return the block with the largest score and forget the others.", WEIGHT,
            lambda m, s, v: v[m.argmax()]),
    Mistake("divided-twice", "Each block's average is divided by its own sum already. You divide by it again.", WEIGHT,
            lambda m, s, v: np.exp(m - m.max()) @ v / _weights(m, s).sum(),
            lambda m, s, v: (np.exp(m - m.max()) / np.where(s > 0, s, 1)) @ v
            / (np.exp(m - m.max()) / np.where(s > 0, s, 1)).sum()),
    Mistake("not-averaged", "You return one row for each block; one row for all was asked for.", "Add the rows up.",
            lambda m, s, v: (_weights(m, s) / _weights(m, s).sum())[:, None] * v),
    Mistake("weights-returned", "You return the weights of the blocks.", "Average the values with them.",
            lambda m, s, v: _weights(m, s) / _weights(m, s).sum()),
)

HINTS = (
    "Two blocks with the same largest score: which share of the whole softmax does the first one hold?",
    "Bring all sums to one common score, as two blocks are brought together in lesson 9. What they are then is how much each "
    "block counts.",
    "The answer has this shape:\n"
    "def joined_average(m, s, v):\n"
    "    weights = ...\n"
    "    return ... / weights.sum()",
)


def draw(rng):
    """Draw blocks of scores, some far above the others, and one that is empty."""
    cases = []
    for B, D, spread in ((2, 3, 1), (4, 2, 2), (5, 4, 400), (3, 1, 3), (6, 2, 1)):
        m, s = rng.normal(0, spread, B).round(2), rng.uniform(1, 9, B).round(2)
        v = rng.normal(0, 2, (B, D)).round(2)
        if B > 3:
            empty = rng.integers(B)
            m[empty], s[empty], v[empty] = -np.inf, 0, 0
        cases.append(Case(f"{B} random blocks of {D} values", (m, s, v)))
    return cases


EXERCISE = Exercise(task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, hints=HINTS, random=draw, points=5, quiet=True)
