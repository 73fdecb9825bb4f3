"""How much a distribution leaves open, and how far another one lies from it, in nats."""

import numpy as np

from helpers.numerics._arguments import as_float, class_scores, distribution
from helpers.numerics._arrays import weighted_sum


@np.errstate(all="ignore")
def entropy(p, axis=-1):
    """Return -sum p log p along the axis, in nats, where 0 log 0 is 0 (Shannon, 1948).

    p: probabilities that sum to 1 along `axis`. Result: p's shape without that axis.
    Raises ValueError where p is no distribution, AxisError for a wrong axis.

    >>> entropy([0.5, 0.25, 0.25]).round(6)
    np.float64(1.039721)
    """
    p, axis = class_scores(p, axis, name="p")
    distribution(p, "p", axis)
    return (0.0 - weighted_sum(p, np.log(p), axis)).astype(p.dtype)


@np.errstate(all="ignore")
def kl_divergence(p, q, axis=-1):
    """Return sum p log(p / q) along the axis, in nats (Kullback and Leibler, 1951).

    p, q: the same shape, each summing to 1 along `axis`. Result: that shape without the axis;
    0 where p has no mass, inf where p has some and q has none. Below 0 by at most what p and q
    miss in summing to 1.
    Raises ValueError where p or q is no distribution, or their shapes differ.

    >>> kl_divergence([0.5, 0.5], [0.9, 0.1]).round(6)
    np.float64(0.510826)
    """
    p, q, axis, dtype = _pair(p, q, axis)
    near = np.abs(p - q) < q / 2  # where the two logs would cancel
    log_ratio = np.where(near, np.log1p((p - q) / q), np.log(p) - np.log(q))
    return weighted_sum(p, log_ratio, axis).astype(dtype)


def _pair(p, q, axis):
    """Return p and q as distributions of one shape and dtype, the axis, and the dtype of p."""
    (p, axis), q = class_scores(p, axis, name="p"), as_float(q, "q")
    if p.shape != q.shape:
        raise ValueError(f"q shape {q.shape} does not match p shape {p.shape}")
    distribution(p, "p", axis)
    distribution(q, "q", axis)
    both = np.result_type(p, q)
    return p.astype(both, copy=False), q.astype(both, copy=False), axis, p.dtype
