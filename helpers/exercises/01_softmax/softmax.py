"""Softmax along the last axis, of one row of scores or of many."""

import math

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake, Remark
from helpers.checks.compare import nothing_negative, rows_sum_to_one

from .._parts import exact, safe
from .._parts.inputs import SCORES, array, scores
from .._parts.loops import LAST_SHARE, row_by_row, shares
from .._parts.sentences import AXIS_ONE, KEEP

TASK = (
    "Turn the scores z into probabilities: exponentials, divided by their sum over the last axis. z has one axis "
    "or more."
)


def spec(z):
    return exact.by_row(exact.softmax, z)


PROBES = SCORES


def _into_ints(z):
    p = np.zeros_like(z)
    p[...] = safe.softmax(z)
    return p


def _logistic(z):
    return 1 / (1 + np.exp(-z))


MISTAKES = (
    Mistake("whole-array",
            "You divide by the sum of the whole batch, so all rows together sum to 1 and a single row does "
            "not.", KEEP, lambda z: np.exp(z) / np.exp(z).sum()),
    Mistake("wrong-axis", "You sum down the first axis, so the columns of a batch sum to 1 and the rows do not.",
            KEEP, lambda z: np.exp(z) / np.exp(z).sum(0)),
    Mistake("no-keepdims",
            "Your sum loses the last axis, so NumPy lines it up with the wrong one: an error on most "
            "batches, wrong numbers on a square one.", KEEP, lambda z: np.exp(z) / np.exp(z).sum(-1),
            lambda z: np.exp(z) / np.exp(z).sum(1)),
    Mistake("axis-one", *AXIS_ONE, lambda z: np.exp(z) / np.exp(z).sum(1, keepdims=True)),
    row_by_row(shares), LAST_SHARE,
    Mistake("softmax-of-exp", "You take the exponential twice: softmax already contains one.",
            "Leave out one np.exp.", lambda z: safe.softmax(np.exp(z))),
    Mistake("double-softmax", "You apply softmax to probabilities: all of them end up close to one another.",
            "Apply softmax once, to the scores.", lambda z: safe.softmax(safe.softmax(z))),
    Mistake("no-exp",
            "You divide the scores themselves by their sum: negative scores give negative probabilities, "
            "and shifting all scores changes the result.", "Take np.exp(z) first.",
            lambda z: z / z.sum(-1, keepdims=True)),
    Mistake("absolute-scores", "You make the scores positive by dropping their signs, so -3 counts as much as 3.",
            "Use np.exp(z) instead of the absolute value.", lambda z: np.abs(z) / np.abs(z).sum(-1, keepdims=True)),
    Mistake("squared-scores", "You make the scores positive by squaring, so -3 counts as much as 3.",
            "Use np.exp(z) instead of the square.", lambda z: z ** 2 / (z ** 2).sum(-1, keepdims=True)),
    Mistake("unnormalised",
            "You take the exponential and do not divide: the results are positive but do not sum to 1.", KEEP,
            np.exp),
    Mistake("divided-by-the-maximum",
            "You divide by the largest exponential, so the winner gets 1 and the sum is more than 1.",
            "Divide by the sum, not the maximum.", lambda z: np.exp(z - z.max(-1, keepdims=True))),
    Mistake("divided-by-the-count", "You divide by the number of classes: that is a mean, not a share.",
            "Divide by the sum of the exponentials.", lambda z: np.exp(z) / z.shape[-1]),
    Mistake("sigmoid-each",
            "You apply the logistic function to each score alone, so the classes do not compete and the sum "
            "is not 1.", "Divide each exponential by the sum over all classes.", _logistic),
    Mistake("normalised-sigmoids",
            "You divide logistic functions by their sum: it sums to 1, but it is not softmax.",
            "Divide exponentials, not logistic functions.",
            lambda z: _logistic(z) / _logistic(z).sum(-1, keepdims=True)),
    Mistake("hard-max",
            "You give everything to the largest score: that is argmax, the limit of softmax at temperature 0.",
            "Give each class its share of the exponentials.",
            lambda z: (z == z.max(-1, keepdims=True)).astype(float),
            lambda z: np.eye(z.shape[-1])[z.argmax(-1)]),
    Mistake("winner-only", "You return the class that wins, not a probability for each class.",
            "Return all the shares, an array of the shape of z.", lambda z: z.argmax(-1),
            lambda z: safe.softmax(z).max(-1)),
    Mistake("flipped-sign", "You take exp(-z), so the lowest score gets the largest probability.",
            "Leave out the minus sign.", lambda z: safe.softmax(-z)),
    Mistake("wrong-base", "You raise 2 or 10 to the power of the scores; softmax uses e.",
            "Use np.exp.", lambda z: safe.softmax(z * np.log(2)), lambda z: safe.softmax(z * np.log(10))),
    Mistake("log-softmax", "You return the logarithm of the probabilities.",
            "Leave out the logarithm.", lambda z: np.log(safe.softmax(z)), lambda z: -np.log(safe.softmax(z))),
    Mistake("scaled-scores",
            "You rescale the scores before softmax. It does not care about a shift, but scaling changes its "
            "result.", "Subtract if you like; do not divide the scores.",
            lambda z: safe.softmax(z / z.max(-1, keepdims=True)),
            lambda z: safe.softmax((z - z.mean(-1, keepdims=True)) / z.std(-1, keepdims=True)),
            lambda z: safe.softmax((z - z.min(-1, keepdims=True)) / np.ptp(z, axis=-1, keepdims=True)),
            lambda z: safe.softmax(z / np.linalg.norm(z, axis=-1, keepdims=True)),
            lambda z: safe.softmax(z / z.sum(-1, keepdims=True))),
    Mistake("softmax-one-output", "You take softmax over an axis of length 1: a class without a rival always gets 1.",
            "Sum over the classes: the last axis of z.", np.ones_like, lambda z: np.ones(z.shape)),
    Mistake("uniform", "Every class gets the same share, whatever its score.", "Use np.exp(z) above the line.",
            lambda z: np.full(z.shape, 1 / z.shape[-1])),
    Mistake("complement", "You return 1 minus the probabilities.", "Leave out the 1 -.", lambda z: 1 - safe.softmax(z)),
    Mistake("sorted", "You sort the scores, so probabilities no longer stand where their scores stood.",
            "Leave the order as it comes.", lambda z: safe.softmax(np.sort(z)),
            lambda z: safe.softmax(np.sort(z)[..., ::-1])),
    Mistake("int-truncation",
            "You write the probabilities into an array of whole numbers, which cuts them down to 0.",
            "Let the division make a new array, or ask for dtype=float.", _into_ints),
    Mistake("rounded", "You round the probabilities: small ones vanish and the sum is off.",
            "Leave out the rounding: round only what you print.",
            *(lambda z, d=d: np.round(safe.softmax(z), d) for d in (1, 2, 3, 4))),
    Mistake("exp-minus-one", "You use expm1, which is exp(z) - 1: a score of 0 gets nothing.",
            "Use np.exp.", lambda z: np.expm1(z) / np.expm1(z).sum(-1, keepdims=True)),
    Mistake("sum-of-scores", "You divide the exponentials by something other than their own sum.",
            "Divide np.exp(z) by np.exp(z).sum(axis=-1, keepdims=True).",
            lambda z: np.exp(z) / z.sum(-1, keepdims=True), lambda z: np.exp(z) / np.exp(z.sum(-1, keepdims=True))),
)


def in_loops(z):
    z = np.asarray(z)
    if z.ndim > 1:
        return [in_loops(row) for row in z]
    powers = [math.exp(score) for score in z]
    return [power / sum(powers) for power in powers]


def in_place_on_a_copy(z):
    e = np.array(z, dtype=float)
    e -= e.max(axis=-1, keepdims=True)
    np.exp(e, out=e)
    e /= e.sum(axis=-1, keepdims=True)
    return e


def keeping_float32(z):
    z = z if z.dtype == np.float32 else z.astype(np.float64)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def by_matrices(z):
    e = np.exp(z)
    return e / (e @ np.ones((z.shape[-1], 1)) if z.ndim > 1 else e @ np.ones(z.shape[-1]))


def transposed(z):
    e = np.exp(z.T)
    return (e / e.sum(axis=0)).T


RIGHT = (
    in_loops, in_place_on_a_copy, keeping_float32, by_matrices, transposed, numerics.softmax,
    lambda z: (np.exp(z).T / np.exp(z).sum(-1).T).T,
    lambda z: np.exp(z) / np.expand_dims(np.exp(z).sum(-1), -1),
    lambda z: np.einsum("...k,...->...k", np.exp(z), 1 / np.exp(z).sum(-1)),
    lambda z: np.exp(z - numerics.logsumexp(z)[..., None]),
    lambda z: numerics.softmax(z).tolist(),
    lambda z: tuple(numerics.softmax(z)),
    lambda z: np.asfortranarray(numerics.softmax(z)),
    lambda z: numerics.softmax(z).astype(object),
    lambda z, axis=-1: numerics.softmax(z, axis=axis),
    np.vectorize(lambda row: np.exp(row) / np.exp(row).sum(), signature="(k)->(k)"),
)

HINTS = (
    "Two steps: make every score positive, then divide so that they sum to 1. Which function makes "
    "any number positive?",
    "np.exp(z) takes the whole array. In a batch each row needs its own sum: sum(axis=-1, keepdims=True).",
    "The answer has this shape:\n"
    "def softmax(z):\n"
    "    e = ...          # same shape as z, all positive\n"
    "    return e / ...   # its sum over the last axis, the axis kept",
)

OVERFLOW = Remark(
    Case("scores at 1000", (array(1000, 0),)),
    "One thing for lesson 2: from scores of about 710 on, exp overflows and your function returns nan.",
)


def softmax(z):
    """Softmax along the last axis. z: shape (..., K). Returns (..., K)."""
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=softmax, random=scores, properties=(nothing_negative, rows_sum_to_one), remarks=(OVERFLOW,),
)
