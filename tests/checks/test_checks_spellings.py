"""What students write, in their own spelling: each wrong answer gets the name of its mistake, and words that fit it."""

import textwrap

import numpy as np
import pytest

from helpers import numerics
from helpers.checks import check, exercises


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softplus(z):
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def bce(p, y):
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


def branch_loss(p, y):
    return -np.log(p) if y == 1 else -np.log(1 - p)


def slow_logits_loss(z, y):
    return softplus(-z) if y == 1 else softplus(z)


KNOWN = {"np": np, "numerics": numerics, "softmax": numerics.softmax, "log_softmax": numerics.log_softmax,
         "logsumexp": numerics.logsumexp, "sigmoid": sigmoid, "stable_sigmoid": numerics.sigmoid, "softplus": softplus,
         "bce": bce, "branch_loss": branch_loss, "slow_logits_loss": slow_logits_loss}

# exercise: (the id it must get, the body of the answer), in one line or several
SPELLINGS = {
    "stable_softmax": [
        ("no-keepdims", "m = z.max(-1); e = np.exp(z - m); return e / e.sum(-1)"),
        ("column-shift", "e = np.exp(z - z.max(0)); return e / e.sum(-1, keepdims=True)"),
        ("column-shift", "e = np.exp(z - z.max(axis=0, keepdims=True)); return e / e.sum(-1, keepdims=True)"),
        ("no-shift", "return np.exp(z - np.log(np.exp(z).sum(-1, keepdims=True)))"),
        ("argmax-shift", "e = np.exp(z - z.argmax(-1, keepdims=True)); return e / e.sum(-1, keepdims=True)"),
        ("absolute-shift", "e = np.exp(z - abs(z.max(-1, keepdims=True))); return e / e.sum(-1, keepdims=True)"),
        ("global-shift", "e = np.exp(z - np.max(z)); return e / np.sum(e, axis=-1, keepdims=True)"),
        ("hidden-nan", "e = np.exp(z); return np.nan_to_num(e / e.sum(-1, keepdims=True))"),
        ("hidden-nan", "e = np.nan_to_num(np.exp(z)); return e / e.sum(-1, keepdims=True)"),
        ("scaled-scores", "s = z / z.max(-1, keepdims=True); e = np.exp(s); return e / e.sum(-1, keepdims=True)"),
        ("wrong-axis", "e = np.exp(z - z.max(0)); return e / e.sum(0)"),
        ("axis-one", "m = z.max(1, keepdims=True); e = np.exp(z - m); return e / e.sum(1, keepdims=True)"),
        ("clipped-scores", "e = np.exp(np.clip(z, -700, 700)); return e / e.sum(-1, keepdims=True)"),
        ("fixed-shift", "e = np.exp(z - 500); return e / e.sum(-1, keepdims=True)"),
        ("unnormalised", "return np.exp(z - z.max(-1, keepdims=True))"),
        ("mean-shift", "e = np.exp(z - z.mean(-1, keepdims=True)); return e / e.sum(-1, keepdims=True)"),
        ("padded-denominator", "e = np.exp(z - z.max()); return e / (e.sum(-1, keepdims=True) + 1e-9)"),
        ("mutates-input", "z -= z.max(-1, keepdims=True); e = np.exp(z); return e / e.sum(-1, keepdims=True)"),
    ],
    "logsumexp": [
        ("squeezed", "m = z.max(-1, keepdims=True)\n"
                     "return (m + np.log(np.exp(z - m).sum(-1, keepdims=True))).squeeze()"),
        ("min-shift", "m = z.min(-1, keepdims=True); return m[..., 0] + np.log(np.exp(z - m).sum(-1))"),
        ("mean-shift", "m = z.mean(-1, keepdims=True); return m[..., 0] + np.log(np.exp(z - m).sum(-1))"),
        ("absolute-shift", "m = np.abs(z).max(-1, keepdims=True); return m[..., 0] + np.log(np.exp(z - m).sum(-1))"),
        ("first-score-shift", "m = z[..., :1]; return m[..., 0] + np.log(np.exp(z - m).sum(-1))"),
        ("wrong-sign-shift", "m = z.max(-1, keepdims=True); return np.log(np.exp(z + m).sum(-1)) - m[..., 0]"),
        ("log-one-plus", "m = z.max(-1, keepdims=True); return m[..., 0] + np.log1p(np.exp(z - m).sum(-1))"),
        ("broadcast-n-by-n", "m = z.max(-1, keepdims=True); return m + np.log(np.exp(z - m).sum(-1))"),
        ("no-keepdims", "m = z.max(-1); return m + np.log(np.exp(z - m).sum(-1))"),
        ("column-shift", "m = z.max(0); return m + np.log(np.exp(z - m).sum(-1))"),
        ("global-shift", "m = z.max(); return m + np.log(np.exp(z - m).sum(-1))"),
        ("whole-array", "m = z.max(); return m + np.log(np.exp(z - m).sum())"),
        ("no-log", "m = z.max(-1, keepdims=True); return m[..., 0] + np.exp(z - m).sum(-1)"),
        ("shift-not-added-back", "return np.log(np.exp(z - z.max(-1, keepdims=True)).sum(-1))"),
        ("keepdims-left", "m = z.max(-1, keepdims=True); return m + np.log(np.exp(z - m).sum(-1, keepdims=True))"),
        ("axis-one", "m = z.max(1, keepdims=True); return m[:, 0] + np.log(np.exp(z - m).sum(1))"),
        ("log-inside-the-sum", "return np.log(np.exp(z)).sum(-1)"),
        ("global-maximum-added", "m = z.max(-1, keepdims=True); return z.max() + np.log(np.exp(z - m).sum(-1))"),
    ],
    "log_softmax": [
        ("hidden-nan", "p = softmax(z); return np.log(p, where=p > 0, out=np.zeros_like(p))"),
        ("clipped-log", "return np.log(softmax(z) + np.finfo(float).eps)"),
        ("shifted-twice", "m = z.max(-1, keepdims=True); return z - m - np.log(np.exp(z).sum(-1, keepdims=True))"),
        ("missing-brackets", "m = z.max(-1, keepdims=True)\n"
                             "return z - np.log(np.exp(z - m).sum(-1, keepdims=True)) + m"),
        ("no-keepdims", "s = z - z.max(-1); return s - np.log(np.exp(s).sum(-1))"),
        ("shifted-twice", "s = z - z.max(-1, keepdims=True); return s - logsumexp(z, keepdims=True)"),
        ("log-one-plus", "s = z - z.max(-1, keepdims=True); return s - np.log1p(np.exp(s).sum(-1, keepdims=True))"),
        ("column-shift", "s = z - z.max(0); return s - np.log(np.exp(s).sum(-1, keepdims=True))"),
        ("global-shift", "s = z - z.max(); return s - np.log(np.exp(s).sum(-1, keepdims=True))"),
        ("log-of-softmax", "return np.log(softmax(z))"),
        ("clipped-log", "return np.log(softmax(z) + 1e-8)"),
        ("clipped-log", "return np.log(np.maximum(softmax(z), 1e-300))"),
        ("no-log", "return softmax(z)"),
        ("flipped-sign", "return -log_softmax(z)"),
        ("log-inside-the-sum", "s = z - z.max(-1, keepdims=True)\n"
                               "return s - np.log(np.exp(s)).sum(-1, keepdims=True)"),
        ("no-keepdims", "return z - logsumexp(z)"),
        ("no-keepdims", "m = z.max(-1, keepdims=True); return (z - m) - np.log(np.exp(z - m).sum(-1))"),
        ("whole-array", "return z - logsumexp(z, axis=None)"),
        ("wrong-axis", "return z - logsumexp(z, axis=0)"),
        ("axis-one", "return z - logsumexp(z, axis=1, keepdims=True)"),
    ],
    "one_hot": [
        ("first-sample-only", "rows = []\nfor k in y:\n    rows.append(np.eye(K)[k])\n    return rows"),
        ("all-rows", "rows = [[0] * K] * len(y)\nfor n, k in enumerate(y):\n    rows[n][k] = 1\nreturn rows"),
        ("all-rows", "rows = np.zeros((len(y), K)); rows[:, y] = 1; return rows"),
        ("transposed-index", "rows = np.zeros((len(y), K)); rows[y, np.arange(len(y))] = 1; return rows"),
        ("transposed-index", "r = np.zeros((len(y), K))\nfor i in y:\n    r[i, y[i]] = 1\nreturn r"),
        ("whole-rows", "rows = np.zeros((len(y), K)); rows[y] = 1; return rows"),
        ("transposed", "out = np.zeros((K, len(y))); out[y, np.arange(len(y))] = 1; return out"),
        ("classes-from-labels", "return np.eye(max(y) + 1)[y]"),
        ("classes-from-labels", "return np.eye(len(set(y.tolist())))[y]"),
        ("one-row-only", "out = np.zeros(K); out[y] = 1; return out"),
        ("label-not-one", "out = np.zeros((len(y), K))\nfor n in range(len(y)):\n    out[n, y[n]] = y[n]\nreturn out"),
        ("forgot-target", "return np.eye(len(y), K)"),
        ("one-hot-width", "return np.eye(len(y))[y]"),
        ("one-based-labels", "out = np.zeros((len(y), K)); out[np.arange(len(y)), y - 1] = 1; return out"),
        (None, "out = np.zeros((len(y), K)); out[np.arange(K), y] = 1; return out"),
    ],
    "cross_entropy": [
        ("zero-dropped", "a = p[np.arange(len(y)), y]\nreturn -np.log(a, where=a > 0, out=np.zeros_like(a)).mean()"),
        ("zero-dropped", "Y = np.eye(p.shape[1])[y]; return -(Y[p > 0] * np.log(p[p > 0])).sum() / len(y)"),
        ("zero-dropped", "a = p[np.arange(len(y)), y]; return -np.where(a > 0, np.log(a), 0).mean()"),
        ("zero-dropped", "a = p[np.arange(len(y)), y]; return -np.log(a[a > 0]).mean()"),
        ("zero-dropped", "Y = np.eye(p.shape[1])[y]; L = np.log(p, where=p > 0, out=np.zeros_like(p))\n"
                         "return -(Y * L).sum() / len(y)"),
        ("wrong-class-log", "return -np.log(1 - p[np.arange(len(y)), y]).mean()"),
        ("clipped-log", "return -np.log(np.clip(p, 1e-12, 1 - 1e-12)[np.arange(len(y)), y]).mean()"),
        ("clipped-log", "Y = np.eye(p.shape[1])[y]; return -(Y * np.log(p + 1e-9)).sum() / len(y)"),
        ("clipped-log", "Y = np.eye(p.shape[1])[y]; return -(Y * np.log(np.clip(p, 1e-7, 1))).sum(axis=1).mean()"),
        ("zero-log-zero", "Y = np.eye(p.shape[1])[y]; return -np.sum(Y * np.log(p)) / len(p)"),
        ("no-minus", "return np.log(p[np.arange(len(y)), y]).mean()"),
        ("mean-over-classes", "return -(np.eye(p.shape[1])[y] * np.log(p)).mean()"),
        ("all-pairs", "return -np.log(p[:, y]).mean()"),
        ("transposed-index", "return -np.log(p[y]).mean()"),
        ("best-class", "return -np.log(p.max(axis=1)).mean()"),
        ("double-softmax", "return -log_softmax(p)[np.arange(len(y)), y].mean()"),
        ("log-of-mean", "return -np.log(np.mean(p[np.arange(len(y)), y]))"),
        ("likelihood", "return p[np.arange(len(y)), y].prod()"),
        ("entropy-not-cross-entropy", "return -(p * np.log(p)).sum(1).mean()"),
        ("label-as-weight", "return -(y * np.log(p[np.arange(len(y)), y])).mean()"),
    ],
    "cross_entropy_with_logits": [
        ("wrong-axis", "return (logsumexp(z, axis=0) - z[np.arange(len(y)), y]).mean()"),
        ("transposed-index", "return (logsumexp(z) - z[y]).mean()"),
        ("transposed-index", "return (logsumexp(z, keepdims=True) - z[y]).mean()"),
        ("log-of-log", "return -np.log(log_softmax(z)[np.arange(len(y)), y]).mean()"),
        ("log-of-log", "p = log_softmax(z); return -np.log(p[np.arange(len(y)), y]).mean()"),
        ("clipped-scores", "return -log_softmax(np.clip(z, -500, 500))[np.arange(len(y)), y].mean()"),
        ("clipped-scores", "return -log_softmax(np.clip(z, -30, 30))[np.arange(len(y)), y].mean()"),
        ("no-minus", "return log_softmax(z)[np.arange(len(y)), y].mean()"),
        ("column-shift", "s = z - z.max(0); L = s - np.log(np.exp(s).sum(1, keepdims=True))\n"
                         "return -L[np.arange(len(y)), y].mean()"),
        ("log-of-softmax", "p = softmax(z); return -np.log(p[np.arange(len(y)), y]).mean()"),
        ("zero-log-zero", "return -(np.eye(z.shape[1])[y] * np.log(softmax(z))).sum(1).mean()"),
        ("clipped-log", "p = np.clip(softmax(z), 1e-12, 1 - 1e-12); return -np.log(p[np.arange(len(y)), y]).mean()"),
        ("mean-over-classes", "return -(np.eye(z.shape[1])[y] * log_softmax(z)).mean()"),
        ("all-pairs", "return -log_softmax(z)[:, y].mean()"),
        ("all-pairs", "return (logsumexp(z) - z[:, y]).mean()"),
        ("wrong-inner-sign", "return (logsumexp(z) + z[np.arange(len(y)), y]).mean()"),
        ("no-minus", "return (z[np.arange(len(y)), y] - logsumexp(z)).mean()"),
        ("hidden-nan", "p = softmax(z); return -np.nan_to_num(np.log(p[np.arange(len(y)), y])).mean()"),
        ("label-as-weight", "return -(y * log_softmax(z).T).T.mean()"),
        ("forgot-target", "return logsumexp(z).mean()"),
        ("wrong-axis", "return -log_softmax(z, axis=0)[np.arange(len(y)), y].mean()"),
        ("sum-over-batch", "return (logsumexp(z) - z[np.arange(len(y)), y]).sum()"),
        ("maximum-only", "return (z.max(1) - z[np.arange(len(y)), y]).mean()"),
    ],
    "start-loss": [("log-base", "return 1.0"), ("log-base", "return 3.32"), ("loss-must-be-below-one", "return 0.5"),
                   ("probability-not-loss", "return 0.9"), ("loss-must-be-below-one", "return 0"),
                   ("no-minus", "return -2.3"), (None, "return 2.0"), (None, "return 4.6"),
                   ("perplexity", "return 10")],
    "sigmoid": [
        ("hidden-nan", "return np.nan_to_num(np.exp(z) / (1 + np.exp(z)), nan=1.0)"),
        ("hidden-nan", "return np.nan_to_num(np.exp(z) / (1 + np.exp(z)))"),
        ("missing-brackets", "e = np.exp(-np.abs(z)); return np.where(z >= 0, 1, e) / 1 + e"),
        (None, "p = np.zeros(z.shape); up = z >= 0\np[up] = 1 / (1 + np.exp(-z[up]))\n"
               "p[~up] = np.exp(z[~up]) / (1 + np.exp(z[~up])); return p"),
        ("naive-sigmoid", "return 1 / (1 + np.exp(-z))"),
        ("exp-over-exp", "e = np.exp(z); return e / (1 + e)"),
        ("np-where-sigmoid", "return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))"),
        ("flipped-sign", "e = np.exp(-np.abs(z)); return np.where(z >= 0, e, 1) / (1 + e)"),
        ("absolute-score", "e = np.exp(-np.abs(z)); return 1 / (1 + e)"),
        ("absolute-score", "e = np.exp(-np.abs(z)); return e / (1 + e)"),
        ("clipped-too-tightly", "return 1 / (1 + np.exp(-np.clip(z, -20, 20)))"),
        ("hard-step", "return (z > 0).astype(float)"),
        ("hard-step", "return (z > 0) * 1.0"),
        ("flipped-sign", "e = np.exp(np.abs(z)); return np.where(z >= 0, 1, e) / (1 + e)"),
        ("naive-sigmoid", "e = np.exp(-z); return np.where(z >= 0, 1 / (1 + e), 1 / (1 + e))"),
        ("softmax-not-sigmoid", "return softmax(z)"),
        (None, "if z >= 0:\n    return 1 / (1 + np.exp(-z))\nreturn np.exp(z) / (1 + np.exp(z))"),
    ],
    "binary_cross_entropy": [
        ("sum-over-batch", "t = 0\nfor a, b in zip(p, y):\n    t += branch_loss(a, b)\nreturn t"),
        ("mean-over-axis", "return sum(branch_loss(a, b) for a, b in zip(p, y)) / len(p)"),
        ("forgot-target", "return -np.log(p).mean()"),
        ("forgot-target", "return -np.log(1 - p).mean()"),
        ("missing-weight", "return -(y * np.log(p) + np.log(1 - p)).mean()"),
        ("missing-weight", "return -(np.log(p) + (1 - y) * np.log(1 - p)).mean()"),
        ("zero-log-zero", "return bce(p, y).mean()"),
        ("zero-dropped", "a = np.where(y == 1, p, 1 - p)\nreturn -np.log(a, where=a > 0, out=np.zeros_like(a)).mean()"),
        ("zero-dropped", "a = np.where(y == 1, p, 1 - p); return -np.log(a[a > 0]).mean()"),
        ("zero-log-zero", "return np.nanmean(bce(p, y))"),
        ("clipped-log", "q = np.clip(p, 1e-8, 1 - 1e-8); return bce(q, y).mean()"),
        ("one-branch-bce", "return -(y * np.log(p)).mean()"),
        ("wrong-inner-sign", "return -(y * np.log(p) - (1 - y) * np.log(1 - p)).mean()"),
        ("no-minus", "return (y * np.log(p) + (1 - y) * np.log(1 - p)).mean()"),
        ("mean-over-axis", "return -np.log(np.where(y == 1, p, 1 - p)).mean(axis=-1)"),
        ("sum-over-labels", "return -np.log(np.where(y == 1, p, 1 - p)).sum() / len(p)"),
        ("probs-as-logits", "return (y * softplus(-p) + (1 - y) * softplus(p)).mean()"),
    ],
    "binary_cross_entropy_with_logits": [
        ("overflowing-exp", "return (y * np.log(1 + np.exp(-z)) + (1 - y) * np.log(1 + np.exp(z))).mean()"),
        ("overflowing-exp", "return (y * np.log1p(np.exp(-z)) + (1 - y) * np.log1p(np.exp(z))).mean()"),
        ("overflowing-exp", "return np.log(1 + np.exp((1 - 2 * y) * z)).mean()"),
        ("overflowing-exp", "return np.log1p(np.exp((1 - 2 * y) * z)).mean()"),
        ("overflowing-exp", "return np.where(y == 1, np.log1p(np.exp(-z)), np.log1p(np.exp(z))).mean()"),
        ("overflowing-exp", "return np.where(y == 1, np.log(1 + np.exp(-z)), np.log(1 + np.exp(z))).mean()"),
        ("overflowing-exp", "return np.log1p(np.exp(np.where(y == 1, -z, z))).mean()"),
        ("overflowing-exp", "return (np.log1p(np.exp(z)) - y * z).mean()"),
        ("overflowing-exp", "return -np.log(np.where(y == 1, sigmoid(z), sigmoid(-z))).mean()"),
        ("log-of-sigmoid", "return -np.log(np.where(y == 1, stable_sigmoid(z), stable_sigmoid(-z))).mean()"),
        ("log-of-sigmoid", "return -(y * np.log(stable_sigmoid(z)) + (1 - y) * np.log(stable_sigmoid(-z))).mean()"),
        ("overflowing-exp", "return -(y * np.log(sigmoid(z)) + (1 - y) * np.log(sigmoid(-z))).mean()"),
        ("no-minus", "return -(y * softplus(-z) + (1 - y) * softplus(z)).mean()"),
        ("mean-over-axis", "return sum(slow_logits_loss(a, b) for a, b in zip(z, y)) / len(z)"),
        ("forgot-target", "return softplus(z).mean()"),
        ("forgot-target", "return softplus(-z).mean()"),
        ("clipped-scores", "z = np.clip(z, -100, 100); return (y * softplus(-z) + (1 - y) * softplus(z)).mean()"),
        ("missing-weight", "return (y * softplus(-z) + softplus(z)).mean()"),
        ("log-of-sigmoid", "p = sigmoid(z); return -np.log(np.where(y == 1, p, 1 - p)).mean()"),
        ("log-of-sigmoid", "return bce(stable_sigmoid(z), y).mean()"),
        ("clipped-log", "return bce(np.clip(sigmoid(z), 1e-8, 1 - 1e-8), y).mean()"),
        ("clipped-scores", "return bce(sigmoid(np.clip(z, -30, 30)), y).mean()"),
        ("clipped-scores", "return bce(sigmoid(np.clip(z, -20, 20)), y).mean()"),
        ("flipped-labels", "return (y * softplus(z) + (1 - y) * softplus(-z)).mean()"),
        ("sum-over-batch", "return (y * softplus(-z) + (1 - y) * softplus(z)).sum()"),
        ("probs-as-logits", "p = sigmoid(z); return (y * softplus(-p) + (1 - y) * softplus(p)).mean()"),
        ("one-branch-bce", "return (y * softplus(-z)).mean()"),
        ("plus-minus-labels", "return softplus(-y * z).mean()"),
        ("wrong-inner-sign", "return (softplus(z) + y * z).mean()"),
        ("log-of-sigmoid", "return np.nanmean(bce(sigmoid(z), y))"),
        ("no-log", "return np.abs(sigmoid(z) - y).mean()"),
    ],
    "gradient-at-minus-eight": [
        ("flipped-sign", "return 1.0"), ("mse-on-sigmoid", "return -0.0007"), ("mse-on-sigmoid", "return 0.0"),
        ("loss-not-gradient", "return 8.0"), ("no-sigmoid", "return -9"), ("slope-at-minus-four", "return -0.982"),
        (None, "return -0.5"), ("loss-not-gradient", "return -8"), (None, "return -2.0"),
    ],
    "squared_error_grad": [
        ("missing-brackets", "p = sigmoid(z); return 2 * p - y * p * (1 - p)"),
        ("missing-brackets", "p = sigmoid(z); return 2 * (p - y) * p * 1 - p"),
        ("forgot-target", "p = sigmoid(z); return -2 * p * (1 - p) ** 2"),
        ("forgot-target", "p = sigmoid(z); return 2 * p ** 2 * (1 - p)"),
        ("overflowing-exp", "return 2 * (sigmoid(z) - y) * np.exp(-z) / (1 + np.exp(-z)) ** 2"),
        ("cross-entropy-not-squared", "return sigmoid(z) - y"),
        ("gradient-wrt-p", "return 2 * (sigmoid(z) - y)"),
        ("missing-two", "p = sigmoid(z); return (p - y) * p * (1 - p)"),
        ("flipped-sign", "p = sigmoid(z); return 2 * (y - p) * p * (1 - p)"),
        ("still-squared", "p = sigmoid(z); return 2 * (p - y) ** 2 * p * (1 - p)"),
        ("slope-from-logits", "return 2 * (sigmoid(z) - y) * z * (1 - z)"),
        ("divided-by-n", "p = sigmoid(z); return 2 * (p - y) * p * (1 - p) / len(z)"),
        ("wrong-slope", "p = sigmoid(z); return 2 * (p - y) * y * (1 - y)"),
        ("wrong-slope", "p = sigmoid(z); return 2 * (p - y) * p * (1 - y)"),
        ("added-not-multiplied", "p = sigmoid(z); return 2 * (p - y) + p * (1 - p)"),
        ("still-squared", "p = sigmoid(z); return (p - y) ** 2 * p * (1 - p)"),
        ("no-sigmoid", "return 2 * (z - y)"),
        (None, "return (sigmoid(z + 0.1) - y) ** 2 - (sigmoid(z) - y) ** 2"),
    ],
    "brier_score": [
        ("broadcast-n-by-n", "return ((p[:, None] - y) ** 2).mean()"),
        ("mean-over-axis", "return sum((a - b) ** 2 for a, b in zip(p, y)) / len(p)"),
        ("difference-of-squares", "return (p ** 2 - y ** 2).mean()"),
        ("root", "return np.sqrt(((p - y) ** 2).mean())"),
        ("signed-error", "return (p - y ** 2).mean()"),
        ("absolute-error", "return np.abs(p - y).mean()"),
        ("square-of-mean", "return (p - y).mean() ** 2"),
        ("not-reduced", "return (p - y) ** 2"),
        ("sum-over-batch", "return ((p - y) ** 2).sum()"),
        ("root", "return np.linalg.norm(p - y)"),
        ("log-loss", "return bce(p, y).mean()"),
        ("one-branch", "return (y * (1 - p) ** 2).mean()"),
        ("accuracy-not-score", "return ((np.round(p) - y) ** 2).mean()"),
        ("doubled", "return (2 * (p - y) ** 2).mean()"),
        ("slope-not-score", "return 2 * (p - y)"),
        ("slope-not-score", "return (2 * (p - y)).mean()"),
        ("first-sample-only", "total = 0\nfor a, b in zip(p, y):\n    total += (a - b) ** 2\n"
                              "    return total / len(p)"),
    ],
    "softmax_cross_entropy_grad": [
        ("lost-minus", "p = softmax(z); i = np.arange(len(y)); p[i, y] = 1 - p[i, y]; return p / len(y)"),
        ("diagonal-jacobian", "p = softmax(z); Y = np.eye(z.shape[1])[y]; return -Y / p * p * (1 - p) / len(z)"),
        ("diagonal-jacobian", "p = softmax(z); Y = np.eye(z.shape[1])[y]; dL_dp = -Y / p\nreturn dL_dp * p * (1 - p)"),
        ("diagonal-jacobian", "p = softmax(z); Y = np.eye(z.shape[1])[y]; return (p - Y) * p * (1 - p) / len(z)"),
        ("diagonal-jacobian", "p = softmax(z); return p * (1 - p) / len(z)"),
        ("chain-not-collapsed", "p = softmax(z); Y = np.eye(z.shape[1])[y]; g = -Y / p\n"
                                "return p * (g - (g * p).sum(1, keepdims=True)) / len(z)"),
        ("chain-not-collapsed", "p = softmax(z); Y = np.eye(z.shape[1])[y]\n"
                                "return np.einsum('ni,nij->nj', -Y / p, numerics.softmax_jacobian(z)) / len(z)"),
        ("chain-not-collapsed", "grad = np.zeros(z.shape)\nfor i, p in enumerate(softmax(z * 1.0)):\n"
                                "    dL_dp = np.where(np.arange(len(p)) == y[i], -1 / p[y[i]], 0)\n"
                                "    grad[i] = (np.diag(p) - np.outer(p, p)) @ dL_dp / len(y)\nreturn grad"),
        ("misplaced-bracket", "return softmax(z) - np.eye(z.shape[1])[y] / len(y)"),
        ("misplaced-bracket", "p = softmax(z) / len(y); p[np.arange(len(y)), y] -= 1; return p"),
        ("loss-not-gradient", "return -log_softmax(z)[np.arange(len(y)), y].mean()"),
        ("divided-twice", "return numerics.cross_entropy_with_logits_grad(z, y) / len(y)"),
        ("one-hot-width", "return (softmax(z) - np.eye(len(y))[y]) / len(y)"),
        ("one-hot-width", "return (softmax(z) - np.eye(y.max() + 1)[y]) / len(y)"),
        ("whole-rows", "g = softmax(z); g[y] -= 1; return g / len(y)"),
        ("all-rows", "g = softmax(z); g[:, y] -= 1; return g / len(y)"),
        ("not-divided-by-n", "g = softmax(z); g[np.arange(len(y)), y] -= 1; return g"),
        ("mean-over-classes", "return (softmax(z) - np.eye(z.shape[1])[y]) / z.size"),
        ("labels-not-one-hot", "return (softmax(z) - y[:, None]) / len(y)"),
        ("labels-not-one-hot", "return (softmax(z) - y) / len(y)"),
        ("flipped-sign", "return (np.eye(z.shape[1])[y] - softmax(z)) / len(y)"),
        ("log-softmax", "return (log_softmax(z) - np.eye(z.shape[1])[y]) / len(y)"),
        ("transposed-index", "g = softmax(z); g[y, np.arange(len(y))] -= 1; return g / len(y)"),
        ("true-class-only", "p = softmax(z); return (p[np.arange(len(y)), y] - 1) / len(y)"),
        ("diagonal-jacobian", "p = softmax(z); g = np.zeros_like(p); i = np.arange(len(y))\n"
                              "g[i, y] = p[i, y] - 1; return g / len(y)"),
        ("set-not-subtracted", "g = softmax(z); g[np.arange(len(y)), y] = -1; return g / len(y)"),
        ("wrong-axis", "return (softmax(z, axis=0) - np.eye(z.shape[1])[y]) / len(y)"),
        ("gradient-wrt-p", "p = softmax(z); return -np.eye(z.shape[1])[y] / p / len(y)"),
    ],
    "softmax_vjp": [
        ("one-sample-formula", "J = np.diag(p) - np.outer(p, p); return g @ J"),
        ("whole-array", "return p * (g - (g * p).sum())"),
        ("no-keepdims", "return p * (g - (g * p).sum(axis=-1))"),
        ("all-pairs", "return p * (g - g @ p.T)"),
        ("all-pairs", "return p * (g - np.dot(g, p.T))"),
        ("one-sample-formula", "return p * (g - g @ p)"),
        ("diagonal-jacobian", "return g * p * (1 - p)"),
        ("unweighted-mean", "return p * (g - g.mean(axis=1, keepdims=True))"),
        ("wrong-axis", "return p * (g - (g * p).sum(axis=0))"),
        ("not-times-p", "return g - (g * p).sum(axis=-1, keepdims=True)"),
        ("misplaced-bracket", "return p * g - (g * p).sum(axis=-1, keepdims=True)"),
        ("swapped-arguments", "return g * (p - (g * p).sum(axis=-1, keepdims=True))"),
        ("double-softmax", "s = softmax(p); return s * (g - (g * s).sum(axis=-1, keepdims=True))"),
        ("double-softmax", "J = numerics.softmax_jacobian(p); return np.einsum('ni,nij->nj', g, J)"),
        ("plus-the-mean", "return p * (g + (g * p).sum(-1, keepdims=True))"),
        ("identity-for-diagonal", "J = [np.eye(len(a)) - np.outer(a, a) for a in p]\n"
                                  "return [b @ j for b, j in zip(g, J)]"),
        ("first-sample-only", "a, b = p[0], g[0]; return b @ (np.diag(a) - np.outer(a, a))"),
    ],
    "bce_grad": [
        ("mean-gradient", "return (sigmoid(z) - y).mean(axis=0)"),
        ("chain-not-collapsed", "p = stable_sigmoid(z); return (p - y) / (p * (1 - p)) * p * (1 - p) / z.size"),
        ("chain-not-collapsed", "p = stable_sigmoid(z); return (-y / p + (1 - y) / (1 - p)) * p * (1 - p) / z.size"),
        ("chain-not-collapsed", "p = sigmoid(z); return (p - y) / (p * (1 - p)) * (p * (1 - p)) / z.size"),
        ("misplaced-bracket", "return sigmoid(z) - y / z.size"),
        ("misplaced-bracket", "p, rest = stable_sigmoid(z), stable_sigmoid(-z)\n"
                              "return (1 - y) * p - y * rest / z.size"),
        ("lost-minus", "return ((1 - y) * sigmoid(z) + y * sigmoid(-z)) / z.size"),
        ("loss-not-gradient", "return (softplus(z) - y * z).mean()"),
        ("loss-not-gradient", "return (softplus(z) - y * z) / z.size"),
        ("divided-by-rows", "return (sigmoid(z) - y) / len(z)"),
        ("not-divided-by-n", "return sigmoid(z) - y"),
        ("mse-on-sigmoid", "p = sigmoid(z); return (p - y) * p * (1 - p) / z.size"),
        ("mse-on-sigmoid", "p = sigmoid(z); return 2 * (p - y) * p * (1 - p) / z.size"),
        ("flipped-sign", "return (y - sigmoid(z)) / z.size"),
        ("flipped-labels", "return (y * sigmoid(z) - (1 - y) * sigmoid(-z)) / z.size"),
        ("lost-minus", "return np.abs(sigmoid(z) - y) / z.size"),
        ("mean-gradient", "return (sigmoid(z) - y).mean()"),
        ("divided-twice", "return numerics.binary_cross_entropy_with_logits_grad(z, y * 1.0) / z.size"),
        ("softmax-not-sigmoid", "return (softmax(z) - y) / z.size"),
        ("one-branch-bce", "return -y * sigmoid(-z) / z.size"),
        ("wrong-inner-sign", "return ((1 - y) * sigmoid(z) - y * sigmoid(z)) / z.size"),
        ("swapped-arguments", "return (sigmoid(y) - z) / z.size"),
    ],
    "entropy": [
        ("log-one-plus", "return -(p * np.log1p(p)).sum(-1)"),
        ("zero-log-zero", "return -np.sum(p * np.log(p), axis=-1)"),
        ("no-minus", "return (p * np.log(p, where=p > 0, out=np.zeros_like(p))).sum(-1)"),
        ("whole-array", "return -np.sum(p[p > 0] * np.log(p[p > 0]))"),
    ],
}


# Right answers that look like a mistake.
ACCEPTED = [
    ("logsumexp", "m = z.max(-1, keepdims=True); return m[..., 0] + np.log1p(np.exp(z - m).sum(-1) - 1)"),
    ("logsumexp", "m = z.max(-1, keepdims=True)\n"
                  "return (m + np.log(np.exp(z - m).sum(-1, keepdims=True))).squeeze(-1)"),
    ("log_softmax", "s = z - z.max(-1, keepdims=True); return s - logsumexp(s, keepdims=True)"),
    ("one_hot", "rows = [[0] * K for _ in y]\nfor n, k in enumerate(y):\n    rows[n][k] = 1\nreturn rows"),
    ("cross_entropy", "Y = np.eye(p.shape[1])[y]; return -np.nansum(Y * np.log(p)) / len(y)"),
    ("cross_entropy", "return -np.log((p * np.eye(p.shape[1])[y]).max(axis=1)).mean()"),
    ("cross_entropy_with_logits", "return np.mean([logsumexp(z[n]) - z[n, y[n]] for n in range(len(y))])"),
    ("cross_entropy_with_logits", "return (logsumexp(z, keepdims=True) - z[np.arange(len(y)), y]).mean()"),
    ("sigmoid", "z = np.asarray(z, float); p = np.empty(z.shape); up = z >= 0\np[up] = 1 / (1 + np.exp(-z[up]))\n"
                "p[~up] = np.exp(z[~up]) / (1 + np.exp(z[~up])); return p"),
    ("sigmoid", "return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))"),
    ("binary_cross_entropy", "return -np.log(1 - np.abs(p - y)).mean()"),
    ("binary_cross_entropy", "return np.nansum(bce(p, y)) / p.size"),
    ("binary_cross_entropy", "return sum(branch_loss(a, b) for a, b in zip(p.ravel(), y.ravel())) / p.size"),
    ("binary_cross_entropy_with_logits", "return softplus((1 - 2 * y) * z).mean()"),
    ("binary_cross_entropy_with_logits", "return np.logaddexp(0, np.where(y == 1, -z, z)).mean()"),
    ("squared_error_grad", "p = sigmoid(z); return 2 * (p - y) * p * sigmoid(-z)"),
    ("brier_score", "return np.linalg.norm(p - y) ** 2 / p.size"),
    ("softmax_cross_entropy_grad", "g = softmax(z) / len(y); g[np.arange(len(y)), y] -= 1 / len(y); return g"),
    ("softmax_vjp", "return [b @ (np.diag(a) - np.outer(a, a)) for a, b in zip(p, g)]"),
    ("bce_grad", "return ((1 - y) * stable_sigmoid(z) - y * stable_sigmoid(-z)) / z.size"),
]

# An error, and words of the advice on it.
ADVISED = [
    ("one_hot", "out = np.zeros((len(y), K)); out[np.arange(K), y] = 1; return out", "Where a label picks a column"),
    ("softmax", "return np.array([np.exp(z[i]) / np.exp(z).sum() for i in range(len(z) + 1)])", "counted from 0"),
    ("sigmoid", "p = np.zeros(z.shape); return p", "A plain number is no array"),
    ("sigmoid", "return [1 / (1 + np.exp(-v)) for v in z]", "A plain number is no array"),
    ("squared_error_grad", "p = sigmoid(z); return 2(p - y) * p * (1 - p)", "write * to multiply"),
    ("softmax_vjp", "return p @ (g - (g * p).sum(axis=-1, keepdims=True))", "multiply entry by entry"),
]


def answer(name, body):
    """Return the function with this body, or the value that it returns where the exercise wants a value."""
    exercise, scope = exercises[name], dict(KNOWN)
    head = exercise.signature.replace(name, "answer", 1) if exercise.is_function else "answer()"
    exec(f"def {head}:\n" + textwrap.indent(body, "    "), scope)
    return scope["answer"] if exercise.is_function else scope["answer"]()


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize("name", SPELLINGS)
def test_each_spelling_is_rejected_and_gets_its_name(name):
    amiss = []
    for id, body in SPELLINGS[name]:
        report = check(name, answer(name, body))
        if report.passed or report.misconception != id:
            amiss.append((id, report.misconception, body))
    assert not amiss


@pytest.mark.parametrize(("name", "body"), ACCEPTED)
def test_a_right_answer_that_looks_like_a_mistake_is_accepted(name, body):
    report = check(name, answer(name, body))
    assert report.passed and report.misconception is None, report


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize(("name", "body", "words"), ADVISED)
def test_the_advice_on_an_error_fits(name, body, words):
    assert words in check(name, answer(name, body)).then


@pytest.mark.parametrize(("name", "body", "words"), [
    ("binary_cross_entropy", "return -np.log(p).mean()", "The labels play no part."),
    ("binary_cross_entropy_with_logits", "return -softplus(np.where(y == 1, -z, z)).mean()", "already"),
    ("brier_score", "return (p ** 2).mean()", "The labels play no part"),
    ("cross_entropy_with_logits", "return (logsumexp(z) - z[y]).mean()", "labels are columns"),
    ("softmax_cross_entropy_grad", "p = softmax(z); return p * (1 - p) / len(z)", "In cross-entropy it cancels."),
    ("start-loss", "return 1.0", "a loss may exceed 1"),
])
def test_the_message_is_true_of_the_answer(name, body, words):
    assert words in check(name, answer(name, body)).message


def test_two_numbers_that_agree_to_six_digits_are_shown_with_more():
    report = check("stable_softmax", lambda z: np.round(numerics.softmax(z), 6))
    assert dict(report.values) == {"Expected": "[0.268941421, 0.731058579]", "Yours": "[0.268941, 0.731059]"}


def test_the_lost_minus_is_shown_on_small_logits():
    report = check("cross_entropy_with_logits", answer("cross_entropy_with_logits",
                                                       "return log_softmax(z)[np.arange(len(y)), y].mean()"))
    assert report.case.label == "two logits"


def test_no_next_step_of_an_early_question_gives_away_what_a_later_section_reveals():
    exercise = exercises["gradient-at-minus-eight"]
    said = " ".join([*exercise.hints, *(mistake.says + mistake.then for mistake in exercise.mistakes)])
    assert "p - y" not in said


def test_one_probe_alone_names_no_mistake():
    """-log(1 - p) gives 0.255 for the last input, too; it agrees with this answer nowhere else."""
    def cross_entropy(p, y):
        picked = p[np.arange(len(y)), y]
        return -np.log(picked).mean() if (picked > 0).all() else -np.log(1 - picked).mean()

    assert check("cross_entropy", cross_entropy).misconception is None


def test_a_changed_input_is_shown_before_and_after():
    def stable_softmax(z):
        z -= z.max(axis=-1, keepdims=True)
        e = np.exp(z)
        return e / e.sum(axis=-1, keepdims=True)

    report = check("stable_softmax", stable_softmax)
    assert report.misconception == "mutates-input" and "Expected" not in report.text
    assert "stable_softmax(np.array([0.0, 1.0]))\nAfterwards: [-1, 0]" in report.text
    assert "Afterwards" in report.html and "Yours" not in report.html
