"""The gradient of binary cross-entropy with respect to the logits."""

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake

from .._parts import exact
from .._parts.inputs import YES_OR_NO_LOGITS, array, labels, yes_or_no_logits
from .._parts.safe import sigmoid, softmax
from .._parts.two_class_losses import SIGMOIDS, losses

TASK = (
    "Return the gradient, with respect to the logits z, of the mean binary cross-entropy of sigmoid(z) with "
    "labels y, 0 or 1: an array of the shape of z. The logits may be of any size."
)


def spec(z, y):
    return (exact.by_entry(exact.logistic, z) - y) / np.size(z)


PROBES = (
    *YES_OR_NO_LOGITS,
    Case("float32 logits", (array(0.5, -1, 2, dtype=np.float32), labels(1, 0, 1))),
    Case("logits at 1000", (array(1000, -1000), labels(0, 0))),
)


def _wrt_p(p, y):
    """Return the gradient of each loss with respect to the probability."""
    return (p - y) / (p * (1 - p))


MISTAKES = (
    Mistake("not-divided-by-n", "This is the gradient of the sum. The loss is the mean over the entries.",
            "Divide by the number of entries.", lambda z, y: sigmoid(z) - y),
    Mistake("divided-by-rows", "You divide by the number of rows; the mean runs over all entries.",
            "Divide by z.size.", lambda z, y: (sigmoid(z) - y) / len(z),
            lambda z, y: (sigmoid(z) - y) / z.shape[-1]),
    Mistake("flipped-sign", "You return y - p, the direction downhill; the gradient is p - y.", "Swap the two.",
            lambda z, y: (y - sigmoid(z)) / z.size, lambda z, y: y - sigmoid(z)),
    Mistake("mse-on-sigmoid",
            "There is a factor p (1 - p) too much: that is the gradient of the squared error, which is "
            "almost 0 for a confident mistake. In cross-entropy it cancels.", "Leave out the factor p (1 - p).",
            *(lambda z, y, c=c, n=n: c * (sigmoid(z) - y) * sigmoid(z) * (1 - sigmoid(z)) / (z.size if n else 1)
              for c in (1, 2) for n in (True, False))),
    Mistake("gradient-wrt-p",
            "This is the gradient with respect to p, (p - y) / (p (1 - p)); the one with respect to z was "
            "asked for.", "Multiply by p (1 - p): p - y remains.",
            lambda z, y: _wrt_p(sigmoid(z), y) / z.size,
            lambda z, y: (-y / sigmoid(z) + (1 - y) / (1 - sigmoid(z))) / z.size,
            lambda z, y: _wrt_p(sigmoid(z), y)),
    Mistake("sigmoid-slope", "You return the slope of the sigmoid, in which the labels play no part.",
            "The gradient of the loss is p - y.", lambda z, y: sigmoid(z) * (1 - sigmoid(z)) / z.size,
            lambda z, y: sigmoid(z) * (1 - sigmoid(z))),
    Mistake("no-sigmoid", "You subtract the labels from the logits.", "Put z through the sigmoid first.",
            lambda z, y: (z - y) / z.size, lambda z, y: z - y),
    Mistake("forgot-target", "The labels play no part: you return p.", "Subtract y.",
            lambda z, y: sigmoid(z) / z.size, lambda z, y: sigmoid(z)),
    Mistake("one-branch-bce", "You have the gradient of one term only: one kind of label gets 0.",
            "Add the other term; together they are p - y.", lambda z, y: -y * (1 - sigmoid(z)) / z.size,
            lambda z, y: (1 - y) * sigmoid(z) / z.size, lambda z, y: -y * (1 - sigmoid(z)),
            lambda z, y: (1 - y) * sigmoid(z)),
    Mistake("chain-not-collapsed",
            "You multiply out the chain rule. Where p rounds to 0 or 1, one factor is infinite and the other is 0.",
            "Collapse it on paper first: p - y.",
            *(lambda z, y, p=p, n=n: _wrt_p(p(z), y) * p(z) * (1 - p(z)) / (z.size if n else 1)
              for p in SIGMOIDS for n in (True, False)),
            *(lambda z, y, p=p: (-y / p(z) + (1 - y) / (1 - p(z))) * p(z) * (1 - p(z)) / z.size for p in SIGMOIDS)),
    Mistake("misplaced-bracket", "Only one of the two terms is divided by the number of entries.",
            "Divide the difference.", lambda z, y: sigmoid(z) - y / z.size, lambda z, y: sigmoid(z) / z.size - y,
            lambda z, y: (1 - y) * sigmoid(z) - y * sigmoid(-z) / z.size,
            lambda z, y: (1 - y) * sigmoid(z) / z.size - y * sigmoid(-z)),
    Mistake("lost-minus", "The sign is lost where the label is 1: its gradient must be negative.",
            "Where y is 1, the gradient is p - 1.",
            *(lambda z, y, n=n: np.abs(sigmoid(z) - y) / (z.size if n else 1) for n in (True, False))),
    Mistake("wrong-inner-sign", "Where the label is 1 you have -sigmoid(z); the gradient there is p - 1.",
            "p - 1 is -sigmoid(-z).", lambda z, y: (1 - 2 * y) * sigmoid(z) / z.size),
    Mistake("loss-not-gradient", "That is the loss itself; its slope for every logit was asked for.",
            "The slope is p - y, divided by the number of entries.", lambda z, y: losses(z, y).mean(),
            lambda z, y: losses(z, y), lambda z, y: losses(z, y) / z.size),
    Mistake("divided-twice", "You divide by the number of entries twice.", "Divide once.",
            lambda z, y: (sigmoid(z) - y) / z.size ** 2),
    Mistake("swapped-arguments", "Labels and logits have changed places.", "z is the first argument, y the second.",
            lambda z, y: (sigmoid(y) - z) / z.size),
    Mistake("hard-decision", "You subtract the labels from the decision, not from the probability.",
            "Use the sigmoid.", lambda z, y: ((z > 0) - y) / z.size, lambda z, y: ((z >= 0) - y) / z.size),
    Mistake("mean-gradient", "You take a mean or a sum; each logit has its own gradient.",
            "Keep the shape of z and divide by its size.", lambda z, y: (sigmoid(z) - y).mean(),
            lambda z, y: (sigmoid(z) - y).sum(), lambda z, y: (sigmoid(z) - y).mean(0),
            lambda z, y: (sigmoid(z) - y).sum(0)),
    Mistake("doubled", "The gradient is twice too large: cross-entropy has no factor of 2.", "Leave out the 2.",
            lambda z, y: 2 * (sigmoid(z) - y) / z.size),
    Mistake("plus-minus-labels", "Your formula is for labels -1 and +1; here they are 0 and 1.", "Use p - y.",
            lambda z, y: (sigmoid(z) - (2 * y - 1)) / z.size),
    Mistake("probs-as-logits", "You apply the sigmoid twice.", "Apply it once.",
            lambda z, y: (sigmoid(sigmoid(z)) - y) / z.size),
    Mistake("softmax-not-sigmoid", "You use softmax over the samples, so they compete.",
            "Use the sigmoid, entry by entry.", lambda z, y: (softmax(z) - y) / z.size,
            lambda z, y: (np.exp(z) / np.exp(z).sum() - y) / z.size),
    Mistake("flipped-labels", "You use 1 - y where y belongs.", "Use p - y.",
            lambda z, y: (sigmoid(z) - (1 - y)) / z.size),
    Mistake("flipped-logits", "You put -z through the sigmoid.", "Use sigmoid(z).",
            lambda z, y: (sigmoid(-z) - y) / z.size),
    Mistake("exp-over-exp", "exp(z) / (1 + exp(z)) is inf / inf for large z.", "Use 1 / (1 + exp(-z)).",
            lambda z, y: (np.exp(z) / (1 + np.exp(z)) - y) / z.size),
)


def in_one_go(z, y):
    e = np.exp(-np.abs(z))
    p = np.where(z >= 0, 1, e) / (1 + e)
    return (p - y) / z.size


RIGHT = (
    in_one_go,
    lambda z, y: numerics.binary_cross_entropy_with_logits_grad(z, y.astype(float)),
    lambda z, y: (numerics.sigmoid(z) - y) / y.size,
    lambda z, y: np.where(y == 1, -numerics.sigmoid(-z), numerics.sigmoid(z)) / z.size,
)

HINTS = (
    "d loss / d p is (p - y) / (p (1 - p)), and d p / d z is p (1 - p). What is their product?",
    "For one entry the gradient is p - y. The loss is a mean over all entries.",
    "The answer is one line:\ndef bce_grad(z, y):\n    return (... - ...) / ...",
)


def bce_grad(z, y):
    """Gradient of the mean loss. z, y: one shape. Returns that shape."""
    p, rest = numerics.sigmoid(z), numerics.sigmoid(-z)
    return ((1 - y) * p - y * rest) / z.size


def draw(rng):
    return yes_or_no_logits(rng, ((1,), 2), ((6,), 4), ((4, 3), 3), ((5,), 30))


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=bce_grad, random=draw, points=3,
)
