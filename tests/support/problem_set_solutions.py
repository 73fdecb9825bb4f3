"""The problem set, solved a second time: further right answers, kept out of helpers because students have those."""

import numpy as np


def centred_logits(p):
    z = np.log(p)
    return z - z.mean(axis=-1, keepdims=True)


def masked_log_softmax(z, allowed):
    z = np.where(allowed, z, -np.inf)
    shifted = z - z.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def labelled_loss(z, y):
    z, y = z[y >= 0], y[y >= 0]
    shifted = z - z.max(axis=-1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return -log_p[np.arange(len(y)), y].mean()


def multilabel_loss(z, y):
    entries = np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))
    return entries.sum(axis=-1).mean()


def gradient_ratio(z):
    return 1 + np.cosh(z)


def temperature_slope(z, y, T):
    e = np.exp((z - z.max(axis=-1, keepdims=True)) / T)
    error = e / e.sum(axis=-1, keepdims=True) - np.eye(z.shape[-1])[y]
    return -(error * z).sum(axis=-1).mean() / T**2
