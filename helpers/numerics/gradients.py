"""How losses and probabilities change with the logits: in closed form, and by differences to check it."""

import numpy as np

from helpers.numerics._arguments import as_float
from helpers.numerics._arrays import reduce_grad, sum_along, sum_of_others, weighted
from helpers.numerics.cross_entropy import class_arguments
from helpers.numerics.softmax import softmax
from helpers.numerics.two_classes import binary_arguments, sigmoid


@np.errstate(all="ignore")
def sigmoid_grad(z):
    """Return the derivative sigmoid(z) sigmoid(-z), which is s (1 - s) without 1 - s rounding to 0.

    z: any shape. Result: the same shape, at most 1/4. Raises TypeError for what is no real number.
    Source: sigmoid(-z) = 1 - sigmoid(z).

    >>> sigmoid_grad([0, 2]).round(6)
    array([0.25    , 0.104994])
    """
    z = as_float(z)
    return sigmoid(z) * sigmoid(-z)


@np.errstate(all="ignore")
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
    np.einsum("...ii->...i", jacobian)[...] = p * sum_of_others(p)  # the diagonal, in its place
    return jacobian


@np.errstate(all="ignore")
def cross_entropy_with_logits_grad(
    logits, target, *, weight=None, label_smoothing=0.0, ignore_index=None, reduction="mean"
):
    """Return the gradient of cross_entropy_with_logits with respect to the logits.

    Arguments and errors: those of the loss. Result: the shape of the logits; for "none" each row
    is the gradient of its own loss; nan where that is, and 0 in the rows of ignored labels.
    Source: p - y, where p_y - 1 is minus the others' sum, which keeps its digits near p_y = 1;
    for distributions p (others' y) - y (others' p), likewise.

    >>> cross_entropy_with_logits_grad([0.0, 0.0, 0.0, 0.0], 1)
    array([ 0.25, -0.75,  0.25,  0.25])
    """
    z, y, counts = class_arguments(logits, target, weight, label_smoothing, ignore_index, reduction)
    p = softmax(z)
    if y.ndim == z.ndim:  # distributions, times the weights
        grad = weighted(sum_of_others(y), p) - weighted(y, sum_of_others(p))
    else:
        grad = _minus_one_at(p.reshape(-1, z.shape[-1]), y.ravel()).reshape(z.shape)
        grad = grad if counts is None else weighted(counts[..., None], grad)
    return reduce_grad(grad, reduction, z.dtype, z[..., 0].size, counts)


def _minus_one_at(p, labels):
    """Return p - one-hot in the place of p: p_y - 1 is minus the sum of the others."""
    at_label = np.arange(len(p)), labels
    p[at_label] *= 0  # nan stays nan
    p[at_label] = 0.0 - sum_along(p)[:, 0]
    return p


@np.errstate(all="ignore")
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
    z, y, w, pos = binary_arguments(logits, target, weight, pos_weight, reduction)
    grad = (1 - y) * sigmoid(z) - y * weighted(pos, sigmoid(-z))
    return reduce_grad(weighted(w, grad), reduction, z.dtype, z.size, w)


def numerical_gradient(f, x, h=1e-5):
    """Return the gradient of the number f(x) by central differences (f(x + h) - f(x - h)) / 2h.

    f: takes an array like x, returns one number. x: any shape, worked on as float64 copies.
    Result: x's shape, right to about 1e-10 for h=1e-5 where f and x are near 1.
    Raises ValueError if f returns more than one number, or h is not positive or vanishes beside x.
    Source: Press et al. (2007), Numerical Recipes, 5.7: divide by the step really taken.

    >>> numerical_gradient(lambda x: (x**2).sum(), [1.0, -3.0]).round(6)
    array([ 2., -6.])
    """
    x, h = as_float(x, "x").astype(np.float64), _step_size(h)
    grad = np.empty_like(x)
    for i in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[i] += h
        behind[i] -= h
        step = _step_taken(ahead[i] - behind[i], h, x[i])
        grad[i] = (_one_number(f(ahead)) - _one_number(f(behind))) / step
    return grad[()]


def _step_size(h):
    """Return the step h of a difference; raise unless it is a positive, finite number."""
    if not (np.ndim(h) == 0 and 0 < h < np.inf):
        raise ValueError(f"h must be a positive number, got {h}")
    return h


def _step_taken(step, h, x):
    """Return the step really taken from x; raise where h is lost beside x."""
    if not np.isfinite(x):
        raise ValueError(f"x must be finite, got {x}")
    if not step > 0:
        raise ValueError(f"h must be large enough to change x, got h={h} at x={x}")
    return step


def _one_number(value):
    """Return a function's value as a float; raise if it is not a single real number."""
    value = np.asarray(value)
    if value.ndim != 0:
        raise ValueError(f"f must return one number, got shape {value.shape}")
    if value.dtype.kind not in "fiub":
        raise TypeError(f"f must return a real number, got dtype {value.dtype}")
    return float(value)
