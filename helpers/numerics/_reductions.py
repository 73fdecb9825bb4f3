"""What all losses share: weights, sums and means, in a type that holds them."""

import numpy as np

from helpers.numerics._sums import DOUBLE, total, wide


def product(weight, x):
    """Return weight * x, where a weight of 0 gives 0 even against an inf; x for no weight.

    Of float16 it is the product in float32, since a sum or a mean is to follow.
    """
    if weight is None:
        return x
    out = np.zeros(x.shape, wide(x))
    return np.multiply(weight, x, where=weight > 0, out=out, dtype=out.dtype)


def weighted_sum(weight, x, axis=-1):
    """Return the sum of the products along the axis, in a type that keeps its digits."""
    terms = product(weight, x)
    return terms.sum(axis=axis, dtype=wide(terms, axis))


def surprise(log_p, y):
    """Return -log p at the label y, or -sum y log p for a distribution y, over the last axis."""
    if y.ndim < log_p.ndim:
        expected = np.take_along_axis(log_p, y[..., None], axis=-1)[..., 0]
    else:
        expected = weighted_sum(y, log_p)
    return 0.0 - expected  # -expected would turn 0 into -0.0


def others(x):
    """Return each entry's sum over the rest of its row, the largest entry's summed without it."""
    winner = x.argmax(axis=-1, keepdims=True)
    without = x.copy()
    np.put_along_axis(without, winner, 0, axis=-1)
    rest = total(x) - x
    np.put_along_axis(rest, winner, total(without), axis=-1)
    return rest


def reduce_losses(losses, scores, reduction, weights=None):
    """Return the losses, their sum, or their mean over the weights, in the dtype of the scores."""
    if reduction == "none":
        return losses.astype(scores.dtype, copy=False)[()]
    result = np.add.reduce(losses, axis=None, dtype=wide(losses))  # losses.sum(), but faster
    if reduction == "mean":
        result = result / weight_sum(weights, losses.size)
    return scores.dtype.type(result)


def reduce_grad(grad, scores, reduction, size, weights=None):
    """Return the gradients of `size` single losses as the gradient of their sum or mean."""
    if reduction == "mean":
        grad = np.divide(grad, weight_sum(weights, size), dtype=wide(grad))
    return grad.astype(scores.dtype, copy=False)[()]


def mean_weights(y, w):
    """Return what each target weighs in the mean: the weight of its class, or of its mixture."""
    if w is None:
        return None
    return w[y] if y.dtype.kind in "iu" else weighted_sum(w, y)


def weight_sum(weights, size):
    """Return what the mean over `size` losses divides by; nan where that is nothing."""
    result = size if weights is None else weights.sum(dtype=DOUBLE)  # a view, not contiguous
    if not result < np.inf:
        raise ValueError(f"the weights must have a finite sum, got {result}")
    return result or np.nan
