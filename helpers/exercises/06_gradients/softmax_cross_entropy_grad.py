"""The gradient of cross-entropy with respect to the logits."""

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import rows_sum_to_zero

from .._parts import exact
from .._parts.class_losses import at, one_hot
from .._parts.inputs import array, labels, logits
from .._parts.safe import log_softmax, shares, sigmoid, softmax

TASK = (
    "Return the gradient, with respect to the logits z of shape (N, K), of the mean cross-entropy of softmax(z) "
    "with whole-number labels y: an array of the shape of z. The logits may be of any size."
)


def spec(z, y):
    targets = [[1 if k == label else 0 for k in range(z.shape[1])] for label in y]
    return (exact.by_row(exact.softmax, z) - np.array(targets)) / len(z)


PROBES = (
    Case("one sample of two classes", (array([1, 0]), labels(1))),
    Case("one sample", (array([2, 1, 0.1]), labels(0))),
    Case("two samples", (array([2, -1], [0.5, 3]), labels(0, 0))),
    Case("two samples of three classes", (array([0, 1, 2], [3, 1, -1]), labels(2, 1))),
    Case("three samples of three classes", (array([0, 1, 2], [3, 1, -1], [2, 2, 5]), labels(2, 0, 0))),
    Case("four samples of two classes", (array([0, 1], [2, -1], [0.5, 0.5], [-3, 1]), labels(1, 1, 0, 0))),
    Case("whole numbers", (array([1, 2, 4], [3, 1, 2], dtype=np.int64), labels(1, 0))),
    Case("float32 logits", (array([1, 2, 0.5], [0, -1, 1], dtype=np.float32), labels(0, 2))),
    Case("logits at 1000", (array([1000, 1001, 999]), labels(0))),
    Case("a lead of 2000", (array([2000, 0]), labels(0))),
    Case("a gap of 3000", (array([0, 0, 3000]), labels(2))),
    Case("a true class left 3000 behind", (array([0, 0, 3000]), labels(0))),
    Case("rows of unlike scale", (array([20, 0, 0], [-1000, -1001, -1002]), labels(1, 0))),
)

def _miss(z, y):
    """Return p - y, the gradient of each row's loss."""
    return softmax(z) - one_hot(z, y)


def _less_one(z, places):
    """Return softmax less 1 in these places."""
    p = softmax(z)
    p[places] -= 1
    return p


def _wrt_p(z, y):
    """Return the gradient of each row's loss with respect to the probabilities."""
    return -one_hot(z, y) / softmax(z)


def _both(gradient):
    """Return a gradient of the mean and one of the sum."""
    return (lambda z, y: gradient(z, y) / len(z)), gradient


def _squared_error(z, y):
    """Return half the gradient of each row's squared error."""
    p, miss = softmax(z), _miss(z, y)
    return p * (miss - (miss * p).sum(1, keepdims=True))


def _naive(z, y, total):
    return (np.exp(z) / total(np.exp(z)) - one_hot(z, y)) / len(z)


MISTAKES = (
    Mistake("not-divided-by-n", "This is the gradient of the sum. The loss is the mean over the samples.",
            "Divide by the number of samples: the loss is a mean, so its gradient is one too.", _miss),
    Mistake("mean-over-classes",
            "You divide by the number of entries N x K, or by K; the mean runs over N samples only.",
            "Divide by N.", lambda z, y: _miss(z, y) / z.size, lambda z, y: _miss(z, y) / z.shape[1]),
    Mistake("flipped-sign", "You return y - p, the direction downhill; the gradient points uphill, p - y.",
            "Swap the two.", *_both(lambda z, y: -_miss(z, y))),
    Mistake("diagonal-jacobian",
            "You use only the diagonal p (1 - p) of softmax's Jacobian, so the wrong classes get gradient "
            "0. Every score moves every probability.", "The full chain rule collapses to p - y.",
            *_both(lambda z, y: one_hot(z, y) * (softmax(z) - 1)),
            *_both(lambda z, y: _wrt_p(z, y) * softmax(z) * (1 - softmax(z)))),
    Mistake("diagonal-jacobian",
            "There is a factor p (1 - p), the diagonal of softmax's Jacobian. In cross-entropy it cancels.",
            "p - y remains.", *_both(lambda z, y: softmax(z) * (1 - softmax(z))),
            *_both(lambda z, y: _miss(z, y) * softmax(z) * (1 - softmax(z)))),
    Mistake("chain-not-collapsed",
            "You multiply out the chain rule. Where p underflows, 1/p is infinite and softmax's slope is 0.",
            "Collapse it on paper first: p - y.",
            *_both(lambda z, y: softmax(z) * (_wrt_p(z, y) - (_wrt_p(z, y) * softmax(z)).sum(1, keepdims=True)))),
    Mistake("misplaced-bracket", "Only one of the two terms is divided by N.", "Divide the difference.",
            lambda z, y: softmax(z) - one_hot(z, y) / len(z), lambda z, y: softmax(z) / len(z) - one_hot(z, y)),
    Mistake("divided-twice", "You divide by N twice: it is in the mean's gradient already.", "Divide once.",
            lambda z, y: _miss(z, y) / len(z) ** 2),
    Mistake("loss-not-gradient", "That is the loss itself; its slope for every logit was asked for.",
            "The slope is p - y, divided by N.",
            lambda z, y: -at(log_softmax(z), y).mean(), lambda z, y: -at(log_softmax(z), y)),
    Mistake("one-hot-width", "The one-hot rows need K columns, one for each class, whatever the labels are.",
            "Use np.eye(z.shape[1])[y].", *_both(lambda z, y: softmax(z) - np.eye(len(y))[y]),
            *_both(lambda z, y: softmax(z) - np.eye(y.max() + 1)[y])),
    Mistake("whole-rows", "You take 1 off whole rows: g[y] picks the rows that the labels number.",
            "Index with two places, row number and label.", *_both(_less_one)),
    Mistake("transposed-index", "You use labels as row numbers; labels are columns.",
            "The row number comes first, the label second.", *_both(lambda z, y: _less_one(z, (y, np.arange(len(y)))))),
    Mistake("set-not-subtracted", "You set the entries at the labels; 1 is subtracted from the p that stands there.",
            "Write -= 1 in place of the assignment.",
            *_both(lambda z, y: np.where(one_hot(z, y) == 1, -1, softmax(z))),
            *_both(lambda z, y: np.where(one_hot(z, y) == 1, 0, softmax(z)))),
    Mistake("lost-minus", "The sign is lost at the label: the entry there is p - 1, which is negative.",
            "Subtract the one-hot labels from p.", *_both(lambda z, y: np.abs(_miss(z, y)))),
    Mistake("log-softmax", "You use log-softmax where the probabilities belong.", "Use softmax.",
            *_both(lambda z, y: log_softmax(z) - one_hot(z, y))),
    Mistake("forgot-target", "The labels play no part: you return p.", "Subtract the one-hot labels.",
            *_both(lambda z, y: softmax(z))),
    Mistake("gradient-wrt-p",
            "This is the gradient with respect to p, -y / p; the one with respect to z was asked for.",
            "Carry on through softmax: p - y remains.", *_both(_wrt_p)),
    Mistake("labels-not-one-hot", "You subtract the label's number from every class.",
            "Subtract 1 at the label's column, 0 elsewhere.", *_both(lambda z, y: softmax(z) - y[:, None]),
            lambda z, y: (softmax(z) - y) / len(z)),
    Mistake("all-rows", "You subtract 1 in the columns of all labels, in every row.",
            "Index in pairs: [np.arange(len(y)), y].", *_both(lambda z, y: _less_one(z, (slice(None), y)))),
    Mistake("one-based-labels", "You count classes from 1.", "Use y as it is.",
            lambda z, y: (softmax(z) - np.eye(z.shape[1])[y - 1]) / len(z)),
    Mistake("no-softmax", "You subtract the labels from the logits.", "Put z through softmax first.",
            *_both(lambda z, y: z - one_hot(z, y))),
    Mistake("sigmoid-per-class", "You use a sigmoid for each class.", "Use softmax over the classes.",
            lambda z, y: (sigmoid(z) - one_hot(z, y)) / len(z)),
    Mistake("squared-error", "This is the gradient of the squared error between softmax and labels.",
            "The gradient of cross-entropy is p - y alone.",
            *(lambda z, y, c=c: c * _squared_error(z, y) / len(z) for c in (1, 2))),
    Mistake("double-softmax", "You apply softmax twice.", "Apply it once.",
            lambda z, y: (softmax(softmax(z)) - one_hot(z, y)) / len(z)),
    Mistake("no-shift", "You take exp of the logits as they come: it overflows from 710 on.",
            "Subtract each row's maximum first.", lambda z, y: _naive(z, y, lambda e: e.sum(1, keepdims=True))),
    Mistake("global-shift", "You subtract the maximum of the whole batch: a row far below it underflows to 0/0.",
            "Subtract each row's own maximum.", lambda z, y: (shares(np.exp(z - z.max())) - one_hot(z, y)) / len(z)),
    Mistake("whole-array", "Your softmax runs over the whole batch.", "Sum over axis=-1 with keepdims=True.",
            lambda z, y: _naive(z, y, np.sum),
            lambda z, y: (np.exp(z - z.max()) / np.exp(z - z.max()).sum() - one_hot(z, y)) / len(z)),
    Mistake("wrong-axis", "Your softmax runs down the first axis.", "Sum over axis=-1 with keepdims=True.",
            lambda z, y: (softmax(z.T).T - one_hot(z, y)) / len(z), lambda z, y: _naive(z, y, lambda e: e.sum(0))),
    Mistake("mean-gradient", "You average the gradient over the samples; each sample's logits have their own row.",
            "Keep the shape of z and divide by N.", lambda z, y: _miss(z, y).mean(0),
            lambda z, y: _miss(z, y).mean(), lambda z, y: _miss(z, y).sum() / len(z)),
    Mistake("true-class-only", "You return the gradient of the true class's score only.",
            "Return an array of the shape of z.", *_both(lambda z, y: at(softmax(z), y) - 1)),
    Mistake("doubled", "The gradient is twice too large: squared errors have a factor of 2, cross-entropy has none.",
            "Leave out the 2.", lambda z, y: 2 * _miss(z, y) / len(z)),
    Mistake("hard-decision", "You subtract the labels from the decision, not from the probabilities.",
            "Use softmax, not argmax.", lambda z, y: (np.eye(z.shape[1])[z.argmax(1)] - one_hot(z, y)) / len(z)),
)


def in_one_go(z, y):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)


RIGHT = (
    in_one_go, numerics.cross_entropy_with_logits_grad,
    lambda z, y: (numerics.softmax(z) - np.eye(z.shape[1])[y]) / len(y),
)

HINTS = (
    "Raise one wrong class's score: its probability rises, partly at the true class's cost. What is the slope of "
    "the loss?",
    "For one sample the gradient is p - y, with y as a one-hot row. For the mean over N samples it is N times smaller.",
    "The answer has this shape:\n"
    "def softmax_cross_entropy_grad(z, y):\n"
    "    grad = numerics.softmax(z)                  # a new array\n"
    "    grad[..., ...] -= ...              # at the labels\n"
    "    return grad / ...",
)


def softmax_cross_entropy_grad(z, y):
    """Gradient of the mean loss. z: (N, K), y: (N,). Returns (N, K)."""
    grad = numerics.softmax(z)
    grad[np.arange(len(y)), y] -= 1
    return grad / len(y)


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=softmax_cross_entropy_grad, random=logits, properties=(rows_sum_to_zero,),
)
