"""Scores become probabilities: softmax, its logarithm, and the logarithm of its denominator.

Infinite scores: -inf masks a class exactly, its probability is 0; +inf or nan gives nan in its row,
and so does a row that is masked everywhere.
"""

import numpy as np

from helpers.numerics._arguments import class_scores, some_class
from helpers.numerics._arrays import in_parts, largest, log_sum_exp, sum_along, winners


@np.errstate(all="ignore")
def softmax(z, axis=-1, *, where=None):
    """Return exp(z) / sum(exp(z)) along the axis: K scores become K probabilities.

    z: (..., K) real scores; -inf gives 0; +inf, nan or only -inf gives nan in that row.
    where: booleans that broadcast to z; a class where they are False counts as -inf.
    Result: z's shape, each row summing to 1 up to rounding, right to 10 ulp where z - max is
    exact, else to some 1.5 ulp for each unit of the gap max - z.
    Raises ValueError for no classes, AxisError for a wrong axis.
    Source: Bridle (1990); subtracting the maximum changes no ratio and keeps exp from overflowing.

    >>> softmax([1, 2, 3]).round(6)
    array([0.090031, 0.244728, 0.665241])
    """
    z, axis = some_class(z, axis, where)
    p = np.empty_like(z)
    for part, e in in_parts(z, p, axis=axis):  # e is the place in p where the part's answer will stand
        np.exp(part - largest(part, axis), out=e)  # in place, as the division: new arrays would cost more
        e /= sum_along(e, axis)
    return p[()]


@np.errstate(all="ignore")
def log_softmax(z, axis=-1, *, where=None):
    """Return log(softmax(z)) without ever forming a probability that rounds to 0 or 1.

    z: (..., K) real scores; -inf stays -inf; +inf, nan or only -inf gives nan in that row.
    where: booleans that broadcast to z; a class where they are False counts as -inf.
    Result: z's shape, in nats, at most 0, right to 3 ulp where z - max is exact.
    Raises ValueError for no classes, AxisError for a wrong axis.
    Source: log p = (z - max) - log sum exp(z - max), the sum taken by log1p.

    >>> log_softmax([0, -40])[0].round(20)
    np.float64(-4.25e-18)
    """
    z, axis = some_class(z, axis, where)
    log_p = np.empty_like(z)
    for part, shifted in in_parts(z, log_p, axis=axis):  # shifted is a place in log_p
        top, winner = winners(part, axis)
        np.subtract(part, top, out=shifted)
        shifted -= log_sum_exp(shifted, axis, winner)
    return log_p[()]


@np.errstate(all="ignore")
def logsumexp(z, axis=-1, keepdims=False, *, where=None):
    """Return log(sum(exp(z))) along the axis, a smooth maximum; -inf for no terms.

    z: (..., K) real scores; -inf adds nothing, +inf gives +inf, nan gives nan.
    where: booleans that broadcast to z; terms where they are False do not count.
    Result: z's shape without the axis (or with it as 1), in nats.
    Raises AxisError for a wrong axis.
    Source: max + log sum exp(z - max), the sum taken by log1p.

    >>> logsumexp([1000, 1000]).round(6)
    np.float64(1000.693147)
    """
    z, axis = class_scores(z, axis, where)
    top = np.asarray(z.max(axis=axis, keepdims=True, initial=-np.inf))
    result = top.copy()
    for part, most, out in in_parts(z, top, result, axis=axis):
        log_sum = log_sum_exp(part - most, axis)
        np.add(most, log_sum, out=out, where=np.isfinite(most), casting="same_kind")
    return result[()] if keepdims else result.squeeze(axis)[()]
