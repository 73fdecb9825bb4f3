"""Arguments checked and brought into form, so that the mathematics stays free of it."""

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple


def as_float(x, name="z"):
    """Return x as an array of float16, float32 or float64; ints and bools become float64."""
    x = np.asarray(x)
    if x.dtype.kind == "f":
        return x
    if x.dtype.kind in "iub":
        return x.astype(np.float64)
    raise TypeError(f"{name} must be real numbers, got dtype {x.dtype}")


def as_logits(z, axis, name="z"):
    """Return z as floats with at least one class along `axis`."""
    z = as_float(z, name)
    if (z.size == 0 or z.ndim == 0) and count(z.shape, axis) == 0:
        needed = f"{name} must have at least one class along axis {axis}"
        raise ValueError(f"{needed}, got shape {z.shape}")
    return z


def count(shape, axis):
    """Return how many entries lie along `axis`: an int, a tuple of them or None for all."""
    axes = normalize_axis_tuple(range(len(shape)) if axis is None else axis, len(shape))
    return int(np.prod([shape[i] for i in axes], dtype=int))


def sum_dtype(x, axis):
    """Return float32 for sums of float16 that may pass 65,504, its largest number; else None."""
    return np.float32 if x.dtype == np.float16 and count(x.shape, axis) > 2**15 else None


def unit_interval(x, name, advice=""):
    """Raise unless every entry of x lies in [0, 1]; nan does not."""
    if x.size and not (x.min() >= 0 and x.max() <= 1):
        outside = x[~((x >= 0) & (x <= 1))][0]
        raise ValueError(f"{name} must lie in [0, 1], got {float(outside)}{advice}")


def distribution(p, name, axis=-1, advice=""):
    """Raise unless p holds probabilities that sum to 1 along `axis`, to sqrt(eps) of its dtype."""
    unit_interval(p, name, advice)
    sums = np.sum(p, axis=axis, dtype=np.result_type(p, np.float32)).ravel()
    off = np.abs(sums - 1) > np.sqrt(np.finfo(p.dtype).eps)
    if off.any():
        row = int(off.argmax())
        raise ValueError(f"each row of {name} must sum to 1, row {row} sums to {sums[row]:.6g}")


def class_indices(labels, num_classes, name="labels"):
    """Return labels as an integer array in [0, num_classes)."""
    labels = np.asarray(labels)
    if labels.size == 0 and labels.dtype.kind == "f":
        labels = labels.astype(np.intp)
    if labels.dtype.kind not in "iu":
        raise TypeError(f"{name} must be integers to be class indices, got dtype {labels.dtype}")
    if labels.size and labels.astype(np.uint64).max() >= num_classes:  # negative ones wrap far up
        got = f"{labels.min()}..{labels.max()}"
        raise ValueError(f"{name} must be in [0, {num_classes}), got {got}")
    return labels


def class_target(target, scores, name="logits"):
    """Return class indices, or a distribution over classes in the dtype of the scores."""
    target = np.asarray(target)
    if scores.ndim == 0:
        raise ValueError(f"{name} must have a class axis, got a single number")
    if target.shape == scores.shape:
        y = as_float(target, "target")
        distribution(y, "target")
        return y.astype(scores.dtype, copy=False)
    if target.shape != scores.shape[:-1]:
        raise ValueError(f"target shape {target.shape} does not match {name} shape {scores.shape}")
    if target.dtype.kind == "f" and target.size:
        advice = "use target.astype(int)"
        raise TypeError(f"class indices must be integers, got {target.dtype}: {advice}")
    return class_indices(target, scores.shape[-1])


def class_weight(weight, scores):
    """Return one weight a class in the dtype of the scores, or None where none are given."""
    if weight is None:
        return None
    w, classes = as_float(weight, "weight"), scores.shape[-1]
    if w.shape != (classes,):
        raise ValueError(f"weight must have {classes} entries, one per class, got {got_entries(w)}")
    not_negative(w, "weight")
    return w.astype(scores.dtype, copy=False)


def got_entries(w):
    return str(w.size) if w.ndim == 1 else f"shape {w.shape}"


def not_negative(w, name):
    """Raise unless every weight is a finite number >= 0."""
    wrong = ~((w >= 0) & (w < np.inf))
    if wrong.any():
        raise ValueError(f"{name} must be finite and not negative, got {float(w[wrong][0])}")


def binary_target(target, scores, name="logits"):
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
    if w.shape not in ((), scores.shape, scores.shape[-1:]):
        raise ValueError(f"{name} shape {w.shape} does not match shape {scores.shape}")
    not_negative(w, name)
    return np.broadcast_to(w.astype(scores.dtype, copy=False), scores.shape)


def fraction(x, name):
    """Raise unless the number x lies in [0, 1]."""
    if not 0 <= x <= 1:
        raise ValueError(f"{name} must be in [0, 1], got {x}")
    return x


def reduction_name(reduction):
    """Raise unless the reduction is one of the three."""
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}")
    return reduction


def distribution_pair(p, q, axis):
    """Return p and q as distributions of one shape along `axis`, q in the dtype of p."""
    p, q = as_float(p, "p"), as_float(q, "q")
    if p.shape != q.shape:
        raise ValueError(f"q shape {q.shape} does not match p shape {p.shape}")
    distribution(p, "p", axis)
    distribution(q, "q", axis)
    return p, q.astype(p.dtype, copy=False)


def positive_step(step, h, x):
    """Return the step really taken; raise where h is not positive or is lost beside x."""
    if not step > 0:
        raise ValueError(f"h must be large enough to change x, got h={h} at x={x}")
    return step


def one_number(value):
    """Return a function's value as a float; raise if it is not a single number."""
    if np.ndim(value) != 0:
        raise ValueError(f"f must return one number, got shape {np.shape(value)}")
    return float(value)


def class_arguments(logits, target, weight, label_smoothing, reduction):
    """Return the logits, the target and one weight a class, all checked."""
    z = as_logits(logits, -1, "logits")
    y = class_target(target, z)
    fraction(label_smoothing, "label_smoothing")
    reduction_name(reduction)
    return z, y, class_weight(weight, z)


def binary_arguments(logits, target, weight, pos_weight, reduction):
    """Return the logits, the target and the two weights, all checked."""
    z = as_float(logits, "logits")
    y = binary_target(target, z)
    reduction_name(reduction)
    return z, y, binary_weight(weight, z), binary_weight(pos_weight, z, "pos_weight")
