"""What goes wrong in a loss over K classes, once log-probabilities are there."""

import numpy as np

from helpers.checks import Mistake

from .loops import LAST_SAMPLE
from .sentences import FIRST_ONLY

PICK = "Pick the true class: {}[np.arange(len(y)), y]."


def at(p, y):
    """Return the entries of p at the labels."""
    return p[np.arange(len(y)), y]


def one_hot(p, y):
    """Return the labels as rows like those of p."""
    return np.eye(p.shape[1])[y]


def coins(p, Y):
    """Return binary cross-entropy, entry by entry."""
    return -(Y * np.log(p) + (1 - Y) * np.log(1 - p))


def from_p(p, y):
    """Return cross-entropy, as a part of wrong answers."""
    return -np.log(at(p, y)).mean()


# Each row: (id, says, then, wrong(log p, y) ...).
AFTER_THE_LOG = (
    ("no-minus",
     "A minus is missing or in the wrong place: the loss is negative, and falls as predictions get worse.",
     "Change the sign of the mean.", lambda L, y: at(L, y).mean(),
     lambda L, y: (one_hot(L, y) * L).sum(1).mean()),
    ("mean-over-classes", "You take the mean over N x K entries, K - 1 of each row 0: the loss is K times too small.",
     "Divide by the number of samples only: sum over the classes, then the mean.",
     lambda L, y: -(one_hot(L, y) * L).mean(), lambda L, y: -at(L, y).mean() / L.shape[1]),
    ("sum-over-batch", "You sum over the batch: a batch twice as large costs twice as much.",
     "Take the mean over the samples.", lambda L, y: -at(L, y).sum(), lambda L, y: -(one_hot(L, y) * L).sum()),
    ("not-reduced", "You return one loss for each sample.", "Take the mean over the samples.",
     lambda L, y: -at(L, y)),
    ("log-base", "You use the logarithm to base 2 or 10: the loss is in bits or dits, and nats were asked for.",
     "Use np.log.", lambda L, y: -at(L, y).mean() / np.log(2), lambda L, y: -at(L, y).mean() / np.log(10)),
    ("one-based-labels",
     "You count classes from 1: label 0 picks the last class, or the last label falls off the end.",
     "Use y as it is.", lambda L, y: -L[np.arange(len(y)), y - 1].mean(),
     lambda L, y: -L[np.arange(len(y)), y + 1].mean()),
    ("all-pairs",
     "You index all rows by all labels at once, which pairs every sample with every other sample's label.",
     PICK, lambda L, y: -L[:, y].mean(), lambda L, y: -L[:, y].sum() / len(y)),
    ("transposed-index", "You index rows by labels; labels are columns.", PICK,
     lambda L, y: -L[y, np.arange(len(y))].mean(), lambda L, y: -L[y].mean(), lambda L, y: -L[y].sum() / len(y)),
    ("label-as-weight", "You multiply by the label's number. A label says which class it is, not how much of it.", PICK,
     lambda L, y: -(y * at(L, y)).mean(), lambda L, y: -(y[:, None] * L).mean(),
     lambda L, y: -(y[:, None] * L).sum(1).mean(), lambda L, y: -(y * L).sum(1).mean(), lambda L, y: -(y * L).mean(),
     lambda L, y: -(y * L).sum()),
    ("all-classes", "You average the surprise over all classes, whatever the label is.", PICK,
     lambda L, y: -L.mean(), lambda L, y: -L.sum(1).mean()),
    ("best-class", "You take the surprise at the predicted class instead of the true one.", PICK,
     lambda L, y: -L.max(1).mean()),
    ("perplexity", "You return exp of the loss.", "Leave out the exp.", lambda L, y: np.exp(-at(L, y).mean())),
    ("rounded", "You round the loss.", "Leave out the rounding.",
     *(lambda L, y, d=d: np.round(-at(L, y).mean(), d) for d in (1, 2, 3, 4))),
    ("first-sample-only", FIRST_ONLY, "Take the mean over all samples.", lambda L, y: -L[0, y[0]],
     lambda L, y: -L[0, y[0]] / len(y)),
    (*LAST_SAMPLE, lambda L, y: -L[-1, y[-1]], lambda L, y: -L[-1, y[-1]] / len(y)),
    ("median", "You take the median over the samples.", "Take the mean.", lambda L, y: -np.median(at(L, y))),
    ("divided-by-n-minus-one", "You divide by N - 1.", "Divide by N.", lambda L, y: -at(L, y).sum() / (len(y) - 1)),
)


def after(log_p, name):
    """Return the mistakes that can follow on log-probabilities; `name` is what the learner calls those to pick from."""
    return tuple(Mistake(id, says, then.format(name), *(lambda x, y, wrong=wrong: wrong(log_p(x), y)
                                                         for wrong in wrongs))
                 for id, says, then, *wrongs in AFTER_THE_LOG)
