"""The mathematics of the course, from logits to loss, in plain NumPy.

Logits `z` are real scores. The classes lie along the last axis unless `axis` says otherwise.
Losses and entropies are in nats. float16, float32 and float64 are kept; ints become float64.
"""

import numpy as np

from helpers import _validate as check
from helpers._blocks import as_rows, blocks, largest, row_blocks, scratch, silent
from helpers._distributions import others, product, reduce_grad, reduce_losses, surprise, wide
from helpers._distributions import entropy, kl_divergence, numerical_gradient  # noqa: F401
from helpers._distributions import one_hot, smooth_labels  # noqa: F401
from helpers._two_classes import binary_cross_entropy, sigmoid, sigmoid_grad  # noqa: F401
from helpers._two_classes import binary_cross_entropy_with_logits, log_sigmoid  # noqa: F401
from helpers._two_classes import binary_cross_entropy_with_logits_grad  # noqa: F401


@silent
def softmax(z, axis=-1):
    """Return exp(z) / sum(exp(z)) along the axis: K scores become K probabilities.

    z: (..., K) real scores. Result: the same shape, each row summing to 1 up to rounding.
    Raises ValueError for no classes, AxisError for a wrong axis.
    Source: Bridle (1990); subtracting the maximum changes no ratio and keeps exp from overflowing.

    >>> softmax([1, 2, 3]).round(6)
    array([0.090031, 0.244728, 0.665241])
    """
    z = check.as_logits(z, axis)
    p = np.empty_like(z)
    for part in row_blocks(z, axis):  # a small z whole, a large batch in parts
        e = np.subtract(z[part], largest(z[part], axis), out=p[part])
        np.exp(e, out=e)
        e /= e.sum(axis=axis, keepdims=True, dtype=check.sum_dtype(e, axis))
    return p


def _winner_apart(rows, shifted, e):
    """Put rows - max into shifted, its exp into e, and return log sum exp(shifted), (N, 1).

    The winner's own term is exactly 1. With it kept apart, log1p sees the others even where
    1 + others == 1.
    """
    rows = np.ascontiguousarray(rows)  # faster where the classes lay along another axis
    winner = rows.argmax(axis=-1) + np.arange(0, rows.size, rows.shape[-1])  # take, put count so
    np.subtract(rows, rows.take(winner)[:, None], out=shifted)
    np.exp(shifted, out=e)
    e.put(winner, 0)
    return np.log1p(e.sum(axis=-1, keepdims=True, dtype=wide(e)))


@silent
def log_softmax(z, axis=-1):
    """Return log(softmax(z)) without ever forming a probability that rounds to 0 or 1.

    z: (..., K) real scores. Result: the same shape, in nats, at most 0.
    Raises ValueError for no classes, AxisError for a wrong axis.
    Source: log p = (z - max) - log sum exp(z - max), the sum taken by log1p.

    >>> log_softmax([0, -40])[0].round(20)
    np.float64(-4.25e-18)
    """
    rows, restore = as_rows(check.as_logits(z, axis), axis)
    log_p, e = np.empty(rows.shape, rows.dtype), scratch(rows)
    for part in blocks(rows):
        shifted = log_p[part]
        shifted -= _winner_apart(rows[part], shifted, e[: len(shifted)])
    return restore(log_p)


@silent
def logsumexp(z, axis=-1, keepdims=False):
    """Return log(sum(exp(z))) along the axis, a smooth maximum; -inf for no terms.

    z: (..., K) real scores. Result: z's shape without the axis (or with it as 1), in nats.
    Raises AxisError for a wrong axis.
    Source: max + log sum exp(z - max); the winner's log_softmax is minus that second term.

    >>> logsumexp([1000, 1000]).round(6)
    np.float64(1000.693147)
    """
    z = check.as_float(z)
    largest = z.max(axis=axis, keepdims=keepdims, initial=-np.inf)
    if z.size == 0 or np.isinf(largest).all():
        return largest
    with np.errstate(invalid="ignore"):
        log_sum = -log_softmax(z, axis).max(axis=axis, keepdims=keepdims)
        return np.where(np.isinf(largest), largest, largest + log_sum)[()]


def _soft(y, z, alpha):
    """Return labels or distributions y as distributions like z, smoothed by alpha."""
    q = y if y.ndim == z.ndim else one_hot(y, z.shape[-1]).astype(z.dtype)
    return smooth_labels(q, alpha) if alpha else q


def _weights(y, w):
    """Return what each target weighs in the mean: the weight of its class, or of its mixture."""
    if w is None:
        return None
    return w[y] if y.dtype.kind in "iu" else product(w, y).sum(axis=-1)


@silent
def cross_entropy(probs, target, *, reduction="mean"):
    """Return -log of the probability given to the true class, in nats; inf where that is 0.

    probs: (..., K), rows that sum to 1. target: integers 0..K-1 of shape (...), or distributions
    of shape (..., K). Result: one number, or (...) for reduction "none".
    Raises ValueError for logits given as probs, and for wrong labels, shapes or reductions.
    Source: Good (1952), the logarithmic score.

    >>> cross_entropy([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]], [0, 1]).round(6)
    np.float64(0.289909)
    """
    p = check.as_float(probs, "probs")
    y = check.class_target(target, p, "probs")
    check.distribution(p, "probs", advice="; for logits use cross_entropy_with_logits")
    check.reduction_name(reduction)
    return reduce_losses(surprise(np.log(p), y), reduction)


@silent
def cross_entropy_with_logits(
    logits, target, *, weight=None, label_smoothing=0.0, reduction="mean"
):
    """Return the cross-entropy of softmax(logits), in nats: PyTorch's F.cross_entropy.

    logits: (..., K). target: integers 0..K-1 of shape (...), or distributions of shape (..., K).
    weight: K numbers. Result: one number, or (...) for reduction "none".
    The mean divides by the sum of the targets' weights, for labels and for distributions alike
    (PyTorch divides by N for distributions, so that one-hot targets and labels differ there).
    Raises ValueError or TypeError for wrong labels, shapes, weights, smoothing or reductions.

    >>> cross_entropy_with_logits([[2.0, 1.0, 0.0], [0.0, 3.0, 0.0]], [0, 1]).round(6)
    np.float64(0.251264)
    """
    z, y, w = check.class_arguments(logits, target, weight, label_smoothing, reduction)
    if y.ndim == z.ndim or label_smoothing:
        losses = surprise(log_softmax(z), product(w, _soft(y, z, label_smoothing)))
    else:
        losses = _label_losses(z.reshape(-1, z.shape[-1]), y.reshape(-1)).reshape(y.shape)
        losses = losses if w is None else product(w[y], losses)
    return reduce_losses(losses, reduction, _weights(y, w))


def _label_losses(rows, labels):
    """Return (max - z at the label) + log sum exp(z - max) for each row: no term is negative."""
    losses, shifted, e = np.empty(len(rows), rows.dtype), scratch(rows), scratch(rows)
    for part in blocks(rows):
        z, y = rows[part], labels[part]
        log_sum = _winner_apart(z, shifted[: len(z)], e[: len(z)])[:, 0]
        losses[part] = log_sum - shifted[np.arange(len(z)), y]
    return losses


@silent
def cross_entropy_with_logits_grad(
    logits, target, *, weight=None, label_smoothing=0.0, reduction="mean"
):
    """Return the gradient of cross_entropy_with_logits with respect to the logits.

    Arguments and errors: those of the loss. Result: the shape of the logits; for "none" each row
    is the gradient of its own loss.
    Source: p - y, written p (others' y) - y (others' p), which keeps its digits as p nears y.

    >>> cross_entropy_with_logits_grad([0.0, 0.0, 0.0, 0.0], 1)
    array([ 0.25, -0.75,  0.25,  0.25])
    """
    z, y, w = check.class_arguments(logits, target, weight, label_smoothing, reduction)
    p, q = softmax(z), product(w, _soft(y, z, label_smoothing))
    grad = p * others(q) - q * others(p)
    return reduce_grad(grad, reduction, z[..., 0].size, _weights(y, w))


@silent
def softmax_jacobian(z):
    """Return the matrix of derivatives d softmax(z)_i / d z_j = p_i (1[i = j] - p_j).

    z: (..., K). Result: (..., K, K), symmetric, each row summing to 0.
    Raises ValueError for no classes, AxisError for a single number.

    >>> softmax_jacobian([0.0, 0.0])
    array([[ 0.25, -0.25],
           [-0.25,  0.25]])
    """
    p = softmax(z)
    jacobian = -p[..., :, None] * p[..., None, :]
    np.einsum("...ii->...i", jacobian)[...] = p * others(p)
    return jacobian
