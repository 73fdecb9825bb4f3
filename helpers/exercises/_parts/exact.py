"""Specifications: the definitions, in decimals of 40 digits, which neither overflow nor round.

Slow and obvious on purpose. No shift, no branch: e**1000 is a number here.
"""

from decimal import Context, Decimal, localcontext

import numpy as np

DIGITS = Context(prec=40)


def by_row(rule, array) -> np.ndarray:
    """Apply a rule for one row of decimals to every row along the last axis."""
    array = np.asarray(array)
    with localcontext(DIGITS):
        results = [rule([Decimal(float(v)) for v in row]) for row in array.reshape(-1, array.shape[-1])]
    results = np.array(results, dtype=np.float64)
    return results.reshape(array.shape[:-1] + results.shape[1:])


def by_entry(rule, *arrays) -> np.ndarray:
    """Apply a rule for single decimals to every entry."""
    flat = zip(*(np.ravel(array) for array in arrays), strict=True)
    with localcontext(DIGITS):
        results = [rule(*(Decimal(float(v)) for v in entry)) for entry in flat]
    return np.array(results, dtype=np.float64).reshape(np.shape(arrays[0]))


def shares(numbers) -> list:
    """Return each number divided by the sum of all."""
    return [number / sum(numbers) for number in numbers]


def softmax(scores) -> list:
    """Return the shares of e**z_i."""
    return shares([z.exp() for z in scores])


def logistic(z) -> Decimal:
    """Return 1 over 1 plus e**-z."""
    return 1 / (1 + (-z).exp())
