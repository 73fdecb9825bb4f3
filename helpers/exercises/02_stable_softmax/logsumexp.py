"""The logarithm of a sum of exponentials."""

import numpy as np

from helpers import numerics
from helpers.checks import Exercise, Mistake

from .._parts import exact, safe
from .._parts.inputs import HUGE_SCORES, SCORES, huge_scores
from .._parts.loops import log_of_sum, row_by_row
from .._parts.sentences import AXIS_ONE, PLUS_ONE
from .._parts.wrong_shifts import shift, shifted

TASK = (
    "Return log(sum(exp(z))) over the last axis, which disappears: one number for each row, right for scores of "
    "any size."
)


def spec(z):
    return exact.by_row(lambda row: sum(score.exp() for score in row).ln(), z)


PROBES = SCORES + HUGE_SCORES


def _added_back(move):
    """Return log-sum-exp by a wrong shift, which is added back where it is one number for a row."""
    def wrong(z):
        moved = move(z)
        gap = z - moved
        return np.log(np.exp(moved).sum(-1)) + (gap[..., 0] if np.allclose(gap, gap[..., :1]) else 0)

    return wrong


MISTAKES = (
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
    row_by_row(log_of_sum),
    Mistake("whole-array", "You sum over the whole batch; each row has its own sum.", "Sum over axis=-1.",
            lambda z: np.log(np.exp(z).sum()), lambda z: np.log(np.exp(z - z.max()).sum()) + z.max()),
    Mistake("wrong-axis", "You sum down the first axis, which gives one number for each column.", "Sum over axis=-1.",
            lambda z: np.log(np.exp(z).sum(0)), lambda z: np.log(np.exp(z - z.max(0)).sum(0)) + z.max(0)),
    Mistake("axis-one", *AXIS_ONE, lambda z: np.log(np.exp(z).sum(1)),
            lambda z: z.max(1) + np.log(np.exp(z - z.max(1, keepdims=True)).sum(1))),
    Mistake("keepdims-left", "Your result still has the summed axis, with length 1.",
            "Drop it in the end: sum without keepdims, or [..., 0].", safe.logsumexp),
    Mistake("squeezed", "squeeze() drops every axis of length 1, also that of a batch with a single row.",
            "Drop the last axis alone: [..., 0], or squeeze(axis=-1).", lambda z: safe.logsumexp(z).squeeze()),
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
    Mistake("minus-log", "You return it with a minus sign.", "Leave out the minus.",
            lambda z: -safe.logsumexp(z)[..., 0]),
    Mistake("log-softmax", "You return log-softmax, one number for each score.",
            "Return the log of the sum itself, one number for each row.", lambda z: z - safe.logsumexp(z)),
    Mistake("rounded", "You round the result.", "Leave out the rounding.",
            *(lambda z, d=d: np.round(safe.logsumexp(z)[..., 0], d) for d in (0, 1, 2, 3, 4))),
)

RIGHT = (
    numerics.logsumexp,
    lambda z: np.logaddexp.reduce(z.astype(float), axis=-1),
    lambda z: z.max(-1) + np.log(np.exp(z - z.max(-1, keepdims=True)).sum(-1)),
)

HINTS = (
    "exp(1000) overflows, but exp(1000 - m) need not. By how much does log(sum(exp(z - m))) differ from "
    "log(sum(exp(z)))?",
    "Take the maximum out of the sum, and add it back after the logarithm. The sum and the maximum "
    "both run over axis=-1.",
    "The answer has this shape:\n"
    "def logsumexp(z):\n"
    "    m = ...                        # each row's maximum, the axis kept\n"
    "    s = ...                        # sum of exp(z - m) over the axis\n"
    "    return ... + np.log(s)         # both without the axis",
)


def logsumexp(z):
    """log(sum(exp(z))) along the last axis. (..., K) gives (...)."""
    m = z.max(axis=-1, keepdims=True)
    s = np.exp(z - m).sum(axis=-1)
    return m[..., 0] + np.log(s)


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=logsumexp, random=huge_scores, quiet=True,
)
