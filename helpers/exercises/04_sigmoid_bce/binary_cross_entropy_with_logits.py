"""Binary cross-entropy from logits of any size."""

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts import exact
from .._parts.inputs import array, labels, yes_or_no_logits
from .._parts.paddings import BOUNDS, EPSILONS
from .._parts.safe import sigmoid, softplus
from .._parts.sentences import SAFE_EXP
from .._parts.two_class_losses import SIGMOIDS, after, losses, one_line, picked

TASK = (
    "Return the mean binary cross-entropy of sigmoid(z) with labels y, 0 or 1, over all entries of z and y, right "
    "and without a warning for logits of any size. They have one shape, (N,), (N, 1) or (N, K)."
)


def spec(z, y):
    return np.mean(exact.by_entry(lambda z, y: (1 + (-z if y == 1 else z).exp()).ln(), z, y))


PROBES = (
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
)

STABLE = "Use softplus(-z) where y is 1 and softplus(z) where it is 0."
ONE_PLUS = (lambda e: np.log(1 + e), np.log1p)

# Right formulas, until exp overflows; `log` is log(1 + ...).
OVERFLOWING = (
    lambda log, z, y: y * log(np.exp(-z)) + (1 - y) * log(np.exp(z)),
    lambda log, z, y: np.where(y == 1, log(np.exp(-z)), log(np.exp(z))),
    lambda log, z, y: log(np.exp((1 - 2 * y) * z)),
    lambda log, z, y: log(np.exp(z)) - z * y,
    lambda log, z, y: log(np.exp(-z)) + z * (1 - y),
    lambda log, z, y: log(np.exp(np.where(y == 1, -z, z))),
)

MISTAKES = (
    Mistake("overflowing-exp",
            "exp overflows above 709: from there on log(1 + exp(z)), which is -log(sigmoid(-z)), is inf where it "
            "should be z.", STABLE,
            *(lambda z, y, log=log, loss=loss: np.mean(loss(log, z, y)) for log in ONE_PLUS for loss in OVERFLOWING)),
    Mistake("log-of-sigmoid",
            "You take the log of the sigmoid: at z = 40 it rounds to 1, and log(1 - 1) is -inf. The loss "
            "there is 40.", STABLE, *(lambda z, y, p=p, loss=loss: loss(p(z), y).mean()
                                      for p in SIGMOIDS for loss in (one_line, picked))),
    Mistake("log-of-sigmoid",
            "You take the log of a sigmoid, of z or of -z: sigmoid(-1000) is 0, and its log is -inf. The loss is 1000.",
            STABLE, lambda z, y: -np.log(np.where(y == 1, sigmoid(z), sigmoid(-z))).mean(),
            lambda z, y: -(y * np.log(sigmoid(z)) + (1 - y) * np.log(sigmoid(-z))).mean()),
    Mistake("clipped-log", "You keep log away from 0, so every confident mistake costs the same.", STABLE,
            *(lambda z, y, e=e: one_line(np.clip(sigmoid(z), e, 1 - e), y).mean() for e in EPSILONS[:-1]),
            *(lambda z, y, e=e: -(y * np.log(sigmoid(z) + e) + (1 - y) * np.log(1 - sigmoid(z) + e)).mean()
              for e in EPSILONS)),
    Mistake("clamped-log", "You bound each log at -100, so every confident mistake costs the same.", STABLE,
            lambda z, y: -(y * np.maximum(np.log(sigmoid(z)), -100)
                           + (1 - y) * np.maximum(np.log(1 - sigmoid(z)), -100)).mean()),
    Mistake("hidden-nan", "You replace nan or inf by a number.", STABLE,
            lambda z, y: np.nan_to_num(one_line(sigmoid(z), y)).mean(),
            lambda z, y: np.nan_to_num(one_line(sigmoid(z), y).mean())),
    Mistake("clipped-scores", "You clip the logits: beyond the bound, every mistake costs the same.", STABLE,
            *(lambda z, y, b=b: losses(np.clip(z, -b, b), y).mean() for b in BOUNDS),
            *(lambda z, y, b=b, loss=loss: loss(sigmoid(np.clip(z, -b, b)), y).mean()
              for b in (10, 15, 20, 25, 30, 35, 36) for loss in (one_line, picked))),
    Mistake("np-where-both-branches",
            "The numbers are right, but np.where computes both branches for every entry, also the one that "
            "overflows, and NumPy warns.", SAFE_EXP,
            lambda z, y: np.where(y == 1, np.where(z >= 0, np.log1p(np.exp(-z)), -z + np.log1p(np.exp(z))),
                                  np.where(z >= 0, z + np.log1p(np.exp(-z)), np.log1p(np.exp(z)))).mean()),
    Mistake("probs-as-logits",
            "You apply the sigmoid twice: the second one makes every probability lie between 0.5 and 0.73.",
            "Apply it once: z goes straight into the formula.", lambda z, y: losses(sigmoid(z), y).mean()),
    Mistake("no-sigmoid", "You take the log of the logits: they are scores, not probabilities.", STABLE,
            lambda z, y: one_line(z, y).mean(), lambda z, y: picked(z, y).mean()),
    Mistake("softmax-one-output", "You take softmax over a single output, which always gives 1.",
            "Use the sigmoid: " + STABLE, lambda z, y: one_line(np.ones(z.shape), y).mean(),
            lambda z, y: picked(np.ones(z.shape), y).mean()),
    Mistake("missing-abs",
            "exp(-z) without the absolute value counts the score twice for z < 0, and overflows.",
            "Put the absolute value of z into exp, with a minus.",
            lambda z, y: (np.maximum(z, 0) - z * y + np.log1p(np.exp(-z))).mean()),
    Mistake("missing-maximum", "The max(z, 0) is missing, or there is z in its place.", "Use np.maximum(z, 0).",
            lambda z, y: (-z * y + np.log1p(np.exp(-np.abs(z)))).mean(),
            lambda z, y: (z - z * y + np.log1p(np.exp(-np.abs(z)))).mean()),
    Mistake("wrong-inner-sign", "The sign of z * y, of the maximum or of the log1p is wrong.", STABLE,
            lambda z, y: (softplus(z) + z * y).mean(),
            lambda z, y: (np.maximum(z, 0) - z * y - np.log1p(np.exp(-np.abs(z)))).mean(),
            lambda z, y: (np.minimum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))).mean()),
    Mistake("exp-of-abs", "The minus in exp(-abs(z)) is missing, so it overflows.", "Put the minus in.",
            lambda z, y: (np.maximum(z, 0) - z * y + np.log1p(np.exp(np.abs(z)))).mean()),
    Mistake("log-without-one", "log1p(e) is log(1 + e); you have log(e).", "Use np.log1p.",
            lambda z, y: (np.maximum(z, 0) - z * y + np.log(np.exp(-np.abs(z)))).mean(),
            lambda z, y: (np.maximum(z, 0) - z * y - np.abs(z)).mean()),
    Mistake("missing-log1p", "You left out the log1p or its logarithm.", STABLE,
            lambda z, y: (np.maximum(z, 0) - z * y).mean(),
            lambda z, y: (np.maximum(z, 0) - z * y + np.exp(-np.abs(z))).mean()),
    Mistake("plus-minus-labels",
            "log(1 + exp(-y z)) is for labels -1 and +1: with y = 0 it is log 2 for every z.",
            "Turn 0 and 1 into -1 and +1 with 2 * y - 1, or take softplus of -z or z by the label.",
            lambda z, y: softplus(-y * z).mean(), lambda z, y: np.log(1 + np.exp(-y * z)).mean(),
            lambda z, y: np.log1p(np.exp(-y * z)).mean()),
    Mistake("swapped-arguments", "Labels and logits have changed places.",
            "z is the first argument, y the second.", lambda z, y: (softplus(y) - z * y).mean()),
    Mistake("mse-on-sigmoid", "You average squared errors of the sigmoid, another loss.", STABLE,
            lambda z, y: ((sigmoid(z) - y) ** 2).mean(), lambda z, y: ((sigmoid(z) - y) ** 2).mean() / 2),
    Mistake("no-log", "You average probabilities; the loss is their -log.", STABLE,
            lambda z, y: np.where(y == 1, sigmoid(z), sigmoid(-z)).mean(),
            lambda z, y: np.where(y == 1, sigmoid(-z), sigmoid(z)).mean()),
    *after(lambda z: softplus(-z), softplus,
           no_minus=("The loss is negative: the sign is turned round. Softplus is positive already; with log_sigmoid "
                     "you need a minus.", "Change the sign of the mean.")),
)


def in_one_go(z, y):
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    return losses.mean()


RIGHT = (
    in_one_go,
    lambda z, y: numerics.binary_cross_entropy_with_logits(z, y.astype(float)),
    lambda z, y: np.mean(np.logaddexp(0, z) - z * y),
    lambda z, y: np.logaddexp(0, np.where(y == 1, -z, z)).mean(),
    lambda z, y: -np.mean(y * numerics.log_sigmoid(z) + (1 - y) * numerics.log_sigmoid(-z)),
)

HINTS = (
    "For y = 1 the loss is log(1 + exp(-z)); for y = 0 it is log(1 + exp(z)). When does each exp overflow?",
    "log(1 + exp(z)) is max(z, 0) + log1p(exp(-abs(z))): that exp never overflows. np.logaddexp(0, "
    "z) is the same number.",
    "The answer has this shape:\n"
    "def binary_cross_entropy_with_logits(z, y):\n"
    "    losses = y * ... + (1 - y) * ...    # a softplus for each label\n"
    "    return ...",
)


def binary_cross_entropy_with_logits(z, y):
    """Mean loss in nats, one number. z, y (0 or 1): arrays of one shape."""
    return (y * softplus(-z) + (1 - y) * softplus(z)).mean()


def draw(rng):
    return yes_or_no_logits(rng, ((1,), 2), ((6,), 4), ((4, 3), 3), ((3, 3), 40), ((5,), 1000))


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=binary_cross_entropy_with_logits, random=draw, quiet=True, properties=(nothing_negative,),
)
