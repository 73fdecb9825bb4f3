"""Lesson 3, second part: cross-entropy from probabilities and from logits."""

import numpy as np

from helpers.checks.compare import nothing_negative
from helpers.checks.exercise import Case, Exercise
from helpers.exercises._parts import exact
from .cross_entropy_with_logits import FROM_LOGITS
from .cross_entropy import FROM_PROBABILITIES
from helpers.exercises._parts.inputs import array, labels


def cross_entropy(p, y):
    surprises = [-exact.by_entry(lambda share: share.ln(), row[label]) for row, label in zip(p, y, strict=True)]
    return np.mean(surprises)


def cross_entropy_with_logits(z, y):
    surprises = [-exact.by_row(lambda row: [s.ln() for s in exact.softmax(row)], row)[label] for row,
                 label in zip(z, y, strict=True)]
    return np.mean(surprises)


def _predictions(rng):
    drawn = [(rng.dirichlet(np.ones(K), n), rng.integers(0, K, n)) for n, K in ((1, 3), (4, 4), (6, 2), (5, 10))]
    sure = np.eye(3)[rng.integers(0, 3, 4)]
    return [*(Case(f"{len(y)} random predictions of {p.shape[1]} classes", (p, y)) for p, y in drawn),
            Case("certain and right", (sure, sure.argmax(1)))]


def _logits(rng):
    drawn = [(rng.normal(0, spread, (n, K)).round(3), rng.integers(0, K, n)) for n, K,
             spread in ((1, 3, 2), (4, 4, 3), (6, 2, 3), (5, 10, 5), (4, 3, 900))]
    offset = rng.uniform(-1500, 1500, (4, 1)).round(1) + rng.normal(0, 2, (4, 3)).round(3)
    return [*(Case(f"random logits of shape {z.shape}", (z, y)) for z, y in drawn),
            Case("rows of unlike scale", (offset, rng.integers(0, 3, 4)))]


EXERCISES = (
    Exercise(
        name="cross_entropy", spec=cross_entropy, random=_predictions, properties=(nothing_negative,),
        mistakes=FROM_PROBABILITIES,
        task="Return the mean of -log p[i, y[i]] over the N rows of p, probabilities of shape (N, K), with "
             "whole-number labels y. "
             "A true class with probability 0 costs inf; a perfect prediction costs 0.",
        probes=(
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
            Case("float32 probabilities", (array([0.5, 0.25, 0.25], [0.125, 0.75, 0.125], dtype=np.float32),
                                           labels(0, 1, dtype=np.int32))),
        ),
        hints=(
            "The loss of one sample is the surprise at what happened: -log of the probability given to the "
            "true class.",
            "p[np.arange(len(y)), y] picks one entry from each row, so zeros elsewhere never meet a logarithm.",
            "The answer has this shape:\n"
            "def cross_entropy(p, y):\n"
            "    p_true = p[..., ...]     # one number for each row\n"
            "    return ...               # the mean surprise",
        ),
    ),
    Exercise(
        name="cross_entropy_with_logits", spec=cross_entropy_with_logits, random=_logits,
        properties=(nothing_negative,), mistakes=FROM_LOGITS,
        task="Return the mean cross-entropy of softmax(z) with whole-number labels y, for logits z of shape "
             "(N, K) and of any size.",
        probes=(
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
        ),
        hints=(
            "Do not form the probabilities: -log softmax(z) at the true class can be written with logsumexp.",
            "For row n the loss is logsumexp(z[n]) - z[n, y[n]]. Subtract the row's maximum before exp.",
            "The answer has this shape:\n"
            "def cross_entropy_with_logits(z, y):\n"
            "    log_p = ...                # log-softmax of each row\n"
            "    return -....mean()         # of the entries at the labels",
        ),
    ),
)
