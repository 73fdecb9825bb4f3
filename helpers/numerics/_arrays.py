"""How the formulas are run: without needless warnings, and large arrays in parts.

A part stays in the processor's cache, so that its intermediates cost neither time nor memory.
"""

import functools

import numpy as np

from helpers.numerics import _validate as check
from helpers.numerics._sums import count

BYTES = 2**20  # a part; with its intermediates it stays in the cache of one core


def silent(function):
    """Run the function without warnings of log(0) and overflow: the inf they give is right here."""

    @np.errstate(over="ignore", under="ignore", divide="ignore")  # also restores the buffer
    @functools.wraps(function)
    def run(*args, **kwargs):
        if args and getattr(args[0], "nbytes", 0) > BYTES:
            np.setbufsize(1024)  # or NumPy copies what it broadcasts over rows shorter than 8192
        return function(*args, **kwargs)

    return run


def blocks(rows, intermediates=1):
    """Return slices that cover the rows, shorter ones for formulas with more intermediates."""
    if rows.nbytes <= BYTES // intermediates:
        return [slice(None)]
    n = max(1, BYTES // intermediates * len(rows) // rows.nbytes)
    return [slice(i, i + n) for i in range(0, len(rows), n)]


def workspace(rows, number):
    """Return the blocks of the rows, and a number of arrays to work in, each as large as one block.

    Fresh memory for each block would cost more.
    """
    parts = blocks(rows)
    shape = rows[parts[0]].shape
    return parts, [np.empty(shape, rows.dtype) for _ in range(number)]


def elementwise(function):
    """Let a function of one float array take any real input, large ones in parts."""

    @functools.wraps(function)
    def whole(z):
        z = check.as_float(z)
        if z.nbytes <= BYTES // 4:
            return function(z)
        flat, result = z.reshape(-1), np.empty(z.size, z.dtype)
        for part in blocks(flat, intermediates=4):
            result[part] = function(flat[part])
        return result.reshape(z.shape)

    return whole


def as_rows(z, axis):
    """Return z as (N, K), the entries along `axis` last, and the function that undoes it."""
    if axis == -1:
        return z.reshape(-1, z.shape[-1]), lambda rows: rows.reshape(z.shape)
    axes = axis if isinstance(axis, tuple) else (axis,)
    last = range(-len(axes), 0)
    moved = np.moveaxis(z, axes, last)
    rows = moved.reshape(-1, count(z.shape, axis))
    return rows, lambda rows: np.moveaxis(rows.reshape(moved.shape), last, axes)


def largest(z, axis):
    """Return z.max(axis, keepdims=True); for many rows by argmax, which is faster."""
    if axis != -1 or z.size < 4096:
        return z.max(axis=axis, keepdims=True)
    winner = z.argmax(axis=-1).ravel() + np.arange(0, z.size, z.shape[-1])
    return z.take(winner).reshape(*z.shape[:-1], 1)
