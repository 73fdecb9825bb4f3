"""Labels that leave every class a little."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts.inputs import labels

TASK = (
    "Return smoothed labels, shape (N, K): of each sample's probability 1, the part eps is divided evenly among all K "
    "classes, the true one among them, and the rest goes to the true class. y: whole numbers, shape (N,)."
)


def spec(y, K, eps):
    return np.array([[(1 - eps) * (k == label) + eps / K for k in range(K)] for label in y]).reshape(len(y), K)


PROBES = (
    Case("one sample, two classes", (labels(0), 2, 0.2)),
    Case("three classes", (labels(2), 3, 0.3)),
    Case("two samples", (labels(1, 0), 2, 0.1)),
    Case("no smoothing", (labels(1, 2), 3, 0.0)),
    Case("nothing but smoothing", (labels(1, 0), 4, 1.0)),
    Case("ten classes", (labels(3, 9, 0), 10, 0.1)),
    Case("as many samples as classes", (labels(2, 0, 1), 3, 0.15)),
)


def _hot(y, K):
    return np.eye(K)[y]


MISTAKES = (
    Mistake("others-only", "You divide eps among the other classes. The true class has its share of it too.",
            "Every class gets eps / K, and the true one 1 - eps on top.",
            lambda y, K, eps: _hot(y, K) * (1 - eps) + (1 - _hot(y, K)) * eps / (K - 1)),
    Mistake("sum-above-one", "Your labels sum to more than 1: the true class gives nothing away.",
            "The true class keeps 1 - eps, and its share of eps.", lambda y, K, eps: _hot(y, K) + eps / K,
            lambda y, K, eps: np.maximum(_hot(y, K), eps / K)),
    Mistake("sum-below-one", "Your labels sum to less than 1: what the true class gives away is lost.",
            "Add eps / K to every class.", lambda y, K, eps: (1 - eps) * _hot(y, K),
            lambda y, K, eps: np.where(_hot(y, K) == 1, 1 - eps, eps / K)),
    Mistake("whole-eps-each", "Every class gets the whole of eps; it is to be divided among the K.", "Divide by K.",
            lambda y, K, eps: (1 - eps) * _hot(y, K) + eps, lambda y, K, eps: np.where(_hot(y, K) == 1, 1 - eps, eps)),
    Mistake("exchanged", "You have exchanged eps and 1 - eps.", "The true class gets the larger part, 1 - eps.",
            lambda y, K, eps: eps * _hot(y, K) + (1 - eps) / K),
    Mistake("hard", "Your labels are not smoothed.", "Mix them with 1/K.", lambda y, K, eps: _hot(y, K)),
    Mistake("transposed", "Rows and columns are exchanged: a row belongs to a sample.", "Return (N, K).",
            lambda y, K, eps: ((1 - eps) * _hot(y, K) + eps / K).T),
    Mistake("true-class-only", "You return the true class's part alone.", "Return a row for each sample.",
            lambda y, K, eps: np.full(len(y), 1 - eps + eps / K)),
)


def by_filling(y, K, eps):
    out = np.full((len(y), K), eps / K)
    out[np.arange(len(y)), y] += 1 - eps
    return out


RIGHT = (by_filling,)

HINTS = (
    "Mix two distributions: the one-hot row, and the one that gives every class the same.",
    "np.eye(K)[y] has the one-hot rows. What is every entry of the even distribution?",
    "The answer has this shape:\ndef smooth_labels(y, K, eps):\n    return ... * np.eye(K)[y] + ...",
)


def smooth_labels(y, K, eps):
    """Labels mixed with the even distribution. y: (N,). Returns (N, K)."""
    return (1 - eps) * np.eye(K)[y] + eps / K


def draw(rng):
    return [Case(f"{n} samples of {K} classes", (rng.integers(0, K, n), K, round(float(rng.uniform(0.05, 0.5)), 2)))
            for n, K in ((3, 4), (5, 2), (4, 4))]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=smooth_labels, random=draw, properties=(nothing_negative,),
)
