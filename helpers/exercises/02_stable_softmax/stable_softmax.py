"""What learners write instead of the stable form of softmax."""

from importlib import import_module
from operator import attrgetter

import numpy as np

from helpers.checks.exercise import Mistake
KEEP, SOFTMAX, right = attrgetter('KEEP', 'SOFTMAX', 'right')(import_module("helpers.exercises.01_softmax.softmax"))
from helpers.exercises._parts.wrong_shifts import ROW_MAXIMUM, shift, shifted


def _shares(e):
    return e / e.sum(-1, keepdims=True)


def _no_axis_kept(z):
    e = np.exp(z - z.max(-1))
    return e / e.sum(-1)


def _known(*names):
    """Return lesson 1's mistakes, also in the form that shifts first."""
    return tuple(
        Mistake(known.id, known.says, known.then, *known.wrong,
                *(lambda z, wrong=wrong: wrong(shift(z)) for wrong in known.wrong))
        for known in SOFTMAX if known.id in names
    )


STABLE_SOFTMAX = (
    Mistake("no-shift",
            "You take exp of the scores as they come: it overflows from 710 on and underflows below -745.",
            ROW_MAXIMUM, lambda z: np.exp(z) / np.exp(z).sum(-1, keepdims=True),
            lambda z: np.exp(z - np.log(np.exp(z).sum(-1, keepdims=True)))),
    *shifted(lambda move: lambda z: _shares(np.exp(move(z))), no_keepdims=(_no_axis_kept,)),
    Mistake("shift-in-one-place", "You shift the scores above the line and not below it.",
            "Compute e = np.exp(z - m) once, and use it in both places.",
            lambda z: np.exp(shift(z)) / np.exp(z).sum(-1, keepdims=True),
            lambda z: np.exp(z) / np.exp(shift(z)).sum(-1, keepdims=True)),
    Mistake("hidden-nan", "You replace nan or inf by a number, which hides the overflow and does not mend it.",
            ROW_MAXIMUM, lambda z: np.nan_to_num(_shares(np.exp(z))), lambda z: _shares(np.nan_to_num(np.exp(z)))),
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
            "sigmoid-each",
            "hard-max", "winner-only", "flipped-sign", "wrong-base", "log-softmax", "scaled-scores",
            "int-truncation", "rounded", "divided-by-the-count",
            "softmax-one-output", "uniform", "sum-of-scores"),
)
