"""What goes wrong in the two problems on gradients of the problem set."""

from importlib import import_module

import numpy as np

from helpers.checks.exercise import Mistake
sigmoid = import_module("helpers.exercises.04_sigmoid_bce.sigmoid").right
softmax = import_module("helpers.exercises.01_softmax.softmax").right

RATIO = "Divide p - y by 2 (p - y) p (1 - p): y cancels, and 1 / (2 p (1 - p)) is 1 + cosh(z)."
SLOPE = ("By the chain rule, z / T has the slope -z / T**2: sum (p - y) * (-z / T**2) over the classes, "
         "then take the mean.")


def _slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


GRADIENT_RATIO = (
    Mistake("saturated",
            "The formula is right on paper. Beyond z = 37, 1 - p is exactly 0 in float64, and the ratio becomes inf.",
            RATIO, lambda z: 1 / (2 * sigmoid(z) * (1 - sigmoid(z))), lambda z: 1 / (2 * np.maximum(_slope(z), 1e-12))),
    Mistake("exp-overflows", "A step of yours overflows although the ratio itself is still a finite number.", RATIO,
            lambda z: (1 + np.exp(z)) ** 2 / (2 * np.exp(z)), lambda z: (1 + np.exp(-z)) ** 2 / (2 * np.exp(-z))),
    Mistake("upside-down", "You divide the wrong way round: squared error's gradient is the smaller one.", RATIO,
            lambda z: 2 * _slope(z), lambda z: 1 / (1 + np.cosh(z))),
    Mistake("without-the-two", "The square has a derivative with a factor of 2.", RATIO, lambda z: 2 + 2 * np.cosh(z),
            lambda z: 1 / _slope(z)),
    Mistake("half-a-slope", "Squared error's gradient is 2 (p - y) times p (1 - p), not times p or 1 - p alone.", RATIO,
            lambda z: 1 / (2 * sigmoid(z)), lambda z: 1 / (2 * sigmoid(-z))),
    Mistake("ratio-of-losses", "You compare the two losses; their gradients were asked for.", RATIO,
            lambda z: -np.log(sigmoid(z)) / (1 - sigmoid(z)) ** 2, lambda z: -np.log(sigmoid(-z)) / sigmoid(z) ** 2),
    Mistake("gradient-wrt-p",
            "You compare gradients with respect to p; with respect to z the sigmoid's slope is in both.", RATIO,
            lambda z: 1 / (2 * _slope(z) ** 2), lambda z: (1 + np.cosh(z)) ** 2 * 2),
    Mistake("one-number", "You return one number; each logit has its own ratio.", "Leave out the mean.",
            lambda z: np.mean(1 + np.cosh(z)), lambda z: np.max(1 + np.cosh(z))),
    Mistake("probs-as-logits", "You apply the sigmoid twice.", "Apply it once.", lambda z: 1 + np.cosh(sigmoid(z))),
    Mistake("minus-one", "p (1 - p) is 1 / (2 + 2 cosh(z)): the 1 goes in with a plus.", RATIO,
            lambda z: np.cosh(z) - 1, np.cosh),
    Mistake("sinh", "The ratio is the same for z and -z, and sinh is not.", RATIO, lambda z: 1 + np.sinh(z)),
)


def _one_hot(z, y):
    return np.eye(z.shape[1])[y]


def _error(z, y, T):
    return softmax(z / T) - _one_hot(z, y)


def _naive(z, T):
    return np.exp(z / T) / np.exp(z / T).sum(1, keepdims=True)


TEMPERATURE_SLOPE = (
    Mistake("flipped-sign", "The sign is the wrong way round: z / T falls when T rises.", SLOPE,
            lambda z, y, T: (_error(z, y, T) * z).sum(1).mean() / T**2),
    Mistake("no-inner-derivative",
            "You stop at the gradient with respect to the logits: the derivative of z / T with respect to T is "
            "missing.", SLOPE, lambda z, y, T: _error(z, y, T).sum(1).mean(), lambda z, y, T: _error(z, y, T) / len(z)),
    Mistake("one-over-T", "The derivative of z / T with respect to T is -z / T**2, not -z / T or -z.", SLOPE,
            lambda z, y, T: -(_error(z, y, T) * z).sum(1).mean() / T,
            lambda z, y, T: -(_error(z, y, T) * z).sum(1).mean()),
    Mistake("slope-wrt-z", "You multiply by 1 / T: that is the derivative of z / T with respect to z.", SLOPE,
            lambda z, y, T: _error(z, y, T) / T / len(z)),
    Mistake("sum-over-batch", "You sum over the samples; the loss is their mean.", "Divide by the number of samples.",
            lambda z, y, T: -(_error(z, y, T) * z).sum() / T**2),
    Mistake("mean-over-classes", "You take the mean over the classes as well.", SLOPE,
            lambda z, y, T: -(_error(z, y, T) * z).mean() / T**2),
    Mistake("not-reduced", "You return one slope per sample or per entry.", SLOPE,
            lambda z, y, T: -(_error(z, y, T) * z).sum(1) / T**2, lambda z, y, T: -(_error(z, y, T) * z) / T**2),
    Mistake("temperature-forgotten", "Your p is softmax(z), at temperature 1.", "Use softmax(z / T).",
            lambda z, y, T: -((softmax(z) - _one_hot(z, y)) * z).sum(1).mean() / T**2),
    Mistake("softmax-over-T", "You divide the probabilities by T, not the logits.", "Use softmax(z / T).",
            lambda z, y, T: -((softmax(z) / T - _one_hot(z, y)) * z).sum(1).mean() / T**2),
    Mistake("multiplied-by-T", "You multiply the logits by T.", "Use softmax(z / T).",
            lambda z, y, T: -((softmax(z * T) - _one_hot(z, y)) * z).sum(1).mean() / T**2),
    Mistake("forgot-target", "The labels play no part.", "Subtract the one-hot labels from p.",
            lambda z, y, T: -(softmax(z / T) * z).sum(1).mean() / T**2),
    Mistake("true-class-only", "You use the true class's term only; every class's score moves when T moves.", SLOPE,
            lambda z, y, T: -(_error(z, y, T) * z)[np.arange(len(y)), y].mean() / T**2),
    Mistake("no-shift", "exp overflows for large z / T.", "Subtract each row's maximum before exp.",
            lambda z, y, T: -((_naive(z, T) - _one_hot(z, y)) * z).sum(1).mean() / T**2),
    Mistake("global-shift", "You subtract the maximum of the whole batch: a row far below it underflows to 0/0.",
            "Subtract each row's own maximum.",
            lambda z, y, T: -((_naive(z - z.max(), T) - _one_hot(z, y)) * z).sum(1).mean() / T**2),
    Mistake("the-loss-itself", "You return the loss at temperature T; its slope was asked for.", SLOPE,
            lambda z, y, T: -np.log(softmax(z / T)[np.arange(len(y)), y]).mean()),
    Mistake("squared-error", "This is the slope of a squared error.", SLOPE,
            lambda z, y, T: -2 * (_error(z, y, T) * softmax(z / T) * (1 - softmax(z / T)) * z).sum(1).mean() / T**2),
)
