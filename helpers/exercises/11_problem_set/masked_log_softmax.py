"""What goes wrong in the problem set: steps of the lessons put together in the wrong way."""

from importlib import import_module

import numpy as np

from helpers.checks.exercise import Mistake
sigmoid = import_module("helpers.exercises.04_sigmoid_bce.sigmoid").right
softplus = import_module("helpers.exercises.04_sigmoid_bce.sigmoid").softplus
softmax = import_module("helpers.exercises.01_softmax.softmax").right

CENTRE = "Subtract each row's own mean: np.log(p).mean(axis=-1, keepdims=True)."
MASK = "Set the scores of barred classes to -np.inf first; then take log-softmax as in lesson 2."
STABLE = "Subtract each row's largest allowed score before np.exp."


def _centred(a, **axis):
    return a - np.mean(a, **axis)


def log_softmax(z):
    """Return log-softmax, as a part of wrong answers; rows of -inf alone give nan."""
    shifted = z - np.max(z, axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


CENTRED_LOGITS = (
    Mistake("not-centred", "The softmax of these scores is p, but they do not sum to 0.", CENTRE, np.log),
    Mistake("logit-each",
            "You take the log-odds of each probability alone; with more than two classes their softmax is not p.",
            "Scores that softmax undoes are np.log(p) plus one number per row.", lambda p: np.log(p / (1 - p)),
            lambda p: _centred(np.log(p / (1 - p)), axis=-1, keepdims=True)),
    Mistake("whole-array", "You subtract the mean of the whole batch, so the rows do not sum to 0.", CENTRE,
            lambda p: _centred(np.log(p))),
    Mistake("wrong-axis", "You subtract the mean down the first axis.", CENTRE, lambda p: _centred(np.log(p), axis=0)),
    Mistake("no-keepdims", "Your mean loses the last axis, so NumPy lines it up with the wrong one.", CENTRE,
            lambda p: np.log(p) - np.log(p).mean(-1), lambda p: np.log(p) - np.log(p).mean(1)),
    Mistake("log-of-mean", "You subtract the logarithm of the mean; the mean of the logarithms was needed.", CENTRE,
            lambda p: np.log(p) - np.log(p.mean(-1, keepdims=True))),
    Mistake("divided-by-the-mean", "You divide by the mean instead of subtracting it.", CENTRE,
            lambda p: np.log(p) / np.log(p).mean(-1, keepdims=True)),
    Mistake("shifted-by-the-maximum", "Your largest score is 0; the sum of each row should be.", CENTRE,
            lambda p: np.log(p) - np.log(p).max(-1, keepdims=True), lambda p: np.log(p / p.max(-1, keepdims=True))),
    Mistake("no-log", "You centre the probabilities themselves.", "Softmax undoes the logarithm: start from np.log(p).",
            lambda p: _centred(p, axis=-1, keepdims=True)),
    Mistake("exp-for-log", "You take exp where its inverse is needed.", "Start from np.log(p).",
            np.exp, lambda p: _centred(np.exp(p), axis=-1, keepdims=True)),
    Mistake("softmax-again", "You apply softmax to p; the way back was asked for.", "Start from np.log(p).", softmax),
    Mistake("log-base", "You use the logarithm to base 2 or 10; softmax is made with e.", "Use np.log.",
            lambda p: _centred(np.log2(p), axis=-1, keepdims=True),
            lambda p: _centred(np.log10(p), axis=-1, keepdims=True)),
    Mistake("flipped-sign", "The signs are the wrong way round: the likeliest class has the lowest score.",
            "Use np.log(p), without a minus.", lambda p: -_centred(np.log(p), axis=-1, keepdims=True),
            lambda p: -np.log(p)),
    Mistake("centred-by-the-sum", "You subtract the sum of the row; its mean makes the sum 0.", CENTRE,
            lambda p: np.log(p) - np.log(p).sum(-1, keepdims=True)),
)


def _masked(z, allowed):
    return np.where(allowed, z, -np.inf)


MASKED_LOG_SOFTMAX = (
    Mistake("mask-ignored", "The barred classes still get a share.", MASK, lambda z, allowed: log_softmax(z)),
    Mistake("mask-after-softmax",
            "You bar classes after the softmax, so what they had is missing from the others: the allowed ones do not "
            "sum to 1.", MASK, lambda z, allowed: np.where(allowed, log_softmax(z), -np.inf)),
    Mistake("mask-by-zero", "You set barred scores to 0, but a score of 0 has a share like any other: exp(0) is 1.",
            MASK, lambda z, allowed: log_softmax(z * allowed),
            lambda z, allowed: np.where(allowed, log_softmax(z * allowed), -np.inf)),
    Mistake("mask-by-a-large-number",
            "Minus a large number is not minus infinity: the answer for barred classes is a large number too, and "
            "scores of that size exist.", MASK,
            *(lambda z, allowed, low=low: log_softmax(np.where(allowed, z, low))
              for low in (-1e4, -1e6, -1e9, -1e10, -1e12, -1e30))),
    Mistake("mask-upside-down", "You bar the classes that are allowed.", "allowed is True where a class may be chosen.",
            lambda z, allowed: log_softmax(_masked(z, ~allowed))),
    Mistake("shift-by-a-barred-score",
            "You shift by the largest score of all. If that one is barred and far ahead, the allowed ones underflow.",
            STABLE, lambda z, allowed: _naive(z - z.max(-1, keepdims=True), allowed)),
    Mistake("no-shift",
            "You take exp of the scores as they come, which overflows from 710 on and underflows to log(0).", STABLE,
            lambda z, allowed: _naive(z, allowed),
            lambda z, allowed: np.log(
                np.exp(_masked(z, allowed)) / np.exp(_masked(z, allowed)).sum(-1, keepdims=True))),
    Mistake("global-shift", "You subtract the largest score of the whole batch: a row far below it underflows.", STABLE,
            lambda z, allowed: _naive(_masked(z, allowed) - _masked(z, allowed).max(), allowed)),
    Mistake("log-of-softmax", "You take the logarithm of softmax: a share below 1e-323 has become 0 by then.",
            "Stay in logarithms: z minus its log-sum-exp.", lambda z, allowed: np.log(softmax(_masked(z, allowed)))),
    Mistake("no-log", "You return probabilities; their logarithms were asked for.", "Return z minus its log-sum-exp.",
            lambda z, allowed: softmax(_masked(z, allowed))),
    Mistake("whole-array", "You sum over the whole batch; each row is divided by its own sum.",
            "Write sum(axis=-1, keepdims=True).",
            lambda z, allowed: _masked(z, allowed) - _masked(z, allowed).max() - np.log(
                np.exp(_masked(z, allowed) - _masked(z, allowed).max()).sum())),
    Mistake("barred-classes-dropped", "You return the allowed classes only; the answer has the shape of z.",
            "Keep every class, with -inf for those that are barred.", lambda z, allowed: log_softmax(z[allowed])),
)


def _naive(z, allowed):
    return np.where(allowed, z - np.log((np.exp(z) * allowed).sum(-1, keepdims=True)), -np.inf)


def _picked(z, y):
    return log_softmax(z)[np.arange(len(y)), y]


def _kept(z, y):
    return _picked(z[y >= 0], y[y >= 0])


COUNT = "Divide by the number of rows that have a label."

LABELLED_LOSS = (
    Mistake("label-wraps", "You let -1 index the classes: NumPy takes it for the last class.",
            "Leave out the rows with y == -1 before you index.", lambda z, y: -_picked(z, y).mean()),
    Mistake("divided-by-all-rows", "You divide by the number of all rows; those without a label do not count.", COUNT,
            lambda z, y: -_kept(z, y).sum() / len(y), lambda z, y: -(_picked(z, y) * (y >= 0)).mean()),
    Mistake("no-minus", "The minus sign is missing, so the loss is negative.", "Put a minus in front.",
            lambda z, y: _kept(z, y).mean()),
    Mistake("sum-over-batch", "You sum over the rows.", COUNT, lambda z, y: -_kept(z, y).sum()),
    Mistake("not-reduced", "You return one loss for each row.", "Take their mean.", lambda z, y: -_kept(z, y),
            lambda z, y: np.where(y >= 0, -_picked(z, y), 0)),
    Mistake("mean-over-classes", "You divide by the number of classes as well.", COUNT,
            lambda z, y: -_kept(z, y).mean() / z.shape[1]),
    Mistake("label-zero-dropped", "You leave out class 0 too: y > 0 is not y >= 0.", "A label is there where y >= 0.",
            lambda z, y: -_picked(z[y > 0], y[y > 0]).mean()),
    Mistake("label-made-zero", "You turn a missing label into class 0.", "Leave those rows out.",
            lambda z, y: -_picked(z, np.maximum(y, 0)).mean()),
    Mistake("no-log", "You average probabilities; each costs minus its logarithm.", "Take -log of each.",
            lambda z, y: -np.exp(_kept(z, y)).mean(), lambda z, y: 1 - np.exp(_kept(z, y)).mean()),
    Mistake("log-of-the-mean",
            "You take the logarithm of the mean probability; the mean of the logarithms was asked for.",
            "Logarithm first, mean second.", lambda z, y: -np.log(np.exp(_kept(z, y)).mean())),
    Mistake("no-softmax", "You use the scores as if they were log-probabilities.", "Put z through log-softmax.",
            lambda z, y: -z[y >= 0][np.arange((y >= 0).sum()), y[y >= 0]].mean()),
    Mistake("double-softmax", "You apply softmax twice.", "Apply it once.", lambda z, y: -_kept(softmax(z), y).mean()),
    Mistake("log-of-softmax", "You take log(softmax(z)): a probability that has become 0 costs inf.",
            "Use log-softmax.", lambda z, y: -np.log(softmax(z)[y >= 0][np.arange((y >= 0).sum()), y[y >= 0]]).mean()),
    Mistake("no-shift", "exp overflows for logits beyond 709.", "Subtract each row's maximum before exp.",
            lambda z, y: -np.log((np.exp(z) / np.exp(z).sum(1, keepdims=True))[y >= 0][
                np.arange((y >= 0).sum()), y[y >= 0]]).mean()),
    Mistake("global-shift", "You subtract the maximum of the whole batch: a row far below it underflows.",
            "Subtract each row's own maximum.",
            lambda z, y: -(z - z.max() - np.log(np.exp(z - z.max()).sum(1, keepdims=True)))[y >= 0][
                np.arange((y >= 0).sum()), y[y >= 0]].mean()),
    Mistake("all-pairs", "You index every row with every label: a table instead of one entry per row.",
            "Index in pairs: [np.arange(n), y].", lambda z, y: -log_softmax(z)[y >= 0][:, y[y >= 0]].mean()),
    Mistake("perplexity", "You return exp of the loss.", "Leave out the exp.",
            lambda z, y: np.exp(-_kept(z, y).mean())),
    Mistake("log-base", "You use the logarithm to base 2.", "Use np.log.",
            lambda z, y: -_kept(z, y).mean() / np.log(2)),
    Mistake("median", "You take the median.", "Take the mean.", lambda z, y: -np.median(_kept(z, y))),
)


def _entries(z, y):
    return softplus(np.where(y == 1, -z, z))


SAMPLE = "Sum over the labels of a sample (axis=1), then take the mean over samples."

MULTILABEL_LOSS = (
    Mistake("mean-over-labels", "You take the mean over the labels too, so the loss is divided by their number.",
            SAMPLE, lambda z, y: _entries(z, y).mean()),
    Mistake("sum-over-batch", "You sum over the samples: a batch twice as large costs twice as much.", SAMPLE,
            lambda z, y: _entries(z, y).sum()),
    Mistake("mean-over-labels-sum-over-samples", "Sum and mean have changed places.", SAMPLE,
            lambda z, y: _entries(z, y).sum(0).mean(), lambda z, y: _entries(z, y).mean(1).sum()),
    Mistake("not-reduced", "You return more than one number.", SAMPLE, lambda z, y: _entries(z, y).sum(1), _entries,
            lambda z, y: _entries(z, y).mean(0)),
    Mistake("one-branch-bce", "You charge only the labels that are there; a false alarm costs nothing.",
            "Add the term of the labels that are not there.", lambda z, y: (y * _entries(z, y)).sum(1).mean(),
            lambda z, y: ((1 - y) * _entries(z, y)).sum(1).mean()),
    Mistake("softmax-not-sigmoid",
            "You use softmax, as if exactly one label were right; here each label is a question of its own.",
            "Use one sigmoid per label.", lambda z, y: -(y * log_softmax(z)).sum(1).mean()),
    Mistake("no-minus", "The loss is negative: the minus is missing.", "Put a minus in front.",
            lambda z, y: -_entries(z, y).sum(1).mean()),
    Mistake("flipped-labels", "The two terms have changed places.", "-log p belongs to y = 1.",
            lambda z, y: _entries(z, 1 - y).sum(1).mean()),
    Mistake("log-of-sigmoid",
            "You go through probabilities: beyond a logit of 37 they are exactly 1, and the loss inf or nan.",
            "Stay with logits: softplus(z) - y * z.",
            lambda z, y: -(y * np.log(sigmoid(z)) + (1 - y) * np.log(1 - sigmoid(z))).sum(1).mean(),
            lambda z, y: -np.log(np.where(y == 1, sigmoid(z), 1 - sigmoid(z))).sum(1).mean()),
    Mistake("exp-overflows", "exp(z) overflows from 710 on.", "Use np.log1p(np.exp(-np.abs(z))).",
            lambda z, y: (np.log(1 + np.exp(z)) - y * z).sum(1).mean(),
            lambda z, y: (np.log1p(np.exp(z)) - y * z).sum(1).mean()),
    Mistake("clipped", "You clip the probabilities, so a confident mistake is too cheap.",
            "Compute from the logits, without probabilities.",
            *(lambda z, y, e=e: -np.log(np.clip(np.where(y == 1, sigmoid(z), sigmoid(-z)), e, 1)).sum(1).mean()
              for e in (1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6))),
    Mistake("probs-as-logits", "You apply the sigmoid twice.", "Apply it once.",
            lambda z, y: _entries(sigmoid(z), y).sum(1).mean()),
    Mistake("both-branches", "You add both terms for every label.", "Weight them by y and 1 - y.",
            lambda z, y: (softplus(z) + softplus(-z)).sum(1).mean()),
)
