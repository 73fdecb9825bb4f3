"""The problem set, solved a second time: further right answers, kept out of helpers because students have those."""

import numpy as np


def centred_logits(p):
    z = np.log(p)
    return z - z.mean(axis=-1, keepdims=True)


def masked_log_softmax(z, allowed):
    z = np.where(allowed, z, -np.inf)
    shifted = z - z.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def joined_average(m, s, v):
    logs = m + np.log(np.where(s > 0, s, 1))
    weights = np.exp(logs - logs.max())
    return (weights / weights.sum()) @ v


def raw_weights(W, mean, std):
    weights = W[:-1] / std[:, None]
    return np.vstack([weights, W[-1] - mean @ weights])


def gradient_ratio(z):
    return 1 + np.cosh(z)


def temperature_slope(z, y, T):
    e = np.exp((z - z.max(axis=-1, keepdims=True)) / T)
    error = e / e.sum(axis=-1, keepdims=True) - np.eye(z.shape[-1])[y]
    return -(error * z).sum(axis=-1).mean() / T**2
