"""The probability of class 1 from two scores: the sigmoid of their difference."""

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts import exact
from .._parts.inputs import array

TASK = (
    "Return the probability of class 1 when the two classes have the scores z0 and z1: two numbers, or two arrays "
    "of one shape."
)


def spec(z0, z1):
    return exact.by_entry(lambda a, b: exact.softmax([a, b])[1], z0, z1)


PROBES = (
    Case("class 1 ahead", (2.0, 5.0)),
    Case("equal scores", (0.0, 0.0)),
    Case("equal scores away from zero", (3.0, 3.0)),
    Case("class 0 ahead", (1.5, -0.5)),
    Case("whole numbers", (1, 3)),
    Case("both below zero", (-4.0, -2.5)),
    Case("arrays of scores", (array(2, 0, -1), array(5, 0, -3))),
    Case("batches of scores", (array([1, -2], [0, 4]), array([0, 1], [3, 3.5]))),
)


def _logistic(z):
    return 1 / (1 + np.exp(-z))


MISTAKES = (
    Mistake("sigmoid-of-one-logit",
            "You use one of the two scores alone. Class 0 has a score too: for 2 and 5 the answer is "
            "sigmoid(5 - 2) = 0.953, not sigmoid(5) = 0.993.", "Take the logistic function of the difference.",
            lambda z0, z1: _logistic(z1), lambda z0, z1: _logistic(z0), lambda z0, z1: _logistic(-z0)),
    Mistake("swapped-classes", "This is the probability of class 0; the two add up to 1.",
            "The lead of class 1 is d = z1 - z0, and in 1 / (1 + np.exp(-d)) it carries a minus: look at the order of "
            "the two scores, and at that minus.", lambda z0, z1: _logistic(z0 - z1)),
    Mistake("odds-not-probability", "You return the odds, p / (1 - p), which can be larger than 1.",
            "Divide the odds by 1 plus the odds.", lambda z0, z1: np.exp(z1 - z0), lambda z0, z1: np.exp(z0 - z1)),
    Mistake("log-odds-not-probability", "You return the difference of the scores: the log-odds, not a probability.",
            "Put the difference through the logistic function.", lambda z0, z1: z1 - z0, lambda z0, z1: z0 - z1),
    Mistake("softmax-one-output", "You take softmax over a single number, which always gives 1.",
            "Divide by the sum over both classes: exp(z0) + exp(z1).", lambda z0, z1: np.ones(np.shape(z1))),
    Mistake("no-exp", "You divide the scores themselves by their sum.",
            "Take the exponential of each score first.", lambda z0, z1: z1 / (z0 + z1),
            lambda z0, z1: np.divide(z1, np.add(z0, z1))),
    Mistake("both-classes", "You return the probabilities of both classes; the one of class 1 was asked for.",
            "Take the second of the two.", lambda z0, z1: np.array([_logistic(z0 - z1), _logistic(z1 - z0)]),
            lambda z0, z1: np.stack([_logistic(z0 - z1), _logistic(z1 - z0)], axis=-1)),
    Mistake("sum-of-logits", "You add the two scores; what counts is how far one is ahead of the other.",
            "Take the difference z1 - z0.", lambda z0, z1: _logistic(z0 + z1), lambda z0, z1: _logistic(-z0 - z1)),
    Mistake("hard-max", "You decide for one class; a probability was asked for.",
            "Put the difference through the logistic function.",
            lambda z0, z1: np.where(np.greater(z1, z0), 1.0, 0.0),
            lambda z0, z1: np.where(np.greater_equal(z1, z0), 1.0, 0.0)),
    Mistake("normalised-sigmoids", "You squash each score with a logistic function first, and then share out.",
            "Share out the exponentials, or squash the difference once.",
            lambda z0, z1: _logistic(z1) / (_logistic(z0) + _logistic(z1))),
    Mistake("difference-of-sigmoids", "You subtract two logistic functions; the subtraction belongs inside.",
            "Write sigmoid(z1 - z0), not sigmoid(z1) - sigmoid(z0).", lambda z0, z1: _logistic(z1) - _logistic(z0)),
    Mistake("missing-brackets", "The division binds before the plus: 1 / 1 + exp(-d) is 1 + exp(-d).",
            "Put brackets around 1 + np.exp(-d).", lambda z0, z1: 1 / 1 + np.exp(-(np.subtract(z1, z0)))),
    Mistake("ratio-of-logits", "You divide the scores; softmax depends on their difference.",
            "Use z1 - z0.", lambda z0, z1: _logistic(np.divide(z1, z0))),
    Mistake("rounded", "You round the probability.", "Leave out the rounding.",
            *(lambda z0, z1, d=d: np.round(_logistic(np.subtract(z1, z0)), d) for d in (1, 2, 3))),
    Mistake("wrong-base", "You raise 2 to the power of the scores; softmax uses e.", "Use np.exp.",
            lambda z0, z1: 1 / (1 + 2.0 ** (np.subtract(z0, z1)))),
    Mistake("whole-array", "You sum over all pairs in the array; each pair has its own sum.",
            "Divide by np.exp(z0) + np.exp(z1), entry by entry.",
            lambda z0, z1: np.exp(z1) / (np.sum(np.exp(z0)) + np.sum(np.exp(z1)))),
)


def by_the_lead(z0, z1):
    lead = np.subtract(z1, z0)
    return 1 / (1 + np.exp(-lead))


RIGHT = (
    by_the_lead,
    lambda z0, z1: numerics.sigmoid(np.subtract(z1, z0)),
    lambda z0, z1: np.exp(z1) / (np.exp(z0) + np.exp(z1)),
    lambda z0, z1: numerics.softmax([z0, z1], axis=0)[1],
    lambda z0, z1: (1 + np.tanh((np.asarray(z1) - z0) / 2)) / 2,
)

HINTS = (
    "Write softmax of [z0, z1] on paper, take its second entry, and divide top and bottom by "
    "exp(z1). What is left?",
    "Only the difference of the two scores counts. The logistic function is 1 / (1 + exp(-d)).",
    "The answer has this shape:\n"
    "def two_class_probability(z0, z1):\n"
    "    d = ...              # a difference\n"
    "    return 1 / (1 + ...)",
)


def two_class_probability(z0, z1):
    """Probability of class 1, for numbers or arrays of one shape."""
    return 1 / (1 + np.exp(-(z1 - z0)))


def draw(rng):
    numbers = [Case("two random scores", tuple(rng.normal(0, 3, 2).round(3).tolist())) for _ in range(4)]
    return [*numbers, Case("arrays of random scores", (rng.normal(0, 3, 5).round(3), rng.normal(0, 3, 5).round(3)))]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=two_class_probability, random=draw, properties=(nothing_negative,),
)
