"""What learners write instead of softmax, its temperature, and its two-class form."""

import numpy as np

from helpers.checks.exercise import Mistake

KEEP = "Write sum(axis=-1, keepdims=True), so that each row is divided by its own sum."
AXIS_ONE = ("axis=1 is the last axis of a table only: a single row of scores has no axis 1, and in a stack it is the "
            "middle one.", "Write axis=-1: it is the last axis of any array.")


def right(z):
    """Return softmax, as a part of wrong answers."""
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def _into_ints(z):
    p = np.zeros_like(z)
    p[...] = right(z)
    return p


def _logistic(z):
    return 1 / (1 + np.exp(-z))


SOFTMAX = (
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
    Mistake("softmax-of-exp", "You take the exponential twice: softmax already contains one.",
            "Leave out one np.exp.", lambda z: right(np.exp(z))),
    Mistake("double-softmax", "You apply softmax to probabilities: all of them end up close to one another.",
            "Apply softmax once, to the scores.", lambda z: right(right(z))),
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
            "Return all the shares, an array of the shape of z.", lambda z: z.argmax(-1), lambda z: right(z).max(-1)),
    Mistake("flipped-sign", "You take exp(-z), so the lowest score gets the largest probability.",
            "Leave out the minus sign.", lambda z: right(-z)),
    Mistake("wrong-base", "You raise 2 or 10 to the power of the scores; softmax uses e.",
            "Use np.exp.", lambda z: right(z * np.log(2)), lambda z: right(z * np.log(10))),
    Mistake("log-softmax", "You return the logarithm of the probabilities.",
            "Leave out the logarithm.", lambda z: np.log(right(z)), lambda z: -np.log(right(z))),
    Mistake("scaled-scores",
            "You rescale the scores before softmax. It does not care about a shift, but scaling changes its "
            "result.", "Subtract if you like; do not divide the scores.",
            lambda z: right(z / z.max(-1, keepdims=True)),
            lambda z: right((z - z.mean(-1, keepdims=True)) / z.std(-1, keepdims=True)),
            lambda z: right((z - z.min(-1, keepdims=True)) / np.ptp(z, axis=-1, keepdims=True)),
            lambda z: right(z / np.linalg.norm(z, axis=-1, keepdims=True)),
            lambda z: right(z / z.sum(-1, keepdims=True))),
    Mistake("softmax-one-output", "You take softmax over an axis of length 1: a class without a rival always gets 1.",
            "Sum over the classes: the last axis of z.", np.ones_like, lambda z: np.ones(z.shape)),
    Mistake("uniform", "Every class gets the same share, whatever its score.", "Use np.exp(z) above the line.",
            lambda z: np.full(z.shape, 1 / z.shape[-1])),
    Mistake("complement", "You return 1 minus the probabilities.", "Leave out the 1 -.", lambda z: 1 - right(z)),
    Mistake("sorted", "You sort the scores, so probabilities no longer stand where their scores stood.",
            "Leave the order as it comes.", lambda z: right(np.sort(z)), lambda z: right(np.sort(z)[..., ::-1])),
    Mistake("int-truncation",
            "You write the probabilities into an array of whole numbers, which cuts them down to 0.",
            "Let the division make a new array, or ask for dtype=float.", _into_ints),
    Mistake("rounded", "You round the probabilities: small ones vanish and the sum is off.",
            "Leave out the rounding: round only what you print.",
            *(lambda z, d=d: np.round(right(z), d) for d in (1, 2, 3, 4))),
    Mistake("exp-minus-one", "You use expm1, which is exp(z) - 1: a score of 0 gets nothing.",
            "Use np.exp.", lambda z: np.expm1(z) / np.expm1(z).sum(-1, keepdims=True)),
    Mistake("sum-of-scores", "You divide the exponentials by something other than their own sum.",
            "Divide np.exp(z) by np.exp(z).sum(axis=-1, keepdims=True).",
            lambda z: np.exp(z) / z.sum(-1, keepdims=True), lambda z: np.exp(z) / np.exp(z.sum(-1, keepdims=True))),
)


def _softened(function):
    return lambda z, T: function(z / T)


TEMPERATURE = (
    Mistake("softmax-over-T", "You divide the probabilities by T instead of the scores: at T = 2 they sum to 0.5.",
            "Divide the scores by T, before the exponential.", lambda z, T: right(z) / T),
    Mistake("times-T", "You multiply the scores by T, so a large T sharpens where it should flatten.",
            "Divide the scores by T.", lambda z, T: right(z * T)),
    Mistake("ignores-T",
            "Your result does not depend on T. Adding T to the scores, or dividing all exponentials by T, "
            "cancels out as well.", "Divide the scores by T, before the exponential.", lambda z, T: right(z)),
    Mistake("T-in-one-place", "The exponentials above and below the line use different temperatures.",
            "Compute e = np.exp(z / T) once, and use it in both places.",
            lambda z, T: np.exp(z / T) / np.exp(z).sum(-1, keepdims=True),
            lambda z, T: np.exp(z) / np.exp(z / T).sum(-1, keepdims=True)),
    Mistake("power-not-renormalised", "You raise the probabilities to a power and do not divide by their sum again.",
            "Divide the scores by T and let softmax do the rest.",
            lambda z, T: right(z) ** (1 / T), lambda z, T: right(z) ** T),
    Mistake("double-softmax", "You take softmax, divide by T and take softmax again.",
            "Apply softmax once, to z / T.", lambda z, T: right(right(z) / T), lambda z, T: right(right(z / T)),
            lambda z, T: right(right(z) * T)),
    Mistake("exp-then-T", "You divide the exponentials by T and then take the exponential again.",
            "Divide the scores by T, not their exponentials.", lambda z, T: right(np.exp(z) / T)),
    Mistake("squared-T", "You divide by T twice.", "Divide the scores by T once.",
            lambda z, T: right(z / T ** 2), lambda z, T: right(z / T) / T),
    Mistake("root-T", "You divide by the square root of T.", "Divide the scores by T itself.",
            lambda z, T: right(z / np.sqrt(T))),
    Mistake("int-truncation", "You divide with //, which throws away the decimals.", "Divide with a single /.",
            lambda z, T: right(z // T)),
    *(Mistake(known.id, known.says, known.then, *map(_softened, known.wrong)) for known in SOFTMAX
      if known.id in {"whole-array", "wrong-axis", "no-keepdims", "axis-one", "no-exp", "unnormalised", "flipped-sign",
                      "log-softmax", "sigmoid-each", "rounded", "hard-max", "uniform"}),
)

TWO_CLASSES = (
    Mistake("sigmoid-of-one-logit",
            "You use one of the two scores alone. Class 0 has a score too: for 2 and 5 the answer is "
            "sigmoid(5 - 2) = 0.953, not sigmoid(5) = 0.993.", "Take the logistic function of the difference.",
            lambda z0, z1: _logistic(z1), lambda z0, z1: _logistic(z0), lambda z0, z1: _logistic(-z0)),
    Mistake("swapped-classes", "This is the probability of class 0; the two add up to 1.",
            "Swap the two scores in the difference: z1 - z0.", lambda z0, z1: _logistic(z0 - z1)),
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
