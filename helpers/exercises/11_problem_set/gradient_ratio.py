"""Specifications of the problem set's six problems."""

from decimal import Decimal, localcontext

import numpy as np

from helpers.exercises._parts import exact


def centred_logits(p):
    def centred(row):
        logs = [share.ln() for share in row]
        return [log - sum(logs) / len(logs) for log in logs]

    return exact.by_row(centred, p)


def masked_log_softmax(z, allowed):
    answer = np.full(z.shape, -np.inf)
    for row in np.ndindex(z.shape[:-1]):
        answer[row][allowed[row]] = exact.by_row(
            lambda scores: [p.ln() for p in exact.softmax(scores)], z[row][allowed[row]])
    return answer


def _costs(z, y):
    """Return what each labelled row costs, as decimals."""
    with localcontext(exact._DIGITS):
        return [-exact.softmax([Decimal(float(v)) for v in row])[label].ln()
                for row, label in zip(z, y, strict=True) if label >= 0]


def labelled_loss(z, y):
    costs = _costs(z, y)
    return float(sum(costs) / len(costs))


def multilabel_loss(z, y):
    return exact.by_entry(lambda score, label: -exact.logistic(score if label else -score).ln(), z, y).sum() / len(z)


def gradient_ratio(z):
    def ratio(score):
        p = exact.logistic(-abs(score))
        return 1 / (2 * p * (1 - p))

    return exact.by_entry(ratio, z)


def temperature_slope(z, y, T):
    with localcontext(exact._DIGITS):
        total = Decimal(0)
        for row, label in zip(z, y, strict=True):
            scores = [Decimal(float(v)) for v in row]
            p = exact.softmax([score / Decimal(float(T)) for score in scores])
            total -= sum((p[k] - (k == label)) * scores[k] for k in range(len(scores))) / Decimal(float(T)) ** 2
        return float(total / len(z))
