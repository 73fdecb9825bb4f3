"""What a prediction over K classes costs, from probabilities and from logits, and its targets."""

import numpy as np

from helpers.numerics import _arguments as check
from helpers.numerics._arrays import PART, at_label, in_parts, log_sum_exp
from helpers.numerics._arrays import reduce_losses, weighted, weighted_sum, winners
from helpers.numerics.softmax import log_softmax


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


@np.errstate(all="ignore")
def cross_entropy(probs, target, *, reduction="mean"):
    """Return -log of the probability given to the true class, in nats; inf where that is 0.

    probs: (..., K), rows that sum to 1. target: integers 0..K-1 of shape (...), or distributions
    of shape (..., K). Result: one number, or (...) for reduction "none".
    Raises ValueError for logits given as probs, and for wrong labels, shapes or reductions;
    TypeError for labels that are not integers.
    Source: Good (1952), the logarithmic score.

    >>> cross_entropy([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]], [0, 1]).round(6)
    np.float64(0.289909)
    """
    p = check.class_axis(probs, "probs")
    check.distribution(p, "probs", advice="; for logits use cross_entropy_with_logits")
    y, _ = check.class_target(target, p, "probs")
    check.reduction_name(reduction)
    if y.ndim == p.ndim:  # distributions
        losses = 0.0 - weighted_sum(y, np.log(p))  # minus the sum would turn 0 into -0.0
    else:
        losses = 0.0 - np.log(at_label(p, y))
    return reduce_losses(losses, reduction, p.dtype)


@np.errstate(all="ignore")
def cross_entropy_with_logits(
    logits, target, *, weight=None, label_smoothing=0.0, ignore_index=None, reduction="mean"
):
    """Return the cross-entropy of softmax(logits), in nats: PyTorch's F.cross_entropy.

    logits: (..., K), the classes last; -inf masks a class, which costs inf where it is the true
    one; +inf, nan or only -inf costs nan. target: integers 0..K-1 of shape (...), or distributions
    of shape (..., K). weight: K numbers. ignore_index: a label, whatever the logits beside it,
    that costs 0 and does not count in the mean. Result: one number, or (...) for "none".
    The mean divides by the sum of the targets' weights, for labels and for distributions alike
    (PyTorch divides by N for distributions, so weighted one-hot targets and labels differ there);
    it is nan if nothing counts.
    Raises ValueError or TypeError for wrong labels, shapes, weights, smoothing or reductions.
    Source: -log p_y = log sum exp(z) - z_y, averaged over a distribution y.

    >>> cross_entropy_with_logits([[2.0, 1.0, 0.0], [0.0, 3.0, 0.0]], [0, 1]).round(6)
    np.float64(0.251264)
    """
    z, y, counts = class_arguments(logits, target, weight, label_smoothing, ignore_index, reduction)
    if y.ndim == z.ndim:  # distributions, times the weights
        losses = 0.0 - weighted_sum(y, log_softmax(z))  # no -0.0
    else:
        losses = np.empty(y.shape, z.dtype)
        for part, labels, loss in in_parts(z, y, losses):
            top, winner = winners(part)
            shifted = part - top
            loss[...] = log_sum_exp(shifted, -1, winner)[..., 0] - at_label(shifted, labels)
        losses = weighted(counts, losses)
    return reduce_losses(losses, reduction, z.dtype, counts)


def class_arguments(logits, target, weight, label_smoothing, ignore_index, reduction):
    """Return the logits, the labels or the weighted distributions, and what counts in the mean.

    The last is None where each sample counts once, else one number a sample.
    """
    z = check.class_axis(logits, "logits")
    y, ignored = check.class_target(target, z, "logits", ignore_index)
    w = None if weight is None else check.class_weight(weight, z)
    alpha = check.fraction(label_smoothing, "label_smoothing")
    check.reduction_name(reduction)
    z = np.ascontiguousarray(z) if z.nbytes <= PART else z  # few rows are faster copied than taken as they lie
    if w is None and ignored is None and not alpha:
        return z, y, None
    return z, *_weighted_target(z, y, w, alpha, ignored)


def _weighted_target(z, y, w, alpha, ignored):
    """Return y, as weighted distributions where it is smoothed, and what each sample counts."""
    if y.ndim == z.ndim:
        counts = None if w is None else weighted_sum(w, y)
        return weighted(w, _mixed(y, alpha)), counts
    counts = np.ones(y.shape, z.dtype) if w is None else w[y]
    if ignored is not None:
        counts = np.where(ignored, z.dtype.type(0), counts)
    if not alpha:
        return y, counts
    q = weighted(w, _mixed(one_hot(y, z.shape[-1]).astype(z.dtype), alpha))
    return (q if ignored is None else weighted(~ignored[..., None], q)), counts


def _mixed(q, alpha):
    """Return q, known to be distributions, smoothed by alpha."""
    return (1 - alpha) * q + alpha / q.shape[-1] if alpha else q
