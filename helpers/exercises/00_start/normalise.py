"""A first exercise: shares of the total."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative, rows_sum_to_one

from .._parts import exact
from .._parts.inputs import array

TASK = "Divide the positive numbers in w, an array with one axis, by their sum, so that they sum to 1."


def spec(w):
    return exact.by_row(exact.shares, w)


PROBES = (
    Case("two equal weights", (array(3, 3),)),
    Case("three weights", (array(2, 3, 5),)),
    Case("one weight", (array(4),)),
    Case("weights below one", (array(0.1, 0.2, 0.2),)),
    Case("whole numbers", (array(1, 1, 2, 4, dtype=np.int64),)),
    Case("large weights", (array(1000, 3000, 500),)),
    Case("float32 weights", (array(1, 2, 3, dtype=np.float32),)),
)


def _into_ints(w):
    shares = np.zeros_like(w)
    shares[:] = w / w.sum()
    return shares


MISTAKES = (
    Mistake("divided-by-the-maximum",
            "You divide by the largest number, so the largest becomes 1 and the sum is more than 1.",
            "Divide by w.sum() instead of w.max().", lambda w: w / w.max()),
    Mistake("divided-by-the-count", "You divide by how many numbers there are, so the sum becomes their mean.",
            "Divide by w.sum() instead of len(w).", lambda w: w / len(w)),
    Mistake("min-max", "You stretch the numbers to run from 0 to 1; that does not make them sum to 1.",
            "Leave out the minimum: divide by w.sum().", lambda w: (w - w.min()) / (w.max() - w.min())),
    Mistake("unit-length",
            "You divide by the length of the vector, so the squares sum to 1 and the numbers do not.",
            "Divide by w.sum() instead of the norm.", lambda w: w / np.sqrt((w ** 2).sum())),
    Mistake("standardised", "You subtract the mean, so some numbers turn negative and the sum is 0.",
            "Leave out mean and standard deviation: divide by w.sum().", lambda w: (w - w.mean()) / w.std(),
            lambda w: w - w.mean()),
    Mistake("exponentiated", "You take the exponential first: that is softmax, which lesson 1 is about.",
            "Leave out np.exp: divide w itself by its sum.",
            lambda w: np.exp(w) / np.exp(w).sum(), lambda w: np.exp(w - w.max()) / np.exp(w - w.max()).sum()),
    Mistake("int-truncation", "You cut the results down to whole numbers, so shares below 1 become 0.",
            "Divide with / and let the result be a new array.", lambda w: w // w.sum(), _into_ints),
    Mistake("rounded", "You round the shares, so they no longer sum to 1 exactly.",
            "Leave out the rounding: round only what you print.", lambda w: np.round(w / w.sum(), 1),
            lambda w: np.round(w / w.sum(), 2), lambda w: np.round(w / w.sum(), 3)),
    Mistake("upside-down", "You divide the sum by each number; it is each number that is divided by the sum.",
            "Swap the two sides of the division.", lambda w: w.sum() / w),
    Mistake("running-sum", "You return running sums, so that the last number is 1 and not the sum.",
            "Divide w itself, not np.cumsum(w), by w.sum().", lambda w: np.cumsum(w) / w.sum()),
    Mistake("sum-only", "You return the sum, one number; a share for each number was asked for.",
            "Divide w by that sum.", lambda w: w.sum()),
    Mistake("unchanged", "You return the numbers as they came.", "Divide them by w.sum().", lambda w: w),
    Mistake("no-sum", "You divide each number by itself, so every share is 1.",
            "Divide by the sum of all: w.sum().", lambda w: w / w),
)

RIGHT = (
    lambda w: [x / sum(w) for x in w],
    lambda w: w / np.linalg.norm(w, 1),
    lambda w: np.average(np.eye(len(w)), axis=0, weights=w),
)

HINTS = (
    "What must you divide 2, 3 and 5 by, so that they sum to 1?",
    "NumPy divides a whole array by one number: w / 10 divides each entry. w.sum() is that one number.",
    "The answer is one line:\ndef normalise(w):\n    return ... / ...    # every weight, over one number",
)


def normalise(w):
    """Shares of the total. w: positive numbers, shape (K,). Returns shape (K,)."""
    return w / w.sum()


def draw(rng):
    drawn = [Case(f"{n} random weights", (rng.uniform(0.1, 9, n).round(3),)) for n in (1, 2, 5, 9)]
    return [*drawn, Case("random whole numbers", (rng.integers(1, 20, 6),))]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=normalise, random=draw, points=2, properties=(rows_sum_to_one, nothing_negative),
)
