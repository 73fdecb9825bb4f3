"""How large arrays are worked on in parts, and how sums keep their digits.

The formulas stand in the other files; nobody needs this one to understand them.
"""

import numpy as np

PART = 2**19  # bytes: a part and what is worked out from it stay in the cache of one core
NARROW = 12  # numbers: down columns, NumPy is slow where the rows have no more
RUN = 2048  # numbers: a part whose neighbours in memory are fewer costs more than the cache saves
HALF, SINGLE, DOUBLE = np.dtype(np.float16), np.dtype(np.float32), np.dtype(np.float64)


def in_parts(*arrays, axis=-1):
    """Yield the arrays, all cut alike if the first is large, but never along `axis`.

    The last one takes the result; small ones may come as copies, in which each column lies in a row.
    To be called under np.errstate, which restores the size of NumPy's buffer.
    """
    first, limit = arrays[0], PART if axis != () else PART // 2
    if first.nbytes <= limit:
        if axis == 0 and 128 <= len(first) and first.size <= NARROW * len(first) and first.flags.c_contiguous:
            copies = [array.copy(order="F") for array in arrays]
            yield copies
            arrays[-1][...] = copies[-1]
        else:
            yield arrays
        return
    np.setbufsize(1024)  # or NumPy copies what it broadcasts over rows shorter than 8192
    cut, step = _where_to_cut(first, axis if isinstance(axis, tuple) else (axis,), limit)
    if step >= first.shape[cut]:
        yield arrays
        return
    for start in range(0, first.shape[cut], step):
        part = (slice(None),) * cut + (slice(start, start + step),)
        yield from in_parts(*(array[part] for array in arrays), axis=axis)


def _where_to_cut(x, kept, limit):
    """Return the axis to cut x along, the one with the longest strides, and the step."""
    free = [i for i in range(x.ndim) if x.shape[i] > 1 and i not in kept and i - x.ndim not in kept]
    if not free:
        return 0, x.shape[0]
    cut = max(free, key=lambda i: abs(x.strides[i]))
    shortest = RUN * x.itemsize // max(1, abs(x.strides[cut]))
    return cut, max(1, limit * x.shape[cut] // x.nbytes, shortest)


def largest(z, axis=-1):
    """Return z.max(axis, keepdims=True); for many rows by argmax, which is faster."""
    return np.maximum.reduce(z, axis=axis, keepdims=True) if z.size < 4096 else winners(z, axis)[0]


def winners(z, axis=-1):
    """Return z.max(axis, keepdims=True), and where in z it stands, or None along any axis but contiguous rows."""
    if axis != -1 or not z.flags.c_contiguous or not z.size:
        return z.max(axis=axis, keepdims=True), None
    where = z.argmax(axis=-1).ravel() + np.arange(0, z.size, z.shape[-1])  # as take and put count
    return z.take(where).reshape(*z.shape[:-1], 1), where


def at_label(x, labels):
    """Return the entry of each row of x that the label says."""
    rows = x.reshape(-1, x.shape[-1])
    return rows[np.arange(len(rows)), labels.ravel()].reshape(labels.shape)


def log_sum_exp(shifted, axis=-1, winner=None):
    """Return log(sum(exp(shifted))), the axis kept as 1, of scores the largest of which is 0.

    That one's term is exactly 1. With it kept apart, log1p sees the others even where
    1 + others == 1. winner: where it stands, if `winners` knew. Rows with nan give nan.
    """
    e = np.asarray(np.exp(shifted))  # an array also for a single number
    if winner is not None:
        e.put(winner, e.take(winner) - 1)  # 0, but nan stays nan
        return np.log1p(e.sum(axis=-1, keepdims=True, dtype=sum_dtype(e)))
    ones = e == 1
    np.copyto(e, 0, where=ones)
    others = e.sum(axis=axis, keepdims=True, dtype=sum_dtype(e, axis))
    if np.count_nonzero(ones) != others.size or np.isnan(others).any():  # several winners in some rows, or none
        others += ones.sum(axis=axis, keepdims=True) - 1
    return np.log1p(others).astype(np.promote_types(e.dtype, SINGLE), copy=False)


def count(shape, axis):
    """Return how many entries lie along `axis`, an int or a tuple of them."""
    axes = axis if isinstance(axis, tuple) else (axis,)
    return int(np.prod([shape[i] for i in axes], dtype=int))


def sum_dtype(x, axis=-1):
    """Return the dtype to add x up in.

    float16 sticks at 2048. Other than along contiguous rows, NumPy adds one after another.
    """
    if x.dtype == HALF:
        return SINGLE
    if x.dtype == SINGLE and x.size > 1024 and not (axis == -1 and x.flags.c_contiguous):
        return DOUBLE if count(x.shape, axis) > 1024 else SINGLE
    return x.dtype


def sum_along(x, axis=-1):
    """Return x.sum(axis, keepdims=True) in x's dtype, or in a wider one where float16 would end."""
    s = np.add.reduce(x, axis=axis, keepdims=True, dtype=sum_dtype(x, axis))  # x.sum(), but faster
    if s.dtype == x.dtype or (x.dtype == HALF and s.max(initial=0) > 65504):
        return s
    return s.astype(x.dtype)


def sum_of_others(x):
    """Return each entry's sum over the rest of its row, the largest entry's summed without it."""
    winner = x.argmax(axis=-1, keepdims=True)
    without = x.copy()
    np.put_along_axis(without, winner, 0 * np.take_along_axis(x, winner, axis=-1), axis=-1)  # nan stays nan
    rest = sum_along(x) - x
    np.put_along_axis(rest, winner, sum_along(without), axis=-1)
    return rest


def weighted(weight, x):
    """Return weight * x, where a weight of 0 gives 0 even against inf or nan; x for no weight.

    Of float16 it is the product in float32, since a sum or a mean is to follow.
    """
    if weight is None:
        return x
    out = np.zeros(x.shape, sum_dtype(x))
    return np.multiply(weight, x, where=weight > 0, out=out, dtype=out.dtype)


def weighted_sum(weight, x, axis=-1):
    """Return the sum of the products along the axis, in a type that keeps its digits."""
    terms = weighted(weight, x)
    return terms.sum(axis=axis, dtype=sum_dtype(terms, axis))


def reduce_losses(losses, reduction, dtype, weights=None):
    """Return the losses, their sum, or their mean over the weights, in the dtype."""
    if reduction == "none":
        return losses.astype(dtype, copy=False)[()]
    result = losses.sum(dtype=sum_dtype(losses))
    if reduction == "mean":
        result = result / (mean_divisor(weights, losses.size) if weights is not None else losses.size or np.nan)
    return dtype.type(result)


def reduce_grad(grad, reduction, dtype, size, weights=None):
    """Return the gradients of `size` single losses as the gradient of their sum or mean, in the place of grad."""
    if reduction == "mean" and size:
        divisor = size if weights is None else mean_divisor(weights, size)
        grad = np.asarray(grad)
        np.divide(grad, divisor, out=grad, dtype=sum_dtype(grad), casting="same_kind")
    return grad.astype(dtype, copy=False)[()]


def mean_divisor(weights, size):
    """Return what the mean over `size` losses divides by; nan where that is nothing.

    weights: one for each loss, or fewer, each of which counts as often as the others.
    """
    result = weights.sum(dtype=DOUBLE) * (size // max(1, weights.size))
    if not result < np.inf:
        raise ValueError(f"the weights must have a finite sum, got {result}")
    return result or np.nan
