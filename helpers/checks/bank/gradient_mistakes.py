"""What learners write instead of the gradients with respect to the logits."""

import numpy as np

from ..exercise import Mistake
from .sigmoid_mistakes import right as sigmoid
from .softmax_mistakes import right as softmax


def _Y(z, y):
    return np.eye(z.shape[1])[y]


def _true(z, y, value):
    """Return an array with the value at each row's true class and 0 elsewhere."""
    return _Y(z, y) * value


def _minus_one_everywhere(z, y):
    p = softmax(z)
    p[:, y] -= 1
    return p / len(z)


def _squared_error(z, y):
    """Return half the gradient of each row's squared error."""
    p, miss = softmax(z), softmax(z) - _Y(z, y)
    return p * (miss - (miss * p).sum(1, keepdims=True))


def _naive(z, y, total):
    return (np.exp(z) / total(np.exp(z)) - _Y(z, y)) / len(z)


MEAN = "Divide by the number of samples: the loss is a mean, so its gradient is one too."

SOFTMAX_GRADIENT = (
    Mistake("not-divided-by-n", "This is the gradient of the sum. The loss is the mean over the samples.", MEAN,
            lambda z, y: softmax(z) - _Y(z, y)),
    Mistake("mean-over-classes",
            "You divide by the number of entries N x K, or by K; the mean runs over N samples only.",
            "Divide by N.", lambda z, y: (softmax(z) - _Y(z, y)) / z.size,
            lambda z, y: (softmax(z) - _Y(z, y)) / z.shape[1]),
    Mistake("flipped-sign", "You return y - p, the direction downhill; the gradient points uphill, p - y.",
            "Swap the two.", lambda z, y: (_Y(z, y) - softmax(z)) / len(z), lambda z, y: _Y(z, y) - softmax(z)),
    Mistake("diagonal-jacobian",
            "You use only the diagonal p (1 - p) of softmax's Jacobian, so the wrong classes get gradient "
            "0. Every score moves every probability.", "The full chain rule collapses to p - y.",
            lambda z, y: _true(z, y, softmax(z) - 1) / len(z), lambda z, y: _true(z, y, softmax(z) - 1),
            lambda z, y: softmax(z) * (1 - softmax(z)) / len(z), lambda z, y: softmax(z) * (1 - softmax(z)),
            lambda z, y: (softmax(z) - _Y(z, y)) * softmax(z) * (1 - softmax(z)) / len(z),
            lambda z, y: (softmax(z) - _Y(z, y)) * softmax(z) * (1 - softmax(z))),
    Mistake("forgot-target", "The labels play no part: you return p.", "Subtract the one-hot labels.",
            lambda z, y: softmax(z) / len(z), lambda z, y: softmax(z)),
    Mistake("gradient-wrt-p",
            "This is the gradient with respect to p, -y / p; the one with respect to z was asked for.",
            "Carry on through softmax: p - y remains.", lambda z, y: -_Y(z, y) / softmax(z) / len(z),
            lambda z, y: -_Y(z, y) / softmax(z)),
    Mistake("labels-not-one-hot", "You subtract the label's number from every class.",
            "Subtract 1 at the label's column, 0 elsewhere.", lambda z, y: (softmax(z) - y[:, None]) / len(z),
            lambda z, y: softmax(z) - y[:, None], lambda z, y: (softmax(z) - y) / len(z)),
    Mistake("all-rows", "You subtract 1 in the columns of all labels, in every row.",
            "Index in pairs: p[np.arange(N), y] -= 1.", _minus_one_everywhere),
    Mistake("one-based-labels", "You count classes from 1.", "Use y as it is.",
            lambda z, y: (softmax(z) - np.eye(z.shape[1])[y - 1]) / len(z)),
    Mistake("no-softmax", "You subtract the labels from the logits.", "Put z through softmax first.",
            lambda z, y: (z - _Y(z, y)) / len(z), lambda z, y: z - _Y(z, y)),
    Mistake("sigmoid-per-class", "You use a sigmoid for each class.", "Use softmax over the classes.",
            lambda z, y: (sigmoid(z) - _Y(z, y)) / len(z)),
    Mistake("squared-error", "This is the gradient of the squared error between softmax and labels.",
            "The gradient of cross-entropy is simpler: p - y.",
            lambda z, y: _squared_error(z, y) / len(z), lambda z, y: 2 * _squared_error(z, y) / len(z)),
    Mistake("double-softmax", "You apply softmax twice.", "Apply it once.",
            lambda z, y: (softmax(softmax(z)) - _Y(z, y)) / len(z)),
    Mistake("no-shift", "You take exp of the logits as they come: it overflows from 710 on.",
            "Subtract each row's maximum first.", lambda z, y: _naive(z, y, lambda e: e.sum(1, keepdims=True))),
    Mistake("global-shift",
            "You subtract the maximum of the whole batch: a row far below it underflows to 0/0.",
            "Subtract each row's own maximum.",
            lambda z, y: (np.exp(z - z.max()) / np.exp(z - z.max()).sum(1, keepdims=True) - _Y(z, y)) / len(z)),
    Mistake("whole-array", "Your softmax runs over the whole batch.", "Sum over axis=-1 with keepdims=True.",
            lambda z, y: _naive(z, y, np.sum),
            lambda z, y: (np.exp(z - z.max()) / np.exp(z - z.max()).sum() - _Y(z, y)) / len(z)),
    Mistake("wrong-axis", "Your softmax runs down the first axis.", "Sum over axis=-1 with keepdims=True.",
            lambda z, y: (softmax(z.T).T - _Y(z, y)) / len(z), lambda z, y: _naive(z, y, lambda e: e.sum(0))),
    Mistake("mean-gradient",
            "You average the gradient over the samples; each sample's logits have their own row.",
            "Keep the shape of z and divide by N.", lambda z, y: (softmax(z) - _Y(z, y)).mean(0),
            lambda z, y: (softmax(z) - _Y(z, y)).mean(), lambda z, y: (softmax(z) - _Y(z, y)).sum() / len(z)),
    Mistake("true-class-only", "You return the gradient of the true class's score only.",
            "Return an array of the shape of z.", lambda z, y: (softmax(z)[np.arange(len(y)), y] - 1) / len(z),
            lambda z, y: softmax(z)[np.arange(len(y)), y] - 1),
    Mistake("doubled",
            "The gradient is twice too large: squared errors have a factor of 2, cross-entropy has none.",
            "Leave out the 2.", lambda z, y: 2 * (softmax(z) - _Y(z, y)) / len(z)),
    Mistake("hard-decision", "You subtract the labels from the decision, not from the probabilities.",
            "Use softmax, not argmax.", lambda z, y: (np.eye(z.shape[1])[z.argmax(1)] - _Y(z, y)) / len(z)),
)

BCE_GRADIENT = (
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
            lambda z, y: (sigmoid(z) - y) / (sigmoid(z) * (1 - sigmoid(z))) / z.size,
            lambda z, y: (-y / sigmoid(z) + (1 - y) / (1 - sigmoid(z))) / z.size,
            lambda z, y: (sigmoid(z) - y) / (sigmoid(z) * (1 - sigmoid(z)))),
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
    Mistake("hard-decision", "You subtract the labels from the decision, not from the probability.",
            "Use the sigmoid.", lambda z, y: ((z > 0) - y) / z.size, lambda z, y: ((z >= 0) - y) / z.size),
    Mistake("mean-gradient", "You return one number; each logit has its own gradient.",
            "Keep the shape of z and divide by its size.", lambda z, y: (sigmoid(z) - y).mean(),
            lambda z, y: (sigmoid(z) - y).sum()),
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
