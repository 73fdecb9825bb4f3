"""What learners write instead of binary cross-entropy."""

from importlib import import_module
from operator import attrgetter

import numpy as np

from helpers.checks.exercise import Mistake
EPSILONS, FIRST_ONLY = attrgetter('EPSILONS', 'FIRST_ONLY')(import_module("helpers.exercises.03_cross_entropy.cross_entropy"))
sigmoid = import_module("helpers.exercises.04_sigmoid_bce.sigmoid").right
softplus = import_module("helpers.exercises.04_sigmoid_bce.sigmoid").softplus

PICK = "Pick the probability of what happened first, np.where(y == 1, p, 1 - p), and take its log."
BASES = (np.log2, np.log10)


def one_line(p, y):
    """Return binary cross-entropy as one formula, entry by entry."""
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


def _happened(p, y):
    return np.where(y == 1, p, 1 - p)


def picked(p, y):
    """Return binary cross-entropy of the probability of what happened."""
    return -np.log(_happened(p, y))


def losses(z, y):
    """Return binary cross-entropy from logits."""
    return softplus(np.where(y == 1, -z, z))


def _pairwise(a, b, y):
    """Return a sum over the first axis alone; where a pair is a row of several, `if` raises."""
    return sum(one if label == 1 else zero for one, zero, label in zip(a, b, y, strict=True)) / len(y)


ONE_AXIS = ("Your mean runs along one axis only. The two arrays have one shape, which may also be (N, 1) or (N, K); "
            "the mean is over all entries.")
ALL_AXES = "Use mean() without an axis; let a loop go over the entries of np.ravel."

# What can go wrong after the two losses, for y = 1 and for y = 0, are there: wrong(loss if 1, loss if 0, y).
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


FROM_PROBABILITIES = (
    Mistake("zero-log-zero",
            "Where p is exactly 0 or 1 the one-line form computes 0 times log 0, so a perfect prediction "
            "costs nan.", PICK, lambda p, y: one_line(p, y).mean()),
    Mistake("clipped-log",
            "You keep log away from 0, so certain and wrong costs a harmless number instead of inf.",
            "Leave p as it is. " + PICK,
            *(lambda p, y, e=e: one_line(np.clip(p, e, 1 - e), y).mean() for e in EPSILONS),
            *(lambda p, y, e=e: -(y * np.log(p + e) + (1 - y) * np.log(1 - p + e)).mean() for e in EPSILONS),
            *(lambda p, y, e=e: -np.log(_happened(p, y) + e).mean() for e in EPSILONS)),
    Mistake("clamped-log",
            "You bound each log at -100, as some libraries do, so certain and wrong costs 100 instead of inf.",
            "Leave the log as it is. " + PICK,
            lambda p, y: -(y * np.maximum(np.log(p), -100) + (1 - y) * np.maximum(np.log(1 - p), -100)).mean()),
    Mistake("hidden-nan", "You replace nan or inf by a number, so certain and wrong costs too little.", PICK,
            lambda p, y: np.nan_to_num(one_line(p, y)).mean(), lambda p, y: np.nan_to_num(one_line(p, y).mean()),
            lambda p, y: np.nan_to_num(picked(p, y)).mean()),
    Mistake("zero-dropped",
            "You leave out the log of 0: certain and wrong should cost inf, and here it costs 0 or vanishes.",
            PICK + " Leave its -inf as it is.",
            lambda p, y: -np.log(_happened(p, y), where=_happened(p, y) > 0, out=np.zeros(p.shape)).mean(),
            lambda p, y: -np.log(_happened(p, y)[_happened(p, y) > 0]).mean()),
    Mistake("no-log", "You average probabilities; the loss is their -log.",
            "Take -np.log of the probability of what happened.", lambda p, y: _happened(p, y).mean(),
            lambda p, y: -_happened(p, y).mean(), lambda p, y: 1 - _happened(p, y).mean()),
    Mistake("log-of-mean", "You take the log of the mean probability; the loss is the mean of the logs.",
            "Take the log first.", lambda p, y: -np.log(_happened(p, y).mean())),
    Mistake("swapped-arguments",
            "Labels and probabilities have changed places: you take the log of the labels.",
            "Take the log of p and of 1 - p.", lambda p, y: one_line(y, p).mean()),
    Mistake("probs-as-logits",
            "You apply a sigmoid to p, which is a probability already: it lands between 0.5 and 0.73.",
            "Use p as it is.", lambda p, y: losses(p, y).mean()),
    Mistake("squared-error", "You average squared differences: that is the Brier score, another loss.", PICK,
            lambda p, y: ((p - y) ** 2).mean()),
    Mistake("accuracy-not-loss",
            "You count right or wrong predictions; the loss asks how probable the truth was.", PICK,
            lambda p, y: ((p > 0.5) == y).mean(), lambda p, y: ((p > 0.5) != y).mean(),
            lambda p, y: ((p >= 0.5) == y).mean(), lambda p, y: ((p >= 0.5) != y).mean()),
    Mistake("missing-brackets", "A bracket is missing: 1 - y * log(1 - p) is not (1 - y) * log(1 - p).",
            "Write (1 - y) * np.log(1 - p).", lambda p, y: -(y * np.log(p) + 1 - y * np.log(1 - p)).mean(),
            lambda p, y: -(y * np.log(p) + (1 - y) * np.log(1) - p).mean()),
    Mistake("entropy-not-cross-entropy",
            "You compute the entropy of the prediction, in which the labels play no part.",
            "Weight the two logs by y and 1 - y.", lambda p, y: one_line(p, p).mean()),
    *after(lambda p: -np.log(p), lambda p: -np.log(1 - p)),
)
