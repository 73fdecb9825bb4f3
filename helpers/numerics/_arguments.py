"""What the losses ask of their arguments together: of the scores first, then of the rest."""

import numpy as np

from helpers.numerics import _validate as check


def class_arguments(logits, target, weight, label_smoothing, reduction):
    """Return the logits, the target and one weight a class, all checked."""
    z = check.as_float(logits, "logits")
    check.class_axis(z, "logits")
    y = check.class_target(target, z)
    check.fraction(label_smoothing, "label_smoothing")
    check.reduction_name(reduction)
    return z, y, check.class_weight(weight, z)


def class_probs(probs, target, reduction):
    """Return the probabilities and the target, both checked."""
    p = check.as_float(probs, "probs")
    check.class_axis(p, "probs")
    check.distribution(p, "probs", advice="; for logits use cross_entropy_with_logits")
    y = check.class_target(target, p, "probs")
    check.reduction_name(reduction)
    return p, y


def binary_arguments(logits, target, weight, pos_weight, reduction):
    """Return the logits, the target and the two weights, all checked."""
    z = check.as_float(logits, "logits")
    y = check.binary_target(target, z)
    w = check.binary_weight(weight, z)
    pos = check.binary_weight(pos_weight, z, "pos_weight")
    check.reduction_name(reduction)
    return z, y, w, pos


def binary_probs(probs, target, weight, reduction):
    """Return the probabilities, the target and the weight, all checked."""
    p = check.as_float(probs, "probs")
    check.unit_interval(p, "probs", "; for logits use binary_cross_entropy_with_logits")
    y, w = check.binary_target(target, p, "probs"), check.binary_weight(weight, p)
    check.reduction_name(reduction)
    return p, y, w


def distribution_pair(p, q, axis):
    """Return p and q as distributions of one shape and dtype, the axis, and the dtype of p."""
    (p, axis), q = check.as_scores(p, axis, "p"), check.as_float(q, "q")
    if p.shape != q.shape:
        raise ValueError(f"q shape {q.shape} does not match p shape {p.shape}")
    check.distribution(p, "p", axis)
    check.distribution(q, "q", axis)
    both = np.result_type(p, q)
    return p.astype(both, copy=False), q.astype(both, copy=False), axis, p.dtype


def step_size(h):
    """Return the step h of a difference; raise unless it is a positive, finite number."""
    if not (np.ndim(h) == 0 and 0 < h < np.inf):
        raise ValueError(f"h must be a positive number, got {h}")
    return h


def step_taken(step, h, x):
    """Return the step really taken from x; raise where h is lost beside x."""
    if not np.isfinite(x):
        raise ValueError(f"x must be finite, got {x}")
    if not step > 0:
        raise ValueError(f"h must be large enough to change x, got h={h} at x={x}")
    return step


def one_number(value):
    """Return a function's value as a float; raise if it is not a single real number."""
    value = np.asarray(value)
    if value.ndim != 0:
        raise ValueError(f"f must return one number, got shape {value.shape}")
    if value.dtype.kind not in "fiub":
        raise TypeError(f"f must return a real number, got dtype {value.dtype}")
    return float(value)
