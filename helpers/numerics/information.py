"""Labels, information and central differences.

Learners import these from `helpers.numerics`.
"""

import numpy as np

from helpers.numerics import _arguments as arguments
from helpers.numerics import _validate as check
from helpers.numerics._arrays import silent
from helpers.numerics._reductions import weighted_sum


def one_hot(labels, num_classes):
    """Return rows that are 1 at the label and 0 elsewhere, as float64.

    labels: integers 0..K-1 of any shape (...). Result: (..., K) with K = num_classes.
    Raises ValueError for a label outside 0..K-1, TypeError for labels that are not integers.
    Source: row y of the identity matrix, without building the matrix.

    >>> one_hot([2, 0], 3)
    array([[0., 0., 1.],
           [1., 0., 0.]])
    """
    num_classes = check.class_count(num_classes)
    labels = check.class_indices(labels, num_classes)
    rows = np.zeros((labels.size, num_classes))
    rows[np.arange(labels.size), labels.ravel()] = 1
    return rows.reshape(*labels.shape, num_classes)


def smooth_labels(q, alpha):
    """Mix distributions q with the uniform one: (1 - alpha) q + alpha / K (Szegedy et al., 2016).

    q: (..., K), each row summing to 1. alpha: a number. Result: the same shape and dtype.
    Raises ValueError if alpha lies outside [0, 1] or a row of q is no distribution.

    >>> smooth_labels([0, 1, 0, 0], 0.2).round(2)
    array([0.05, 0.85, 0.05, 0.05])
    """
    q, alpha = check.as_float(q, "q"), check.fraction(alpha, "alpha")
    check.distribution(q, "q")
    return (1 - alpha) * q + alpha / q.shape[-1]


def soft_targets(y, z, alpha):
    """Return labels or distributions y as distributions like z, smoothed by alpha."""
    q = y if y.ndim == z.ndim else one_hot(y, z.shape[-1]).astype(z.dtype)
    return smooth_labels(q, alpha) if alpha else q


@silent
def entropy(p, axis=-1):
    """Return -sum p log p along the axis, in nats, where 0 log 0 is 0 (Shannon, 1948).

    p: probabilities that sum to 1 along `axis`. Result: p's shape without that axis.
    Raises ValueError where p is no distribution, AxisError for a wrong axis.

    >>> entropy([0.5, 0.25, 0.25]).round(6)
    np.float64(1.039721)
    """
    p, axis = check.as_scores(p, axis, "p")
    check.distribution(p, "p", axis)
    return (0.0 - weighted_sum(p, np.log(p), axis)).astype(p.dtype)


@silent
def kl_divergence(p, q, axis=-1):
    """Return sum p log(p / q) along the axis, in nats (Kullback and Leibler, 1951).

    p, q: the same shape, each summing to 1 along `axis`. Result: that shape without the axis;
    0 where p has no mass, inf where p has some and q has none. Below 0 by at most what p and q
    miss in summing to 1.
    Raises ValueError where p or q is no distribution, or their shapes differ.

    >>> kl_divergence([0.5, 0.5], [0.9, 0.1]).round(6)
    np.float64(0.510826)
    """
    p, q, axis, dtype = arguments.distribution_pair(p, q, axis)
    near = np.abs(p - q) < q / 2  # where the two logs would cancel
    with np.errstate(invalid="ignore"):  # where p is 0 the ratio does not count
        log_ratio = np.where(near, np.log1p((p - q) / q), np.log(p) - np.log(q))
    return weighted_sum(p, log_ratio, axis).astype(dtype)


def numerical_gradient(f, x, h=1e-5):
    """Return the gradient of the number f(x) by central differences (f(x + h) - f(x - h)) / 2h.

    f: takes an array like x, returns one number. x: any shape, worked on as float64 copies.
    Result: x's shape, right to about 1e-10 for h=1e-5 where f and x are near 1.
    Raises ValueError if f returns more than one number, or h is not positive or vanishes beside x.
    Source: Press et al. (2007), Numerical Recipes, 5.7: divide by the step really taken.

    >>> numerical_gradient(lambda x: (x**2).sum(), [1.0, -3.0]).round(6)
    array([ 2., -6.])
    """
    x, h = check.as_float(x, "x").astype(np.float64), arguments.step_size(h)
    grad = np.empty_like(x)
    for i in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[i] += h
        behind[i] -= h
        step = arguments.step_taken(ahead[i] - behind[i], h, x[i])
        grad[i] = (arguments.one_number(f(ahead)) - arguments.one_number(f(behind))) / step
    return grad[()]
