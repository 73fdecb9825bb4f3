"""One time through the data in batches, the last of which may be shorter."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake

from .._parts.inputs import array
from .._parts.safe import softmax

TASK = (
    "Go once through the rows of X and Y in order, in batches of size rows, the last of which may be shorter. After each "
    "batch move the weights by rate times the gradient of the batch's mean cross-entropy, against it. Return the weights "
    "after the last batch; those that came in stay as they were. W: (D, K), X: (N, D), Y: (N, K), one-hot or soft."
)


def spec(W, X, Y, rate, size):
    W, X, Y = (np.asarray(each, np.longdouble) for each in (W, X, Y))
    for first in range(0, len(X), size):
        x, y = X[first:first + size], Y[first:first + size]
        z = x @ W
        e = np.exp(z - z.max(axis=1, keepdims=True))
        p = e / e.sum(axis=1, keepdims=True)
        W = W - np.longdouble(rate) * x.T @ (p - y) / len(x)
    return W.astype(float)


def _case(name, W, X, labels, rate, size):
    return Case(name, (W, X, np.eye(W.shape[1])[labels], rate, size))


THREE = array([1, 0], [0.5, 1], [-1, 2])
PROBES = (
    _case("one row, one batch", array([0, 0], [0, 0]), array([1, 2]), [0], 0.5, 1),
    _case("two rows in one batch", array([0, 0], [0, 0]), array([1, 2], [3, -1]), [0, 1], 1.0, 2),
    _case("two rows, one at a time", array([0, 0], [0, 0]), array([1, 2], [3, -1]), [0, 1], 1.0, 1),
    _case("a shorter last batch", array([0, 0], [0, 0]), THREE, [0, 1, 1], 1.0, 2),
    _case("three classes", array([0.1, 0, -0.2], [0.3, -0.1, 0]), THREE, [0, 1, 2], 0.7, 2),
    _case("a batch larger than the data", array([0.1, 0, -0.2], [0.3, -0.1, 0]), THREE, [0, 1, 2], 0.7, 5),
    _case("five rows by two", array([0.5, -0.5], [0, 1]), array([1, 0], [0, 1], [2, 1], [-1, 1], [1, -2]), [0, 1, 1, 0, 1],
          0.3, 2),
    Case("soft labels", (array([0, 0], [0, 0]), array([1, 1], [2, -1]), array([0.7, 0.3], [0.2, 0.8]), 0.5, 1)),
)


def _epoch(W, X, Y, rate, size, gradient):
    for first in range(0, len(X), size):
        x, y = X[first:first + size], Y[first:first + size]
        W = W - rate * gradient(W, x, y)
    return W


def _mean(W, x, y):
    return x.T @ (softmax(x @ W) - y) / len(x)


def _stale(W, X, Y, rate, size):
    steps = [_mean(W, X[k:k + size], Y[k:k + size]) for k in range(0, len(X), size)]
    return W - rate * sum(steps)


def _dropped(W, X, Y, rate, size):
    whole = len(X) // size * size
    return _epoch(W, X[:whole], Y[:whole], rate, size, _mean)


MISTAKES = (
    Mistake("divided-by-size", "You divide by size where the last batch has fewer rows.", "Divide by the rows of this batch.",
            lambda W, X, Y, rate, size: _epoch(W, X, Y, rate, size, lambda W, x, y: x.T @ (softmax(x @ W) - y) / size)),
    Mistake("divided-by-all", "You divide by the number of all rows; the loss is the mean over one batch.",
            "Divide by the rows of this batch.",
            lambda W, X, Y, rate, size: _epoch(W, X, Y, rate, size, lambda W, x, y: x.T @ (softmax(x @ W) - y) / len(X))),
    Mistake("sum-over-batch", "You take the sum over the batch: a batch twice as large makes a step twice as long.",
            "Divide by the rows of this batch.",
            lambda W, X, Y, rate, size: _epoch(W, X, Y, rate, size, lambda W, x, y: x.T @ (softmax(x @ W) - y))),
    Mistake("stale-weights", "Every batch sees the weights that came in. Each should see what the batch before has made.",
            "Put the new weights into W inside the loop.", _stale),
    Mistake("last-batch-dropped", "You leave out the shorter batch at the end.", "It counts as well.", _dropped),
    Mistake("first-batch-only", "You take one step and stop.", "Go on with the next batch: range(0, len(X), size).",
            lambda W, X, Y, rate, size: W - rate * _mean(W, X[:size], Y[:size])),
    Mistake("all-at-once", "You take all rows as one batch.", "Take size rows at a time.",
            lambda W, X, Y, rate, size: W - rate * _mean(W, X, Y)),
    Mistake("one-at-a-time", "You take one row at a time.", "Take size rows at a time.",
            lambda W, X, Y, rate, size: _epoch(W, X, Y, rate, 1, _mean)),
    Mistake("uphill", "You walk uphill: the gradient points to where the loss rises.", "Subtract it.",
            lambda W, X, Y, rate, size: _epoch(W, X, Y, -rate, size, _mean),
            lambda W, X, Y, rate, size: _epoch(W, X, Y, rate, size, lambda W, x, y: -_mean(W, x, y))),
    Mistake("rate-left-out", "The learning rate plays no part.", "Multiply the gradient by rate.",
            lambda W, X, Y, rate, size: _epoch(W, X, Y, 1, size, _mean)),
    Mistake("last-gradient", "You return a gradient; the weights were asked for.", "Return W.",
            lambda W, X, Y, rate, size: _mean(W, X[-size:], Y[-size:]), lambda W, X, Y, rate, size: _mean(W, X, Y)),
    Mistake("backwards", "You begin with the last rows.", "Go through the rows in order.",
            lambda W, X, Y, rate, size: _epoch(W, X[::-1], Y[::-1], rate, size, _mean)),
    Mistake("labels-left-out", "The labels play no part.", "Subtract them from the probabilities.",
            lambda W, X, Y, rate, size: _epoch(W, X, Y, rate, size, lambda W, x, y: x.T @ softmax(x @ W) / len(x))),
    Mistake("no-softmax", "You subtract the labels from the scores, not from the probabilities.", "Use softmax(x @ W).",
            lambda W, X, Y, rate, size: _epoch(W, X, Y, rate, size, lambda W, x, y: x.T @ (x @ W - y) / len(x))),
    Mistake("rounded", "You round the weights.", "Leave out the rounding.",
            *(lambda W, X, Y, rate, size, d=d: np.round(_epoch(W, X, Y, rate, size, _mean), d) for d in (1, 2))),
)


def by_splitting(W, X, Y, rate, size):
    cuts = range(size, len(X), size)
    for x, y in zip(np.split(X, cuts), np.split(Y, cuts)):
        slopes = (softmax(x @ W) - y) / len(x)
        W = W - rate * x.T @ slopes
    return W


RIGHT = (by_splitting,)

HINTS = (
    "How does one step of lesson 6 look, for the rows from first to first + size?",
    "range(0, len(X), size) gives where each batch begins, and a slice that goes beyond the end stops there by itself. "
    "What is the mean over a batch divided by, if it is the short one?",
    "The answer has this shape:\n"
    "def train_epoch(W, X, Y, rate, size):\n"
    "    for first in range(0, len(X), size):\n"
    "        x, y = X[...], Y[...]\n"
    "        slopes = ...\n"
    "        W = W - ...\n"
    "    return W",
)


def train_epoch(W, X, Y, rate, size):
    """Weights after one time through. W: (D, K), X: (N, D), Y: (N, K)."""
    for first in range(0, len(X), size):
        x, y = X[first:first + size], Y[first:first + size]
        slopes = (softmax(x @ W) - y) / len(x)
        W = W - rate * x.T @ slopes
    return W


def draw(rng):
    cases = []
    for N, D, K, size in ((4, 2, 2, 3), (7, 3, 3, 2), (5, 1, 4, 5)):
        labels = rng.integers(0, K, N)
        cases.append(_case(f"{N} rows by {size}", rng.normal(0, 0.5, (D, K)).round(2), rng.normal(0, 1, (N, D)).round(2),
                           labels, round(float(rng.uniform(0.2, 1)), 2), size))
    return cases


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=train_epoch, random=draw,
)
