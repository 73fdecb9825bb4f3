"""What learners write instead of cross-entropy."""

from importlib import import_module

import numpy as np

from helpers.checks.exercise import Mistake
right = import_module("helpers.exercises.01_softmax.softmax").right

PICK = "Pick the true class: {}[np.arange(len(y)), y]."
PICK_P = PICK.format("p")
FIRST_ONLY = "You return what the first sample costs, or its share, as a return inside a loop does."


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


# What can go wrong after log-probabilities are there: (id, says, then, wrong(log p, y) ...).
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
    ("median", "You take the median over the samples.", "Take the mean.", lambda L, y: -np.median(at(L, y))),
    ("divided-by-n-minus-one", "You divide by N - 1.", "Divide by N.", lambda L, y: -at(L, y).sum() / (len(y) - 1)),
)


def after(log_p, name):
    """Return the mistakes that can follow on log-probabilities; `name` is what the learner calls those to pick from."""
    return tuple(Mistake(id, says, then.format(name), *(lambda x, y, wrong=wrong: wrong(log_p(x), y)
                                                         for wrong in wrongs))
                 for id, says, then, *wrongs in AFTER_THE_LOG)


EPSILONS = (1e-3, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16, np.finfo(float).eps)

FROM_PROBABILITIES = (
    Mistake("zero-log-zero",
            "You multiply one-hot labels with logs: where p is 0 that is 0 times -inf, so a perfect "
            "prediction costs nan.", PICK_P, lambda p, y: -(one_hot(p, y) * np.log(p)).sum(1).mean(),
            lambda p, y: -(one_hot(p, y) * np.log(p)).sum() / len(y)),
    Mistake("clipped-log",
            "You keep log away from 0, so a true class with probability 0 costs a harmless number instead "
            "of inf.", "Leave p as it is. " + PICK_P,
            *(lambda p, y, e=e: -np.log(at(p, y) + e).mean() for e in EPSILONS),
            *(lambda p, y, e=e: -np.log(np.clip(at(p, y), e, 1 - e)).mean() for e in EPSILONS),
            *(lambda p, y, e=e: -np.log(np.maximum(at(p, y), e)).mean() for e in EPSILONS)),
    Mistake("hidden-nan",
            "You replace inf or nan by a number, so a true class with probability 0 costs too little.",
            "Leave p as it is. " + PICK_P, lambda p, y: np.nan_to_num(-np.log(at(p, y)).mean()),
            lambda p, y: -np.nansum(one_hot(p, y) * np.nan_to_num(np.log(p))) / len(y)),
    Mistake("no-log", "You average the probabilities themselves; the loss is their -log.",
            "Take -np.log of the picked probabilities.", lambda p, y: -at(p, y).mean(),
            lambda p, y: at(p, y).mean(), lambda p, y: 1 - at(p, y).mean()),
    Mistake("log-of-mean", "You take the log of the mean probability; the loss is the mean of the logs.",
            "Take the log first.", lambda p, y: -np.log(at(p, y).mean())),
    Mistake("swapped-arguments",
            "Labels and probabilities have changed places: you take the log of the labels, which are 0.",
            "Take the log of p.", lambda p, y: -(p * np.log(one_hot(p, y))).sum(1).mean()),
    Mistake("double-softmax",
            "You apply softmax to p, which holds probabilities already: the loss can never come near 0.",
            "Leave out the softmax.", lambda p, y: from_p(right(p), y)),
    Mistake("bce-on-softmax",
            "You add the -log(1 - p) of the wrong classes as well: that is binary cross-entropy, for "
            "classes that do not compete.", PICK_P, lambda p, y: coins(p, one_hot(p, y)).sum(1).mean(),
            lambda p, y: coins(p, one_hot(p, y)).mean()),
    Mistake("zero-dropped",
            "You leave out every p that is 0, also where the truth got it: that sample costs 0 or vanishes.",
            "Leave p as it is, and pick first: -np.log of a picked 0 is inf, as it should be.",
            lambda p, y: -np.log(at(p, y), where=at(p, y) > 0, out=np.zeros(len(y))).mean(),
            lambda p, y: -np.log(at(p, y)[at(p, y) > 0]).mean()),
    Mistake("likelihood", "You multiply the probabilities: that is the likelihood, which the loss is made from.",
            "Take the mean of their -log.", lambda p, y: at(p, y).prod(), lambda p, y: -at(p, y).prod()),
    Mistake("wrong-class-log", "You take the log of 1 - p.", "Take -np.log of p itself.",
            lambda p, y: -np.log(1 - at(p, y)).mean()),
    Mistake("squared-error", "You average squared differences: that is the Brier score, another loss.",
            "Take -np.log of the true class's probability.", lambda p, y: ((p - one_hot(p, y)) ** 2).sum(1).mean(),
            lambda p, y: ((p - one_hot(p, y)) ** 2).mean(), lambda p, y: ((1 - at(p, y)) ** 2).mean()),
    Mistake("accuracy-not-loss",
            "You count right or wrong predictions; the loss asks how probable the truth was.",
            "Take -np.log of the true class's probability.", lambda p, y: (p.argmax(1) == y).mean(),
            lambda p, y: (p.argmax(1) != y).mean()),
    Mistake("entropy-not-cross-entropy",
            "You compute the entropy of the prediction, in which the labels play no part.", PICK_P,
            lambda p, y: -np.nansum(p * np.log(p), 1).mean(), lambda p, y: -(p * np.log(p)).sum(1).mean()),
    Mistake("log-one-plus", "You use log1p, which is log(1 + p).", "Use np.log.",
            lambda p, y: -np.log1p(at(p, y)).mean(), lambda p, y: np.log1p(at(p, y)).mean()),
    *after(np.log, "p"),
)
