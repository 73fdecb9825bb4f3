"""Lesson 3, first part: one-hot labels and entropy."""

import numpy as np

from helpers.checks.compare import nothing_negative, rows_sum_to_one
from helpers.checks.exercise import Case, Exercise, Mistake
from helpers.exercises._parts import exact
from helpers.exercises._parts.inputs import array, labels


def one_hot(y, K):
    return [[1 if label == k else 0 for k in range(K)] for label in np.asarray(y).tolist()]


def entropy(p):
    return exact.by_row(lambda row: -sum(share * share.ln() for share in row if share > 0), p)


def _labels(rng):
    return [Case(f"{n} random labels of {K} classes", (rng.integers(0, K, n), K)) for n,
            K in ((1, 2), (4, 4), (6, 3), (3, 8))]


def _shares(rng):
    drawn = [rng.dirichlet(np.ones(K), shape) for K, shape in ((2, ()), (5, ()), (3, (4,)), (3, (3,)))]
    with_zeros = np.array([[0.0, 0.25, 0.75], [0.0, 1.0, 0.0]])[:, rng.permutation(3)]
    return [*(Case(f"random shares of shape {p.shape}", (p,)) for p in drawn), Case("shares with zeros", (with_zeros,))]


def _eye(y, K):
    return np.eye(K)[y]


def _at(y, K, value):
    out = np.zeros((len(y), K))
    out[np.arange(len(y)), y] = value
    return out


def _set(out, places):
    """Return the array with a 1 in these places."""
    out[places] = 1
    return out


def _all_rows(y, K):
    return _set(np.zeros((len(y), K)), (slice(None), y))


PICK = ("Put a 1 in row i at column y[i], and 0 elsewhere: "
        "compare y[:, None] with np.arange(K), or index np.eye(K) by y.")

ONE_HOT = (
    Mistake("one-based-labels",
            "You count classes from 1. Labels are 0 to K - 1, so label 0 lands on the last class or the "
            "last label falls off the end.", "Use y as it is: without - 1 or + 1.", lambda y, K: _eye(y - 1, K),
            lambda y, K: _eye(y + 1, K), lambda y, K: _eye((y + 1) % K, K),
            lambda y, K: (y[:, None] == np.arange(1, K + 1)).astype(float)),
    Mistake("transposed", "You have one row for each class and one column for each label; it is the other way round.",
            "Return the transpose: one row for each label.", lambda y, K: _eye(y, K).T),
    Mistake("classes-from-labels",
            "You take the number of classes from the labels, and the last class need not occur among them.",
            "Use K columns, whatever the labels are.", lambda y, K: _eye(y, y.max() + 1),
            lambda y, K: (y[:, None] == np.unique(y)).astype(float), lambda y, K: _eye(y, len(np.unique(y)))),
    Mistake("all-rows",
            "Every row has a 1 for every label that occurs. Either you index all rows at once, out[:, y], or your "
            "rows are one and the same list, [[0] * K] * N.",
            "Start from np.zeros((len(y), K)), and index in pairs: [np.arange(len(y)), y].", _all_rows),
    Mistake("transposed-index", "You use labels as row numbers. Row n belongs to y[n], and the label is its column.",
            "The row number comes first, the label second.",
            lambda y, K: _set(np.zeros((len(y), K)), (y, np.arange(len(y)))),
            lambda y, K: _set(np.zeros((len(y), K)), (y, y[y]))),
    Mistake("whole-rows", "You fill whole rows with 1: rows[y] picks the rows that the labels number.",
            "Index with two places, row number and label.", lambda y, K: _set(np.zeros((len(y), K)), y)),
    Mistake("one-row-only", "You make a single row, with a 1 for every label; each label needs a row of its own.",
            "Start from np.zeros((len(y), K)).", lambda y, K: _set(np.zeros(K), y)),
    Mistake("first-sample-only", "You return the first label's row only, as a return inside a loop does.",
            "Return all rows, after the loop.", lambda y, K: _eye(y[:1], K), lambda y, K: _eye(y[0], K)),
    Mistake("one-hot-width", "Your rows have as many columns as there are labels in y; a one-hot row needs K.",
            "Use np.eye(K).", lambda y, K: np.eye(len(y))[y], lambda y, K: np.eye(len(y))),
    Mistake("forgot-target", "The labels play no part: row n has its 1 in column n.", "Column y[n] gets the 1.",
            lambda y, K: np.eye(len(y), K)),
    Mistake("label-not-one", "You write the label itself where a 1 belongs.", "Write 1.",
            lambda y, K: _at(y, K, y), lambda y, K: _at(y, K, y + 1)),
    Mistake("one-cold", "You have a 0 at the label and 1 elsewhere.", "Swap 0 and 1.", lambda y, K: 1 - _eye(y, K)),
    Mistake("plus-minus-labels",
            "You mark the other classes with -1; a one-hot row is a distribution, and its other entries are 0.",
            "Put 0 where the class is not.", lambda y, K: 2 * _eye(y, K) - 1),
    Mistake("flattened", "You return one long row.", "Keep one row for each label: shape (N, K).",
            lambda y, K: _eye(y, K).ravel()),
    Mistake("extra-class", "You have K + 1 columns; the labels 0 to K - 1 need K.", "Use K columns.",
            lambda y, K: _eye(y, K + 1)),
    Mistake("binary-digits", "You write the label as a binary number.", PICK,
            lambda y, K: (y[:, None] >> np.arange(K)) & 1),
    Mistake("thermometer", "You fill every column up to the label; only the label's own column is 1.", PICK,
            lambda y, K: (y[:, None] >= np.arange(K)).astype(float),
            lambda y, K: (y[:, None] > np.arange(K)).astype(float)),
    Mistake("reversed", "You count the classes from the right.", "Column 0 is class 0.",
            lambda y, K: _eye(K - 1 - y, K)),
    Mistake("smoothed", "You share a little of the 1 among the other classes: that is label smoothing.", PICK,
            *(lambda y, K, a=a: (1 - a) * _eye(y, K) + a / K for a in (0.1, 0.01))),
    Mistake("count-not-rows", "You count how often each label occurs.", PICK, lambda y, K: _eye(y, K).sum(0),
            lambda y, K: _eye(y, K).mean(0)),
    Mistake("unchanged", "You return the labels as they came.", PICK, lambda y, K: y),
)

ENTROPY = (
    Mistake("zero-log-zero", "Where a share is 0 you compute 0 times log 0, which is nan; the limit is 0.",
            "Leave out the zeros: np.log(p, where=p > 0, out=np.zeros_like(p)), or a mask.",
            lambda p: -(p * np.log(p)).sum(-1)),
    Mistake("no-minus",
            "The minus sign is missing: logarithms of shares are negative, and entropy is at least 0.",
            "Put a minus in front of the sum.", lambda p: np.nansum(p * np.log(p), -1),
            lambda p: (p * np.log(p)).sum(-1)),
    Mistake("log-base", "You use the logarithm to base 2 or 10: that is bits or dits, and nats were asked for.",
            "Use np.log.", *(lambda p, log=log: -np.nansum(p * log(p), -1) for log in (np.log2, np.log10)),
            *(lambda p, log=log: -(p * log(p)).sum(-1) for log in (np.log2, np.log10))),
    Mistake("log-one-plus", "You use log1p, which is log(1 + p).", "Use np.log.",
            lambda p: -(p * np.log1p(p)).sum(-1), lambda p: (p * np.log1p(p)).sum(-1)),
    Mistake("mean-over-classes", "You take the mean over the classes: the weights p are in the sum already.",
            "Use sum instead of mean.", lambda p: -(p * np.log(p)).mean(-1),
            lambda p: -np.nansum(p * np.log(p), -1) / p.shape[-1]),
    Mistake("whole-array", "You sum over the whole batch; each row has its own entropy.", "Sum over axis=-1.",
            lambda p: -(p * np.log(p)).sum(), lambda p: -np.nansum(p * np.log(p))),
    Mistake("mean-over-batch",
            "You return the mean of the rows' entropies; one number for each row was asked for.",
            "Sum over axis=-1 and stop there.", lambda p: -np.nansum(p * np.log(p), -1).mean(),
            lambda p: -(p * np.log(p)).sum(-1).mean()),
    Mistake("wrong-axis", "You sum down the first axis, over the rows of a batch.", "Sum over axis=-1.",
            lambda p: -(p * np.log(p)).sum(0), lambda p: -np.nansum(p * np.log(p), 0)),
    Mistake("unweighted", "You add the surprises without weighting each by its probability.",
            "Multiply each log by its p.", lambda p: -np.log(p).sum(-1), lambda p: -np.log(p).mean(-1)),
    Mistake("not-summed", "You return each class's part; entropy is their sum.", "Sum over axis=-1.",
            lambda p: -p * np.log(p), lambda p: -np.log(p)),
    Mistake("gini", "You return 1 minus the sum of squares: the Gini impurity, another measure of spread.",
            "Weight -log(p) by p.", lambda p: 1 - (p ** 2).sum(-1)),
    Mistake("largest-only", "You return the surprise of the likeliest class.",
            "Average the surprise over all classes, each weighted by its p.", lambda p: -np.log(p.max(-1))),
    Mistake("perplexity", "You return exp of the entropy.", "Leave out the exp.",
            lambda p: np.exp(-np.nansum(p * np.log(p), -1)), lambda p: np.exp(-(p * np.log(p)).sum(-1))),
    Mistake("clipped-log", "You add so much to p that the result is visibly off.",
            "Leave out the zeros instead of moving all shares.",
            *(lambda p, e=e: -(p * np.log(p + e)).sum(-1) for e in (1e-1, 1e-2, 1e-3, 1e-4, 1e-5))),
    Mistake("two-classes-only", "You add the part of 1 - p for each class, as if each were a coin of its own.",
            "Leave out (1 - p).", lambda p: -(p * np.log(p) + (1 - p) * np.log(1 - p)).sum(-1)),
    Mistake("hidden-nan", "You replace the nan of the whole row, and with it the parts that were right.",
            "Leave out the single zeros, not the row.", lambda p: np.nan_to_num(-(p * np.log(p)).sum(-1))),
)

EXERCISES = (
    Exercise(
        name="one_hot", points=3, spec=one_hot, random=_labels, properties=(rows_sum_to_one,), mistakes=ONE_HOT,
        task="Turn N whole-number labels y, 0 to K - 1, into an array of shape (N, K): a 1 at the label, 0 "
             "elsewhere.",
        probes=(
            Case("one label", (labels(0), 2)),
            Case("three labels of three classes", (labels(2, 0, 0), 3)),
            Case("a last class that does not occur", (labels(1, 0), 4)),
            Case("a class in the middle that does not occur", (labels(0, 3, 3), 4)),
            Case("more labels than classes", (labels(2, 1, 0, 1, 2), 3)),
            Case("small integers", (labels(1, 2, dtype=np.uint8), 3)),
        ),
        hints=(
            "Row i of the answer belongs to y[i]. What does row 2 of np.eye(5) look like?",
            "Either pick rows of np.eye(K) by the labels, or compare y[:, None], a column, with np.arange(K), a row.",
            "The answer has this shape:\n"
            "def one_hot(y, K):\n"
            "    rows = ...        # row k is what a label k becomes\n"
            "    return rows[y]",
        ),
    ),
    Exercise(
        name="entropy", points=3, spec=entropy, random=_shares, properties=(nothing_negative,), mistakes=ENTROPY,
        task="Return the entropy of p in nats, the sum of -p log p over the last axis, where a share of 0 counts 0.",
        probes=(
            Case("a fair coin", (array(0.5, 0.5),)),
            Case("a loaded coin", (array(0.9, 0.1),)),
            Case("three classes", (array(0.7, 0.2, 0.1),)),
            Case("a certain outcome", (array(1, 0, 0),)),
            Case("a share of zero", (array(0.25, 0, 0.75),)),
            Case("float32 shares", (array(0.5, 0.25, 0.25, dtype=np.float32),)),
            Case("a batch of two rows", (array([0.2, 0.3, 0.5], [0.6, 0.3, 0.1]),)),
            Case("a square batch with a zero", (array([0.5, 0.5, 0], [0.1, 0.8, 0.1], [1 / 3, 1 / 3, 1 / 3]),)),
        ),
        hints=(
            "The surprise of an outcome is -log p. Entropy is the mean surprise: how often does each outcome occur?",
            "Multiply each -log p by its p, then sum over axis=-1. Where p is 0, log p is -inf: leave that term out.",
            "The answer has this shape:\n"
            "def entropy(p):\n"
            "    logs = np.log(p, where=..., out=...)   # 0 where p is 0\n"
            "    return -(...).sum(axis=-1)",
        ),
    ),
)
