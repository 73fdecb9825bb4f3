"""Lesson 5: squared error on a sigmoid, its gradient, and the Brier score."""

from decimal import Decimal

import numpy as np

from helpers.checks.compare import nothing_negative
from helpers.checks.exercise import Case, Exercise
from helpers.exercises._parts import exact
from helpers.exercises._parts.inputs import YES_OR_NO_CHANCES, YES_OR_NO_LOGITS, array, labels
from .squared_error_grad import BRIER, GRADIENT


def squared_error_grad(z, y):
    def entry(z, y):
        p = exact.logistic(z)
        return 2 * (p - y) * p * (1 - p)
    return exact.by_entry(entry, z, y)


def brier_score(p, y):
    return np.mean(exact.by_entry(lambda p, y: (p - y) ** Decimal(2), p, y))


def _logits(rng):
    drawn = [(rng.normal(0, spread, shape).round(3), rng.integers(0, 2, shape))
             for shape, spread in (((1,), 2), ((6,), 4), ((4, 3), 3), ((3, 3), 2), ((5,), 30))]
    return [Case(f"random logits of shape {z.shape}", (z, y)) for z, y in drawn]


def _answers(rng):
    drawn = [(rng.uniform(0, 1, shape).round(4), rng.integers(0, 2, shape)) for shape in ((1,), (6,), (4, 3), (3, 3))]
    return [Case(f"random predictions of shape {p.shape}", (p, y)) for p, y in drawn]


EXERCISES = (
    Exercise(
        name="squared_error_grad", spec=squared_error_grad, random=_logits, mistakes=GRADIENT,
        task="Return, entry by entry, the gradient of (sigmoid(z) - y)**2 with respect to the logit z, for labels y, "
             "0 or 1: an array of the shape of z. The logits may be of any size.",
        probes=(
            *YES_OR_NO_LOGITS,
            Case("logits at 1000", (array(1000, -1000), labels(0, 0))),
        ),
        hints=(
            "A chain has two links: how does the loss move with p, and how does p move with z?",
            "d loss / d p is 2 (p - y), and d p / d z is p (1 - p).",
            "The answer has this shape:\ndef squared_error_grad(z, y):\n    p = sigmoid(z)\n    return 2 * (...) * ...",
        ),
    ),
    Exercise(
        name="brier_score", points=3, spec=brier_score, random=_answers, properties=(nothing_negative,), mistakes=BRIER,
        task="Return the mean of (p - y)**2 over all entries of p, the probabilities of class 1, and y, labels of 0 "
             "or 1. They have one shape, (N,), (N, 1) or (N, K).",
        probes=(
            *YES_OR_NO_CHANCES,
            Case("certain answers, one of them wrong", (array(1, 0, 1), labels(1, 0, 0))),
        ),
        hints=(
            "How far is each answer from its label?",
            "Square each difference first, and take the mean last.",
            "The answer is one line:\ndef brier_score(p, y):\n    return ((...) ** 2).mean()",
        ),
    ),
)
