"""Problem 6: the slope of the loss in the temperature."""

from decimal import Decimal, localcontext

import numpy as np

from helpers.checks import Case, Exercise, Mistake

from .._parts import exact
from .._parts.inputs import array, labels
from .._parts.safe import softmax

TASK = (
    "Return the derivative, with respect to the temperature T, of the mean cross-entropy of softmax(z / T) with "
    "whole-number labels y."
)


def spec(z, y, T):
    with localcontext(exact.DIGITS):
        total = Decimal(0)
        for row, label in zip(z, y, strict=True):
            scores = [Decimal(float(v)) for v in row]
            p = exact.softmax([score / Decimal(float(T)) for score in scores])
            total -= sum((p[k] - (k == label)) * scores[k] for k in range(len(scores))) / Decimal(float(T)) ** 2
        return float(total / len(z))


PROBES = (
    Case("one sample", (array([2, 1, 0.1]), labels(0), 1.5)),
    Case("two samples", (array([2, -1], [0.5, 3]), labels(0, 0), 2.0)),
    Case("three samples of three classes", (array([0, 1, 2], [3, 1, -1], [2, 2, 5]), labels(2, 1, 0), 0.5)),
    Case("temperature 1", (array([0, 1, 2], [3, 1, -1]), labels(0, 2), 1.0)),
    Case("four samples of two classes", (array([0, 1], [2, -1], [0.5, 0.5], [-3, 1]), labels(1, 1, 0, 0), 3.0)),
    Case("logits at 1000", (array([1000, 1001, 999]), labels(1), 0.5)),
    Case("a gap of 3000", (array([0, 0, 3000]), labels(1), 2.0)),
    Case("rows of unlike scale", (array([20, 0, 0], [-1000, -1001, -1002]), labels(1, 0), 0.5)),
)

SLOPE = ("Chain rule: how the loss moves with each z / T, times how that z / T moves with T; then the sum over the "
         "classes and the mean over the samples.")


def _one_hot(z, y):
    return np.eye(z.shape[1])[y]


def _error(z, y, T):
    return softmax(z / T) - _one_hot(z, y)


def _naive(z, T):
    return np.exp(z / T) / np.exp(z / T).sum(1, keepdims=True)


MISTAKES = (
    Mistake("flipped-sign", "The sign is the wrong way round: z / T falls when T rises.", SLOPE,
            lambda z, y, T: (_error(z, y, T) * z).sum(1).mean() / T**2),
    Mistake("no-inner-derivative",
            "You stop at the gradient with respect to the scores z / T, whose entries sum to 0 in every row: how z / T "
            "itself moves with T is missing.", SLOPE,
            lambda z, y, T: _error(z, y, T).sum(1).mean(), lambda z, y, T: _error(z, y, T) / len(z)),
    Mistake("one-over-T", "A power of T is missing: differentiate z / T with respect to T once more, with care.", SLOPE,
            lambda z, y, T: -(_error(z, y, T) * z).sum(1).mean() / T,
            lambda z, y, T: -(_error(z, y, T) * z).sum(1).mean()),
    Mistake("slope-wrt-z", "You multiply by 1 / T: that is the derivative of z / T with respect to z.", SLOPE,
            lambda z, y, T: _error(z, y, T) / T / len(z)),
    Mistake("sum-over-batch", "You sum over the samples; the loss is their mean.", "Divide by the number of samples.",
            lambda z, y, T: -(_error(z, y, T) * z).sum() / T**2),
    Mistake("mean-over-classes", "You take the mean over the classes as well.", SLOPE,
            lambda z, y, T: -(_error(z, y, T) * z).mean() / T**2),
    Mistake("not-reduced", "You return one slope per sample or per entry.", SLOPE,
            lambda z, y, T: -(_error(z, y, T) * z).sum(1) / T**2, lambda z, y, T: -(_error(z, y, T) * z) / T**2),
    Mistake("temperature-forgotten", "Your p is softmax(z), at temperature 1.", "Use softmax(z / T).",
            lambda z, y, T: -((softmax(z) - _one_hot(z, y)) * z).sum(1).mean() / T**2),
    Mistake("softmax-over-T", "You divide the probabilities by T, not the logits.", "Use softmax(z / T).",
            lambda z, y, T: -((softmax(z) / T - _one_hot(z, y)) * z).sum(1).mean() / T**2),
    Mistake("multiplied-by-T", "You multiply the logits by T.", "Use softmax(z / T).",
            lambda z, y, T: -((softmax(z * T) - _one_hot(z, y)) * z).sum(1).mean() / T**2),
    Mistake("forgot-target", "The labels play no part.", "Subtract the one-hot labels from p.",
            lambda z, y, T: -(softmax(z / T) * z).sum(1).mean() / T**2),
    Mistake("true-class-only", "You use the true class's term only; every class's score moves when T moves.", SLOPE,
            lambda z, y, T: -(_error(z, y, T) * z)[np.arange(len(y)), y].mean() / T**2),
    Mistake("no-shift", "exp overflows for large z / T.", "Subtract each row's maximum before exp.",
            lambda z, y, T: -((_naive(z, T) - _one_hot(z, y)) * z).sum(1).mean() / T**2),
    Mistake("global-shift", "You subtract the maximum of the whole batch: a row far below it underflows to 0/0.",
            "Subtract each row's own maximum.",
            lambda z, y, T: -((_naive(z - z.max(), T) - _one_hot(z, y)) * z).sum(1).mean() / T**2),
    Mistake("the-loss-itself", "You return the loss at temperature T; its slope was asked for.", SLOPE,
            lambda z, y, T: -np.log(softmax(z / T)[np.arange(len(y)), y]).mean()),
    Mistake("squared-error", "This is the slope of a squared error.", SLOPE,
            lambda z, y, T: -2 * (_error(z, y, T) * softmax(z / T) * (1 - softmax(z / T)) * z).sum(1).mean() / T**2),
)

QUOTIENT = Mistake(
    "difference-quotient",
    "Your numbers are close to the slope and not the slope itself, as those of a difference quotient are: two losses "
    "at T + h and T - h. The derivative was asked for, as a formula.",
    "Keep the quotient to check yourself with, and work the derivative out on paper. " + SLOPE,
)

HINTS = (
    "T moves every z / T, and every z / T moves the loss. Which two derivatives does the chain rule multiply?",
    "The loss has the slope p - y with respect to z / T, with p = softmax(z / T), and z / T has the slope -z "
    "/ T**2 with respect to T.",
    "The answer has this shape:\n"
    "def temperature_slope(z, y, T):\n"
    "    error = ...                       # p minus one-hot labels\n"
    "    return -(error * ...).sum(axis=1).mean() / ...",
)


def draw(rng):
    """Draw logits, labels and a temperature."""
    drawn = [(rng.normal(0, spread, (n, K)).round(2), rng.integers(0, K, n),
              float(rng.choice([0.25, 0.5, 1.5, 2.0, 4.0])))
             for n, K, spread in ((1, 3, 2), (4, 4, 3), (6, 2, 3), (5, 5, 4), (3, 3, 900))]
    return [Case(f"random logits of shape {z.shape}, T = {T}", (z, y, T)) for z, y, T in drawn]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, hints=HINTS,
    random=draw, points=5, rtol=1e-11, atol=1e-10, nearly=QUOTIENT,
)
