"""The sigmoid, for scores of any size."""

import math

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts import exact, safe
from .._parts.inputs import array
from .._parts.sentences import SAFE_EXP

TASK = (
    "Return 1 / (1 + exp(-z)) for a number z, or for each entry of an array z, without a warning for scores of "
    "any size."
)


def spec(z):
    return exact.by_entry(exact.logistic, z)


PROBES = (
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
)


def _into_ints(z):
    out = np.zeros_like(z)
    out[...] = safe.sigmoid(z)
    return out


MISTAKES = (
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
            "Divide by 1 + exp(-z), entry by entry.", safe.softmax, lambda z: np.exp(z) / np.exp(z).sum(),
            lambda z: np.exp(z - np.max(z)) / np.exp(z - np.max(z)).sum(),
            lambda z: np.exp(z) / np.exp(z).sum(-1, keepdims=True)),
    Mistake("flipped-sign", "The sign of z is turned round: large scores give small probabilities.",
            "Look for a minus: exp(-z) below the line, or exp(-abs(z)) with 1 above it where z >= 0.",
            lambda z: safe.sigmoid(-z), lambda z: 1 / (1 + np.exp(z)), lambda z: np.exp(-z) / (1 + np.exp(-z)),
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
            lambda z: safe.sigmoid(2 * z), lambda z: safe.sigmoid(z / 2)),
    Mistake("hard-step", "You decide 0 or 1; the sigmoid passes smoothly between them.",
            "Use 1 / (1 + exp(-z)).", lambda z: np.where(z > 0, 1, 0), lambda z: np.where(z >= 0, 1, 0),
            lambda z: np.heaviside(z, 0.5), lambda z: np.round(safe.sigmoid(z))),
    Mistake("hard-sigmoid", "You use straight lines in place of the curve.", "Use 1 / (1 + exp(-z)).",
            lambda z: np.clip(z, 0, 1), lambda z: np.clip(0.2 * z + 0.5, 0, 1),
            lambda z: np.clip(z / 6 + 0.5, 0, 1), lambda z: np.maximum(z, 0)),
    Mistake("logit-not-sigmoid", "You return log(z / (1 - z)), the inverse of the sigmoid.",
            "Use 1 / (1 + exp(-z)).", lambda z: np.log(z / (1 - z))),
    Mistake("log-of-sigmoid", "You return the logarithm of the sigmoid.", "Leave out the log.",
            lambda z: np.log(safe.sigmoid(z)), lambda z: -safe.softplus(-z)),
    Mistake("softplus", "You return log(1 + exp(z)).", "Use 1 / (1 + exp(-z)).", safe.softplus,
            lambda z: np.log(1 + np.exp(z))),
    Mistake("derivative", "You return the slope of the sigmoid, p (1 - p).", "Return p itself.",
            lambda z: safe.sigmoid(z) * (1 - safe.sigmoid(z))),
    Mistake("wrong-base", "You raise 2 or 10 to the power of z; the sigmoid uses e.", "Use np.exp.",
            lambda z: 1 / (1 + 2.0 ** -z), lambda z: 1 / (1 + 10.0 ** -z), lambda z: safe.sigmoid(z * np.log(2))),
    Mistake("sigmoid-twice", "You apply the sigmoid twice.", "Apply it once.", lambda z: safe.sigmoid(safe.sigmoid(z))),
    Mistake("absolute-score", "You lose the sign of z.", "Treat z >= 0 and z < 0 apart.",
            lambda z: 1 / (1 + np.exp(-np.abs(z))), lambda z: 1 / (1 + np.exp(np.abs(z)))),
    Mistake("only-one-sign", "For z < 0 your formula is not the sigmoid.",
            "For z < 0 it is e / (1 + e) with e = exp(z).",
            lambda z: np.where(z >= 0, safe.sigmoid(z), np.exp(-np.abs(z))),
            lambda z: np.where(z >= 0, safe.sigmoid(z), 0)),
    Mistake("int-truncation",
            "You write the results into an array of whole numbers, which cuts them down to 0.",
            "Let the division make a new array.", _into_ints),
    Mistake("rounded", "You round the results.", "Leave out the rounding.",
            *(lambda z, d=d: np.round(safe.sigmoid(z), d) for d in (1, 2, 3, 4))),
    Mistake("clipped-too-tightly", "You clip z so tightly that the results are off.", SAFE_EXP,
            *(lambda z, b=b: safe.sigmoid(np.clip(z, -b, b)) for b in (1, 2, 5, 6, 10, 15, 20))),
)


def by_masks(z):
    z = np.asarray(z, dtype=float)
    p = np.empty(z.shape)
    up = z >= 0
    p[up] = 1 / (1 + np.exp(-z[up]))
    p[~up] = np.exp(z[~up]) / (1 + np.exp(z[~up]))
    return p


def in_loops(z):
    return [in_loops(part) for part in z] if np.ndim(z) else 1 / (1 + math.exp(-max(z, -700)))


def silenced(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))


RIGHT = (
    by_masks, in_loops, silenced, numerics.sigmoid,
    lambda z: (1 + np.tanh(z / 2)) / 2,
    lambda z: np.exp(-np.logaddexp(0, -z)),
)

HINTS = (
    "exp overflows only for large positive numbers. Which of exp(z) and exp(-z) is the safe one, "
    "and for which z?",
    "exp(-abs(z)) never overflows. For z >= 0 the answer is 1 / (1 + that); for z < 0 it is that / "
    "(1 + that).",
    "The answer has this shape:\n"
    "def sigmoid(z):\n"
    "    e = np.exp(...)                          # between 0 and 1 for every z\n"
    "    return np.where(z >= 0, ..., ...) / ...",
)


def sigmoid(z):
    """Sigmoid of each score. z: a number or an array; so is the result."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def draw(rng):
    kinds = (((1,), 2), ((6,), 4), ((3, 3), 3), ((2, 1), 3), ((5,), 1000))
    drawn = [rng.normal(0, spread, shape).round(3) for shape, spread in kinds]
    return [*(Case(f"random scores of shape {z.shape}", (z,)) for z in drawn),
            Case("random whole numbers", (rng.integers(-30, 30, 5),))]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=sigmoid, random=draw, points=3, quiet=True, properties=(nothing_negative,),
)
