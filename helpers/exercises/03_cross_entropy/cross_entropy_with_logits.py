"""What learners write instead of cross-entropy from logits."""

from importlib import import_module

import numpy as np

from helpers.checks.exercise import Mistake
from .cross_entropy import EPSILONS, after, at, coins, from_p, one_hot
right = import_module("helpers.exercises.01_softmax.softmax").right
from helpers.exercises._parts.wrong_shifts import BOUNDS, shifted

STABLE = "Work with z minus each row's own maximum, and with log-softmax instead of log of softmax."


def log_softmax(z):
    """Return log-softmax of each row, as a part of wrong answers."""
    moved = z - z.max(1, keepdims=True)
    return moved - np.log(np.exp(moved).sum(1, keepdims=True))


def _lse(z):
    return z.max(1) - log_softmax(z).max(1)


def _shares(e):
    return e / e.sum(1, keepdims=True)


FROM_LOGITS = (
    Mistake("no-shift",
            "You take exp of the logits as they come: it overflows from 710 on, and below -745 all are 0.",
            STABLE, lambda z, y: from_p(_shares(np.exp(z)), y),
            lambda z, y: (np.log(np.exp(z).sum(1)) - at(z, y)).mean()),
    Mistake("log-of-softmax",
            "You take the log of softmax: where the true class's probability rounds to 0 the loss is inf, "
            "and the truth is an ordinary number.", STABLE, lambda z, y: from_p(right(z), y)),
    Mistake("zero-log-zero",
            "You multiply one-hot labels with the log of softmax: where a probability rounds to 0 that is 0 "
            "times -inf.", STABLE, lambda z, y: -(one_hot(z, y) * np.log(right(z))).sum(1).mean()),
    Mistake("clipped-log", "You keep log away from 0, so every confident mistake costs the same.", STABLE,
            *(lambda z, y, e=e: -np.log(at(right(z), y) + e).mean() for e in EPSILONS),
            *(lambda z, y, e=e: -np.log(np.clip(at(right(z), y), e, 1)).mean() for e in EPSILONS),
            *(lambda z, y, e=e: -np.log(np.clip(at(right(z), y), e, 1 - e)).mean() for e in EPSILONS)),
    Mistake("hidden-nan", "You replace inf by a number: a probability has rounded to 0 before.", STABLE,
            lambda z, y: np.nan_to_num(from_p(right(z), y)),
            *(lambda z, y, c=c: np.nan_to_num(-np.log(at(right(z), y)), posinf=c).mean() for c in (None, 0))),
    *shifted(lambda move: lambda z, y: -at(move(z) - np.log(np.exp(move(z)).sum(1, keepdims=True)), y).mean(),
             global_shift=(lambda z, y: from_p(_shares(np.exp(z - z.max())), y),),
             clipped_scores=(*(lambda z, y, b=b: from_p(_shares(np.exp(np.clip(z, -b, b))), y) for b in BOUNDS),)),
    Mistake("log-of-log", "You take the log of log-softmax, which is a logarithm already.", "Leave out np.log.",
            lambda z, y: from_p(log_softmax(z), y), lambda z, y: np.log(-at(log_softmax(z), y)).mean()),
    Mistake("shift-not-added-back", "You subtract the maximum inside logsumexp and do not add it back.",
            "Use the shifted logits in both places.",
            lambda z, y: (np.log(np.exp(z - z.max(1, keepdims=True)).sum(1)) - at(z, y)).mean()),
    Mistake("double-softmax", "You apply softmax twice: the loss can never fall below 0.551 for three classes.",
            "Apply it once.", lambda z, y: from_p(right(right(z)), y),
            lambda z, y: -at(log_softmax(right(z)), y).mean()),
    Mistake("softmax-of-exp", "You take the exponential twice.", "Give softmax the logits themselves.",
            lambda z, y: from_p(right(np.exp(z)), y)),
    Mistake("logits-as-probabilities",
            "You take the log of the logits: they are scores, and softmax has not been applied.",
            "Apply log-softmax to z first.", lambda z, y: -np.log(at(z, y)).mean()),
    Mistake("raw-score",
            "You return the true class's score with a minus: without the logsumexp the other classes play "
            "no part.", "Add each row's logsumexp.", lambda z, y: -at(z, y).mean()),
    Mistake("transposed-index", "z[y] picks the rows that the labels number; labels are columns.",
            "A row number comes first: z[np.arange(len(y)), y].", lambda z, y: (_lse(z) - z[y]).mean(),
            lambda z, y: (_lse(z)[:, None] - z[y]).mean()),
    Mistake("wrong-inner-sign", "You add the true class's logit; the loss falls as it rises.", "Subtract it.",
            lambda z, y: (_lse(z) + at(z, y)).mean(), lambda z, y: -(_lse(z) + at(z, y)).mean()),
    Mistake("forgot-target", "The labels play no part: you return the mean logsumexp.",
            "Subtract the true class's logit from each row's logsumexp.", lambda z, y: _lse(z).mean()),
    Mistake("maximum-only", "You have each row's maximum where its logsumexp belongs.",
            "Use logsumexp, which also counts the classes that do not lead.",
            lambda z, y: (z.max(1) - at(z, y)).mean()),
    Mistake("no-log", "You average the probabilities themselves; the loss is their -log.", "Use log-softmax.",
            lambda z, y: -at(right(z), y).mean(), lambda z, y: 1 - at(right(z), y).mean()),
    Mistake("wrong-axis", "Your softmax or logsumexp runs down the first axis, over the samples.",
            "Sum over the last axis, axis=-1.", lambda z, y: -at(log_softmax(z.T).T, y).mean(),
            lambda z, y: (_lse(z.T) - at(z, y)).mean()),
    Mistake("whole-array", "Your softmax runs over the whole batch.", "Sum over axis=-1 with keepdims=True.",
            lambda z, y: from_p(np.exp(z) / np.exp(z).sum(), y),
            lambda z, y: -at(z - z.max() - np.log(np.exp(z - z.max()).sum()), y).mean()),
    Mistake("sigmoid-per-class",
            "You use a sigmoid for each class: that is binary cross-entropy, for classes that do not compete.",
            "Use log-softmax over the classes.",
            lambda z, y: coins(1 / (1 + np.exp(-z)), one_hot(z, y)).sum(1).mean(),
            lambda z, y: coins(1 / (1 + np.exp(-z)), one_hot(z, y)).mean(),
            lambda z, y: -np.log(at(1 / (1 + np.exp(-z)), y)).mean()),
    Mistake("bce-on-softmax", "You add the -log(1 - p) of the wrong classes as well.",
            "Keep the true class's term only.", lambda z, y: coins(right(z), one_hot(z, y)).sum(1).mean(),
            lambda z, y: coins(right(z), one_hot(z, y)).mean()),
    Mistake("flipped-logits", "You use -z where z belongs, so the best class counts as the worst.",
            "Leave out the inner minus.", lambda z, y: -at(log_softmax(-z), y).mean()),
    Mistake("squared-error", "You average squared differences between softmax and labels.",
            "Take the -log of the true class's probability.",
            lambda z, y: ((right(z) - one_hot(z, y)) ** 2).sum(1).mean(),
            lambda z, y: ((right(z) - one_hot(z, y)) ** 2).mean()),
    *after(log_softmax, "log_p"),
)
