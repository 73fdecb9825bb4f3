"""Sums that keep their digits: in a wider type where NumPy's plain sum would lose some."""

import numpy as np

HALF, SINGLE, DOUBLE = np.dtype(np.float16), np.dtype(np.float32), np.dtype(np.float64)


def count(shape, axis):
    """Return how many entries lie along `axis`, an int or a tuple of them."""
    axes = axis if isinstance(axis, tuple) else (axis,)
    return int(np.prod([shape[i] for i in axes], dtype=int))


def wide(x, axis=-1):
    """Return the dtype to add x up in.

    float16 sticks at 2048. Other than along contiguous rows, NumPy adds one after another.
    """
    if x.dtype == HALF:
        return SINGLE
    if x.dtype == SINGLE and x.size > 1024 and not (axis == -1 and x.flags.c_contiguous):
        return DOUBLE if count(x.shape, axis) > 1024 else SINGLE
    return x.dtype


def total(x, axis=-1):
    """Return x.sum(axis, keepdims=True) in x's dtype, or in a wider one where float16 would end."""
    s = x.sum(axis=axis, keepdims=True, dtype=wide(x, axis))
    if s.dtype == x.dtype or (x.dtype == HALF and s.max(initial=0) > 65504):
        return s
    return s.astype(x.dtype)
