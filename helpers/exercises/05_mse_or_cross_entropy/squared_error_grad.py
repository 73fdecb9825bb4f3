"""The gradient of squared error through a sigmoid."""

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake

from .._parts import exact
from .._parts.inputs import YES_OR_NO_LOGITS, array, labels, yes_or_no_logits
from .._parts.safe import sigmoid

TASK = (
    "Return, entry by entry, the gradient of (sigmoid(z) - y)**2 with respect to the logit z, for labels y, 0 or "
    "1: an array of the shape of z. The logits may be of any size."
)


def spec(z, y):
    def entry(z, y):
        p = exact.logistic(z)
        return 2 * (p - y) * p * (1 - p)
    return exact.by_entry(entry, z, y)


PROBES = (
    *YES_OR_NO_LOGITS,
    Case("logits at 1000", (array(1000, -1000), labels(0, 0))),
)

LINK = "Multiply by the second link, dp/dz = p (1 - p)."


def _grad(z, y):
    p = sigmoid(z)
    return 2 * (p - y) * p * (1 - p)


MISTAKES = (
    Mistake("gradient-wrt-p",
            "This is the gradient with respect to p, 2 (p - y); the one with respect to z was asked for.", LINK,
            lambda z, y: 2 * (sigmoid(z) - y)),
    Mistake("cross-entropy-not-squared",
            "p - y is the gradient of cross-entropy. Squared error has the factor 2 p (1 - p) as well.",
            "Multiply 2 (p - y) by p (1 - p).", lambda z, y: sigmoid(z) - y, lambda z, y: (sigmoid(z) - y) / z.size),
    Mistake("missing-two",
            "The gradient is half as large as it should be: the derivative of a square has a factor of 2.",
            "Multiply by 2.", lambda z, y: _grad(z, y) / 2),
    Mistake("flipped-sign", "You return the direction downhill; the gradient points uphill.",
            "Start from p - y, not y - p.", lambda z, y: -_grad(z, y), lambda z, y: -_grad(z, y) / 2),
    Mistake("sigmoid-slope", "You return the slope of the sigmoid, in which the labels play no part.",
            "Multiply it by 2 (p - y).", lambda z, y: sigmoid(z) * sigmoid(-z),
            lambda z, y: 2 * sigmoid(z) * sigmoid(-z)),
    Mistake("loss-not-gradient", "That is the loss itself, not its slope.", "The slope is 2 (p - y), times p (1 - p).",
            lambda z, y: (sigmoid(z) - y) ** 2),
    Mistake("still-squared", "Differentiating a square leaves 2 (p - y), without the square.", "Leave out the square.",
            lambda z, y: 2 * (sigmoid(z) - y) ** 2 * sigmoid(z) * sigmoid(-z),
            lambda z, y: (sigmoid(z) - y) ** 2 * sigmoid(z) * sigmoid(-z)),
    Mistake("no-sigmoid", "You treat the logits as probabilities.", "Put z through the sigmoid first.",
            lambda z, y: 2 * (z - y), lambda z, y: 2 * (z - y) * z * (1 - z)),
    Mistake("slope-from-logits", "The slope of the sigmoid is p (1 - p), not z (1 - z).", "Use p in both links.",
            lambda z, y: 2 * (sigmoid(z) - y) * z * (1 - z)),
    Mistake("half-a-slope", "The second link is p times (1 - p); you have only one of the two.", LINK,
            lambda z, y: 2 * (sigmoid(z) - y) * sigmoid(z), lambda z, y: 2 * (sigmoid(z) - y) * sigmoid(-z)),
    Mistake("wrong-slope", "The slope of the sigmoid is p (1 - p), with p and nothing else.", LINK,
            lambda z, y: 2 * (sigmoid(z) - y) * sigmoid(z) * (1 + sigmoid(z)),
            lambda z, y: 2 * (sigmoid(z) - y) * (1 - sigmoid(z) ** 2), lambda z, y: np.zeros(z.shape),
            lambda z, y: 2 * (sigmoid(z) - y) * sigmoid(z) * (1 - y),
            lambda z, y: 2 * (sigmoid(z) - y) * y * sigmoid(-z)),
    Mistake("missing-brackets", "A bracket is missing: a product binds before a minus.",
            "Write (p - y) and (1 - p), each in its brackets.",
            lambda z, y: 2 * sigmoid(z) - y * sigmoid(z) * sigmoid(-z),
            lambda z, y: 2 * (sigmoid(z) - y) * sigmoid(z) * 1 - sigmoid(z),
            lambda z, y: 2 * sigmoid(z) - y * sigmoid(z) * 1 - sigmoid(z)),
    Mistake("added-not-multiplied", "You add the two links; the chain rule multiplies.", LINK,
            lambda z, y: 2 * (sigmoid(z) - y) + sigmoid(z) * sigmoid(-z)),
    Mistake("slope-twice", "You multiply by p (1 - p) twice.", "Once is enough.",
            lambda z, y: _grad(z, y) * sigmoid(z) * sigmoid(-z)),
    Mistake("divided-not-multiplied", "You divide by p (1 - p); the chain rule multiplies.", LINK,
            lambda z, y: 2 * (sigmoid(z) - y) / (sigmoid(z) * (1 - sigmoid(z)))),
    Mistake("divided-by-n",
            "You divide by the number of entries; here each entry has its own loss, and there is no mean.",
            "Leave out the division.", lambda z, y: _grad(z, y) / z.size, lambda z, y: _grad(z, y) / len(z)),
    Mistake("mean-gradient", "You return one number; each logit has its own gradient.", "Keep the shape of z.",
            lambda z, y: _grad(z, y).mean(), lambda z, y: _grad(z, y).sum()),
    Mistake("forgot-target", "The labels play no part: the formula is right for one kind of label only.",
            "Start from p - y.", lambda z, y: 2 * sigmoid(z) * sigmoid(z) * sigmoid(-z),
            lambda z, y: -2 * sigmoid(z) * sigmoid(-z) ** 2),
    Mistake("lost-sign", "You lose the sign of p - y: for y = 1 the gradient is negative.",
            "Leave out the absolute value.", lambda z, y: np.abs(_grad(z, y))),
    Mistake("probs-as-logits", "You apply the sigmoid twice.", "Apply it once.", lambda z, y: _grad(sigmoid(z), y)),
    Mistake("plus-minus-labels", "Your formula is for labels -1 and +1; here they are 0 and 1.", "Use p - y.",
            lambda z, y: _grad(z, 2 * y - 1)),
    Mistake("hard-decision", "You subtract the labels from the decision, not from the probability.", "Use the sigmoid.",
            lambda z, y: 2 * ((z > 0) - y) * sigmoid(z) * sigmoid(-z),
            lambda z, y: 2 * ((z >= 0) - y) * sigmoid(z) * sigmoid(-z)),
    Mistake("flipped-labels", "You use 1 - y where y belongs.", "Use p - y.", lambda z, y: _grad(z, 1 - y)),
    Mistake("flipped-logits", "You put -z through the sigmoid.", "Use sigmoid(z).", lambda z, y: _grad(-z, y)),
    Mistake("overflowing-exp", "exp overflows above 709, and inf / inf is nan.", "Use p (1 - p), with p = sigmoid(z).",
            lambda z, y: 2 * (np.exp(z) / (1 + np.exp(z)) - y) * np.exp(z) / (1 + np.exp(z)) ** 2,
            lambda z, y: 2 * (sigmoid(z) - y) * np.exp(z) / (1 + np.exp(z)) ** 2,
            lambda z, y: 2 * (sigmoid(z) - y) * np.exp(-z) / (1 + np.exp(-z)) ** 2),
)


def in_one_go(z, y):
    p = 1 / (1 + np.exp(-z))
    return 2 * (p - y) * p * (1 - p)


RIGHT = (
    in_one_go,
    lambda z, y: 2 * (numerics.sigmoid(z) - y) * numerics.sigmoid(z) * numerics.sigmoid(-z),
)

HINTS = (
    "A chain has two links: how does the loss move with p, and how does p move with z?",
    "d loss / d p is 2 (p - y), and d p / d z is p (1 - p).",
    "The answer has this shape:\ndef squared_error_grad(z, y):\n    p = sigmoid(z)\n    return 2 * (...) * ...",
)


def squared_error_grad(z, y):
    """Slope of each loss. z, y: arrays of one shape. Returns that shape."""
    p = sigmoid(z)
    return 2 * (p - y) * p * (1 - p)


def draw(rng):
    return yes_or_no_logits(rng, ((1,), 2), ((6,), 4), ((4, 3), 3), ((3, 3), 2), ((5,), 30))


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=squared_error_grad, random=draw,
)
