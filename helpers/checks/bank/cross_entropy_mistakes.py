"""What learners write instead of cross-entropy."""

import numpy as np

from ..exercise import Mistake
from .softmax_mistakes import right

PICK = "Pick the true class: p[np.arange(N), y]."
STABLE = "Work with z minus each row's own maximum, and with log-softmax instead of log of softmax."


def _at(p, y):
    return p[np.arange(len(y)), y]


def _Y(p, y):
    return np.eye(p.shape[1])[y]


def _log_softmax(z):
    shifted = z - z.max(1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(1, keepdims=True))


def _coins(p, Y):
    return -(Y * np.log(p) + (1 - Y) * np.log(1 - p))


def _ce(p, y):
    return -np.log(_at(p, y)).mean()


# What can go wrong after log-probabilities are there: (id, says, then, wrong(log p, y) ...).
AFTER_THE_LOG = (
    ("no-minus", "The minus sign is missing, so the loss is negative and falls as predictions get worse.",
     "Put a minus in front of the mean.", lambda L, y: _at(L, y).mean(),
     lambda L, y: (_Y(L, y) * L).sum(1).mean()),
    ("mean-over-classes", "You take the mean over N x K entries, K - 1 of each row 0: the loss is K times too small.",
     "Divide by the number of samples only: sum over the classes, then the mean.",
     lambda L, y: -(_Y(L, y) * L).mean(), lambda L, y: -_at(L, y).mean() / L.shape[1]),
    ("sum-over-batch", "You sum over the batch: a batch twice as large costs twice as much.",
     "Take the mean over the samples.", lambda L, y: -_at(L, y).sum(), lambda L, y: -(_Y(L, y) * L).sum()),
    ("not-reduced", "You return one loss for each sample.", "Take the mean over the samples.",
     lambda L, y: -_at(L, y)),
    ("log-base", "You use the logarithm to base 2 or 10: the loss is in bits or dits, and nats were asked for.",
     "Use np.log.", lambda L, y: -_at(L, y).mean() / np.log(2), lambda L, y: -_at(L, y).mean() / np.log(10)),
    ("one-based-labels",
     "You count classes from 1: label 0 picks the last class, or the last label falls off the end.",
     "Use y as it is.", lambda L, y: -L[np.arange(len(y)), y - 1].mean(),
     lambda L, y: -L[np.arange(len(y)), y + 1].mean()),
    ("all-pairs",
     "You index all rows by all labels at once, which pairs every sample with every other sample's label.",
     PICK, lambda L, y: -L[:, y].mean(), lambda L, y: -L[:, y].sum() / len(y)),
    ("transposed-index", "You index rows by labels; labels are columns.", PICK,
     lambda L, y: -L[y, np.arange(len(y))].mean(), lambda L, y: -L[y].mean()),
    ("all-classes", "You average the surprise over all classes, whatever the label is.", PICK,
     lambda L, y: -L.mean(), lambda L, y: -L.sum(1).mean()),
    ("best-class", "You take the surprise at the predicted class instead of the true one.", PICK,
     lambda L, y: -L.max(1).mean()),
    ("perplexity", "You return exp of the loss.", "Leave out the exp.", lambda L, y: np.exp(-_at(L, y).mean())),
    ("rounded", "You round the loss.", "Leave out the rounding.",
     *(lambda L, y, d=d: np.round(-_at(L, y).mean(), d) for d in (1, 2, 3, 4))),
    ("first-sample-only", "You return the loss of the first sample.", "Take the mean over all samples.",
     lambda L, y: -L[0, y[0]]),
    ("median", "You take the median over the samples.", "Take the mean.", lambda L, y: -np.median(_at(L, y))),
    ("divided-by-n-minus-one", "You divide by N - 1.", "Divide by N.", lambda L, y: -_at(L, y).sum() / (len(y) - 1)),
)


def _after(log_p):
    return tuple(Mistake(name, says, then, *(lambda x, y, wrong=wrong: wrong(log_p(x), y) for wrong in wrongs))
                 for name, says, then, *wrongs in AFTER_THE_LOG)


EPSILONS = (1e-3, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16)

FROM_PROBABILITIES = (
    Mistake("zero-log-zero",
            "You multiply one-hot labels with logs: where p is 0 that is 0 times -inf, so a perfect "
            "prediction costs nan.", PICK, lambda p, y: -(_Y(p, y) * np.log(p)).sum(1).mean(),
            lambda p, y: -(_Y(p, y) * np.log(p)).sum() / len(y)),
    Mistake("clipped-log",
            "You keep log away from 0, so a true class with probability 0 costs a harmless number instead "
            "of inf.", "Leave p as it is: " + PICK,
            *(lambda p, y, e=e: -np.log(_at(p, y) + e).mean() for e in EPSILONS),
            *(lambda p, y, e=e: -np.log(np.clip(_at(p, y), e, 1 - e)).mean() for e in EPSILONS),
            *(lambda p, y, e=e: -np.log(np.maximum(_at(p, y), e)).mean() for e in EPSILONS)),
    Mistake("hidden-nan",
            "You replace inf or nan by a number, so a true class with probability 0 costs too little.",
            "Leave p as it is: " + PICK, lambda p, y: np.nan_to_num(-np.log(_at(p, y)).mean()),
            lambda p, y: -np.nansum(_Y(p, y) * np.nan_to_num(np.log(p))) / len(y)),
    Mistake("no-log", "You average the probabilities themselves; the loss is their -log.",
            "Take -np.log of the picked probabilities.", lambda p, y: -_at(p, y).mean(),
            lambda p, y: _at(p, y).mean(), lambda p, y: 1 - _at(p, y).mean()),
    Mistake("log-of-mean", "You take the log of the mean probability; the loss is the mean of the logs.",
            "Take the log first.", lambda p, y: -np.log(_at(p, y).mean())),
    Mistake("swapped-arguments",
            "Labels and probabilities have changed places: you take the log of the labels, which are 0.",
            "Take the log of p.", lambda p, y: -(p * np.log(_Y(p, y))).sum(1).mean()),
    Mistake("double-softmax",
            "You apply softmax to p, which holds probabilities already: the loss can never come near 0.",
            "Leave out the softmax.", lambda p, y: _ce(right(p), y)),
    Mistake("bce-on-softmax",
            "You add the -log(1 - p) of the wrong classes as well: that is binary cross-entropy, for "
            "classes that do not compete.", PICK, lambda p, y: _coins(p, _Y(p, y)).sum(1).mean(),
            lambda p, y: _coins(p, _Y(p, y)).mean()),
    Mistake("wrong-class-log", "You take the log of 1 - p.", "Take -np.log of p itself.",
            lambda p, y: -np.log(1 - _at(p, y)).mean()),
    Mistake("squared-error", "You average squared differences: that is the Brier score, another loss.",
            "Take -np.log of the true class's probability.", lambda p, y: ((p - _Y(p, y)) ** 2).sum(1).mean(),
            lambda p, y: ((p - _Y(p, y)) ** 2).mean(), lambda p, y: ((1 - _at(p, y)) ** 2).mean()),
    Mistake("accuracy-not-loss",
            "You count right or wrong predictions; the loss asks how probable the truth was.",
            "Take -np.log of the true class's probability.", lambda p, y: (p.argmax(1) == y).mean(),
            lambda p, y: (p.argmax(1) != y).mean()),
    Mistake("entropy-not-cross-entropy",
            "You compute the entropy of the prediction, in which the labels play no part.", PICK,
            lambda p, y: -np.nansum(p * np.log(p), 1).mean(), lambda p, y: -(p * np.log(p)).sum(1).mean()),
    Mistake("log-one-plus", "You use log1p, which is log(1 + p).", "Use np.log.",
            lambda p, y: -np.log1p(_at(p, y)).mean(), lambda p, y: np.log1p(_at(p, y)).mean()),
    *_after(np.log),
)

FROM_LOGITS = (
    Mistake("no-shift",
            "You take exp of the logits as they come: it overflows from 710 on, and below -745 all are 0.",
            STABLE, lambda z, y: -np.log(_at(np.exp(z) / np.exp(z).sum(1, keepdims=True), y)).mean(),
            lambda z, y: (np.log(np.exp(z).sum(1)) - _at(z, y)).mean()),
    Mistake("log-of-softmax",
            "You take the log of softmax: where the true class's probability rounds to 0 the loss is inf, "
            "and the truth is an ordinary number.", STABLE, lambda z, y: _ce(right(z), y)),
    Mistake("zero-log-zero",
            "You multiply one-hot labels with the log of softmax: where a probability rounds to 0 that is 0 "
            "times -inf.", STABLE, lambda z, y: -(_Y(z, y) * np.log(right(z))).sum(1).mean()),
    Mistake("clipped-log", "You keep log away from 0, so every confident mistake costs the same.", STABLE,
            *(lambda z, y, e=e: -np.log(_at(right(z), y) + e).mean() for e in EPSILONS),
            *(lambda z, y, e=e: -np.log(np.clip(_at(right(z), y), e, 1)).mean() for e in EPSILONS)),
    Mistake("global-shift", "You subtract the maximum of the whole batch: a row far below it underflows.",
            STABLE,
            lambda z, y: -_at(z - z.max() - np.log(np.exp(z - z.max()).sum(1, keepdims=True)), y).mean(),
            lambda z, y: _ce(np.exp(z - z.max()) / np.exp(z - z.max()).sum(1, keepdims=True), y)),
    Mistake("shift-not-added-back", "You subtract the maximum inside logsumexp and do not add it back.",
            "Use the shifted logits in both places.",
            lambda z, y: (np.log(np.exp(z - z.max(1, keepdims=True)).sum(1)) - _at(z, y)).mean()),
    Mistake("double-softmax", "You apply softmax twice: the loss can never fall below 0.551 for three classes.",
            "Apply it once.", lambda z, y: _ce(right(right(z)), y),
            lambda z, y: -_at(_log_softmax(right(z)), y).mean()),
    Mistake("softmax-of-exp", "You take the exponential twice.", "Give softmax the logits themselves.",
            lambda z, y: _ce(right(np.exp(z)), y)),
    Mistake("logits-as-probabilities",
            "You take the log of the logits: they are scores, and softmax has not been applied.",
            "Apply log-softmax to z first.", lambda z, y: -np.log(_at(z, y)).mean()),
    Mistake("raw-score",
            "You return the true class's score with a minus: without the logsumexp the other classes play "
            "no part.", "Add each row's logsumexp.", lambda z, y: -_at(z, y).mean()),
    Mistake("no-log", "You average the probabilities themselves; the loss is their -log.", "Use log-softmax.",
            lambda z, y: -_at(right(z), y).mean(), lambda z, y: 1 - _at(right(z), y).mean()),
    Mistake("wrong-axis", "Your softmax runs down the first axis, over the samples.",
            "Sum over axis=-1 with keepdims=True.", lambda z, y: -_at(_log_softmax(z.T).T, y).mean()),
    Mistake("whole-array", "Your softmax runs over the whole batch.", "Sum over axis=-1 with keepdims=True.",
            lambda z, y: _ce(np.exp(z) / np.exp(z).sum(), y),
            lambda z, y: -_at(z - z.max() - np.log(np.exp(z - z.max()).sum()), y).mean()),
    Mistake("sigmoid-per-class",
            "You use a sigmoid for each class: that is binary cross-entropy, for classes that do not compete.",
            "Use log-softmax over the classes.",
            lambda z, y: _coins(1 / (1 + np.exp(-z)), _Y(z, y)).sum(1).mean(),
            lambda z, y: _coins(1 / (1 + np.exp(-z)), _Y(z, y)).mean(),
            lambda z, y: -np.log(_at(1 / (1 + np.exp(-z)), y)).mean()),
    Mistake("bce-on-softmax", "You add the -log(1 - p) of the wrong classes as well.",
            "Keep the true class's term only.", lambda z, y: _coins(right(z), _Y(z, y)).sum(1).mean(),
            lambda z, y: _coins(right(z), _Y(z, y)).mean()),
    Mistake("flipped-logits", "You use -z where z belongs, so the best class counts as the worst.",
            "Leave out the inner minus.", lambda z, y: -_at(_log_softmax(-z), y).mean()),
    Mistake("squared-error", "You average squared differences between softmax and labels.",
            "Take the -log of the true class's probability.",
            lambda z, y: ((right(z) - _Y(z, y)) ** 2).sum(1).mean(),
            lambda z, y: ((right(z) - _Y(z, y)) ** 2).mean()),
    *_after(_log_softmax),
)
