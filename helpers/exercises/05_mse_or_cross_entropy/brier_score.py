"""The mean squared error of forecasts."""

from decimal import Decimal

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts import exact
from .._parts.inputs import YES_OR_NO_CHANCES, array, labels
from .._parts.safe import sigmoid
from .._parts.loops import LAST_SAMPLE
from .._parts.sentences import ALL_AXES, FIRST_ONLY, ONE_AXIS

TASK = (
    "Return the mean of (p - y)**2 over all entries of p, the probabilities of class 1, and y, labels of 0 or 1. "
    "They have one shape, (N,), (N, 1) or (N, K)."
)


def spec(p, y):
    return np.mean(exact.by_entry(lambda p, y: (p - y) ** Decimal(2), p, y))


PROBES = (
    *YES_OR_NO_CHANCES,
    Case("certain answers, one of them wrong", (array(1, 0, 1), labels(1, 0, 0))),
)


def _log_loss(p, y):
    return -np.log(np.where(y == 1, p, 1 - p))


MISTAKES = (
    Mistake("root", "You take the square root: that is the root mean squared error.", "Leave out the root.",
            lambda p, y: np.sqrt(((p - y) ** 2).mean())),
    Mistake("root", "You take the root of the sum of squares: that is the length of p - y.",
            "Take the mean of the squares, and no root.", lambda p, y: np.sqrt(((p - y) ** 2).sum())),
    Mistake("slope-not-score", "That is the slope of the score, 2 (p - y), not the score.", "Square the differences.",
            lambda p, y: 2 * (p - y), lambda p, y: 2 * (p - y).mean()),
    Mistake("absolute-error", "You average absolute differences. That score rewards overstatement: it is not proper.",
            "Square the differences.", lambda p, y: np.abs(p - y).mean()),
    Mistake("signed-error", "You average p - y, in which errors up and down cancel.", "Square the differences.",
            lambda p, y: (p - y).mean(), lambda p, y: (y - p).mean()),
    Mistake("square-of-mean", "You take the mean first, so errors up and down cancel.",
            "Square first, then take the mean.", lambda p, y: (p - y).mean() ** 2),
    Mistake("difference-of-squares", "p**2 - y**2 is not (p - y)**2.", "Subtract first, then square.",
            lambda p, y: (p**2 - y**2).mean(), lambda p, y: (y**2 - p**2).mean()),
    Mistake("sum-over-batch", "You sum over the batch: a batch twice as large costs twice as much.",
            "Take the mean over all entries.", lambda p, y: ((p - y) ** 2).sum(),
            lambda p, y: ((p - y) ** 2).sum(0)),
    Mistake("sum-over-labels", "You take the mean over samples only.", "Take the mean over all entries.",
            lambda p, y: ((p - y) ** 2).sum() / len(p)),
    Mistake("mean-over-axis", ONE_AXIS, ALL_AXES, lambda p, y: ((p - y) ** 2).mean(0),
            lambda p, y: ((p - y) ** 2).mean(-1)),
    Mistake("first-sample-only", FIRST_ONLY, "Take the mean over all entries.",
            lambda p, y: (p[0] - y[0]) ** 2 / len(p), lambda p, y: (p[0] - y[0]) ** 2,
            lambda p, y: ((p - y) ** 2).ravel()[0], lambda p, y: ((p - y) ** 2).ravel()[0] / p.size),
    Mistake(*LAST_SAMPLE, lambda p, y: ((p - y) ** 2).ravel()[-1] / p.size, lambda p, y: (p[-1] - y[-1]) ** 2 / len(p),
            lambda p, y: ((p - y) ** 2).ravel()[-1]),
    Mistake("not-reduced", "You return one score for each entry.", "Take the mean.", lambda p, y: (p - y) ** 2),
    Mistake("doubled",
            "Your score is twice as large. Brier's own paper adds up both classes; here the class y = 1 counts alone.",
            "Halve it.", lambda p, y: 2 * ((p - y) ** 2).mean()),
    Mistake("halved", "Your score is half as large: the 1/2 of some textbooks is not part of this one.",
            "Leave out the half.", lambda p, y: ((p - y) ** 2).mean() / 2),
    Mistake("log-loss", "That is cross-entropy, which takes logarithms.", "Average (p - y)**2.",
            lambda p, y: _log_loss(p, y).mean(), lambda p, y: -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()),
    Mistake("accuracy-not-score", "You count right or wrong decisions; the score looks at the probabilities.",
            "Use p as it is.", lambda p, y: ((p > 0.5) != y).mean(), lambda p, y: ((p >= 0.5) != y).mean(),
            lambda p, y: ((p > 0.5) == y).mean(), lambda p, y: ((p >= 0.5) == y).mean()),
    Mistake("one-branch", "One kind of label costs nothing.", "Average (p - y)**2 over all entries.",
            lambda p, y: (y * (1 - p) ** 2).mean(), lambda p, y: ((1 - y) * p**2).mean()),
    Mistake("forgot-target", "The labels play no part: every p counts as if it had one and the same label.",
            "Compare p with y.", lambda p, y: (p**2).mean(), lambda p, y: ((1 - p) ** 2).mean()),
    Mistake("forgot-target",
            "The labels play no part: p (1 - p) is the score that a forecaster who is right about p expects.",
            "Compare p with y.", lambda p, y: (p * (1 - p)).mean()),
    Mistake("flipped-sign", "The sign is wrong: a squared error is at least 0.", "Leave out the minus.",
            lambda p, y: -((p - y) ** 2).mean()),
    Mistake("one-minus", "You turn the score round so that more is better; a Brier score is a cost.",
            "Leave out the 1 -.", lambda p, y: 1 - ((p - y) ** 2).mean()),
    Mistake("probs-as-logits", "You apply a sigmoid to p, which is a probability already.", "Use p as it is.",
            lambda p, y: ((sigmoid(p) - y) ** 2).mean()),
    Mistake("broadcast-n-by-n", "A row met a column, and NumPy made a table of every prediction against every label.",
            "Give both the same shape.", lambda p, y: ((p.reshape(-1, 1) - y.ravel()) ** 2).mean(),
            lambda p, y: ((p[:, None] - y) ** 2).mean()),
    Mistake("median", "You take the median.", "Take the mean.", lambda p, y: np.median((p - y) ** 2)),
    Mistake("flipped-labels", "You use 1 - y where y belongs.", "Use p - y.", lambda p, y: ((p - (1 - y)) ** 2).mean()),
    Mistake("rounded", "You round the score.", "Leave out the rounding.",
            *(lambda p, y, d=d: np.round(((p - y) ** 2).mean(), d) for d in (1, 2, 3))),
)


def by_misses(p, y):
    misses = p - y
    return (misses ** 2).mean()


RIGHT = (
    by_misses,
    lambda p, y: np.mean(np.square(p - y)),
    lambda p, y: np.vdot(p - y, p - y) / p.size,
)

HINTS = (
    "How far is each answer from its label?",
    "Square each difference first, and take the mean last.",
    "The answer is one line:\ndef brier_score(p, y):\n    return ((...) ** 2).mean()",
)


def brier_score(p, y):
    """Mean squared error, a number. p, y (0 or 1): arrays of one shape."""
    return ((p - y) ** 2).mean()


def draw(rng):
    drawn = [(rng.uniform(0, 1, shape).round(4), rng.integers(0, 2, shape)) for shape in ((1,), (6,), (4, 3), (3, 3))]
    return [Case(f"random predictions of shape {p.shape}", (p, y)) for p, y in drawn]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=brier_score, random=draw, points=3, properties=(nothing_negative,),
)
