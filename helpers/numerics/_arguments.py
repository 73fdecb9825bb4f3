"""Who may come in: arguments checked and brought into form, so that the formulas stay free of it."""

import operator

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple

from helpers.numerics._arrays import count, sum_dtype


def as_float(x, name="z"):
    """Return x as an array of floats in the machine's byte order; ints and bools become float64."""
    x = np.asarray(x)
    if x.dtype.kind == "f":
        return x if x.dtype.isnative else x.astype(x.dtype.newbyteorder("="))
    if x.dtype.kind in "iub":
        return x.astype(np.float64)
    raise TypeError(f"{name} must be real numbers, got dtype {x.dtype}")


def class_axis(scores, name):
    """Return the scores as floats; raise where there is no last axis for the classes, or no class on it."""
    scores = as_float(scores, name)
    if scores.ndim == 0:
        raise ValueError(f"{name} must have a class axis, got a single number")
    if scores.shape[-1] == 0:
        raise ValueError(f"{name} must have at least one class along axis -1, got shape {scores.shape}")
    return scores


def class_scores(z, axis, where=None, name="z"):
    """Return z as floats, -inf where `where` is False, and the axis as -1, another one or a tuple."""
    z = as_float(z, name)
    return (z if where is None else _masked(z, where)), as_axis(axis, z.ndim)


def some_class(z, axis, where):
    """Return z and the axis as `class_scores` does; raise where no class lies along it."""
    z, which = class_scores(z, axis, where)
    if z.size == 0 and count(z.shape, which) == 0:
        raise ValueError(f"z must have at least one class along axis {axis}, got shape {z.shape}")
    return z, which


def _masked(z, where):
    """Return z with -inf where the mask, which must broadcast to it, is False."""
    where = np.asarray(where)
    if where.dtype != bool:
        raise TypeError(f"where must be booleans, got dtype {where.dtype}")
    try:
        where = np.broadcast_to(where, z.shape)
    except ValueError:
        raise ValueError(f"where shape {where.shape} does not broadcast to z shape {z.shape}") from None
    return np.where(where, z, z.dtype.type(-np.inf))


def as_axis(axis, ndim):
    """Return -1 for the last axis, else an axis or a tuple; AxisError where there is none."""
    if isinstance(axis, int) and axis == -1 and ndim:
        return -1
    if axis is None:
        axis = tuple(range(ndim))
    elif isinstance(axis, bool) or not isinstance(axis, int | np.integer | tuple):
        raise TypeError(f"axis must be an integer, a tuple of integers or None, got {axis!r}")
    axes = normalize_axis_tuple(axis, ndim)
    if len(axes) != 1:
        return axes
    return -1 if axes[0] == ndim - 1 else axes[0]


def unit_interval(x, name, advice=""):
    """Raise unless every entry of x lies in [0, 1]; nan does not."""
    if x.size and not (x.min() >= 0 and x.max() <= 1):
        outside = x[~((x >= 0) & (x <= 1))][0]
        raise ValueError(f"{name} must lie in [0, 1], got {float(outside)}{advice}")


def distribution(p, name, axis=-1, advice=""):
    """Raise unless p holds probabilities that sum to 1 along `axis`, to sqrt(eps) of its dtype."""
    axis = as_axis(axis, p.ndim)
    unit_interval(p, name, advice)
    sums = np.sum(p, axis=axis, dtype=sum_dtype(p, axis)).ravel()
    tolerance = np.sqrt(np.finfo(p.dtype).eps)
    off = np.abs(sums - 1) > tolerance
    if off.any():
        at, row = int(off.argmax()), "row" if axis == -1 else "slice"
        got = f"{sums[at]:.6g}"
        got = got if got != "1" else f"{sums[at]:.10g}, beyond the tolerance of {tolerance:.1g}"
        raise ValueError(f"each {row} of {name} must sum to 1, {row} {at} sums to {got}")


def class_count(num_classes):
    """Return the number of classes as an int; raise unless it is a whole number >= 0."""
    number = whole_number(num_classes, "num_classes")
    if number < 0:
        raise ValueError(f"num_classes must not be negative, got {number}")
    return number


def whole_number(x, name):
    """Return x as an int; raise unless it is one whole number."""
    try:
        return operator.index(x)
    except TypeError:
        raise TypeError(f"{name} must be an integer, got {x!r}") from None


def class_indices(labels, num_classes):
    """Return labels as an array of indices in [0, num_classes)."""
    labels = np.asarray(labels)
    if labels.size == 0 and labels.dtype.kind == "f":
        labels = labels.astype(np.intp)
    if labels.dtype.kind not in "iu":
        raise TypeError(f"labels must be integers to be class indices, got dtype {labels.dtype}")
    unsigned = labels.astype(np.uint64)  # negative ones wrap far up
    if labels.size and unsigned.max() >= num_classes:
        raise ValueError(f"labels must be in [0, {num_classes}), got {labels.min()}..{labels.max()}")
    return labels.astype(np.intp, copy=False)


def class_target(target, scores, name, ignore_index=None):
    """Return class indices, or distributions over classes like the scores; and which are ignored, or None."""
    target = np.asarray(target)
    if target.shape == scores.shape:
        if ignore_index is not None:
            raise ValueError(f"ignore_index is for labels, got a target of distributions, shape {target.shape}")
        y = as_float(target, "target")
        distribution(y, "target")
        return y.astype(scores.dtype, copy=False), None
    if target.shape != scores.shape[:-1]:
        raise ValueError(f"target shape {target.shape} does not match {name} shape {scores.shape}")
    if target.dtype.kind == "f" and target.size:
        advice = "use target.astype(int)"
        raise TypeError(f"class indices must be integers, got {target.dtype}: {advice}")
    if ignore_index is None:
        return class_indices(target, scores.shape[-1]), None
    ignored = target == whole_number(ignore_index, "ignore_index")
    return class_indices(np.where(ignored, target.dtype.type(0), target), scores.shape[-1]), ignored


def class_weight(weight, scores):
    """Return one weight a class in the dtype of the scores."""
    w, classes = as_float(weight, "weight"), scores.shape[-1]
    if w.shape != (classes,):
        got = w.size if w.ndim == 1 else f"shape {w.shape}"
        raise ValueError(f"weight must have {classes} entries, one per class, got {got}")
    return finite_weights(w, scores.dtype, "weight")


def finite_weights(w, dtype, name):
    """Return the weights in the dtype; raise unless each is a finite number >= 0, there too."""
    wrong = ~((w >= 0) & (w < np.inf))
    if wrong.any():
        raise ValueError(f"{name} must be finite and not negative, got {float(w[wrong][0])}")
    cast = w.astype(dtype, copy=False)
    lost = (cast == np.inf) | ((cast == 0) & (w > 0))
    if lost.any():
        raise ValueError(f"{name} must fit into {cast.dtype}, got {float(w[lost][0])}")
    return cast


def binary_target(target, scores, name):
    """Return the target, of exactly the scores' shape and in [0, 1], in their dtype."""
    y = as_float(target, "target")
    if y.shape != scores.shape:
        raise ValueError(f"target shape {y.shape} does not match {name} shape {scores.shape}")
    unit_interval(y, "target")
    return y.astype(scores.dtype, copy=False)


def binary_weight(weight, scores, name="weight"):
    """Return a weight for each entry, or for each column, or one for all; None for none."""
    if weight is None:
        return None
    w = as_float(weight, name)
    if w.shape not in ((), (1,), scores.shape, scores.shape[-1:]):
        raise ValueError(f"{name} shape {w.shape} does not match shape {scores.shape}")
    return finite_weights(w if w.size != 1 else w.reshape(()), scores.dtype, name)


def fraction(x, name):
    """Return x as a float; raise unless it is one number in [0, 1]."""
    if isinstance(x, int | float) and 0 <= x <= 1:
        return float(x)
    if np.ndim(x) != 0:
        raise ValueError(f"{name} must be one number, got shape {np.shape(x)}")
    if np.asarray(x).dtype.kind not in "fiub":
        raise TypeError(f"{name} must be a number, got {x!r}")
    if not 0 <= x <= 1:
        raise ValueError(f"{name} must be in [0, 1], got {x}")
    return float(x)


def reduction_name(reduction):
    """Raise unless the reduction is one of the three."""
    if not isinstance(reduction, str) or reduction not in ("none", "mean", "sum"):
        raise ValueError(f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}")
    return reduction
