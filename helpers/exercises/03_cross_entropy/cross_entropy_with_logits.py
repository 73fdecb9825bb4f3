"""Cross-entropy from logits of any size."""

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts import exact
from .._parts.class_losses import after, at, coins, from_p, one_hot
from .._parts.inputs import array, labels, logits
from .._parts.paddings import BOUNDS, EPSILONS
from .._parts.safe import log_softmax, shares, softmax
from .._parts.wrong_shifts import shifted

TASK = (
    "Return the mean cross-entropy of softmax(z) with whole-number labels y, for logits z of shape (N, K) and of "
    "any size."
)


def spec(z, y):
    log_p = exact.by_row(lambda row: [share.ln() for share in exact.softmax(row)], z)
    return np.mean([-row[label] for row, label in zip(log_p, y, strict=True)])


PROBES = (
    Case("two logits", (array([1, 0]), labels(0))),
    Case("one sample", (array([2, 1, 0.1]), labels(0))),
    Case("one sample, another label", (array([2, 1, 0.1]), labels(2))),
    Case("equal logits", (array([0, 0, 0, 0]), labels(3))),
    Case("two samples", (array([2, -1], [0.5, 3]), labels(0, 0))),
    Case("three samples of three classes", (array([0, 1, 2], [3, 1, -1], [2, 2, 5]), labels(2, 0, 0))),
    Case("whole numbers", (array([1, 2, 4], [3, 1, 2], dtype=np.int64), labels(1, 0))),
    Case("float32 logits", (array([1, 2, 0.5], [0, -1, 1], dtype=np.float32), labels(0, 2))),
    Case("logits at 500", (array([500, 499]), labels(1))),
    Case("a logit of 710", (array([0, 300, 710]), labels(0))),
    Case("logits at 1000", (array([1000, 1001, 999]), labels(0))),
    Case("logits at -1000", (array([-1000, -1001]), labels(1))),
    Case("a gap of 2000", (array([2000, 0]), labels(1))),
    Case("a lead of 1200", (array([1200, 0], [0, 1]), labels(0, 0))),
    Case("rows of unlike scale", (array([20, 0, 0], [-1000, -1001, -1002]), labels(1, 0))),
    Case("a column of unlike scale", (array([1000, -1000], [0, 900]), labels(0, 1))),
)

STABLE = "Work with z minus each row's own maximum, and with log-softmax instead of log of softmax."


def _lse(z):
    return z.max(1) - log_softmax(z).max(1)


MISTAKES = (
    Mistake("no-shift",
            "You take exp of the logits as they come: it overflows from 710 on, and below -745 all are 0.",
            STABLE, lambda z, y: from_p(shares(np.exp(z)), y),
            lambda z, y: (np.log(np.exp(z).sum(1)) - at(z, y)).mean()),
    Mistake("log-of-softmax",
            "You take the log of softmax: where the true class's probability rounds to 0 the loss is inf, "
            "and the truth is an ordinary number.", STABLE, lambda z, y: from_p(softmax(z), y)),
    Mistake("zero-log-zero",
            "You multiply one-hot labels with the log of softmax: where a probability rounds to 0 that is 0 "
            "times -inf.", STABLE, lambda z, y: -(one_hot(z, y) * np.log(softmax(z))).sum(1).mean()),
    Mistake("clipped-log", "You keep log away from 0, so every confident mistake costs the same.", STABLE,
            *(lambda z, y, e=e: -np.log(at(softmax(z), y) + e).mean() for e in EPSILONS),
            *(lambda z, y, e=e: -np.log(np.clip(at(softmax(z), y), e, 1)).mean() for e in EPSILONS),
            *(lambda z, y, e=e: -np.log(np.clip(at(softmax(z), y), e, 1 - e)).mean() for e in EPSILONS)),
    Mistake("hidden-nan", "You replace inf by a number: a probability has rounded to 0 before.", STABLE,
            lambda z, y: np.nan_to_num(from_p(softmax(z), y)),
            *(lambda z, y, c=c: np.nan_to_num(-np.log(at(softmax(z), y)), posinf=c).mean() for c in (None, 0))),
    *shifted(lambda move: lambda z, y: -at(move(z) - np.log(np.exp(move(z)).sum(1, keepdims=True)), y).mean(),
             global_shift=(lambda z, y: from_p(shares(np.exp(z - z.max())), y),),
             clipped_scores=(*(lambda z, y, b=b: from_p(shares(np.exp(np.clip(z, -b, b))), y) for b in BOUNDS),)),
    Mistake("log-of-log", "You take the log of log-softmax, which is a logarithm already.", "Leave out np.log.",
            lambda z, y: from_p(log_softmax(z), y), lambda z, y: np.log(-at(log_softmax(z), y)).mean()),
    Mistake("shift-not-added-back", "You subtract the maximum inside logsumexp and do not add it back.",
            "Use the shifted logits in both places.",
            lambda z, y: (np.log(np.exp(z - z.max(1, keepdims=True)).sum(1)) - at(z, y)).mean()),
    Mistake("double-softmax", "You apply softmax twice: the loss can never fall below 0.551 for three classes.",
            "Apply it once.", lambda z, y: from_p(softmax(softmax(z)), y),
            lambda z, y: -at(log_softmax(softmax(z)), y).mean()),
    Mistake("softmax-of-exp", "You take the exponential twice.", "Give softmax the logits themselves.",
            lambda z, y: from_p(softmax(np.exp(z)), y)),
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
            lambda z, y: -at(softmax(z), y).mean(), lambda z, y: 1 - at(softmax(z), y).mean()),
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
            "Keep the true class's term only.", lambda z, y: coins(softmax(z), one_hot(z, y)).sum(1).mean(),
            lambda z, y: coins(softmax(z), one_hot(z, y)).mean()),
    Mistake("flipped-logits", "You use -z where z belongs, so the best class counts as the worst.",
            "Leave out the inner minus.", lambda z, y: -at(log_softmax(-z), y).mean()),
    Mistake("squared-error", "You average squared differences between softmax and labels.",
            "Take the -log of the true class's probability.",
            lambda z, y: ((softmax(z) - one_hot(z, y)) ** 2).sum(1).mean(),
            lambda z, y: ((softmax(z) - one_hot(z, y)) ** 2).mean()),
    *after(log_softmax, "log_p"),
)


def in_one_go(z, y):
    shifted = z - z.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(y)), y].mean()


RIGHT = (
    in_one_go, numerics.cross_entropy_with_logits,
    lambda z, y: (numerics.logsumexp(z) - z[np.arange(len(y)), y]).mean(),
    lambda z, y: -(np.eye(z.shape[1])[y] * numerics.log_softmax(z)).sum() / len(z),
)

HINTS = (
    "Do not form the probabilities: -log softmax(z) at the true class can be written with logsumexp.",
    "For row n the loss is logsumexp(z[n]) - z[n, y[n]]. Subtract the row's maximum before exp.",
    "The answer has this shape:\n"
    "def cross_entropy_with_logits(z, y):\n"
    "    log_p = ...                # log-softmax of each row\n"
    "    return -....mean()         # of the entries at the labels",
)


def cross_entropy_with_logits(z, y):
    """Mean loss. z: shape (N, K), y: shape (N,). Returns one number."""
    log_p = numerics.log_softmax(z)
    return -log_p[np.arange(len(y)), y].mean()


def draw(rng):
    drawn = logits(rng)
    offset = rng.uniform(-1500, 1500, (4, 1)).round(1) + rng.normal(0, 2, (4, 3)).round(3)
    return [*drawn, Case("rows of unlike scale", (offset, rng.integers(0, 3, 4)))]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=cross_entropy_with_logits, random=draw, properties=(nothing_negative,),
)
