"""How often each class was taken for each: a table of counts, the truth in rows and the answer in columns."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts.inputs import labels

TASK = (
    "Return a table of whole numbers, shape (K, K), whose entry in row i and column j says how many samples of class i "
    "were given the answer j. answer and truth: whole numbers 0 to K - 1, shape (N,)."
)


def spec(answer, truth, K):
    table = [[0] * K for _ in range(K)]
    for given, true in zip(answer, truth, strict=True):
        table[int(true)][int(given)] += 1
    return np.array(table)


PROBES = (
    Case("one mistake", (labels(1), labels(0), 2)),
    Case("all right", (labels(0, 1, 2), labels(0, 1, 2), 3)),
    Case("three birds", (labels(0, 1, 1), labels(0, 1, 0), 2)),
    Case("the same mistake twice", (labels(1, 1, 0, 1), labels(0, 0, 0, 1), 2)),
    Case("a class that nobody is", (labels(0, 1), labels(0, 0), 3)),
    Case("a class that nobody is taken for", (labels(0, 0, 1), labels(2, 0, 1), 4)),
    Case("no sample at all", (labels()[:0], labels()[:0], 2)),
    Case("ten samples", (labels(0, 2, 1, 1, 0, 2, 2, 1, 0, 0), labels(0, 2, 1, 2, 0, 1, 2, 1, 1, 0), 3)),
)


def _table(answer, truth, K):
    table = np.zeros((K, K), int)
    np.add.at(table, (truth, answer), 1)
    return table


def _share(table, axis=None):
    total = table.sum(axis=axis, keepdims=axis is not None)
    return table / np.where(total == 0, 1, total)


def _assigned(answer, truth, K):
    table = np.zeros((K, K), int)
    table[truth, answer] += 1
    return table


def _seen(answer, truth, K):
    size = max([*answer, *truth], default=-1) + 1
    return _table(answer, truth, size)


MISTAKES = (
    Mistake("transposed", "Rows and columns are exchanged: the truth belongs in the rows.", "Turn the table: .T.",
            lambda answer, truth, K: _table(truth, answer, K)),
    Mistake("counted-once", "A pair that occurs twice is counted once: table[truth, answer] += 1 adds 1 to each place "
            "that is named, however often it is named.", "Use np.add.at(table, (truth, answer), 1), or a loop.", _assigned),
    Mistake("classes-seen", "You make the table as large as the labels that occur. A class that does not occur has its "
            "row and column too.", "Make it (K, K).", _seen),
    Mistake("shares", "You return shares; counts were asked for.", "Leave out the division.",
            lambda answer, truth, K: _share(_table(answer, truth, K)),
            lambda answer, truth, K: _share(_table(answer, truth, K), 1),
            lambda answer, truth, K: _share(_table(answer, truth, K), 0)),
    Mistake("right-answers-only", "You count the right answers only. The mistakes are what such a table is for.",
            "Count every pair.", lambda answer, truth, K: np.diag(np.diag(_table(answer, truth, K)))),
    Mistake("mistakes-only", "You leave the right answers out.", "Count every pair; they stand on the diagonal.",
            lambda answer, truth, K: _table(answer, truth, K) - np.diag(np.diag(_table(answer, truth, K)))),
    Mistake("accuracy", "You return the share of right answers.", "Return the whole table.",
            lambda answer, truth, K: float(np.mean(answer == truth)) if len(truth) else 0.0,
            lambda answer, truth, K: int((answer == truth).sum())),
    Mistake("one-count-a-class", "You count each class once, by the truth or by the answer.",
            "Each pair of truth and answer has a place of its own.",
            lambda answer, truth, K: np.bincount(truth, minlength=K), lambda answer, truth, K: np.bincount(answer, minlength=K),
            lambda answer, truth, K: np.diag(np.bincount(truth, minlength=K))),
    Mistake("one-based", "Your classes begin at 1, so class 0 has no place.", "Begin at 0.",
            lambda answer, truth, K: np.roll(_table(answer, truth, K), (1, 1), (0, 1))),
)


def by_one_hot(answer, truth, K):
    return np.eye(K, dtype=int)[truth].T @ np.eye(K, dtype=int)[answer]


def by_bincount(answer, truth, K):
    return np.bincount(truth * K + answer, minlength=K * K).reshape(K, K)


RIGHT = (by_one_hot, by_bincount)

HINTS = (
    "Go through the birds with a table of zeros before you. Where do you make a stroke for a bird of class i that was "
    "taken for a j?",
    "table[truth, answer] += 1 forgets pairs that occur twice. np.add.at does not, and neither does a loop.",
    "The answer has this shape:\n"
    "def confusion_matrix(answer, truth, K):\n"
    "    table = np.zeros(..., int)\n"
    "    np.add.at(table, (..., ...), 1)\n"
    "    return table",
)


def confusion_matrix(answer, truth, K):
    """Counts, truth in rows, answer in columns. (N,), (N,) to (K, K)."""
    table = np.zeros((K, K), int)
    np.add.at(table, (truth, answer), 1)
    return table


def draw(rng):
    return [Case(f"{n} samples of {K} classes", (rng.integers(0, K, n), rng.integers(0, K, n), K))
            for n, K in ((6, 2), (12, 3), (30, 4), (9, 10))]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=confusion_matrix, random=draw, properties=(nothing_negative,),
)
