"""Problem 3: cross-entropy over the rows that have a label."""

from decimal import Decimal, localcontext

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts import exact
from .._parts.inputs import array, labels
from .._parts.safe import log_softmax, softmax

TASK = "Return the mean cross-entropy of softmax(z) over the rows whose label is not -1."


def _costs(z, y):
    """Return what each labelled row costs, as decimals."""
    with localcontext(exact.DIGITS):
        return [-exact.softmax([Decimal(float(v)) for v in row])[label].ln()
                for row, label in zip(z, y, strict=True) if label >= 0]


def spec(z, y):
    costs = _costs(z, y)
    return float(sum(costs) / len(costs))


PROBES = (
    Case("all rows labelled", (array([2, 1, 0.1], [0, 1, 3]), labels(0, 2))),
    Case("one of two labelled", (array([2, 1, 0.1], [0, 1, 3]), labels(0, -1))),
    Case("three of five labelled", (array([1, 0], [0, 2], [3, 1], [0.5, 0], [-1, 1]), labels(1, -1, 0, -1, 0))),
    Case("three classes", (array([0, 1, 2], [3, 1, -1], [2, 2, 5], [1, 0, 0]), labels(0, -1, 1, 0))),
    Case("a row of zeros", (array([0, 0, 0, 0], [5, 0, 0, 0]), labels(3, -1))),
    Case("a lead of 2000", (array([2000, 0, 0], [0, 0, 0]), labels(1, -1))),
    Case("logits at 1000", (array([1000, 1001, 999], [0, 0, 0]), labels(1, -1))),
    Case("rows of unlike scale", (array([20, 0, 0], [-1000, -1001, -1002]), labels(1, 0))),
)

COUNT = "Divide by the number of rows that have a label."


def _picked(z, y):
    return log_softmax(z)[np.arange(len(y)), y]


def _kept(z, y):
    return _picked(z[y >= 0], y[y >= 0])


MISTAKES = (
    Mistake("label-wraps", "You let -1 index the classes: NumPy takes it for the last class.",
            "Leave out the rows with y == -1 before you index.", lambda z, y: -_picked(z, y).mean()),
    Mistake("divided-by-all-rows", "You divide by the number of all rows; those without a label do not count.", COUNT,
            lambda z, y: -_kept(z, y).sum() / len(y), lambda z, y: -(_picked(z, y) * (y >= 0)).mean()),
    Mistake("no-minus", "The minus sign is missing, so the loss is negative.", "Put a minus in front.",
            lambda z, y: _kept(z, y).mean()),
    Mistake("sum-over-batch", "You sum over the rows.", COUNT, lambda z, y: -_kept(z, y).sum()),
    Mistake("not-reduced", "You return one loss for each row.", "Take their mean.", lambda z, y: -_kept(z, y),
            lambda z, y: np.where(y >= 0, -_picked(z, y), 0)),
    Mistake("mean-over-classes", "You divide by the number of classes as well.", COUNT,
            lambda z, y: -_kept(z, y).mean() / z.shape[1]),
    Mistake("label-zero-dropped", "You leave out class 0 too: y > 0 is not y >= 0.", "A label is there where y >= 0.",
            lambda z, y: -_picked(z[y > 0], y[y > 0]).mean()),
    Mistake("label-made-zero", "You turn a missing label into class 0.", "Leave those rows out.",
            lambda z, y: -_picked(z, np.maximum(y, 0)).mean()),
    Mistake("no-log", "You average probabilities; each costs minus its logarithm.", "Take -log of each.",
            lambda z, y: -np.exp(_kept(z, y)).mean(), lambda z, y: 1 - np.exp(_kept(z, y)).mean()),
    Mistake("log-of-the-mean",
            "You take the logarithm of the mean probability; the mean of the logarithms was asked for.",
            "Logarithm first, mean second.", lambda z, y: -np.log(np.exp(_kept(z, y)).mean())),
    Mistake("no-softmax", "You use the scores as if they were log-probabilities.", "Put z through log-softmax.",
            lambda z, y: -z[y >= 0][np.arange((y >= 0).sum()), y[y >= 0]].mean()),
    Mistake("double-softmax", "You apply softmax twice.", "Apply it once.", lambda z, y: -_kept(softmax(z), y).mean()),
    Mistake("log-of-softmax", "You take log(softmax(z)): a probability that has become 0 costs inf.",
            "Use log-softmax.", lambda z, y: -np.log(softmax(z)[y >= 0][np.arange((y >= 0).sum()), y[y >= 0]]).mean()),
    Mistake("no-shift", "exp overflows for logits beyond 709.", "Subtract each row's maximum before exp.",
            lambda z, y: -np.log((np.exp(z) / np.exp(z).sum(1, keepdims=True))[y >= 0][
                np.arange((y >= 0).sum()), y[y >= 0]]).mean()),
    Mistake("global-shift", "You subtract the maximum of the whole batch: a row far below it underflows.",
            "Subtract each row's own maximum.",
            lambda z, y: -(z - z.max() - np.log(np.exp(z - z.max()).sum(1, keepdims=True)))[y >= 0][
                np.arange((y >= 0).sum()), y[y >= 0]].mean()),
    Mistake("all-pairs", "You index every row with every label: a table instead of one entry per row.",
            "Index in pairs: [np.arange(n), y].", lambda z, y: -log_softmax(z)[y >= 0][:, y[y >= 0]].mean()),
    Mistake("perplexity", "You return exp of the loss.", "Leave out the exp.",
            lambda z, y: np.exp(-_kept(z, y).mean())),
    Mistake("log-base", "You use the logarithm to base 2.", "Use np.log.",
            lambda z, y: -_kept(z, y).mean() / np.log(2)),
    Mistake("median", "You take the median.", "Take the mean.", lambda z, y: -np.median(_kept(z, y))),
)

HINTS = (
    "y[i] == -1 means that nobody knows the label of row i. What should that row cost, and how many rows "
    "share the cost?",
    "known = y >= 0 picks the rows that count: z[known] and y[known].",
    "The answer has this shape:\n"
    "def labelled_loss(z, y):\n"
    "    known = ...\n"
    "    log_p = ...                                  # of the rows that count\n"
    "    return -log_p[np.arange(...), ...].mean()",
)


def draw(rng):
    """Draw logits and labels, half of which are missing."""
    drawn = []
    for n, K, spread in ((4, 3, 2), (6, 2, 3), (5, 5, 3), (8, 4, 4), (5, 3, 600)):
        y = rng.integers(0, K, n)
        y[rng.permutation(n)[: n // 2]] = -1
        y[rng.integers(n)] = K - 1
        drawn.append((rng.normal(0, spread, (n, K)).round(2), y))
    return [Case(f"random logits of shape {z.shape}", (z, y)) for z, y in drawn]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, hints=HINTS,
    random=draw, points=5, properties=(nothing_negative,),
)
