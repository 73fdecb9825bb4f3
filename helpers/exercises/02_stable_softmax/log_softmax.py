"""What learners write instead of log-sum-exp and log-softmax."""

from importlib import import_module
from operator import attrgetter

import numpy as np

from helpers.checks.exercise import Mistake
AXIS_ONE, right = attrgetter('AXIS_ONE', 'right')(import_module("helpers.exercises.01_softmax.softmax"))
from helpers.exercises._parts.wrong_shifts import shift, shifted

NO_PROBABILITY = "Do not form the probability: subtract logsumexp from the scores."
PLUS_ONE = "You use log1p, which adds 1: the winner's own 1 is in the sum already."
EPSILONS = (1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16, 1e-20, 1e-30, 1e-100, 1e-300, 2.2e-308,
            np.finfo(float).eps)


def _shares(e):
    return e / e.sum(-1, keepdims=True)


def _lse(z):
    m = z.max(-1, keepdims=True)
    return m + np.log(np.exp(z - m).sum(-1, keepdims=True))


def _added_back(move):
    """Return log-sum-exp by a wrong shift, which is added back where it is one number for a row."""
    def wrong(z):
        moved = move(z)
        gap = z - moved
        return np.log(np.exp(moved).sum(-1)) + (gap[..., 0] if np.allclose(gap, gap[..., :1]) else 0)

    return wrong


LOGSUMEXP = (
    Mistake("no-shift",
            "You take exp of the scores as they come: it overflows from 710 on, and below -745 the log of 0 "
            "is -inf.", "Take the maximum out of the sum, and add it back after the logarithm.",
            lambda z: np.log(np.exp(z).sum(-1))),
    Mistake("shift-not-added-back", "You subtract the maximum and do not add it back: g(z + b) must be g(z) + b.",
            "Add the maximum after the logarithm.", lambda z: np.log(np.exp(shift(z)).sum(-1))),
    Mistake("shift-subtracted-again", "You subtract the maximum a second time instead of adding it back.",
            "Change the last sign: m + np.log(...).", lambda z: np.log(np.exp(shift(z)).sum(-1)) - z.max(-1)),
    *shifted(_added_back, no_keepdims=(lambda z: np.log(np.exp(z - z.max(-1)).sum(-1)) + z.max(-1),),
             column_shift=(lambda z: np.log(np.exp(z - z.max(0)).sum(-1)) + z.max(0),)),
    Mistake("global-maximum-added", "You subtract each row's own maximum, and add back that of the whole batch.",
            "Add back what was subtracted: each row its own.",
            lambda z: np.log(np.exp(shift(z)).sum(-1)) + z.max()),
    Mistake("whole-array", "You sum over the whole batch; each row has its own sum.", "Sum over axis=-1.",
            lambda z: np.log(np.exp(z).sum()), lambda z: np.log(np.exp(z - z.max()).sum()) + z.max()),
    Mistake("wrong-axis", "You sum down the first axis, which gives one number for each column.", "Sum over axis=-1.",
            lambda z: np.log(np.exp(z).sum(0)), lambda z: np.log(np.exp(z - z.max(0)).sum(0)) + z.max(0)),
    Mistake("axis-one", *AXIS_ONE, lambda z: np.log(np.exp(z).sum(1)),
            lambda z: z.max(1) + np.log(np.exp(z - z.max(1, keepdims=True)).sum(1))),
    Mistake("keepdims-left", "Your result still has the summed axis, with length 1.",
            "Drop it in the end: sum without keepdims, or [..., 0].", _lse),
    Mistake("squeezed", "squeeze() drops every axis of length 1, also that of a batch with a single row.",
            "Drop the last axis alone: [..., 0], or squeeze(axis=-1).", lambda z: _lse(z).squeeze()),
    Mistake("broadcast-n-by-n",
            "The maximum outside the logarithm still has its axis, and the sum has lost it: for N rows, NumPy makes "
            "a table of (N, 1) and (N,).", "Add the maximum without its axis: [..., 0] drops it.",
            lambda z: z.max(-1, keepdims=True) + np.log(np.exp(shift(z)).sum(-1))),
    Mistake("no-log", "You return the sum of the exponentials without its logarithm.",
            "Take np.log of the sum.", lambda z: np.exp(z).sum(-1), lambda z: np.exp(shift(z)).sum(-1),
            lambda z: z.max(-1) + np.exp(shift(z)).sum(-1)),
    Mistake("log-inside-the-sum",
            "You take the logarithm of each exponential before the sum, which undoes it: the result is the "
            "sum of the scores.", "Sum first, then take the logarithm.", lambda z: z.sum(-1),
            lambda z: np.log(np.exp(z)).sum(-1), lambda z: z.max(-1) + shift(z).sum(-1)),
    Mistake("maximum-only",
            "You return the maximum. That is close when one score leads by far, and off by log 2 for a tie.",
            "Add the log of the sum of exp(z - m).", lambda z: z.max(-1)),
    Mistake("log-mean-exp",
            "You take the mean of the exponentials, which is off by the log of the number of classes.",
            "Use sum instead of mean.", lambda z: np.log(np.exp(z).mean(-1)),
            lambda z: np.log(np.exp(shift(z)).mean(-1)) + z.max(-1)),
    Mistake("log-base", "You take the logarithm to base 2 or 10; exp belongs with the natural one.", "Use np.log.",
            *(lambda z, log=log: log(np.exp(shift(z)).sum(-1)) + z.max(-1) for log in (np.log2, np.log10)),
            lambda z: np.log2(np.exp(z).sum(-1)), lambda z: np.log10(np.exp(z).sum(-1))),
    Mistake("log-one-plus", PLUS_ONE, "Use np.log.", lambda z: np.log1p(np.exp(shift(z)).sum(-1)) + z.max(-1),
            lambda z: np.log1p(np.exp(z).sum(-1))),
    Mistake("minus-log", "You return it with a minus sign.", "Leave out the minus.", lambda z: -_lse(z)[..., 0]),
    Mistake("log-softmax", "You return log-softmax, one number for each score.",
            "Return the log of the sum itself, one number for each row.", lambda z: z - _lse(z)),
    Mistake("rounded", "You round the result.", "Leave out the rounding.",
            *(lambda z, d=d: np.round(_lse(z)[..., 0], d) for d in (0, 1, 2, 3, 4))),
)

LOG_SOFTMAX = (
    Mistake("no-shift", "You take exp of the scores as they come, which overflows from 710 on.",
            "Subtract each row's maximum before any exp.", lambda z: np.log(_shares(np.exp(z))),
            lambda z: z - np.log(np.exp(z).sum(-1, keepdims=True))),
    Mistake("log-of-softmax",
            "You take the log of softmax: where the probability has rounded to 0 that is -inf, and the "
            "truth is an ordinary number.", NO_PROBABILITY, lambda z: np.log(right(z))),
    Mistake("clipped-log",
            "You keep log away from 0 with a small number, so every score far below the top costs the same.",
            NO_PROBABILITY, *(lambda z, e=e: np.log(right(z) + e) for e in EPSILONS),
            *(lambda z, e=e: np.log(np.clip(right(z), e, 1)) for e in EPSILONS)),
    *shifted(lambda move: lambda z: move(z) - np.log(np.exp(move(z)).sum(-1, keepdims=True)),
             no_keepdims=(lambda z: (z - z.max(-1)) - np.log(np.exp(z - z.max(-1)).sum(-1)),)),
    Mistake("shifted-twice",
            "You subtract the maximum twice: from the scores, and within the logarithm of the unshifted sum.",
            "Subtract logsumexp(z) from z itself, or log(sum(exp(z - m))) from z - m.", lambda z: shift(z) - _lse(z),
            lambda z: shift(z) - np.log(np.exp(z).sum(-1, keepdims=True))),
    Mistake("missing-brackets", "You add the maximum: z - (m + log(...)) has a minus before both when written out.",
            "Subtract m as well.",
            lambda z: z - np.log(np.exp(shift(z)).sum(-1, keepdims=True)) + z.max(-1, keepdims=True)),
    Mistake("axis-one", *AXIS_ONE,
            lambda z: z - np.log(np.exp(z).sum(1, keepdims=True)),
            lambda z: (lambda s: s - np.log(np.exp(s).sum(1, keepdims=True)))(z - z.max(1, keepdims=True))),
    Mistake("log-inside-the-sum",
            "You take the logarithm of each exponential before the sum, which undoes it: you subtract the sum of the "
            "scores.", "Sum first, then take the logarithm.",
            *(lambda z, s=s: s(z) - np.log(np.exp(s(z))).sum(-1, keepdims=True) for s in (shift, np.positive)),
            lambda z: shift(z) - shift(z).sum(-1, keepdims=True)),
    Mistake("whole-array", "You sum over the whole batch; each row has its own sum.",
            "Sum over axis=-1 with keepdims=True.", lambda z: z - np.log(np.exp(z).sum()),
            lambda z: (z - z.max()) - np.log(np.exp(z - z.max()).sum()),
            lambda z: shift(z) - np.log(np.exp(shift(z)).sum())),
    Mistake("wrong-axis", "You sum down the first axis, over the rows of a batch.",
            "Sum over axis=-1 with keepdims=True.", lambda z: z - np.log(np.exp(z).sum(0)),
            lambda z: (z - z.max(0)) - np.log(np.exp(z - z.max(0)).sum(0)),
            lambda z: shift(z) - np.log(np.exp(shift(z)).sum(0))),
    Mistake("no-keepdims", "Your sum loses the last axis, so NumPy lines it up with the wrong one.",
            "Write keepdims=True.", lambda z: z - np.log(np.exp(z).sum(-1)),
            lambda z: shift(z) - np.log(np.exp(shift(z)).sum(-1)), lambda z: z - _lse(z)[..., 0]),
    Mistake("no-log",
            "You subtract the sum of the exponentials, not its logarithm.", "Subtract np.log of the sum.",
            lambda z: z - np.exp(z).sum(-1, keepdims=True),
            lambda z: shift(z) - np.exp(shift(z)).sum(-1, keepdims=True)),
    Mistake("no-log", "You return softmax itself, without the logarithm.",
            "Subtract logsumexp from the scores, so that no probability is formed.", right),
    Mistake("shift-only",
            "You subtract the maximum and nothing else: the results are at most 0, and their exponentials "
            "do not sum to 1.", "Subtract the log of the sum of the exponentials as well.", shift),
    Mistake("shift-not-added-back", "You subtract log(sum(exp(z - m))) from the unshifted scores.",
            "Subtract it from z - m.", lambda z: z - np.log(np.exp(shift(z)).sum(-1, keepdims=True))),
    Mistake("log-quotient", "You divide by a logarithm: log(a / b) is log(a) - log(b), not log(a) / log(b).",
            "Subtract instead of dividing.",
            lambda z: shift(z) / np.log(np.exp(shift(z)).sum(-1, keepdims=True)), lambda z: z / _lse(z)),
    Mistake("flipped-sign", "You return it with the sign turned round: a log-probability is at most 0.",
            "Subtract the log of the sum from the scores.", lambda z: _lse(z) - z, lambda z: z + _lse(z)),
    Mistake("log-base", "You use the logarithm to base 2 or 10; exp belongs with the natural one.",
            "Use np.log.",
            *(lambda z, log=log: shift(z) - log(np.exp(shift(z)).sum(-1, keepdims=True))
              for log in (np.log2, np.log10)),
            lambda z: (z - _lse(z)) / np.log(2), lambda z: (z - _lse(z)) / np.log(10)),
    Mistake("log-one-plus", PLUS_ONE, "Use np.log.",
            lambda z: shift(z) - np.log1p(np.exp(shift(z)).sum(-1, keepdims=True))),
    Mistake("double-softmax", "You apply softmax before log-softmax.",
            "Give log-softmax the scores themselves.", lambda z: right(z) - _lse(right(z))),
    Mistake("rounded", "You round the result.", "Leave out the rounding.",
            *(lambda z, d=d: np.round(z - _lse(z), d) for d in (0, 1, 2, 3, 4))),
    Mistake("hidden-nan", "You put a number in the place of nan or -inf, which hides the trouble and does not mend it.",
            NO_PROBABILITY, lambda z: np.where(right(z) > 0, np.log(right(z)), 0),
            lambda z: np.nan_to_num(np.log(_shares(np.exp(z)))),
            lambda z: np.nan_to_num(np.log(right(z)))),
)
