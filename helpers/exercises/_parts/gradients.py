"""Lesson 6: the gradients of both losses with respect to the logits."""

from importlib import import_module

import numpy as np

from helpers.checks.compare import rows_sum_to_zero
from helpers.checks.exercise import Case, Exercise
from helpers.exercises._parts import exact
BCE_GRADIENT = import_module("helpers.exercises.06_gradients.bce_grad").BCE_GRADIENT
SOFTMAX_GRADIENT = import_module("helpers.exercises.06_gradients.softmax_cross_entropy_grad").SOFTMAX_GRADIENT
from .inputs import YES_OR_NO_LOGITS, array, labels


def softmax_cross_entropy_grad(z, y):
    targets = [[1 if k == label else 0 for k in range(z.shape[1])] for label in y]
    return (exact.by_row(exact.softmax, z) - np.array(targets)) / len(z)


def bce_grad(z, y):
    return (exact.by_entry(exact.logistic, z) - y) / np.size(z)


def _many(rng):
    drawn = [(rng.normal(0, spread, (n, K)).round(3), rng.integers(0, K, n)) for n, K,
             spread in ((1, 3, 2), (4, 4, 3), (6, 2, 3), (5, 10, 5), (4, 3, 900))]
    return [Case(f"random logits of shape {z.shape}", (z, y)) for z, y in drawn]


def _two(rng):
    drawn = [(rng.normal(0, spread, shape).round(3), rng.integers(0, 2, shape)) for shape,
             spread in (((1,), 2), ((6,), 4), ((4, 3), 3), ((5,), 30))]
    return [Case(f"random logits of shape {z.shape}", (z, y)) for z, y in drawn]


EXERCISES = (
    Exercise(
        name="softmax_cross_entropy_grad", spec=softmax_cross_entropy_grad, random=_many,
        properties=(rows_sum_to_zero,), mistakes=SOFTMAX_GRADIENT,
        task="Return the gradient, with respect to the logits z of shape (N, K), of the mean cross-entropy "
             "of softmax(z) with whole-number labels y: an array of the shape of z. The logits may be of any size.",
        probes=(
            Case("one sample of two classes", (array([1, 0]), labels(1))),
            Case("one sample", (array([2, 1, 0.1]), labels(0))),
            Case("two samples", (array([2, -1], [0.5, 3]), labels(0, 0))),
            Case("two samples of three classes", (array([0, 1, 2], [3, 1, -1]), labels(2, 1))),
            Case("three samples of three classes", (array([0, 1, 2], [3, 1, -1], [2, 2, 5]), labels(2, 0, 0))),
            Case("four samples of two classes", (array([0, 1], [2, -1], [0.5, 0.5], [-3, 1]), labels(1, 1, 0, 0))),
            Case("whole numbers", (array([1, 2, 4], [3, 1, 2], dtype=np.int64), labels(1, 0))),
            Case("float32 logits", (array([1, 2, 0.5], [0, -1, 1], dtype=np.float32), labels(0, 2))),
            Case("logits at 1000", (array([1000, 1001, 999]), labels(0))),
            Case("a lead of 2000", (array([2000, 0]), labels(0))),
            Case("a gap of 3000", (array([0, 0, 3000]), labels(2))),
            Case("rows of unlike scale", (array([20, 0, 0], [-1000, -1001, -1002]), labels(1, 0))),
        ),
        hints=(
            "Raise one wrong class's score: its probability rises, partly at the true class's cost. What is "
            "the slope of the loss?",
            "For one sample the gradient is p - y, with y as a one-hot row. For the mean over N samples it "
            "is N times smaller.",
            "The answer has this shape:\n"
            "def softmax_cross_entropy_grad(z, y):\n"
            "    grad = numerics.softmax(z)                  # a new array\n"
            "    grad[..., ...] -= ...              # at the labels\n"
            "    return grad / ...",
        ),
    ),
    Exercise(
        name="bce_grad", points=3, spec=bce_grad, random=_two, mistakes=BCE_GRADIENT,
        task="Return the gradient, with respect to the logits z, of the mean binary cross-entropy of "
             "sigmoid(z) with labels y, 0 or 1: an array of the shape of z. The logits may be of any size.",
        probes=(
            *YES_OR_NO_LOGITS,
            Case("float32 logits", (array(0.5, -1, 2, dtype=np.float32), labels(1, 0, 1))),
            Case("logits at 1000", (array(1000, -1000), labels(0, 0))),
        ),
        hints=(
            "d loss / d p is (p - y) / (p (1 - p)), and d p / d z is p (1 - p). What is their product?",
            "For one entry the gradient is p - y. The loss is a mean over all entries.",
            "The answer is one line:\ndef bce_grad(z, y):\n    return (... - ...) / ...",
        ),
    ),
)
