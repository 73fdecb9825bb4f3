"""What wrong answers are made of: softmax, sigmoid and their like, for scores of any size, in plain NumPy.

Kept apart from helpers.numerics, which refuses much that a wrong answer feeds to them.
"""

import numpy as np


def softmax(z):
    """Return softmax along the last axis."""
    return shares(np.exp(z - np.max(z, axis=-1, keepdims=True)))


def shares(e):
    """Return each number divided by the sum over the last axis."""
    return e / e.sum(axis=-1, keepdims=True)


def logsumexp(z):
    """Return log-sum-exp along the last axis, which stays with length 1."""
    m = z.max(axis=-1, keepdims=True)
    return m + np.log(np.exp(z - m).sum(axis=-1, keepdims=True))


def log_softmax(z):
    """Return log-softmax along the last axis; rows of -inf alone give nan."""
    shifted = z - np.max(z, axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def sigmoid(z):
    """Return the sigmoid of each entry."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def softplus(z):
    """Return log(1 + exp(z)) of each entry."""
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
