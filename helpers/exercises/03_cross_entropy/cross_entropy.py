"""The mean surprise at the true class, from probabilities."""

import math

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts import exact
from .._parts.class_losses import PICK, after, at, coins, from_p, one_hot
from .._parts.inputs import array, labels
from .._parts.paddings import EPSILONS
from .._parts.safe import softmax

TASK = (
    "Return the mean of -log p[i, y[i]] over the N rows of p, probabilities of shape (N, K), with whole-number "
    "labels y. A true class with probability 0 costs inf; a perfect prediction costs 0."
)


def spec(p, y):
    surprises = [-exact.by_entry(lambda share: share.ln(), row[label]) for row, label in zip(p, y, strict=True)]
    return np.mean(surprises)


PROBES = (
    Case("one sample", (array([0.665, 0.24, 0.095]), labels(0))),
    Case("one sample, another label", (array([0.665, 0.24, 0.095]), labels(2))),
    Case("two samples", (array([0.9, 0.1], [0.4, 0.6]), labels(0, 0))),
    Case("three samples of three classes", (array([0.2, 0.3, 0.5], [0.6, 0.3, 0.1], [0.1, 0.8, 0.1]),
                                            labels(2, 0, 0))),
    Case("five samples",
         (array([0.1, 0.2, 0.7], [0.5, 0.25, 0.25], [0.3, 0.3, 0.4], [0.05, 0.9, 0.05], [0.2, 0.6, 0.2]),
          labels(2, 1, 0, 1, 2))),
    Case("certain and right", (array([1, 0, 0], [0, 0, 1]), labels(0, 2))),
    Case("a zero on a wrong class", (array([0.5, 0.5, 0], [0.25, 0, 0.75]), labels(1, 2))),
    Case("a zero on the true class", (array([0, 1], [0.4, 0.6]), labels(0, 1))),
    Case("1,200 rows of one half", (np.full((1200, 2), 0.5), np.zeros(1200, dtype=np.int64))),
    Case("float32 probabilities", (array([0.5, 0.25, 0.25], [0.125, 0.75, 0.125], dtype=np.float32),
                                   labels(0, 1, dtype=np.int32))),
)

PICK_P = PICK.format("p")

MISTAKES = (
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
    Mistake("underflowing-likelihood",
            "You multiply the probabilities and take the logarithm once. On paper that is right, but the product of "
            "some 1,100 halves is already 0 in float64, and its loss inf.",
            "Take the logarithm of each probability first, then the mean: a sum of logarithms does not underflow.",
            lambda p, y: -np.log(at(p, y).prod()) / len(y), lambda p, y: -np.log(at(p, y).prod() ** (1 / len(y)))),
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
            "Leave out the softmax.", lambda p, y: from_p(softmax(p), y)),
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


def by_loop(p, y):
    total = 0.0
    for row, label in zip(p, y):
        total += math.inf if row[label] == 0 else -math.log(row[label])
    return total / len(y)


def by_one_hot_labels(p, y):
    return -np.log((np.eye(p.shape[1])[y] * p).sum(axis=1)).mean()


RIGHT = (
    by_loop, by_one_hot_labels, numerics.cross_entropy,
    lambda p, y: np.mean(-np.log(np.take_along_axis(p, y[:, None], axis=1))),
)

HINTS = (
    "The loss of one sample is the surprise at what happened: -log of the probability given to the "
    "true class.",
    "p[np.arange(len(y)), y] picks one entry from each row, so zeros elsewhere never meet a logarithm.",
    "The answer has this shape:\n"
    "def cross_entropy(p, y):\n"
    "    p_true = p[..., ...]     # one number for each row\n"
    "    return ...               # the mean surprise",
)


def cross_entropy(p, y):
    """Mean surprise. p: shape (N, K), y: shape (N,). Returns one number."""
    picked = p[np.arange(len(y)), y]
    return -np.log(picked).mean()


def draw(rng):
    drawn = [(rng.dirichlet(np.ones(K), n), rng.integers(0, K, n)) for n, K in ((1, 3), (4, 4), (6, 2), (5, 10))]
    sure = np.eye(3)[rng.integers(0, 3, 4)]
    return [*(Case(f"{len(y)} random predictions of {p.shape[1]} classes", (p, y)) for p, y in drawn),
            Case("certain and right", (sure, sure.argmax(1)))]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=cross_entropy, random=draw, properties=(nothing_negative,),
)
