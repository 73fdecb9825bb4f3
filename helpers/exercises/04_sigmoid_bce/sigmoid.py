"""What learners write instead of the sigmoid."""

from importlib import import_module

import numpy as np

from helpers.checks.exercise import Mistake
softmax = import_module("helpers.exercises.01_softmax.softmax").right

SAFE_EXP = "Use exp(-abs(z)), which never overflows, for both signs."


def right(z):
    """Return the sigmoid, as a part of wrong answers."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


SIGMOIDS = (right, lambda z: 1 / (1 + np.exp(-z)))  # the safe one, and the one that learners begin with


def softplus(z):
    """Return log(1 + exp(z)), as a part of wrong answers."""
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def _into_ints(z):
    out = np.zeros_like(z)
    out[...] = right(z)
    return out


SIGMOID = (
    Mistake("naive-sigmoid",
            "The numbers are right, but exp(-z) overflows on the way for large negative z, and NumPy warns.",
            SAFE_EXP, lambda z: 1 / (1 + np.exp(-z))),
    Mistake("np-where-sigmoid",
            "The numbers are right, but np.where computes both branches for every entry, also the one that "
            "overflows, and NumPy warns.", SAFE_EXP,
            lambda z: np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))),
    Mistake("exp-over-exp", "exp(z) / (1 + exp(z)) is inf / inf for large positive z.", SAFE_EXP,
            lambda z: np.exp(z) / (1 + np.exp(z))),
    Mistake("hidden-nan",
            "exp(z) has overflowed before nan_to_num or np.where puts another number in its place, and NumPy warns.",
            SAFE_EXP, lambda z: np.nan_to_num(np.exp(z) / (1 + np.exp(z)), nan=1.0),
            lambda z: np.nan_to_num(np.exp(z) / (1 + np.exp(z)))),
    Mistake("softmax-one-output", "You take softmax over one output, which always gives 1: it has no rival.",
            "Divide by 1 + exp(-z).", lambda z: np.ones(np.shape(z))),
    Mistake("softmax-not-sigmoid",
            "You let the entries compete: softmax makes them sum to 1. The sigmoid looks at each entry alone.",
            "Divide by 1 + exp(-z), entry by entry.", softmax, lambda z: np.exp(z) / np.exp(z).sum(),
            lambda z: np.exp(z - np.max(z)) / np.exp(z - np.max(z)).sum(),
            lambda z: np.exp(z) / np.exp(z).sum(-1, keepdims=True)),
    Mistake("flipped-sign", "The sign of z is turned round: large scores give small probabilities.",
            "Look for a minus: exp(-z) below the line, or exp(-abs(z)) with 1 above it where z >= 0.",
            lambda z: right(-z), lambda z: 1 / (1 + np.exp(z)), lambda z: np.exp(-z) / (1 + np.exp(-z)),
            lambda z: np.where(z >= 0, 1, np.exp(np.abs(z))) / (1 + np.exp(np.abs(z)))),
    Mistake("missing-brackets", "A bracket is missing: the division binds before the plus, so a / 1 + e is a + e.",
            "Put brackets around the denominator.", lambda z: 1 / 1 + np.exp(-z), lambda z: np.exp(z) / 1 + np.exp(z),
            lambda z: np.where(z >= 0, 1, np.exp(-np.abs(z))) / 1 + np.exp(-np.abs(z))),
    Mistake("minus-below-the-line", "You subtract exp(-z) below the line.", "Add it: 1 + exp(-z).",
            lambda z: 1 / (1 - np.exp(-z))),
    Mistake("odds-not-probability", "You return the odds exp(z), which can be larger than 1.",
            "Divide by 1 + exp(z).", np.exp, lambda z: np.exp(-z)),
    Mistake("tanh", "You return tanh, which runs from -1 to 1.", "Use 1 / (1 + exp(-z)).", np.tanh),
    Mistake("twice-as-steep",
            "Your curve is too steep or too flat: (1 + tanh(z / 2)) / 2 would be the sigmoid.",
            "Halve z inside tanh, or use 1 / (1 + exp(-z)).", lambda z: (1 + np.tanh(z)) / 2,
            lambda z: right(2 * z), lambda z: right(z / 2)),
    Mistake("hard-step", "You decide 0 or 1; the sigmoid passes smoothly between them.",
            "Use 1 / (1 + exp(-z)).", lambda z: np.where(z > 0, 1, 0), lambda z: np.where(z >= 0, 1, 0),
            lambda z: np.heaviside(z, 0.5), lambda z: np.round(right(z))),
    Mistake("hard-sigmoid", "You use straight lines in place of the curve.", "Use 1 / (1 + exp(-z)).",
            lambda z: np.clip(z, 0, 1), lambda z: np.clip(0.2 * z + 0.5, 0, 1),
            lambda z: np.clip(z / 6 + 0.5, 0, 1), lambda z: np.maximum(z, 0)),
    Mistake("logit-not-sigmoid", "You return log(z / (1 - z)), the inverse of the sigmoid.",
            "Use 1 / (1 + exp(-z)).", lambda z: np.log(z / (1 - z))),
    Mistake("log-of-sigmoid", "You return the logarithm of the sigmoid.", "Leave out the log.",
            lambda z: np.log(right(z)), lambda z: -softplus(-z)),
    Mistake("softplus", "You return log(1 + exp(z)).", "Use 1 / (1 + exp(-z)).", softplus,
            lambda z: np.log(1 + np.exp(z))),
    Mistake("derivative", "You return the slope of the sigmoid, p (1 - p).", "Return p itself.",
            lambda z: right(z) * (1 - right(z))),
    Mistake("wrong-base", "You raise 2 or 10 to the power of z; the sigmoid uses e.", "Use np.exp.",
            lambda z: 1 / (1 + 2.0 ** -z), lambda z: 1 / (1 + 10.0 ** -z), lambda z: right(z * np.log(2))),
    Mistake("sigmoid-twice", "You apply the sigmoid twice.", "Apply it once.", lambda z: right(right(z))),
    Mistake("absolute-score", "You lose the sign of z.", "Treat z >= 0 and z < 0 apart.",
            lambda z: 1 / (1 + np.exp(-np.abs(z))), lambda z: 1 / (1 + np.exp(np.abs(z)))),
    Mistake("only-one-sign", "For z < 0 your formula is not the sigmoid.",
            "For z < 0 it is e / (1 + e) with e = exp(z).",
            lambda z: np.where(z >= 0, right(z), np.exp(-np.abs(z))), lambda z: np.where(z >= 0, right(z), 0)),
    Mistake("int-truncation",
            "You write the results into an array of whole numbers, which cuts them down to 0.",
            "Let the division make a new array.", _into_ints),
    Mistake("rounded", "You round the results.", "Leave out the rounding.",
            *(lambda z, d=d: np.round(right(z), d) for d in (1, 2, 3, 4))),
    Mistake("clipped-too-tightly", "You clip z so tightly that the results are off.", SAFE_EXP,
            *(lambda z, b=b: right(np.clip(z, -b, b)) for b in (1, 2, 5, 6, 10, 15, 20))),
)
