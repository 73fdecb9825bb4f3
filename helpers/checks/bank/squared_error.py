"""Lesson 5: squared error on a sigmoid, its gradient, and the Brier score."""

from decimal import Decimal

import numpy as np

from ..compare import nothing_negative
from ..exercise import Case, Exercise, Mistake
from . import exact
from .inputs import YES_OR_NO_CHANCES, YES_OR_NO_LOGITS, array, labels
from .sigmoid_mistakes import right as sigmoid


def squared_error_grad(z, y):
    def entry(z, y):
        p = exact.logistic(z)
        return 2 * (p - y) * p * (1 - p)
    return exact.by_entry(entry, z, y)


def brier_score(p, y):
    return np.mean(exact.by_entry(lambda p, y: (p - y) ** Decimal(2), p, y))


def _logits(rng):
    drawn = [(rng.normal(0, spread, shape).round(3), rng.integers(0, 2, shape))
             for shape, spread in (((1,), 2), ((6,), 4), ((4, 3), 3), ((3, 3), 2), ((5,), 30))]
    return [Case(f"random logits of shape {z.shape}", (z, y)) for z, y in drawn]


def _answers(rng):
    drawn = [(rng.uniform(0, 1, shape).round(4), rng.integers(0, 2, shape)) for shape in ((1,), (6,), (4, 3), (3, 3))]
    return [Case(f"random predictions of shape {p.shape}", (p, y)) for p, y in drawn]


def _grad(z, y):
    p = sigmoid(z)
    return 2 * (p - y) * p * (1 - p)


def _log_loss(p, y):
    return -np.log(np.where(y == 1, p, 1 - p))


LINK = "Multiply by the second link, dp/dz = p (1 - p)."

GRADIENT = (
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
    Mistake("wrong-slope", "The slope of the sigmoid is p (1 - p).", LINK,
            lambda z, y: 2 * (sigmoid(z) - y) * sigmoid(z) * (1 + sigmoid(z)),
            lambda z, y: 2 * (sigmoid(z) - y) * (1 - sigmoid(z) ** 2)),
    Mistake("slope-twice", "You multiply by p (1 - p) twice.", "Once is enough.",
            lambda z, y: _grad(z, y) * sigmoid(z) * sigmoid(-z)),
    Mistake("divided-not-multiplied", "You divide by p (1 - p); the chain rule multiplies.", LINK,
            lambda z, y: 2 * (sigmoid(z) - y) / (sigmoid(z) * (1 - sigmoid(z)))),
    Mistake("divided-by-n",
            "You divide by the number of entries; here each entry has its own loss, and there is no mean.",
            "Leave out the division.", lambda z, y: _grad(z, y) / z.size, lambda z, y: _grad(z, y) / len(z)),
    Mistake("mean-gradient", "You return one number; each logit has its own gradient.", "Keep the shape of z.",
            lambda z, y: _grad(z, y).mean(), lambda z, y: _grad(z, y).sum()),
    Mistake("forgot-target", "The labels play no part in it.", "Subtract y from p.",
            lambda z, y: 2 * sigmoid(z) * sigmoid(z) * sigmoid(-z)),
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
    Mistake("overflowing-exp", "exp(z) / (1 + exp(z)) is inf / inf for large z.", "Use sigmoid(z).",
            lambda z, y: 2 * (np.exp(z) / (1 + np.exp(z)) - y) * np.exp(z) / (1 + np.exp(z)) ** 2),
)

BRIER = (
    Mistake("root", "You take the square root: that is the root mean squared error.", "Leave out the root.",
            lambda p, y: np.sqrt(((p - y) ** 2).mean())),
    Mistake("absolute-error", "You average absolute differences. That score rewards overstatement: it is not proper.",
            "Square the differences.", lambda p, y: np.abs(p - y).mean()),
    Mistake("signed-error", "You average p - y, in which errors up and down cancel.", "Square the differences.",
            lambda p, y: (p - y).mean(), lambda p, y: (y - p).mean()),
    Mistake("square-of-mean", "You take the mean first, so errors up and down cancel.",
            "Square first, then take the mean.", lambda p, y: (p - y).mean() ** 2),
    Mistake("difference-of-squares", "p**2 - y**2 is not (p - y)**2.", "Subtract first, then square.",
            lambda p, y: (p**2 - y**2).mean(), lambda p, y: (y**2 - p**2).mean()),
    Mistake("sum-over-batch", "You sum over the batch: a batch twice as large costs twice as much.",
            "Take the mean over all entries.", lambda p, y: ((p - y) ** 2).sum()),
    Mistake("sum-over-labels", "You take the mean over samples only.", "Take the mean over all entries.",
            lambda p, y: ((p - y) ** 2).sum() / len(p)),
    Mistake("mean-over-axis", "You take the mean along one axis: the answer should be one number for the whole array.",
            "Use mean() without an axis.", lambda p, y: ((p - y) ** 2).mean(0), lambda p, y: ((p - y) ** 2).mean(-1)),
    Mistake("not-reduced", "You return one score for each entry.", "Take the mean.", lambda p, y: (p - y) ** 2),
    Mistake("doubled",
            "Your score is twice as large: you add up both classes, as Brier's own paper does. Here the class y = 1 "
            "counts alone.", "Halve it.", lambda p, y: 2 * ((p - y) ** 2).mean()),
    Mistake("halved", "Your score is half as large: the 1/2 of some textbooks is not part of this one.",
            "Leave out the half.", lambda p, y: ((p - y) ** 2).mean() / 2),
    Mistake("log-loss", "That is cross-entropy, which takes logarithms.", "Average (p - y)**2.",
            lambda p, y: _log_loss(p, y).mean(), lambda p, y: -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()),
    Mistake("accuracy-not-score", "You count right or wrong decisions; the score looks at the probabilities.",
            "Use p as it is.", lambda p, y: ((p > 0.5) != y).mean(), lambda p, y: ((p >= 0.5) != y).mean(),
            lambda p, y: ((p > 0.5) == y).mean(), lambda p, y: ((p >= 0.5) == y).mean()),
    Mistake("one-branch", "One kind of label costs nothing.", "Average (p - y)**2 over all entries.",
            lambda p, y: (y * (1 - p) ** 2).mean(), lambda p, y: ((1 - y) * p**2).mean(), lambda p, y: (p**2).mean(),
            lambda p, y: ((1 - p) ** 2).mean()),
    Mistake("forgot-target",
            "The labels play no part: p (1 - p) is the score that a forecaster who is right about p expects.",
            "Compare p with y.", lambda p, y: (p * (1 - p)).mean()),
    Mistake("flipped-sign", "The sign is wrong: a squared error is at least 0.", "Leave out the minus.",
            lambda p, y: -((p - y) ** 2).mean()),
    Mistake("one-minus", "You turn the score round so that more is better; a Brier score is a cost.",
            "Leave out the 1 -.", lambda p, y: 1 - ((p - y) ** 2).mean()),
    Mistake("probs-as-logits", "You apply a sigmoid to p, which is a probability already.", "Use p as it is.",
            lambda p, y: ((sigmoid(p) - y) ** 2).mean()),
    Mistake("broadcast-n-by-n", "A row met a column, and NumPy made a table of every prediction against every label.",
            "Give both the same shape.", lambda p, y: ((p.reshape(-1, 1) - y.ravel()) ** 2).mean()),
    Mistake("median", "You take the median.", "Take the mean.", lambda p, y: np.median((p - y) ** 2)),
    Mistake("flipped-labels", "You use 1 - y where y belongs.", "Use p - y.", lambda p, y: ((p - (1 - y)) ** 2).mean()),
    Mistake("rounded", "You round the score.", "Leave out the rounding.",
            *(lambda p, y, d=d: np.round(((p - y) ** 2).mean(), d) for d in (1, 2, 3))),
)

EXERCISES = (
    Exercise(
        name="squared_error_grad", spec=squared_error_grad, random=_logits, mistakes=GRADIENT,
        task="Return, entry by entry, the gradient of (sigmoid(z) - y)**2 with respect to the logit z, for labels y, "
             "0 or 1: an array of the shape of z.",
        probes=(
            *YES_OR_NO_LOGITS,
            Case("logits at 1000", (array(1000, -1000), labels(0, 0))),
        ),
        hints=(
            "A chain has two links: how does the loss move with p, and how does p move with z?",
            "d loss / d p is 2 (p - y), and d p / d z is p (1 - p).",
            "The answer has this shape:\ndef squared_error_grad(z, y):\n    p = sigmoid(z)\n    return 2 * (...) * ...",
        ),
    ),
    Exercise(
        name="brier_score", points=3, spec=brier_score, random=_answers, properties=(nothing_negative,), mistakes=BRIER,
        task="Return the mean of (p - y)**2 over all entries of p and y, arrays of one shape: probabilities p of "
             "class 1, and labels y, 0 or 1.",
        probes=(
            *YES_OR_NO_CHANCES,
            Case("certain answers, one of them wrong", (array(1, 0, 1), labels(1, 0, 0))),
        ),
        hints=(
            "How far is each answer from its label?",
            "Square each difference first, and take the mean last.",
            "The answer is one line:\ndef brier_score(p, y):\n    return ((...) ** 2).mean()",
        ),
    ),
)
