"""One-hot rows from whole-number labels."""

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import rows_sum_to_one

from .._parts.inputs import labels

TASK = "Turn N whole-number labels y, 0 to K - 1, into an array of shape (N, K): a 1 at the label, 0 elsewhere."


def spec(y, K):
    return [[1 if label == k else 0 for k in range(K)] for label in np.asarray(y).tolist()]


PROBES = (
    Case("one label", (labels(0), 2)),
    Case("three labels of three classes", (labels(2, 0, 0), 3)),
    Case("a last class that does not occur", (labels(1, 0), 4)),
    Case("a class in the middle that does not occur", (labels(0, 3, 3), 4)),
    Case("more labels than classes", (labels(2, 1, 0, 1, 2), 3)),
    Case("small integers", (labels(1, 2, dtype=np.uint8), 3)),
)


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

MISTAKES = (
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


def by_loop(y, K):
    rows = []
    for label in y:
        row = [0] * K
        row[label] = 1
        rows.append(row)
    return rows


def by_index(y, K):
    out = np.zeros((len(y), K), dtype=int)
    out[np.arange(len(y)), y] = 1
    return out


RIGHT = (
    by_loop, by_index, numerics.one_hot,
    lambda y, K: np.eye(K)[y],
    lambda y, K: y[:, None] == np.arange(K),
)

HINTS = (
    "Row i of the answer belongs to y[i]. What does row 2 of np.eye(5) look like?",
    "Either pick rows of np.eye(K) by the labels, or compare y[:, None], a column, with np.arange(K), a row.",
    "The answer has this shape:\n"
    "def one_hot(y, K):\n"
    "    rows = ...        # row k is what a label k becomes\n"
    "    return rows[y]",
)


def one_hot(y, K):
    """One-hot rows. y: labels 0..K-1, shape (N,). Returns shape (N, K)."""
    rows = np.zeros((len(y), K))
    rows[np.arange(len(y)), y] = 1
    return rows


def draw(rng):
    return [Case(f"{n} random labels of {K} classes", (rng.integers(0, K, n), K))
            for n, K in ((1, 2), (4, 4), (6, 3), (3, 8))]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=one_hot, random=draw, points=3, properties=(rows_sum_to_one,),
)
