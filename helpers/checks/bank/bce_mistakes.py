"""What learners write instead of binary cross-entropy."""

import numpy as np

from ..exercise import Mistake
from .sigmoid_mistakes import right as sigmoid
from .sigmoid_mistakes import softplus

PICK = "Pick the probability of what happened first, np.where(y == 1, p, 1 - p), and take its log."
STABLE = "Use np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))."
BASES = (np.log2, np.log10)
EPSILONS = (1e-3, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16)


def _one_line(p, y):
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


def _picked(p, y):
    return -np.log(np.where(y == 1, p, 1 - p))


def _losses(z, y):
    return softplus(np.where(y == 1, -z, z))


# What can go wrong after the two losses, for y = 1 and for y = 0, are there: wrong(loss if 1, loss if 0, y).
AFTER = (
    ("no-minus", "The minus sign is missing, so the loss is negative.", "Put a minus in front.",
     lambda a, b, y: -np.mean(y * a + (1 - y) * b), lambda a, b, y: -np.mean(np.where(y == 1, a, b))),
    ("sum-over-batch", "You sum over the batch: a batch twice as large costs twice as much.",
     "Take the mean over all entries.", lambda a, b, y: np.sum(y * a + (1 - y) * b),
     lambda a, b, y: np.sum(np.where(y == 1, a, b))),
    ("sum-over-labels", "You sum over the labels of a sample and take the mean over samples only.",
     "Take the mean over all entries.", lambda a, b, y: np.where(y == 1, a, b).sum(-1).mean(),
     lambda a, b, y: np.where(y == 1, a, b).sum() / len(y)),
    ("mean-over-axis", "You take the mean along one axis: the answer should be one number for the whole array.",
     "Use mean() without an axis.", lambda a, b, y: np.where(y == 1, a, b).mean(0),
     lambda a, b, y: np.where(y == 1, a, b).mean(-1)),
    ("not-reduced", "You return one loss for each entry.", "Take the mean.",
     lambda a, b, y: np.where(y == 1, a, b), lambda a, b, y: y * a + (1 - y) * b),
    ("one-branch-bce",
     "You have only one of the two terms: the other kind of label costs nothing, so a constant prediction "
     "looks perfect.", "Add the term of the other label.", lambda a, b, y: np.mean(y * a),
     lambda a, b, y: np.mean(np.where(y == 1, a, 0)), lambda a, b, y: np.mean((1 - y) * b),
     lambda a, b, y: np.mean(np.where(y == 0, b, 0)), lambda a, b, y: np.mean(a), lambda a, b, y: np.mean(b),
     lambda a, b, y: a[y == 1].mean()),
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
)


def _after(if_one, if_zero):
    return tuple(Mistake(name, says, then, *(lambda x, y, wrong=wrong: wrong(if_one(x), if_zero(x), y)
                                             for wrong in wrongs)) for name, says, then, *wrongs in AFTER)


FROM_PROBABILITIES = (
    Mistake("zero-log-zero",
            "Where p is exactly 0 or 1 the one-line form computes 0 times log 0, so a perfect prediction "
            "costs nan.", PICK, lambda p, y: _one_line(p, y).mean()),
    Mistake("clipped-log",
            "You keep log away from 0, so certain and wrong costs a harmless number instead of inf.",
            "Leave p as it is. " + PICK,
            *(lambda p, y, e=e: _one_line(np.clip(p, e, 1 - e), y).mean() for e in EPSILONS),
            *(lambda p, y, e=e: -(y * np.log(p + e) + (1 - y) * np.log(1 - p + e)).mean() for e in EPSILONS),
            *(lambda p, y, e=e: -np.log(np.where(y == 1, p, 1 - p) + e).mean() for e in EPSILONS)),
    Mistake("clamped-log",
            "You bound each log at -100, as some libraries do, so certain and wrong costs 100 instead of inf.",
            "Leave the log as it is. " + PICK,
            lambda p, y: -(y * np.maximum(np.log(p), -100) + (1 - y) * np.maximum(np.log(1 - p), -100)).mean()),
    Mistake("hidden-nan", "You replace nan or inf by a number, so certain and wrong costs too little.", PICK,
            lambda p, y: np.nan_to_num(_one_line(p, y)).mean(), lambda p, y: np.nan_to_num(_one_line(p, y).mean()),
            lambda p, y: np.nan_to_num(_picked(p, y)).mean()),
    Mistake("no-log", "You average probabilities; the loss is their -log.",
            "Take -np.log of the probability of what happened.", lambda p, y: np.where(y == 1, p, 1 - p).mean(),
            lambda p, y: -np.where(y == 1, p, 1 - p).mean(), lambda p, y: 1 - np.where(y == 1, p, 1 - p).mean()),
    Mistake("log-of-mean", "You take the log of the mean probability; the loss is the mean of the logs.",
            "Take the log first.", lambda p, y: -np.log(np.where(y == 1, p, 1 - p).mean())),
    Mistake("swapped-arguments",
            "Labels and probabilities have changed places: you take the log of the labels.",
            "Take the log of p and of 1 - p.", lambda p, y: _one_line(y, p).mean()),
    Mistake("probs-as-logits",
            "You apply a sigmoid to p, which is a probability already: it lands between 0.5 and 0.73.",
            "Use p as it is.", lambda p, y: _losses(p, y).mean()),
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
            "Weight the two logs by y and 1 - y.", lambda p, y: _one_line(p, p).mean()),
    *_after(lambda p: -np.log(p), lambda p: -np.log(1 - p)),
)

FROM_LOGITS = (
    Mistake("log-of-sigmoid",
            "You take the log of the sigmoid: at z = 40 it rounds to 1, and log(1 - 1) is -inf. The loss "
            "there is 40.", STABLE, lambda z, y: _one_line(sigmoid(z), y).mean(),
            lambda z, y: _one_line(1 / (1 + np.exp(-z)), y).mean(), lambda z, y: _picked(sigmoid(z), y).mean(),
            lambda z, y: _picked(1 / (1 + np.exp(-z)), y).mean()),
    Mistake("clipped-log", "You keep log away from 0, so every confident mistake costs the same.", STABLE,
            *(lambda z, y, e=e: _one_line(np.clip(sigmoid(z), e, 1 - e), y).mean() for e in EPSILONS[:-1]),
            *(lambda z, y, e=e: -(y * np.log(sigmoid(z) + e) + (1 - y) * np.log(1 - sigmoid(z) + e)).mean()
              for e in EPSILONS)),
    Mistake("clamped-log", "You bound each log at -100, so every confident mistake costs the same.", STABLE,
            lambda z,
            y: -(y * np.maximum(np.log(sigmoid(z)), -100) + (1 - y) * np.maximum(np.log(1 - sigmoid(z)),
                                                                                 -100)).mean()),
    Mistake("hidden-nan", "You replace nan or inf by a number.", STABLE,
            lambda z, y: np.nan_to_num(_one_line(sigmoid(z), y)).mean(),
            lambda z, y: np.nan_to_num(_one_line(sigmoid(z), y).mean())),
    Mistake("overflowing-exp", "log(1 + exp(z)) overflows for large z.", STABLE,
            lambda z, y: (np.log(1 + np.exp(z)) - z * y).mean(),
            lambda z, y: (np.log1p(np.exp(z)) - z * y).mean(),
            lambda z, y: (np.log(1 + np.exp(-z)) + z * (1 - y)).mean(),
            lambda z, y: (np.log1p(np.exp(-z)) + z * (1 - y)).mean()),
    Mistake("np-where-both-branches",
            "The numbers are right, but np.where computes both branches for every entry, also the one that "
            "overflows, and NumPy warns.", STABLE,
            lambda z, y: np.where(y == 1, np.where(z >= 0, np.log1p(np.exp(-z)), -z + np.log1p(np.exp(z))),
                                  np.where(z >= 0, z + np.log1p(np.exp(-z)), np.log1p(np.exp(z)))).mean()),
    Mistake("probs-as-logits",
            "You apply the sigmoid twice: the second one makes every probability lie between 0.5 and 0.73.",
            "Apply it once: z goes straight into the formula.", lambda z, y: _losses(sigmoid(z), y).mean()),
    Mistake("no-sigmoid", "You take the log of the logits: they are scores, not probabilities.", STABLE,
            lambda z, y: _one_line(z, y).mean(), lambda z, y: _picked(z, y).mean()),
    Mistake("softmax-one-output", "You take softmax over a single output, which always gives 1.",
            "Use the sigmoid: " + STABLE, lambda z, y: _one_line(np.ones(z.shape), y).mean(),
            lambda z, y: _picked(np.ones(z.shape), y).mean()),
    Mistake("missing-abs",
            "exp(-z) without the absolute value counts the score twice for z < 0, and overflows.", STABLE,
            lambda z, y: (np.maximum(z, 0) - z * y + np.log1p(np.exp(-z))).mean()),
    Mistake("missing-maximum", "The max(z, 0) is missing.", STABLE,
            lambda z, y: (-z * y + np.log1p(np.exp(-np.abs(z)))).mean(),
            lambda z, y: (z - z * y + np.log1p(np.exp(-np.abs(z)))).mean()),
    Mistake("wrong-inner-sign", "The sign of z * y, of the maximum or of the log1p is wrong.", STABLE,
            lambda z, y: (softplus(z) + z * y).mean(),
            lambda z, y: (np.maximum(z, 0) - z * y - np.log1p(np.exp(-np.abs(z)))).mean(),
            lambda z, y: (np.minimum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))).mean()),
    Mistake("exp-of-abs", "The minus in exp(-abs(z)) is missing, so it overflows.", STABLE,
            lambda z, y: (np.maximum(z, 0) - z * y + np.log1p(np.exp(np.abs(z)))).mean()),
    Mistake("log-without-one", "log1p(e) is log(1 + e); you have log(e).", STABLE,
            lambda z, y: (np.maximum(z, 0) - z * y + np.log(np.exp(-np.abs(z)))).mean(),
            lambda z, y: (np.maximum(z, 0) - z * y - np.abs(z)).mean()),
    Mistake("missing-log1p", "You left out the log1p or its logarithm.", STABLE,
            lambda z, y: (np.maximum(z, 0) - z * y).mean(),
            lambda z, y: (np.maximum(z, 0) - z * y + np.exp(-np.abs(z))).mean()),
    Mistake("plus-minus-labels",
            "log(1 + exp(-y z)) is for labels -1 and +1: with y = 0 it is log 2 for every z.",
            "Turn 0 and 1 into -1 and +1 with 2 * y - 1, or use " + STABLE[4:],
            lambda z, y: softplus(-y * z).mean(), lambda z, y: np.log(1 + np.exp(-y * z)).mean(),
            lambda z, y: np.log1p(np.exp(-y * z)).mean()),
    Mistake("swapped-arguments", "Labels and logits have changed places.",
            "z is the first argument, y the second.", lambda z, y: (softplus(y) - z * y).mean()),
    Mistake("mse-on-sigmoid", "You average squared errors of the sigmoid, another loss.", STABLE,
            lambda z, y: ((sigmoid(z) - y) ** 2).mean(), lambda z, y: ((sigmoid(z) - y) ** 2).mean() / 2),
    Mistake("no-log", "You average probabilities; the loss is their -log.", STABLE,
            lambda z, y: np.where(y == 1, sigmoid(z), sigmoid(-z)).mean(),
            lambda z, y: np.where(y == 1, sigmoid(-z), sigmoid(z)).mean()),
    *_after(lambda z: softplus(-z), softplus),
)
