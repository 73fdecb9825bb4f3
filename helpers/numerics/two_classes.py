"""Two classes, one logit: sigmoid, its logarithm, and binary cross-entropy."""

import numpy as np

from helpers.numerics import _arguments as check
from helpers.numerics._arrays import in_parts, reduce_losses, weighted


@np.errstate(all="ignore")
def sigmoid(z):
    """Return 1 / (1 + exp(-z)): one score becomes the probability of yes.

    z: any shape. Result: the same shape, in [0, 1]. Raises TypeError for what is no real number.
    Source: both signs written with e = exp(-|z|) <= 1, which cannot overflow.

    >>> sigmoid([-1000, 0, 2]).round(6)
    array([0.      , 0.5     , 0.880797])
    """
    z = check.as_float(z)
    s = np.empty_like(z)
    for part, p in in_parts(z, s, axis=()):
        e = np.exp(np.negative(np.abs(part, out=p), out=p))  # exp(-|z|), worked out in the place of p
        p[...] = part >= 0
        np.maximum(e, p, out=p)  # 1 for z >= 0, else e
        e += 1
        p /= e
    return s[()]


@np.errstate(all="ignore")
def log_sigmoid(z):
    """Return log(sigmoid(z)), in nats, also where sigmoid(z) rounds to 0 or 1.

    z: any shape. Result: the same shape, at most 0. Raises TypeError for what is no real number.
    Source: log sigmoid(z) = min(z, 0) - log1p(exp(-|z|)).

    >>> log_sigmoid([-2, 0, 2]).round(6)
    array([-2.126928, -0.693147, -0.126928])
    """
    z = check.as_float(z)
    log_s = np.empty_like(z)
    for part, log_p in in_parts(z, log_s, axis=()):
        np.minimum(part, 0, out=log_p)
        log_p -= np.log1p(np.exp(-np.abs(part)))
    return log_s[()]


@np.errstate(all="ignore")
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
    p = check.as_float(probs, "probs")
    check.unit_interval(p, "probs", "; for logits use binary_cross_entropy_with_logits")
    y, w = check.binary_target(target, p, "probs"), check.binary_weight(weight, p)
    check.reduction_name(reduction)
    losses = 0.0 - (weighted(y, np.log(p)) + weighted(1 - y, np.log1p(-p)))
    return reduce_losses(weighted(w, losses), reduction, p.dtype, w)


@np.errstate(all="ignore")
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
    z, y, w, pos = binary_arguments(logits, target, weight, pos_weight, reduction)
    if pos is None and np.isfinite(z).all():
        losses = np.empty_like(z)
        for part, wanted, loss in in_parts(z, y, losses, axis=()):
            size, miss = np.abs(part), np.abs(wanted - (part > 0))  # how far y lies from the side taken
            loss[...] = size * miss + np.log1p(np.exp(-size))
    else:  # 0 inf may occur, which is to count as 0
        yes, no = weighted(pos, log_sigmoid(z)), log_sigmoid(-z)
        losses = 0.0 - (weighted(y, yes) + weighted(1 - y, no))
    return reduce_losses(weighted(w, losses), reduction, z.dtype, w)


def binary_arguments(logits, target, weight, pos_weight, reduction):
    """Return the logits, the target and the two weights, all checked."""
    z = check.as_float(logits, "logits")
    y = check.binary_target(target, z, "logits")
    w = check.binary_weight(weight, z)
    pos = check.binary_weight(pos_weight, z, "pos_weight")
    check.reduction_name(reduction)
    return z, y, w, pos
