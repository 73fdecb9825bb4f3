"""What the benchmark sets beside helpers.numerics: naive forms, SciPy, scikit-learn, PyTorch, jax."""

import os

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


def naive_gradient(z, y):
    """Return (p - one-hot) / N without the one-hot, whose identity matrix would be quadratic in the classes."""
    p = naive_softmax(z, -1).reshape(-1, z.shape[-1])
    p[np.arange(len(p)), y.ravel()] -= 1
    return p.reshape(z.shape) / y.size


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
        "cross_entropy_with_logits_grad": {
            "ours": lambda: ours.cross_entropy_with_logits_grad(rows, y),
            "naive": lambda: naive_gradient(rows, y),
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
    leaf = (t if axis == -1 else t.T).detach().requires_grad_()
    return {
        "cross_entropy_with_logits_grad": lambda: torch.autograd.grad(F.cross_entropy(leaf, target), leaf),
        "softmax": lambda: torch.softmax(t, axis),
        "log_softmax": lambda: torch.log_softmax(t, axis),
        "cross_entropy_with_logits": lambda: F.cross_entropy(t if axis == -1 else t.T, target),
        "sigmoid": lambda: torch.sigmoid(t),
        "binary_cross_entropy_with_logits": lambda: F.binary_cross_entropy_with_logits(t, target),
    }[name]


def jax_contender(name, z, y, axis):
    """Return jax's compiled call on one thread, or None where it is not installed."""
    os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")
    try:
        import jax
    except ImportError:
        return None
    jax.config.update("jax_enable_x64", True)
    x, target = jax.numpy.asarray(z if axis == -1 or "cross" not in name else z.T), jax.numpy.asarray(y)

    def loss(x):
        labels = target[..., None]
        return -jax.numpy.take_along_axis(jax.nn.log_softmax(x), labels, axis=-1).mean()

    def two_classes(x):
        return -(target * jax.nn.log_sigmoid(x) + (1 - target) * jax.nn.log_sigmoid(-x)).mean()

    run = jax.jit({
        "softmax": lambda x: jax.nn.softmax(x, axis),
        "log_softmax": lambda x: jax.nn.log_softmax(x, axis),
        "cross_entropy_with_logits": loss,
        "cross_entropy_with_logits_grad": jax.grad(loss),
        "sigmoid": jax.nn.sigmoid,
        "binary_cross_entropy_with_logits": two_classes,
    }[name])  # fmt: skip
    return lambda: run(x).block_until_ready()
