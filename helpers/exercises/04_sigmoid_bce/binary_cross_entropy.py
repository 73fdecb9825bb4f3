"""The mean surprise at labels of 0 and 1, from probabilities."""

import math

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts import exact
from .._parts.inputs import YES_OR_NO_CHANCES, array, labels
from .._parts.paddings import EPSILONS
from .._parts.two_class_losses import after, happened, losses, one_line, picked

TASK = (
    "Return the mean of -log p where y is 1 and -log(1 - p) where y is 0, over all entries of p and y. They have "
    "one shape, (N,), (N, 1) or (N, K). Certain and right costs 0; certain and wrong costs inf."
)


def spec(p, y):
    return np.mean(exact.by_entry(lambda p, y: -(p if y == 1 else 1 - p).ln(), p, y))


PROBES = (
    *YES_OR_NO_CHANCES,
    Case("certain and right", (array(1, 0), labels(1, 0))),
    Case("certain and wrong", (array(0, 0.5), labels(1, 1))),
    Case("certain and wrong the other way", (array(1, 0.5), labels(0, 1))),
)

PICK = "Pick the probability of what happened first, np.where(y == 1, p, 1 - p), and take its log."

MISTAKES = (
    Mistake("zero-log-zero",
            "Where p is exactly 0 or 1 the one-line form computes 0 times log 0, so a perfect prediction "
            "costs nan.", PICK, lambda p, y: one_line(p, y).mean()),
    Mistake("clipped-log",
            "You keep log away from 0, so certain and wrong costs a harmless number instead of inf.",
            "Leave p as it is. " + PICK,
            *(lambda p, y, e=e: one_line(np.clip(p, e, 1 - e), y).mean() for e in EPSILONS),
            *(lambda p, y, e=e: -(y * np.log(p + e) + (1 - y) * np.log(1 - p + e)).mean() for e in EPSILONS),
            *(lambda p, y, e=e: -np.log(happened(p, y) + e).mean() for e in EPSILONS)),
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
            lambda p, y: -np.log(happened(p, y), where=happened(p, y) > 0, out=np.zeros(p.shape)).mean(),
            lambda p, y: -np.log(happened(p, y)[happened(p, y) > 0]).mean()),
    Mistake("no-log", "You average probabilities; the loss is their -log.",
            "Take -np.log of the probability of what happened.", lambda p, y: happened(p, y).mean(),
            lambda p, y: -happened(p, y).mean(), lambda p, y: 1 - happened(p, y).mean()),
    Mistake("log-of-mean", "You take the log of the mean probability; the loss is the mean of the logs.",
            "Take the log first.", lambda p, y: -np.log(happened(p, y).mean())),
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


def by_branches(p, y):
    losses = []
    for prediction, label in zip(np.ravel(p), np.ravel(y)):
        chance = prediction if label == 1 else 1 - prediction
        losses.append(math.inf if chance == 0 else -math.log(chance))
    return sum(losses) / len(losses)


RIGHT = (
    by_branches,
    lambda p, y: numerics.binary_cross_entropy(p, y.astype(float)),
    lambda p, y: np.mean(-np.log(np.abs(p - (1 - y)))),
)

HINTS = (
    "The loss is the surprise at what happened: p is the probability of y = 1. What is the "
    "probability of y = 0?",
    "Pick first and take the log after: np.where(y == 1, p, 1 - p). Then no log of 0 is multiplied by 0.",
    "The answer has this shape:\n"
    "def binary_cross_entropy(p, y):\n"
    "    p_true = np.where(y == 1, ..., ...)    # the probability of what happened\n"
    "    return ...",
)


def binary_cross_entropy(p, y):
    """Mean loss in nats, one number. p, y (0 or 1): arrays of one shape."""
    p_true = np.where(y == 1, p, 1 - p)
    return -np.log(p_true).mean()


def draw(rng):
    drawn = [(rng.uniform(0.01, 0.99, shape).round(4), rng.integers(0, 2, shape))
             for shape in ((1,), (6,), (4, 3), (3, 3))]
    sure = rng.integers(0, 2, 5)
    return [*(Case(f"random predictions of shape {p.shape}", (p, y)) for p, y in drawn),
            Case("certain and right", (sure.astype(float), sure)),
            Case("labels as floats", (drawn[1][0], drawn[1][1].astype(float)))]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=binary_cross_entropy, random=draw, properties=(nothing_negative,),
)
