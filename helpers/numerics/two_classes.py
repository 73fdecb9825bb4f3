"""Two classes, one logit: sigmoid, binary cross-entropy and their gradients.

Learners import these from `helpers.numerics`.
"""

import numpy as np

from helpers.numerics import _arguments as arguments
from helpers.numerics._arrays import blocks, elementwise, silent
from helpers.numerics._reductions import product, reduce_grad, reduce_losses


@silent
@elementwise
def sigmoid(z):
    """Return 1 / (1 + exp(-z)): one score becomes the probability of yes.

    z: any shape. Result: the same shape, in [0, 1]. Raises TypeError for what is no real number.
    Source: both signs written with e = exp(-|z|) <= 1, which cannot overflow.

    >>> sigmoid([-1000, 0, 2]).round(6)
    array([0.      , 0.5     , 0.880797])
    """
    e = np.exp(-np.abs(z))
    numerator = np.maximum(e, z >= 0)  # 1 for z >= 0, else e
    return numerator / (1 + e)


@silent
@elementwise
def log_sigmoid(z):
    """Return log(sigmoid(z)), in nats, also where sigmoid(z) rounds to 0 or 1.

    z: any shape. Result: the same shape, at most 0. Raises TypeError for what is no real number.
    Source: log sigmoid(z) = min(z, 0) - log1p(exp(-|z|)).

    >>> log_sigmoid([-2, 0, 2]).round(6)
    array([-2.126928, -0.693147, -0.126928])
    """
    return np.minimum(z, 0) - np.log1p(np.exp(-np.abs(z)))


@silent
@elementwise
def sigmoid_grad(z):
    """Return the derivative sigmoid(z) sigmoid(-z), which is s (1 - s) without 1 - s rounding to 0.

    z: any shape. Result: the same shape, at most 1/4. Raises TypeError for what is no real number.
    Source: sigmoid(-z) = 1 - sigmoid(z).

    >>> sigmoid_grad([0, 2]).round(6)
    array([0.25    , 0.104994])
    """
    return sigmoid(z) * sigmoid(-z)


@silent
def binary_cross_entropy(probs, target, *, weight=None, reduction="mean"):
    """Return -y log p - (1 - y) log(1 - p), in nats; inf where a certain answer is wrong.

    probs, target: the same shape, in [0, 1]. weight: one number, one per column or one per entry;
    the mean divides by the sum of the weights (PyTorch by N). Result: one number, or that shape
    for reduction "none".
    Raises ValueError for logits given as probs, and for wrong shapes, targets or reductions.
    Source: Good (1952), the logarithmic score for two classes.

    >>> binary_cross_entropy([0.9, 0.2], [1, 0]).round(6)
    np.float64(0.164252)
    """
    p, y, w = arguments.binary_probs(probs, target, weight, reduction)
    losses = 0.0 - (product(y, np.log(p)) + product(1 - y, np.log1p(-p)))
    return reduce_losses(product(w, losses), p, reduction, w)


@silent
def binary_cross_entropy_with_logits(
    logits, target, *, weight=None, pos_weight=None, reduction="mean"
):
    """Return the binary cross-entropy of sigmoid(logits), in nats.

    logits, target: the same shape; targets in [0, 1]. weight, pos_weight: one number, one per
    column or one per entry. pos_weight multiplies the cost of y = 1; weight multiplies all, and
    the mean divides by its sum (PyTorch by N). Result: one number, or that shape for "none".
    Raises ValueError or TypeError for wrong shapes, targets, weights or reductions.
    Source: |z| |y - (z > 0)| + log1p(exp(-|z|)), which cancels nowhere.

    >>> binary_cross_entropy_with_logits([2.0, -1.0], [1, 0]).round(6)
    np.float64(0.220095)
    """
    z, y, w, pos = arguments.binary_arguments(logits, target, weight, pos_weight, reduction)
    plain = pos is None and np.isfinite(z).all()  # else 0 inf may occur, which is to count as 0
    losses = _losses(z, y) if plain else _skewed_losses(z, y, pos)
    return reduce_losses(product(w, losses), z, reduction, w)


def _losses(z, y):
    """Return the loss of each finite logit, worked out in parts."""
    rows, targets, losses = z.reshape(-1), y.reshape(-1), np.empty(z.size, z.dtype)
    for part in blocks(rows, intermediates=4):
        size = np.abs(rows[part])
        miss = np.abs(targets[part] - (rows[part] > 0))  # how far y lies from the side taken
        losses[part] = size * miss + np.log1p(np.exp(-size))
    return losses.reshape(z.shape)


def _skewed_losses(z, y, pos_weight):
    """Return -pos_weight y log sigmoid(z) - (1 - y) log sigmoid(-z) for any logits."""
    yes = product(y, product(pos_weight, log_sigmoid(z)))
    return 0.0 - (yes + product(1 - y, log_sigmoid(-z)))


@silent
def binary_cross_entropy_with_logits_grad(
    logits, target, *, weight=None, pos_weight=None, reduction="mean"
):
    """Return the gradient of binary_cross_entropy_with_logits with respect to the logits.

    Arguments and errors: those of the loss. Result: the shape of the logits; for "none" each
    entry is the derivative of its own loss.
    Source: (1 - y) sigmoid(z) - pos_weight y sigmoid(-z), since sigmoid(z) - y cancels.

    >>> binary_cross_entropy_with_logits_grad([2.0, -1.0], [1, 0], reduction="sum").round(6)
    array([-0.119203,  0.268941])
    """
    z, y, w, pos = arguments.binary_arguments(logits, target, weight, pos_weight, reduction)
    grad = (1 - y) * sigmoid(z) - y * product(pos, sigmoid(-z))
    return reduce_grad(product(w, grad), z, reduction, z.size, w)
