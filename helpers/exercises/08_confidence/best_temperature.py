"""The temperature at which a network's scores cost least on rows that were held out."""

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts.halving import crossing
from .._parts.inputs import array, labels

TASK = (
    "Return the temperature T between 0.01 and 100 at which the mean cross-entropy of softmax(z / T) is lowest, to four "
    "digits. z: (N, K), y: whole numbers, shape (N,). (The cases have one such T, inside that range.)"
)


def _loss(z, y, T):
    return numerics.cross_entropy_with_logits(np.asarray(z, float) / T, y)


def spec(z, y):
    """Return T where the loss stops falling: the mean score of the draw then equals that of the truth."""
    z = np.asarray(z, float)
    true = z[np.arange(len(y)), y].mean()
    return crossing(lambda T: (numerics.softmax(z / T) * z).sum(-1).mean() >= true, 1e-2, 1e2)


PROBES = (
    Case("two samples, one of them wrong", (array([2, 0], [0, 1]), labels(0, 0))),
    Case("three samples", (array([4, 0], [0, 4], [3, 0]), labels(0, 0, 0))),
    Case("too modest", (array([0.2, 0], [0.3, 0], [0, 0.1], [0.1, 0]), labels(0, 0, 0, 0))),
    Case("far too bold", (array([40, 0, 0], [0, 30, 0], [10, 0, 50]), labels(0, 0, 2))),
    Case("scores below zero", (array([-1.5, 2], [0.5, -3], [-2, -0.25], [-1, -2.5]), labels(1, 0, 1, 1))),
    Case("three classes", (array([2, 1, 0], [0, 3, 1], [1, 0, 1.5], [4, 0, 1]), labels(0, 2, 2, 0))),
    Case("scores far from zero", (array([1002, 1000], [1000, 1001], [1003, 1000]), labels(0, 0, 0))),
)


def _grid(z, y, grid):
    return grid[int(np.argmin([_loss(z, y, T) for T in grid]))]


def _matched(z, y):
    right = (np.argmax(z, 1) == y).mean()
    return crossing(lambda T: numerics.softmax(np.asarray(z, float) / T).max(1).mean() > right, 1e-2, 1e2)


MISTAKES = (
    Mistake("upside-down", "You return 1 / T: what the scores are multiplied by.", "Divide 1 by it.",
            lambda z, y: 1 / spec(z, y)),
    Mistake("coarse-grid", "You take the best of a list of temperatures, which is near, but four digits were asked for.",
            "Look once more around the best, with a finer list.",
            lambda z, y: _grid(z, y, np.linspace(0.1, 100, 400)), lambda z, y: _grid(z, y, np.geomspace(0.01, 100, 300)),
            lambda z, y: _grid(z, y, np.arange(0.1, 10, 0.1))),
    Mistake("matched-confidence", "You make the mean confidence equal to the share of right answers. That is another rule.",
            "Make the loss as low as it can be.", _matched),
    Mistake("softmax-twice", "You divide the probabilities by T and take softmax once more.", "Divide the scores.",
            lambda z, y: spec(numerics.softmax(np.asarray(z, float)), y)),
    Mistake("loss-not-temperature", "You return the loss; the temperature was asked for.", "Return T.",
            lambda z, y: _loss(z, y, spec(z, y))),
    Mistake("rounded", "You round the temperature.", "Leave out the rounding.",
            *(lambda z, y, d=d: np.round(spec(z, y), d) for d in (0, 1, 2))),
)


NEARLY = Mistake("coarse", "Every temperature is nearly right, and your search ends a little early.",
                 "Look once more around the best, with a finer list.")


def by_finer_lists(z, y):
    low, high = 0.01, 100.0
    for _ in range(8):
        grid = np.geomspace(low, high, 61)
        best = int(np.argmin([_loss(z, y, T) for T in grid]))
        low, high = grid[max(best - 1, 0)], grid[min(best + 1, 60)]
    return np.sqrt(low * high)


RIGHT = (by_finer_lists,)

HINTS = (
    "What does the loss do as T goes from very small to very large? It falls, and then it rises.",
    "Try a list of temperatures, np.geomspace(0.01, 100, 50). Then look between the two neighbours of the best, with a new "
    "list, and again.",
    "The answer has this shape:\n"
    "def best_temperature(z, y):\n"
    "    low, high = 0.01, 100.0\n"
    "    for _ in range(...):\n"
    "        grid = np.geomspace(low, high, 50)\n"
    "        losses = [...]\n"
    "        best = ...\n"
    "        low, high = ...\n"
    "    return ...",
)


def best_temperature(z, y):
    """T at which the mean loss of softmax(z / T) is lowest. (N, K), (N,)."""
    low, high = 0.01, 100.0
    for _ in range(8):
        grid = np.geomspace(low, high, 50)
        losses = [numerics.cross_entropy_with_logits(z / T, y) for T in grid]
        best = np.argmin(losses)
        low, high = grid[max(best - 1, 0)], grid[min(best + 1, 49)]
    return np.sqrt(low * high)


def draw(rng):
    cases = []
    while len(cases) < 3:
        z, y = rng.normal(0, 3, (12, 3)).round(2), rng.integers(0, 3, 12)
        y = np.where(rng.random(12) < 0.6, z.argmax(1), y)
        if 0.1 < spec(z, y) < 10:
            cases.append(Case("12 random rows of scores", (z, y)))
    return cases


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=best_temperature, random=draw, nearly=NEARLY, rtol=1e-4, properties=(nothing_negative,),
)
