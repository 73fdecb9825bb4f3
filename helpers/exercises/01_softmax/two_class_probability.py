"""Lesson 1: softmax, temperature, and two classes."""

from decimal import Decimal

import numpy as np

from helpers.checks.compare import nothing_negative, rows_sum_to_one
from helpers.checks.exercise import Case, Exercise, Mistake, Remark
from helpers.exercises._parts import exact
from helpers.exercises._parts.inputs import SCORES, array, scores
from .softmax import SOFTMAX, TEMPERATURE, TWO_CLASSES


def softmax(z):
    return exact.by_row(exact.softmax, z)


def temperature_softmax(z, T):
    return exact.by_row(lambda row: exact.softmax([score / Decimal(T) for score in row]), z)


def two_class_probability(z0, z1):
    return exact.by_entry(lambda a, b: exact.softmax([a, b])[1], z0, z1)


def _at_temperatures(rng):
    return [Case(f"{case.label}, T = {T}", (*case.args, T))
            for case, T in zip(scores(rng, 2.0), rng.choice([0.3, 0.5, 0.8, 1.7, 2.0, 4.0], 9).tolist(), strict=True)]


def _pairs(rng):
    numbers = [Case("two random scores", tuple(rng.normal(0, 3, 2).round(3).tolist())) for _ in range(4)]
    return [*numbers, Case("arrays of random scores", (rng.normal(0, 3, 5).round(3), rng.normal(0, 3, 5).round(3)))]


OVERFLOW = Remark(
    Case("scores at 1000", (array(1000, 0),)),
    "One thing for lesson 2: from scores of about 710 on, exp overflows and your function returns nan. Full "
    "marks here.",
)

EXERCISES = (
    Exercise(
        name="softmax",
        task="Turn the scores z into probabilities: exponentials, divided by their sum over the last axis. "
             "z has one axis or more.",
        spec=softmax,
        random=scores,
        properties=(nothing_negative, rows_sum_to_one),
        remarks=(OVERFLOW,),
        probes=SCORES,
        mistakes=SOFTMAX,
        hints=(
            "Two steps: make every score positive, then divide so that they sum to 1. Which function makes "
            "any number positive?",
            "np.exp(z) takes the whole array. In a batch each row needs its own sum: sum(axis=-1, keepdims=True).",
            "The answer has this shape:\n"
            "def softmax(z):\n"
            "    e = ...          # same shape as z, all positive\n"
            "    return e / ...   # its sum over the last axis, the axis kept",
        ),
    ),
    Exercise(
        name="temperature_softmax",
        task="Return the softmax of the scores z at temperature T > 0, over the last axis: large T "
             "flattens, small T sharpens.",
        spec=temperature_softmax,
        random=_at_temperatures,
        properties=(nothing_negative, rows_sum_to_one),
        probes=(
            Case("T = 1", (array(2, 1, 0.1), 1.0)),
            Case("T = 2", (array(2, 1, 0.1), 2.0)),
            Case("T = 0.5", (array(2, 1, 0.1), 0.5)),
            Case("T a whole number", (array(1, 5, 6, 4, 2, 2.6, 6), 3)),
            Case("scores below zero", (array(-3, -1, -2.5), 2.0)),
            Case("whole numbers", (array(1, 2, 4, dtype=np.int64), 2.0)),
            Case("a batch with one class", (array([3], [-1]), 2.0)),
            Case("a batch of two rows", (array([1, 2, 3], [4, 5, 6]), 2.0)),
            Case("a square batch", (array([0, 1, 2], [3, 1, -1], [2, 2, 5]), 0.5)),
            Case("a stack of two batches", (array([[0, 1, 3], [2, 0, 1]], [[5, 5, 4], [-2, 0, 1]]), 1.5)),
        ),
        mistakes=TEMPERATURE,
        hints=(
            "At T = 2 a gap of 4 between two scores should act like a gap of 2. What must happen to the "
            "scores first?",
            "The temperature acts on the scores, before the exponential. Softmax itself does not change.",
            "The answer is one line:\ndef temperature_softmax(z, T):\n    return softmax(...)    # of what?",
        ),
    ),
    Exercise(
        name="two_class_probability",
        task="Return the probability of class 1 when the two classes have the scores z0 and z1: two "
             "numbers, or two arrays of one shape.",
        spec=two_class_probability,
        random=_pairs,
        properties=(nothing_negative,),
        probes=(
            Case("equal scores", (0.0, 0.0)),
            Case("equal scores away from zero", (3.0, 3.0)),
            Case("class 1 ahead", (2.0, 5.0)),
            Case("class 0 ahead", (1.5, -0.5)),
            Case("whole numbers", (1, 3)),
            Case("both below zero", (-4.0, -2.5)),
            Case("arrays of scores", (array(2, 0, -1), array(5, 0, -3))),
            Case("batches of scores", (array([1, -2], [0, 4]), array([0, 1], [3, 3.5]))),
        ),
        mistakes=TWO_CLASSES,
        hints=(
            "Write softmax of [z0, z1] on paper, take its second entry, and divide top and bottom by "
            "exp(z1). What is left?",
            "Only the difference of the two scores counts. The logistic function is 1 / (1 + exp(-d)).",
            "The answer has this shape:\n"
            "def two_class_probability(z0, z1):\n"
            "    d = ...              # a difference\n"
            "    return 1 / (1 + ...)",
        ),
    ),
)
