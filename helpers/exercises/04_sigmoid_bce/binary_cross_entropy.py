"""Lesson 4: the sigmoid and binary cross-entropy."""

import numpy as np

from helpers.checks.compare import nothing_negative
from helpers.checks.exercise import Case, Exercise
from helpers.exercises._parts import exact
from .binary_cross_entropy_with_logits import FROM_LOGITS
from helpers.exercises._parts.two_class_losses import FROM_PROBABILITIES
from helpers.exercises._parts.inputs import YES_OR_NO_CHANCES, array, labels
from .sigmoid import SIGMOID


def sigmoid(z):
    return exact.by_entry(exact.logistic, z)


def binary_cross_entropy(p, y):
    return np.mean(exact.by_entry(lambda p, y: -(p if y == 1 else 1 - p).ln(), p, y))


def binary_cross_entropy_with_logits(z, y):
    return np.mean(exact.by_entry(lambda z, y: (1 + (-z if y == 1 else z).exp()).ln(), z, y))


def _scores(rng):
    drawn = [rng.normal(0, spread, shape).round(3) for shape,
             spread in (((1,), 2), ((6,), 4), ((3, 3), 3), ((2, 1), 3), ((5,), 1000))]
    return [*(Case(f"random scores of shape {z.shape}", (z,)) for z in drawn),
            Case("random whole numbers", (rng.integers(-30, 30, 5),))]


def _coins(rng):
    drawn = [(rng.uniform(0.01, 0.99, shape).round(4), rng.integers(0, 2, shape))
             for shape in ((1,), (6,), (4, 3), (3, 3))]
    sure = rng.integers(0, 2, 5)
    return [*(Case(f"random predictions of shape {p.shape}", (p, y)) for p, y in drawn),
            Case("certain and right", (sure.astype(float), sure)),
            Case("labels as floats", (drawn[1][0], drawn[1][1].astype(float)))]


def _coin_logits(rng):
    drawn = [(rng.normal(0, spread, shape).round(3), rng.integers(0, 2, shape)) for shape,
             spread in (((1,), 2), ((6,), 4), ((4, 3), 3), ((3, 3), 40), ((5,), 1000))]
    return [Case(f"random logits of shape {z.shape}", (z, y)) for z, y in drawn]


EXERCISES = (
    Exercise(
        name="sigmoid", points=3, quiet=True, spec=sigmoid, random=_scores, properties=(nothing_negative,),
        mistakes=SIGMOID,
        task="Return 1 / (1 + exp(-z)) for a number z, or for each entry of an array z, without a warning for scores "
             "of any size.",
        probes=(
            Case("a plain number", (2.0,)),
            Case("zero", (array(0),)),
            Case("scores around zero", (array(-2, -0.5, 0, 1, 3),)),
            Case("whole numbers", (array(-1, 0, 2, dtype=np.int64),)),
            Case("float32 scores", (array(-1.5, 0.25, 2, dtype=np.float32),)),
            Case("a table", (array([0.5, -1], [2, -3]),)),
            Case("a column", (array([1], [-2]),)),
            Case("a score of 40", (array(40),)),
            Case("a score of 1000", (array(1000),)),
            Case("a score of -1000", (array(-1000),)),
            Case("both at once", (array(-1000, 0, 1000),)),
        ),
        hints=(
            "exp overflows only for large positive numbers. Which of exp(z) and exp(-z) is the safe one, "
            "and for which z?",
            "exp(-abs(z)) never overflows. For z >= 0 the answer is 1 / (1 + that); for z < 0 it is that / "
            "(1 + that).",
            "The answer has this shape:\n"
            "def sigmoid(z):\n"
            "    e = np.exp(...)                          # between 0 and 1 for every z\n"
            "    return np.where(z >= 0, ..., ...) / ...",
        ),
    ),
    Exercise(
        name="binary_cross_entropy", spec=binary_cross_entropy, random=_coins, properties=(nothing_negative,),
        mistakes=FROM_PROBABILITIES,
        task="Return the mean of -log p where y is 1 and -log(1 - p) where y is 0, over all entries of p "
             "and y. They have one shape, (N,), (N, 1) or (N, K). "
             "Certain and right costs 0; certain and wrong costs inf.",
        probes=(
            *YES_OR_NO_CHANCES,
            Case("certain and right", (array(1, 0), labels(1, 0))),
            Case("certain and wrong", (array(0, 0.5), labels(1, 1))),
            Case("certain and wrong the other way", (array(1, 0.5), labels(0, 1))),
        ),
        hints=(
            "The loss is the surprise at what happened: p is the probability of y = 1. What is the "
            "probability of y = 0?",
            "Pick first and take the log after: np.where(y == 1, p, 1 - p). Then no log of 0 is multiplied by 0.",
            "The answer has this shape:\n"
            "def binary_cross_entropy(p, y):\n"
            "    p_true = np.where(y == 1, ..., ...)    # the probability of what happened\n"
            "    return ...",
        ),
    ),
    Exercise(
        name="binary_cross_entropy_with_logits", quiet=True, spec=binary_cross_entropy_with_logits,
        random=_coin_logits, properties=(nothing_negative,),
        mistakes=FROM_LOGITS,
        task="Return the mean binary cross-entropy of sigmoid(z) with labels y, 0 or 1, over all entries of z "
             "and y, right and without a warning for logits of any size. They have one shape, (N,), (N, 1) or (N, K).",
        probes=(
            Case("a logit of 0", (array(0), labels(1))),
            Case("one sample, y = 1", (array(2), labels(1))),
            Case("one sample, y = 0", (array(2), labels(0))),
            Case("three samples", (array(1.5, -0.5, -3), labels(1, 0, 1))),
            Case("labels as floats", (array(-1, 2), array(0, 1))),
            Case("a column", (array([2], [-1], [0.5]), array([1], [1], [0]))),
            Case("three labels for each of two samples",
                 (array([2, -1, 0.5], [-2, 0, 1]), labels([1, 0, 1], [0, 1, 1]))),
            Case("whole numbers", (array(3, -2, dtype=np.int64), labels(0, 0))),
            Case("float32 logits", (array(0.5, -1, 2, dtype=np.float32), labels(1, 0, 1))),
            Case("a logit of 40, y = 0", (array(40), labels(0))),
            Case("a logit of -40, y = 1", (array(-40), labels(1))),
            Case("a logit of 720, y = 0", (array(720), labels(0))),
            Case("a logit of 1000, y = 0", (array(1000), labels(0))),
            Case("a logit of 1000, y = 1", (array(1000), labels(1))),
            Case("a logit of -1000, y = 0", (array(-1000), labels(0))),
            Case("a logit of -1000, y = 1", (array(-1000), labels(1))),
        ),
        hints=(
            "For y = 1 the loss is log(1 + exp(-z)); for y = 0 it is log(1 + exp(z)). When does each exp overflow?",
            "log(1 + exp(z)) is max(z, 0) + log1p(exp(-abs(z))): that exp never overflows. np.logaddexp(0, "
            "z) is the same number.",
            "The answer has this shape:\n"
            "def binary_cross_entropy_with_logits(z, y):\n"
            "    losses = y * ... + (1 - y) * ...    # a softplus for each label\n"
            "    return ...",
        ),
    ),
)
