"""What learners write instead of the stable forms of softmax, log-sum-exp and log-softmax."""

import numpy as np

from ..exercise import Mistake
from .softmax_mistakes import KEEP, SOFTMAX, right

ROW_MAXIMUM = "Subtract z.max(axis=-1, keepdims=True), each row's own maximum."


def _shift(z):
    return z - z.max(-1, keepdims=True)


def _shares(e):
    return e / e.sum(-1, keepdims=True)


def _shifted_by(shift):
    return lambda z: _shares(np.exp(shift(z)))


def _lse(z):
    m = z.max(-1, keepdims=True)
    return m + np.log(np.exp(z - m).sum(-1, keepdims=True))


SHIFTS = (
    ("global-shift", "You subtract the maximum of the whole batch: a row far below it underflows to 0/0.",
     ROW_MAXIMUM, lambda z: z - z.max(), lambda z: z - z.max(0)),
    ("wrong-sign-shift", "You add the maximum, so the scores grow and exp overflows sooner.", "Subtract it instead.",
     lambda z: z + z.max(-1, keepdims=True), lambda z: z + z.max(), lambda z: z + np.abs(z).max(-1, keepdims=True)),
    ("min-shift", "You subtract the minimum: the smallest score becomes 0 and the largest can still overflow.",
     ROW_MAXIMUM, lambda z: z - z.min(-1, keepdims=True), lambda z: z - z.min()),
    ("mean-shift", "You subtract the mean: a score far above the mean still overflows.", ROW_MAXIMUM,
     lambda z: z - z.mean(-1, keepdims=True), lambda z: z - z.mean(), lambda z: z - np.median(z, -1, keepdims=True)),
    ("absolute-shift",
     "You subtract the largest absolute value: scores near -1000 end up near -2000, and exp underflows to 0/0.",
     ROW_MAXIMUM, lambda z: z - np.abs(z).max(-1, keepdims=True), lambda z: z - np.abs(z).max()),
    ("no-keepdims", "Your maximum loses the last axis, so NumPy lines it up with the wrong one.", ROW_MAXIMUM,
     lambda z: z - z.max(-1), lambda z: z - z.max(1)),
    ("fixed-shift", "You subtract a constant: scores far from it still overflow or underflow.", ROW_MAXIMUM,
     lambda z: z - 1000.0, lambda z: z - 100.0, lambda z: z - 700.0),
    ("first-score-shift", "You subtract the first score, which need not be the largest.", ROW_MAXIMUM,
     lambda z: z - z[..., :1]),
    ("clipped-scores", "You clip the scores: 1000 and 1001 become equal, and their difference is lost.",
     ROW_MAXIMUM, *(lambda z, b=b: np.clip(z, -b, b) for b in (10, 20, 30, 50, 88, 100, 500, 700, 709)),
     lambda z: np.minimum(z, 709), lambda z: np.minimum(z, 700)),
)
SHIFTED = {name: (says, then, shifts) for name, says, then, *shifts in SHIFTS}


def _with(function):
    return tuple(Mistake(name, says, then, *map(function, shifts)) for name, (says, then, shifts) in SHIFTED.items())


def _known(*names):
    """Return lesson 1's mistakes, also in the form that shifts first."""
    return tuple(
        Mistake(known.id, known.says, known.then, *known.wrong,
                *(lambda z, wrong=wrong: wrong(_shift(z)) for wrong in known.wrong))
        for known in SOFTMAX if known.id in names
    )


def _added_back(shift):
    def wrong(z):
        moved = shift(z)
        back = (z - moved)[..., 0] if np.ptp(z - moved) == 0 or moved.ndim > 1 else 0
        return np.log(np.exp(moved).sum(-1)) + back

    return wrong


STABLE_SOFTMAX = (
    Mistake("no-shift",
            "You take exp of the scores as they come: it overflows from 710 on and underflows below -745, "
            "and the result is nan.", ROW_MAXIMUM, lambda z: np.exp(z) / np.exp(z).sum(-1, keepdims=True)),
    *_with(_shifted_by),
    Mistake("shift-in-one-place", "You shift the scores above the line and not below it.",
            "Compute e = np.exp(z - m) once, and use it in both places.",
            lambda z: np.exp(_shift(z)) / np.exp(z).sum(-1, keepdims=True),
            lambda z: np.exp(z) / np.exp(_shift(z)).sum(-1, keepdims=True)),
    Mistake("hidden-nan", "You replace nan by a number: the warning is gone, and the answer is still wrong.",
            ROW_MAXIMUM, lambda z: np.nan_to_num(_shares(np.exp(z)))),
    Mistake("padded-denominator",
            "You add a small number below the line, which hides 0/0 and does not mend it.", ROW_MAXIMUM,
            *(lambda z, eps=eps: np.exp(z) / (np.exp(z).sum(-1, keepdims=True) + eps) for eps in (1e-8, 1e-10, 1e-12))),
    Mistake("whole-array",
            "You divide by the sum of the whole batch, so all rows together sum to 1 and a single row does "
            "not.", KEEP, lambda z: np.exp(z) / np.exp(z).sum(),
            lambda z: np.exp(_shift(z)) / np.exp(_shift(z)).sum(),
            lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum()),
    *_known("wrong-axis", "no-keepdims", "axis-one", "softmax-of-exp", "double-softmax", "no-exp", "unnormalised",
            "sigmoid-each",
            "hard-max", "winner-only", "flipped-sign", "wrong-base", "log-softmax", "scaled-scores",
            "int-truncation", "rounded", "divided-by-the-count",
            "softmax-one-output", "uniform", "sum-of-scores"),
)

LOGSUMEXP = (
    Mistake("no-shift",
            "You take exp of the scores as they come: it overflows from 710 on, and below -745 the log of 0 "
            "is -inf.", "Take the maximum out of the sum, and add it back after the logarithm.",
            lambda z: np.log(np.exp(z).sum(-1))),
    Mistake("shift-not-added-back", "You subtract the maximum and do not add it back: g(z + b) must be g(z) + b.",
            "Add the maximum after the logarithm.", lambda z: np.log(np.exp(_shift(z)).sum(-1))),
    Mistake("shift-subtracted-again", "You subtract the maximum a second time instead of adding it back.",
            "Change the last sign: m + np.log(...).", lambda z: np.log(np.exp(_shift(z)).sum(-1)) - z.max(-1)),
    *_with(_added_back),
    Mistake("whole-array", "You sum over the whole batch; each row has its own sum.", "Sum over axis=-1.",
            lambda z: np.log(np.exp(z).sum()), lambda z: np.log(np.exp(z - z.max()).sum()) + z.max()),
    Mistake("wrong-axis", "You sum down the first axis, which gives one number for each column.", "Sum over axis=-1.",
            lambda z: np.log(np.exp(z).sum(0)), lambda z: np.log(np.exp(z - z.max(0)).sum(0)) + z.max(0)),
    Mistake("keepdims-left", "Your result still has the summed axis, with length 1.",
            "Drop it in the end: sum without keepdims, or [..., 0].", _lse),
    Mistake("no-log", "You return the sum of the exponentials without its logarithm.",
            "Take np.log of the sum.", lambda z: np.exp(z).sum(-1), lambda z: np.exp(_shift(z)).sum(-1),
            lambda z: z.max(-1) + np.exp(_shift(z)).sum(-1)),
    Mistake("log-inside-the-sum",
            "You take the logarithm of each exponential before the sum, which undoes it: the result is the "
            "sum of the scores.", "Sum first, then take the logarithm.", lambda z: z.sum(-1)),
    Mistake("maximum-only",
            "You return the maximum. That is close when one score leads by far, and off by log 2 for a tie.",
            "Add the log of the sum of exp(z - m).", lambda z: z.max(-1)),
    Mistake("log-mean-exp",
            "You take the mean of the exponentials, which is off by the log of the number of classes.",
            "Use sum instead of mean.", lambda z: np.log(np.exp(z).mean(-1)),
            lambda z: np.log(np.exp(_shift(z)).mean(-1)) + z.max(-1)),
    Mistake("log-base", "You take the logarithm to base 2 or 10; exp belongs with the natural one.", "Use np.log.",
            *(lambda z, log=log: log(np.exp(_shift(z)).sum(-1)) + z.max(-1) for log in (np.log2, np.log10, np.log1p)),
            lambda z: np.log2(np.exp(z).sum(-1)), lambda z: np.log10(np.exp(z).sum(-1))),
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
            "truth is an ordinary number.", "Do not form the probability: subtract logsumexp from the scores.",
            lambda z: np.log(right(z))),
    Mistake("clipped-log",
            "You keep log away from 0 with a small number, so every score far below the top costs the same.",
            "Do not form the probability: subtract logsumexp from the scores.",
            *(lambda z, e=e: np.log(right(z) + e) for e in (1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16)),
            *(lambda z, e=e: np.log(np.clip(right(z), e, 1))
              for e in (1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16))),
    *_with(lambda shift: lambda z: shift(z) - np.log(np.exp(shift(z)).sum(-1, keepdims=True))),
    Mistake("whole-array", "You sum over the whole batch; each row has its own sum.",
            "Sum over axis=-1 with keepdims=True.", lambda z: z - np.log(np.exp(z).sum()),
            lambda z: (z - z.max()) - np.log(np.exp(z - z.max()).sum()),
            lambda z: _shift(z) - np.log(np.exp(_shift(z)).sum())),
    Mistake("wrong-axis", "You sum down the first axis, over the rows of a batch.",
            "Sum over axis=-1 with keepdims=True.", lambda z: z - np.log(np.exp(z).sum(0)),
            lambda z: (z - z.max(0)) - np.log(np.exp(z - z.max(0)).sum(0)),
            lambda z: _shift(z) - np.log(np.exp(_shift(z)).sum(0))),
    Mistake("no-keepdims", "Your sum loses the last axis, so NumPy lines it up with the wrong one.",
            "Write keepdims=True.", lambda z: z - np.log(np.exp(z).sum(-1)),
            lambda z: _shift(z) - np.log(np.exp(_shift(z)).sum(-1)), lambda z: z - _lse(z)[..., 0]),
    Mistake("no-log",
            "You subtract the sum of the exponentials, not its logarithm; or you return softmax without the "
            "log.", "Subtract np.log of the sum.", lambda z: z - np.exp(z).sum(-1, keepdims=True),
            lambda z: _shift(z) - np.exp(_shift(z)).sum(-1, keepdims=True), right),
    Mistake("shift-only",
            "You subtract the maximum and nothing else: the results are at most 0, and their exponentials "
            "do not sum to 1.", "Subtract the log of the sum of the exponentials as well.", _shift),
    Mistake("shift-not-added-back", "You subtract log(sum(exp(z - m))) from the unshifted scores.",
            "Subtract it from z - m.", lambda z: z - np.log(np.exp(_shift(z)).sum(-1, keepdims=True))),
    Mistake("log-quotient", "You divide by a logarithm: log(a / b) is log(a) - log(b), not log(a) / log(b).",
            "Subtract instead of dividing.",
            lambda z: _shift(z) / np.log(np.exp(_shift(z)).sum(-1, keepdims=True)), lambda z: z / _lse(z)),
    Mistake("flipped-sign", "You return it with the sign turned round: a log-probability is at most 0.",
            "Subtract the log of the sum from the scores.", lambda z: _lse(z) - z, lambda z: z + _lse(z)),
    Mistake("log-base", "You use the logarithm to base 2 or 10; exp belongs with the natural one.",
            "Use np.log.",
            *(lambda z, log=log: _shift(z) - log(np.exp(_shift(z)).sum(-1, keepdims=True))
              for log in (np.log2, np.log10, np.log1p)),
            lambda z: (z - _lse(z)) / np.log(2), lambda z: (z - _lse(z)) / np.log(10)),
    Mistake("double-softmax", "You apply softmax before log-softmax.",
            "Give log-softmax the scores themselves.", lambda z: right(z) - _lse(right(z))),
    Mistake("rounded", "You round the result.", "Leave out the rounding.",
            *(lambda z, d=d: np.round(z - _lse(z), d) for d in (0, 1, 2, 3, 4))),
    Mistake("hidden-nan", "You replace nan or -inf by a number, which hides the overflow.",
            "Subtract each row's maximum before any exp.", lambda z: np.nan_to_num(np.log(_shares(np.exp(z)))),
            lambda z: np.nan_to_num(np.log(right(z)))),
)
