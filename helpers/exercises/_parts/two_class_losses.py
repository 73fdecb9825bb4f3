"""What goes wrong in a loss over labels of 0 and 1, once the losses for y = 1 and for y = 0 are there."""

import numpy as np

from helpers.checks import Mistake

from .loops import LAST_SAMPLE
from .safe import sigmoid, softplus
from .sentences import ALL_AXES, FIRST_ONLY, ONE_AXIS

BASES = (np.log2, np.log10)
SIGMOIDS = (sigmoid, lambda z: 1 / (1 + np.exp(-z)))  # the safe one, and the one that learners begin with


def one_line(p, y):
    """Return binary cross-entropy as one formula, entry by entry."""
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


def happened(p, y):
    """Return the probability of what happened."""
    return np.where(y == 1, p, 1 - p)


def picked(p, y):
    """Return binary cross-entropy of the probability of what happened."""
    return -np.log(happened(p, y))


def losses(z, y):
    """Return binary cross-entropy from logits."""
    return softplus(np.where(y == 1, -z, z))


def _pairwise(a, b, y):
    """Return a sum over the first axis alone; where a pair is a row of several, `if` raises."""
    return sum(one if label == 1 else zero for one, zero, label in zip(a, b, y, strict=True)) / len(y)


# Each row: (id, says, then, wrong(loss if 1, loss if 0, y) ...).
AFTER = (
    ("no-minus", "The minus sign is missing, so the loss is negative.", "Put a minus in front.",
     lambda a, b, y: -np.mean(y * a + (1 - y) * b), lambda a, b, y: -np.mean(np.where(y == 1, a, b))),
    ("sum-over-batch", "You sum over the batch: a batch twice as large costs twice as much.",
     "Take the mean over all entries.", lambda a, b, y: np.sum(y * a + (1 - y) * b),
     lambda a, b, y: np.sum(np.where(y == 1, a, b)), lambda a, b, y: _pairwise(a, b, y) * len(y)),
    ("sum-over-labels", "You sum over the labels of a sample and take the mean over samples only.",
     "Take the mean over all entries.", lambda a, b, y: np.where(y == 1, a, b).sum(-1).mean(),
     lambda a, b, y: np.where(y == 1, a, b).sum() / len(y)),
    ("mean-over-axis", ONE_AXIS, ALL_AXES, lambda a, b, y: np.where(y == 1, a, b).mean(0),
     lambda a, b, y: np.where(y == 1, a, b).mean(-1), _pairwise),
    ("not-reduced", "You return one loss for each entry.", "Take the mean.",
     lambda a, b, y: np.where(y == 1, a, b), lambda a, b, y: y * a + (1 - y) * b),
    ("one-branch-bce",
     "You have only one of the two terms: the other kind of label costs nothing, so a constant prediction "
     "looks perfect.", "Add the term of the other label.", lambda a, b, y: np.mean(y * a),
     lambda a, b, y: np.mean(np.where(y == 1, a, 0)), lambda a, b, y: np.mean((1 - y) * b),
     lambda a, b, y: np.mean(np.where(y == 0, b, 0)), lambda a, b, y: a[y == 1].mean()),
    ("forgot-target", "The labels play no part.", "One of the two losses belongs to y = 1, the other to y = 0.",
     lambda a, b, y: np.mean(a), lambda a, b, y: np.mean(b)),
    ("missing-weight", "A factor y or 1 - y is missing, so one of the two terms is charged for every label.",
     "One term has the factor y, the other one 1 - y.", lambda a, b, y: np.mean(y * a + b),
     lambda a, b, y: np.mean(a + (1 - y) * b)),
    ("flipped-labels", "The two terms have changed places: y = 1 is charged as if it were y = 0.",
     "-log p belongs to y = 1.", lambda a, b, y: np.mean((1 - y) * a + y * b),
     lambda a, b, y: np.mean(np.where(y == 1, b, a))),
    ("wrong-inner-sign", "One of the two terms has the wrong sign, so the labels cancel each other.",
     "Put one minus in front of both terms.", lambda a, b, y: np.mean(y * a - (1 - y) * b),
     lambda a, b, y: np.mean((1 - y) * b - y * a), lambda a, b, y: np.mean(np.where(y == 1, a, -b)),
     lambda a, b, y: np.mean(np.where(y == 1, -a, b))),
    ("both-branches", "You add both terms for every sample, whatever its label is.",
     "Weight them by y and 1 - y.", lambda a, b, y: np.mean(a + b), lambda a, b, y: np.mean(a + b) / 2),
    ("plus-minus-labels",
     "Your formula is for labels -1 and +1. Here they are 0 and 1, and with those it goes wrong or below 0.",
     "Use y and 1 - y as weights.", lambda a, b, y: np.mean((2 * y - 1) * a + (1 - (2 * y - 1)) * b),
     lambda a, b, y: np.mean((1 + y) / 2 * a + (1 - y) / 2 * b)),
    ("broadcast-n-by-n", "A row met a column, and NumPy made a table of every prediction against every label.",
     "Give both the same shape; do not reshape one of them.",
     lambda a, b, y: np.mean(y * a[:, None] + (1 - y) * b[:, None]),
     lambda a, b, y: np.mean(y[:, None] * a + (1 - y)[:, None] * b),
     lambda a, b, y: np.mean(y.ravel() * a.reshape(-1, 1) + (1 - y).ravel() * b.reshape(-1, 1))),
    ("log-base", "You use the logarithm to base 2 or 10.", "Use np.log.",
     *(lambda a, b, y, log=log: np.mean(np.where(y == 1, a, b)) * log(np.e) for log in BASES)),
    ("rounded", "You round the loss.", "Leave out the rounding.",
     *(lambda a, b, y, d=d: np.round(np.mean(np.where(y == 1, a, b)), d) for d in (1, 2, 3, 4))),
    ("perplexity", "You return exp of the loss.", "Leave out the exp.",
     lambda a, b, y: np.exp(np.mean(np.where(y == 1, a, b)))),
    ("halved", "You halve the loss.", "Divide by the number of entries only.",
     lambda a, b, y: np.mean(np.where(y == 1, a, b)) / 2),
    (*LAST_SAMPLE, lambda a, b, y: np.where(y == 1, a, b).ravel()[-1] / y.size,
     lambda a, b, y: np.where(y == 1, a, b).ravel()[-1], lambda a, b, y: np.where(y == 1, a, b)[-1] / len(y)),
    ("median", "You take the median.", "Take the mean.", lambda a, b, y: np.median(np.where(y == 1, a, b))),
    ("first-sample-only", FIRST_ONLY, "Take the mean over all entries.",
     lambda a, b, y: np.where(y == 1, a, b).ravel()[0],
     lambda a, b, y: np.where(y == 1, a, b)[0] / len(y), lambda a, b, y: np.where(y == 1, a, b).ravel()[0] / y.size),
)


def after(if_one, if_zero, **words):
    """Return the mistakes that can follow on the two losses; `words` holds other sentences, by id with _ for -."""
    return tuple(Mistake(id, *words.get(id.replace("-", "_"), (says, then)),
                         *(lambda x, y, wrong=wrong: wrong(if_one(x), if_zero(x), y) for wrong in wrongs))
                 for id, says, then, *wrongs in AFTER)
