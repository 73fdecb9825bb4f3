"""The logarithm of softmax, right where softmax itself rounds to 0."""

import numpy as np

from helpers import numerics
from helpers.checks import Exercise, Mistake

from .._parts import exact
from .._parts.inputs import HUGE_SCORES, SCORES, huge_scores
from .._parts.loops import log_of_sum, row_by_row
from .._parts.safe import logsumexp, shares, softmax
from .._parts.sentences import AXIS_ONE, PLUS_ONE
from .._parts.wrong_shifts import shift, shifted

TASK = (
    "Return log(softmax(z)) over the last axis, right where softmax itself rounds to 0: for [0, -3000] it is [0, "
    "-3000]."
)


def spec(z):
    return exact.by_row(lambda row: [share.ln() for share in exact.softmax(row)], z)


PROBES = SCORES + HUGE_SCORES

NO_PROBABILITY = "Do not form the probability: subtract logsumexp from the scores."

EPSILONS = (1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16, 1e-20, 1e-30, 1e-100, 1e-300, 2.2e-308,
            np.finfo(float).eps)

MISTAKES = (
    Mistake("no-shift", "You take exp of the scores as they come, which overflows from 710 on.",
            "Subtract each row's maximum before any exp.", lambda z: np.log(shares(np.exp(z))),
            lambda z: z - np.log(np.exp(z).sum(-1, keepdims=True))),
    Mistake("log-of-softmax",
            "You take the log of softmax: where the probability has rounded to 0 that is -inf, and the "
            "truth is an ordinary number.", NO_PROBABILITY, lambda z: np.log(softmax(z))),
    Mistake("clipped-log",
            "You keep log away from 0 with a small number, so every score far below the top costs the same.",
            NO_PROBABILITY, *(lambda z, e=e: np.log(softmax(z) + e) for e in EPSILONS),
            *(lambda z, e=e: np.log(np.clip(softmax(z), e, 1)) for e in EPSILONS)),
    *shifted(lambda move: lambda z: move(z) - np.log(np.exp(move(z)).sum(-1, keepdims=True)),
             no_keepdims=(lambda z: (z - z.max(-1)) - np.log(np.exp(z - z.max(-1)).sum(-1)),)),
    Mistake("shifted-twice",
            "You subtract the maximum twice: from the scores, and within the logarithm of the unshifted sum.",
            "Subtract logsumexp(z) from z itself, or log(sum(exp(z - m))) from z - m.",
            lambda z: shift(z) - logsumexp(z),
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
    row_by_row(lambda z: z - log_of_sum(z)),
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
            lambda z: shift(z) - np.log(np.exp(shift(z)).sum(-1)), lambda z: z - logsumexp(z)[..., 0]),
    Mistake("no-log",
            "You subtract the sum of the exponentials, not its logarithm.", "Subtract np.log of the sum.",
            lambda z: z - np.exp(z).sum(-1, keepdims=True),
            lambda z: shift(z) - np.exp(shift(z)).sum(-1, keepdims=True)),
    Mistake("no-log", "You return softmax itself, without the logarithm.",
            "Subtract logsumexp from the scores, so that no probability is formed.", softmax),
    Mistake("shift-only",
            "You subtract the maximum and nothing else: the results are at most 0, and their exponentials "
            "do not sum to 1.", "Subtract the log of the sum of the exponentials as well.", shift),
    Mistake("shift-not-added-back", "You subtract log(sum(exp(z - m))) from the unshifted scores.",
            "Subtract it from z - m.", lambda z: z - np.log(np.exp(shift(z)).sum(-1, keepdims=True))),
    Mistake("log-quotient", "You divide by a logarithm: log(a / b) is log(a) - log(b), not log(a) / log(b).",
            "Subtract instead of dividing.",
            lambda z: shift(z) / np.log(np.exp(shift(z)).sum(-1, keepdims=True)), lambda z: z / logsumexp(z)),
    Mistake("flipped-sign", "You return it with the sign turned round: a log-probability is at most 0.",
            "Subtract the log of the sum from the scores.", lambda z: logsumexp(z) - z, lambda z: z + logsumexp(z)),
    Mistake("log-base", "You use the logarithm to base 2 or 10; exp belongs with the natural one.",
            "Use np.log.",
            *(lambda z, log=log: shift(z) - log(np.exp(shift(z)).sum(-1, keepdims=True))
              for log in (np.log2, np.log10)),
            lambda z: (z - logsumexp(z)) / np.log(2), lambda z: (z - logsumexp(z)) / np.log(10)),
    Mistake("log-one-plus", PLUS_ONE, "Use np.log.",
            lambda z: shift(z) - np.log1p(np.exp(shift(z)).sum(-1, keepdims=True))),
    Mistake("double-softmax", "You apply softmax before log-softmax.",
            "Give log-softmax the scores themselves.", lambda z: softmax(z) - logsumexp(softmax(z))),
    Mistake("rounded", "You round the result.", "Leave out the rounding.",
            *(lambda z, d=d: np.round(z - logsumexp(z), d) for d in (0, 1, 2, 3, 4))),
    Mistake("hidden-nan", "You put a number in the place of nan or -inf, which hides the trouble and does not mend it.",
            NO_PROBABILITY, lambda z: np.where(softmax(z) > 0, np.log(softmax(z)), 0),
            lambda z: np.nan_to_num(np.log(shares(np.exp(z)))),
            lambda z: np.nan_to_num(np.log(softmax(z)))),
)

RIGHT = (
    numerics.log_softmax,
    lambda z: z - numerics.logsumexp(z)[..., None],
)

HINTS = (
    "log(a / b) is log(a) - log(b). What is log(exp(z))?",
    "log_softmax is z minus logsumexp(z), row by row: keep the axis, so that the shapes line up.",
    "The answer has this shape:\n"
    "def log_softmax(z):\n"
    "    shifted = ...            # z minus each row's maximum\n"
    "    return shifted - ...     # the log of a sum, the axis kept",
)


def log_softmax(z):
    """Log-softmax, last axis. z: shape (..., K). Returns (..., K)."""
    shifted = z - z.max(axis=-1, keepdims=True)
    s = np.exp(shifted).sum(axis=-1, keepdims=True)
    return shifted - np.log(s)


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=log_softmax, random=huge_scores, quiet=True,
)
