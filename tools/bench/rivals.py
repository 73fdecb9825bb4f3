"""What the benchmark sets beside helpers.numerics: naive forms, SciPy, scikit-learn, PyTorch."""

import numpy as np
import scipy.special as sp
from sklearn.metrics import log_loss
from sklearn.utils.extmath import softmax as sklearn_softmax

from helpers import numerics as ours


def naive_softmax(z, axis):
    e = np.exp(z)
    return e / e.sum(axis=axis, keepdims=True)


def naive_bce(p, y):
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()


def pick(log_p, y, axis):
    """Return the mean of -log_p at the labels, one along each row of the class axis."""
    rows = log_p if axis == -1 else log_p.T
    return -(rows[y] if rows.ndim == 1 else rows[np.arange(len(rows)), y]).mean()


def contenders(name, z, y, axis):
    """Return {contender: call without arguments}; None for what a library does not offer."""
    rows, column = (z if axis == -1 else z.T), (z.ndim == 2 and axis == -1) or None
    few = column and z.shape[-1] <= 1000 or None  # log_loss fills N x K arrays of its own
    return {
        "softmax": {
            "ours": lambda: ours.softmax(z, axis=axis),
            "naive": lambda: naive_softmax(z, axis),
            "scipy": lambda: sp.softmax(z, axis=axis),
            "sklearn": column and (lambda: sklearn_softmax(z)),
        },
        "log_softmax": {
            "ours": lambda: ours.log_softmax(z, axis=axis),
            "naive": lambda: np.log(naive_softmax(z, axis)),
            "scipy": lambda: sp.log_softmax(z, axis=axis),
        },
        "cross_entropy_with_logits": {
            "ours": lambda: ours.cross_entropy_with_logits(rows, y),
            "naive": lambda: pick(np.log(naive_softmax(z, axis)), y, axis),
            "scipy": lambda: pick(sp.log_softmax(z, axis=axis), y, axis),
            "sklearn": few and (lambda: log_loss(y, sklearn_softmax(z), labels=range(z.shape[1]))),
        },
        "sigmoid": {
            "ours": lambda: ours.sigmoid(z),
            "naive": lambda: 1 / (1 + np.exp(-z)),
            "scipy": lambda: sp.expit(z),
        },
        "binary_cross_entropy_with_logits": {
            "ours": lambda: ours.binary_cross_entropy_with_logits(z, y),
            "naive": lambda: naive_bce(1 / (1 + np.exp(-z)), y),
            "scipy": lambda: -(y * sp.log_expit(z) + (1 - y) * sp.log_expit(-z)).mean(),
            "sklearn": lambda: log_loss(y.ravel(), sp.expit(z).ravel(), labels=[0, 1]),
        },
    }[name]


def torch_contender(name, z, y, axis):
    """Return PyTorch's call on one thread, or None where it is not installed."""
    try:
        import torch
    except ImportError:
        return None
    torch.set_num_threads(1)
    t, target, F = torch.from_numpy(z), torch.as_tensor(y), torch.nn.functional
    return {
        "softmax": lambda: torch.softmax(t, axis),
        "log_softmax": lambda: torch.log_softmax(t, axis),
        "cross_entropy_with_logits": lambda: F.cross_entropy(t if axis == -1 else t.T, target),
        "sigmoid": lambda: torch.sigmoid(t),
        "binary_cross_entropy_with_logits": lambda: F.binary_cross_entropy_with_logits(t, target),
    }[name]
