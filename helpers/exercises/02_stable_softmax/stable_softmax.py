"""Softmax that does not overflow."""

import numpy as np

from helpers import numerics
from helpers.checks import Exercise, Mistake
from helpers.checks.compare import nothing_negative, rows_sum_to_one
from helpers.exercises import exercises

from .._parts import exact
from .._parts.inputs import HUGE_SCORES, SCORES, huge_scores
from .._parts.loops import LAST_SHARE, row_by_row, safe_shares
from .._parts.safe import shares
from .._parts.sentences import KEEP
from .._parts.wrong_shifts import ROW_MAXIMUM, shift, shifted

TASK = (
    "Return softmax over the last axis of z, right and without a warning for scores of any size: -3000, 1000, or "
    "both in one batch."
)


def spec(z):
    return exact.by_row(exact.softmax, z)


PROBES = SCORES + HUGE_SCORES


def _no_axis_kept(z):
    e = np.exp(z - z.max(-1))
    return e / e.sum(-1)


def _known(*names):
    """Return lesson 1's mistakes, also in the form that shifts first."""
    return tuple(
        Mistake(known.id, known.says, known.then, *known.wrong,
                *(lambda z, wrong=wrong: wrong(shift(z)) for wrong in known.wrong))
        for known in exercises["softmax"].mistakes if known.id in names
    )


MISTAKES = (
    Mistake("no-shift",
            "You take exp of the scores as they come: it overflows from 710 on and underflows below -745.",
            ROW_MAXIMUM, lambda z: np.exp(z) / np.exp(z).sum(-1, keepdims=True),
            lambda z: np.exp(z - np.log(np.exp(z).sum(-1, keepdims=True)))),
    *shifted(lambda move: lambda z: shares(np.exp(move(z))), no_keepdims=(_no_axis_kept,)),
    row_by_row(safe_shares), LAST_SHARE,
    Mistake("shift-in-one-place", "You shift the scores above the line and not below it.",
            "Compute e = np.exp(z - m) once, and use it in both places.",
            lambda z: np.exp(shift(z)) / np.exp(z).sum(-1, keepdims=True),
            lambda z: np.exp(z) / np.exp(shift(z)).sum(-1, keepdims=True)),
    Mistake("hidden-nan", "You replace nan or inf by a number, which hides the overflow and does not mend it.",
            ROW_MAXIMUM, lambda z: np.nan_to_num(shares(np.exp(z))), lambda z: shares(np.nan_to_num(np.exp(z)))),
    Mistake("padded-denominator",
            "You add a small number below the line, which hides 0/0 and does not mend it.", ROW_MAXIMUM,
            *(lambda z, eps=eps: np.exp(z) / (np.exp(z).sum(-1, keepdims=True) + eps)
              for eps in (1e-8, 1e-9, 1e-10, 1e-12)),
            lambda z: np.exp(z - z.max()) / (np.exp(z - z.max()).sum(-1, keepdims=True) + 1e-9)),
    Mistake("whole-array",
            "You divide by the sum of the whole batch, so all rows together sum to 1 and a single row does "
            "not.", KEEP, lambda z: np.exp(z) / np.exp(z).sum(),
            lambda z: np.exp(shift(z)) / np.exp(shift(z)).sum(),
            lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum()),
    *_known("wrong-axis", "no-keepdims", "axis-one", "softmax-of-exp", "double-softmax", "no-exp", "unnormalised",
            "sigmoid-each", "hard-max", "winner-only", "flipped-sign", "wrong-base", "log-softmax", "scaled-scores",
            "int-truncation", "rounded", "divided-by-the-count", "softmax-one-output", "uniform", "sum-of-scores"),
)


def in_place_on_a_copy(z):
    e = np.array(z, dtype=float)
    e -= e.max(axis=-1, keepdims=True)
    np.exp(e, out=e)
    e /= e.sum(axis=-1, keepdims=True)
    return e


RIGHT = (
    in_place_on_a_copy, numerics.softmax,
    lambda z: np.exp(numerics.log_softmax(z)),
    lambda z: [*map(numerics.softmax, z)] if z.ndim == 2 else numerics.softmax(z),
)

HINTS = (
    "Softmax does not change when you subtract one number from all scores of a row. Which number "
    "makes the largest exp equal to 1?",
    "Subtract each row's own maximum: z.max(axis=-1, keepdims=True). The maximum of the whole batch "
    "would underflow the other rows.",
    "The answer has this shape:\n"
    "def stable_softmax(z):\n"
    "    shifted = z - ...    # the row's largest score becomes 0\n"
    "    e = np.exp(shifted)\n"
    "    return ...",
)


def stable_softmax(z):
    """Softmax along the last axis. z: shape (..., K). Returns (..., K)."""
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=stable_softmax, random=huge_scores, quiet=True, properties=(nothing_negative, rows_sum_to_one),
)
