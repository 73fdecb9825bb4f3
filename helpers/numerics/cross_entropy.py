"""The mathematics of the course, from logits to loss, in plain NumPy.

Logits `z` are real scores, their classes along the last axis unless `axis` says otherwise.
Losses and entropies are in nats. float16, float32 and float64 are kept; ints become float64.
TypeError is raised for what is not a real number.
"""

import numpy as np

from helpers.numerics import _arguments as arguments, _validate as check
from helpers.numerics._arrays import as_rows, largest, silent, workspace
from helpers.numerics.information import entropy, kl_divergence, numerical_gradient
from helpers.numerics.information import one_hot, smooth_labels, soft_targets
from helpers.numerics._reductions import mean_weights, others, product, reduce_grad, reduce_losses, surprise
from helpers.numerics._sums import total, wide
from helpers.numerics.two_classes import binary_cross_entropy, binary_cross_entropy_with_logits
from helpers.numerics.two_classes import binary_cross_entropy_with_logits_grad, log_sigmoid
from helpers.numerics.two_classes import sigmoid, sigmoid_grad


@silent
def softmax(z, axis=-1):
    """Return exp(z) / sum(exp(z)) along the axis: K scores become K probabilities.

    z: (..., K) real scores. Result: the same shape, each row summing to 1 up to rounding.
    Raises ValueError for no classes, AxisError for a wrong axis.
    Source: Bridle (1990); subtracting the maximum changes no ratio and keeps exp from overflowing.

    >>> softmax([1, 2, 3]).round(6)
    array([0.090031, 0.244728, 0.665241])
    """
    z, axis = check.as_logits(z, axis)
    e = np.asarray(z - largest(z, axis))  # an array also for a single number
    np.exp(e, out=e)  # in place, as the division: a new array each time would cost more
    e /= total(e, axis)
    return e


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
    return np.log1p(np.add.reduce(e, axis=-1, keepdims=True, dtype=wide(e)))  # e.sum, but faster


@silent
def log_softmax(z, axis=-1):
    """Return log(softmax(z)) without ever forming a probability that rounds to 0 or 1.

    z: (..., K) real scores. Result: the same shape, in nats, at most 0.
    Raises ValueError for no classes, AxisError for a wrong axis.
    Source: log p = (z - max) - log sum exp(z - max), the sum taken by log1p.

    >>> log_softmax([0, -40])[0].round(20)
    np.float64(-4.25e-18)
    """
    rows, restore = as_rows(*check.as_logits(z, axis))
    log_p, (parts, [e]) = np.empty(rows.shape, rows.dtype), workspace(rows, 1)
    for part in parts:
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
    z, axis = check.as_scores(z, axis)
    top = z.max(axis=axis, keepdims=keepdims, initial=-np.inf)
    if np.isinf(top).all():  # also where there are no terms
        return top
    with np.errstate(invalid="ignore"):  # inf - inf, in rows whose answer is their maximum
        log_sum = -log_softmax(z, axis).max(axis=axis, keepdims=keepdims)
        return np.where(np.isinf(top), top, top + log_sum)[()]


@silent
def cross_entropy(probs, target, *, reduction="mean"):
    """Return -log of the probability given to the true class, in nats; inf where that is 0.

    probs: (..., K), rows that sum to 1. target: integers 0..K-1 of shape (...), or distributions
    of shape (..., K). Result: one number, or (...) for reduction "none".
    Raises ValueError for logits given as probs, and for wrong labels, shapes or reductions;
    TypeError for labels that are not integers.
    Source: Good (1952), the logarithmic score.

    >>> cross_entropy([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]], [0, 1]).round(6)
    np.float64(0.289909)
    """
    p, y = arguments.class_probs(probs, target, reduction)
    return reduce_losses(surprise(np.log(p), y), p, reduction)


@silent
def cross_entropy_with_logits(
    logits, target, *, weight=None, label_smoothing=0.0, reduction="mean"
):
    """Return the cross-entropy of softmax(logits), in nats: PyTorch's F.cross_entropy.

    logits: (..., K), the classes last. target: integers 0..K-1 of shape (...), or distributions
    of shape (..., K). weight: K numbers. Result: one number, or (...) for reduction "none".
    The mean divides by the sum of the targets' weights, for labels and for distributions alike
    (PyTorch divides by N for distributions, so weighted one-hot targets and labels differ there).
    Raises ValueError or TypeError for wrong labels, shapes, weights, smoothing or reductions.
    Source: -log p_y = log sum exp(z) - z_y, averaged over a distribution y.

    >>> cross_entropy_with_logits([[2.0, 1.0, 0.0], [0.0, 3.0, 0.0]], [0, 1]).round(6)
    np.float64(0.251264)
    """
    z, y, w = arguments.class_arguments(logits, target, weight, label_smoothing, reduction)
    if y.ndim == z.ndim or label_smoothing:
        losses = surprise(log_softmax(z), product(w, soft_targets(y, z, label_smoothing)))
    else:
        losses = _label_losses(z.reshape(-1, z.shape[-1]), y.reshape(-1)).reshape(y.shape)
        losses = losses if w is None else product(w[y], losses)
    return reduce_losses(losses, z, reduction, mean_weights(y, w))


def _label_losses(rows, labels):
    """Return (max - z at the label) + log sum exp(z - max) for each row: no term is negative."""
    losses, (parts, [shifted, e]) = np.empty(len(rows), rows.dtype), workspace(rows, 2)
    for part in parts:
        z, y = rows[part], labels[part]
        log_sum = _winner_apart(z, shifted[: len(z)], e[: len(z)])[:, 0]
        losses[part] = log_sum - shifted.take(y + np.arange(0, z.size, z.shape[-1]))
    return losses


@silent
def cross_entropy_with_logits_grad(
    logits, target, *, weight=None, label_smoothing=0.0, reduction="mean"
):
    """Return the gradient of cross_entropy_with_logits with respect to the logits.

    Arguments and errors: those of the loss. Result: the shape of the logits; for "none" each row
    is the gradient of its own loss.
    Source: p - y, where p_y - 1 is minus the others' sum, which keeps its digits near p_y = 1;
    for distributions p (others' y) - y (others' p), likewise.

    >>> cross_entropy_with_logits_grad([0.0, 0.0, 0.0, 0.0], 1)
    array([ 0.25, -0.75,  0.25,  0.25])
    """
    z, y, w = arguments.class_arguments(logits, target, weight, label_smoothing, reduction)
    p = softmax(z)
    if y.ndim == z.ndim or label_smoothing:
        q = product(w, soft_targets(y, z, label_smoothing))
        grad = p * others(q) - q * others(p)
    else:
        grad = _label_grad(p.reshape(-1, z.shape[-1]), y.reshape(-1)).reshape(z.shape)
        grad = grad if w is None else product(w[y][..., None], grad)
    return reduce_grad(grad, z, reduction, z[..., 0].size, mean_weights(y, w))


def _label_grad(rows, labels):
    """Return p - one-hot for rows of p, in their place: p_y - 1 is minus the sum of the others."""
    at_label = np.arange(len(rows)), labels
    rows[at_label] = 0
    rows[at_label] = 0.0 - total(rows)[:, 0]
    return rows


@silent
def softmax_jacobian(z):
    """Return the matrix of derivatives d softmax(z)_i / d z_j = p_i (1[i = j] - p_j).

    z: (..., K). Result: (..., K, K), symmetric, each row summing to 0.
    Raises ValueError for no classes, AxisError for a single number.
    Source: the quotient rule; 1 - p_i is taken as the sum of the others.

    >>> softmax_jacobian([0.0, 0.0])
    array([[ 0.25, -0.25],
           [-0.25,  0.25]])
    """
    p = softmax(z)
    jacobian = 0.0 - p[..., :, None] * p[..., None, :]  # -p p would show -0.
    np.einsum("...ii->...i", jacobian)[...] = p * others(p)  # the diagonal, in its place
    return jacobian
