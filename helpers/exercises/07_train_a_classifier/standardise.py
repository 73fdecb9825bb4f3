"""Features brought to mean 0 and spread 1 by the numbers of the training rows alone."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake

from .._parts.inputs import array

TASK = (
    "Return the table other with each column less the mean of that column in train, divided by its standard deviation "
    "in train (np.std as it is). A column that never varies in train becomes 0. train: (N, D), other: (M, D)."
)


def spec(train, other):
    train, other = np.asarray(train, np.longdouble), np.asarray(other, np.longdouble)
    mean = train.sum(axis=0) / len(train)
    spread = np.sqrt(((train - mean) ** 2).sum(axis=0) / len(train))
    return np.where(spread == 0, 0, (other - mean) / np.where(spread == 0, 1, spread)).astype(float)


PROBES = (
    Case("one column", (array([0], [2]), array([1], [4]))),
    Case("two columns of different sizes", (array([1, 100], [3, 300]), array([2, 500], [0, 100]))),
    Case("the training rows themselves", (array([1, 2], [3, 6], [5, 1]), array([1, 2], [3, 6], [5, 1]))),
    Case("one row to bring in line", (array([1, -1], [2, 4], [6, 0]), array([10, 10]))),
    Case("numbers below zero and between whole ones", (array([-0.5, 1.25], [1.5, -2.75]), array([-3.5, 0.25], [0.5, 4]))),
    Case("a column that never varies", (array([7, 1], [7, 3]), array([7, 2], [9, 5]))),
    Case("as many rows as columns", (array([1, 5, 2], [4, 4, 8], [0, 1, 1]), array([1, 1, 1], [2, 2, 2], [3, 3, 3]))),
    Case("whole numbers", (array([1, 4], [3, 0], dtype=np.int64), array([2, 2], [5, 1], dtype=np.int64))),
)


def _by(mean, spread, other):
    return np.where(spread == 0, 0, (other - mean) / np.where(spread == 0, 1, spread))


def _right(train, other):
    return _by(train.mean(0), train.std(0), other)


MISTAKES = (
    Mistake("own-numbers", "You take the mean and the spread of the rows that are to be judged. Then the same bird gets "
            "other features in other company.", "Take both from train.",
            lambda train, other: _by(other.mean(0), other.std(0), other)),
    Mistake("leak", "You take the mean and the spread of all rows together, so the held-out rows have a say in training.",
            "Take both from train alone.",
            lambda train, other: _by(np.vstack([train, other]).mean(0), np.vstack([train, other]).std(0), other)),
    Mistake("train-returned", "You return the training rows.", "Bring other in line, by the numbers of train.",
            lambda train, other: _right(train, train)),
    Mistake("zero-over-zero", "A column that never varies has the spread 0, and you divide by it.",
            "Put 1 below the line where the spread is 0; such a column becomes 0.",
            lambda train, other: (other - train.mean(0)) / train.std(0),
            lambda train, other: np.nan_to_num((other - train.mean(0)) / train.std(0))),
    Mistake("constant-kept", "A column that never varied in train tells nothing, and should become 0 for other rows too.",
            "Use np.where(spread == 0, 0, ...).",
            lambda train, other: (other - train.mean(0)) / np.where(train.std(0) == 0, 1, train.std(0))),
    Mistake("sample-deviation", "You divide by N - 1 in the deviation; np.std as it is divides by N.", "Use np.std as it is.",
            lambda train, other: _by(train.mean(0), train.std(0, ddof=1), other)),
    Mistake("variance", "You divide by the variance.", "Take its root: the standard deviation.",
            lambda train, other: _by(train.mean(0), train.var(0), other)),
    Mistake("not-divided", "You take the mean off, and leave the spread as it was.", "Divide by the standard deviation.",
            lambda train, other: np.where(train.std(0) == 0, 0, other - train.mean(0))),
    Mistake("mean-kept", "You divide by the spread, and leave the mean where it was.", "Take train's mean off first.",
            lambda train, other: _by(0, train.std(0), other)),
    Mistake("one-number-for-all", "You take one mean and one spread for all columns together.", "Use axis=0.",
            lambda train, other: _by(train.mean(), np.where(train.std(0) == 0, 0, train.std()), other),
            lambda train, other: (other - train.mean()) / train.std()),
    Mistake("range", "You bring the columns between 0 and 1. That is another way to scale.",
            "Use the mean and the standard deviation.",
            lambda train, other: _by(train.min(0), train.max(0) - train.min(0), other)),
    Mistake("rounded", "You round the features.", "Leave out the rounding.",
            *(lambda train, other, d=d: np.round(_right(train, other), d) for d in (1, 2))),
)


def in_steps(train, other):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    varies = spread > 0
    out = np.zeros(np.shape(other))
    out[:, varies] = (other[:, varies] - mean[varies]) / spread[varies]
    return out


RIGHT = (in_steps,)

HINTS = (
    "Which rows may have a say in what a feature of 0 means?",
    "train.mean(axis=0) and train.std(axis=0) have one number for each column; they meet the columns of other by "
    "themselves. Where the spread is 0, something else must stand below the line.",
    "The answer has this shape:\n"
    "def standardise(train, other):\n"
    "    mean, spread = ..., ...\n"
    "    safe = np.where(spread == 0, ..., spread)\n"
    "    return np.where(spread == 0, 0, (other - mean) / safe)",
)


def standardise(train, other):
    """Columns of other by mean and std of train's. (N, D), (M, D)."""
    mean, spread = train.mean(axis=0), train.std(axis=0)
    safe = np.where(spread == 0, 1, spread)
    return np.where(spread == 0, 0, (other - mean) / safe)


def draw(rng):
    shapes = ((4, 2, 3), (6, 3, 2), (3, 1, 4))
    return [Case(f"{n} rows to learn from, {m} others", (rng.integers(-9, 10, (n, d)).astype(float), rng.integers(-9, 10, (m, d)).astype(float)))
            for n, d, m in shapes]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=standardise, random=draw, quiet=True,
)
