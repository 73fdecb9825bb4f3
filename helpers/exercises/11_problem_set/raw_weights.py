"""Problem 4: the same network for features that nobody has standardised."""

from decimal import Decimal, localcontext

import numpy as np

from helpers.checks import Case, Exercise, Mistake

from .._parts import exact
from .._parts.inputs import array

TASK = (
    "W has the weights of a network for standardised features, (x - mean) / std, one row a feature, and in its last row "
    "the bias. Return the weights, of the same shape, with which the raw features x get the same scores. W: shape "
    "(D + 1, K), mean and std: (D,), all of std above 0."
)


def spec(W, mean, std):
    """Return what the scores are at x = 0, and by how much they rise with each feature: the network is a straight line."""
    with localcontext(exact.DIGITS):
        W, mean, std = ([[Decimal(float(x)) for x in row] for row in np.atleast_2d(each)] for each in (W, mean, std))
        mean, std = mean[0], std[0]

        def scores(x):
            features = [*((a - b) / c for a, b, c in zip(x, mean, std, strict=True)), Decimal(1)]
            return [sum(f * w for f, w in zip(features, column, strict=True)) for column in zip(*W, strict=True)]

        origin = scores([Decimal(0)] * len(mean))
        rises = [[a - b for a, b in zip(scores([Decimal(int(i == j)) for j in range(len(mean))]), origin, strict=True)]
                 for i in range(len(mean))]
        return np.array([*rises, origin], float)


PROBES = (
    Case("one feature, two classes", (array([1, -1], [0.5, 0]), array(3), array(2))),
    Case("a mean of 0", (array([4, -2], [1, 0.5]), array(0), array(2))),
    Case("a spread of 1", (array([4, -2], [1, 0.5]), array(3), array(1))),
    Case("two features", (array([1, 0], [0.5, -1], [2, 1]), array(4, -2), array(2, 0.5))),
    Case("two features, two classes, no bias", (array([1, -3], [2, 0.5], [0, 0]), array(1, 5), array(4, 2))),
    Case("three features, three classes", (array([1, 0, 2], [0, -1, 1], [3, 1, 0], [0.5, 0, -1]), array(1, 2, -4), array(2, 4, 0.5))),
    Case("millimetres and grams", (array([2, -1, 0.5], [-1, 0.5, 2], [0.25, 1, -1]), array(44, 4200), array(5.5, 800))),
    Case("three features, one score", (array([1.5], [-2], [0.25], [-0.5]), array(2, -1, 8), array(0.25, 2, 5))),
    Case("whole numbers", (np.array([[4, 2], [6, -3], [1, 0]]), np.array([1, 2]), np.array([2, 3]))),
)

STRAIGHT = "Write the score out on paper with (x - mean) / std in it, and sort by what stands before x and what stands alone."


def _scaled(W, std):
    return W[:-1] / std[:, None]


def _stacked(weights, bias):
    return np.vstack([weights, bias])


def _across(row, W):
    """Stretch a row over the classes: what broadcasting does where there are as many features as classes."""
    return np.resize(row, W.shape[1])


MISTAKES = (
    Mistake("bias-kept", "The bias is the old one. The mean that is taken off each feature moves every score, too.", STRAIGHT,
            lambda W, mean, std: _stacked(_scaled(W, std), W[-1])),
    Mistake("weights-kept", "The weights are the old ones. A feature's unit has changed, and so must what a unit is worth.",
            STRAIGHT, lambda W, mean, std: _stacked(W[:-1], W[-1] - mean / std @ W[:-1]),
            lambda W, mean, std: _stacked(W[:-1], W[-1] - mean @ W[:-1])),
    Mistake("wrong-way", "You go the other way, from raw to standardised features.", STRAIGHT,
            lambda W, mean, std: _stacked(W[:-1] * std[:, None], W[-1] + mean @ W[:-1])),
    Mistake("multiplied", "You multiply by the standard deviation. A feature with large numbers needs small weights.", STRAIGHT,
            lambda W, mean, std: _stacked(W[:-1] * std[:, None], W[-1] - mean / std @ W[:-1]),
            lambda W, mean, std: _stacked(W[:-1] * std[:, None], W[-1] - mean * std @ W[:-1]),
            lambda W, mean, std: _stacked(W[:-1] * std[:, None], W[-1])),
    Mistake("bias-sign", "The mean goes into the bias with the wrong sign.", STRAIGHT,
            lambda W, mean, std: _stacked(_scaled(W, std), W[-1] + mean / std @ W[:-1])),
    Mistake("mean-not-scaled", "The mean goes into the bias in raw units, with weights for standardised ones.", STRAIGHT,
            lambda W, mean, std: _stacked(_scaled(W, std), W[-1] - mean @ W[:-1])),
    Mistake("scaled-twice", "You divide by the standard deviation twice.", "Once is enough, wherever you do it.",
            lambda W, mean, std: _stacked(_scaled(W, std), W[-1] - mean / std**2 @ W[:-1]),
            lambda W, mean, std: _stacked(_scaled(W, std**2), W[-1] - mean / std**2 @ W[:-1])),
    Mistake("weights-standardised", "You standardise the weights. It is the features that were standardised.", STRAIGHT,
            lambda W, mean, std: _stacked((W[:-1] - mean[:, None]) / std[:, None], W[-1])),
    Mistake("along-the-classes", "You divide along the classes: each row of W belongs to one feature.",
            "Mind the shape of std: one number for each row.",
            lambda W, mean, std: _stacked(W[:-1] / _across(std, W), W[-1] - mean @ (W[:-1] / _across(std, W))),
            lambda W, mean, std: _stacked(W[:-1] / _across(std, W), W[-1] - mean / std @ W[:-1])),
    Mistake("bias-scaled", "The bias is divided as well. No unit belongs to it.", STRAIGHT,
            lambda W, mean, std: _stacked(_scaled(W, std), (W[-1] - mean @ W[:-1]) / std.mean())),
    Mistake("one-number-for-all", "You use one mean and one spread for all features together.", "Each feature has its own.",
            lambda W, mean, std: _stacked(W[:-1] / std.mean(), W[-1] - mean.mean() / std.mean() * W[:-1].sum(0))),
    Mistake("bias-first", "Your bias stands in the first row.", "It is the last one.",
            lambda W, mean, std: _stacked(W[-1] - mean / std @ W[:-1], _scaled(W, std))),
    Mistake("bias-dropped", "You return no bias.", "Put it into the last row.", lambda W, mean, std: _scaled(W, std)),
    Mistake("transposed", "You return one row for each class.", "One row for each feature, as in W.",
            lambda W, mean, std: _stacked(_scaled(W, std), W[-1] - mean / std @ W[:-1]).T),
    Mistake("unchanged", "You return W as it is.", STRAIGHT, lambda W, mean, std: W),
)

HINTS = (
    "One feature and one class: the score is w (x - mean) / std + b. What stands before x, and what stands alone?",
    "What stands before x is the new weight. Every feature leaves something behind that does not depend on x.",
    "The answer has this shape:\n"
    "def raw_weights(W, mean, std):\n"
    "    weights = ...\n"
    "    bias = W[-1] - ...\n"
    "    return np.vstack([weights, bias])",
)


def draw(rng):
    """Draw networks for features of unlike size."""
    cases = []
    for D, K in ((1, 2), (2, 2), (3, 3), (4, 2), (2, 5)):
        size = 10.0 ** rng.integers(-1, 4, D)
        cases.append(Case(f"{D} random features, {K} classes", (
            rng.normal(0, 2, (D + 1, K)).round(2), (rng.normal(2, 1, D) * size).round(2), (rng.uniform(0.2, 1, D) * size).round(3))))
    return cases


EXERCISE = Exercise(task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, hints=HINTS, random=draw, points=5)
