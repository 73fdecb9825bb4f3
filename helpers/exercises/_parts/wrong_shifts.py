"""What learners subtract from the scores instead of each row's own maximum."""

import numpy as np

from helpers.checks import Mistake

from .paddings import BOUNDS

ROW_MAXIMUM = "Subtract z.max(axis=-1, keepdims=True), each row's own maximum."


def shift(z):
    """Return the scores less each row's own maximum, as it should be."""
    return z - z.max(-1, keepdims=True)


SHIFTS = (
    ("global-shift", "You subtract the maximum of the whole batch: all exponentials of a row far below it are 0.",
     ROW_MAXIMUM, lambda z: z - z.max()),
    ("column-shift", "You subtract each column's maximum: z.max(0) runs over the rows of a batch.", ROW_MAXIMUM,
     lambda z: z - z.max(0)),
    ("wrong-sign-shift", "You add the maximum, so the scores grow and exp overflows sooner.", "Subtract it instead.",
     lambda z: z + z.max(-1, keepdims=True), lambda z: z + z.max(), lambda z: z + np.abs(z).max(-1, keepdims=True)),
    ("min-shift", "You subtract the minimum: the smallest score becomes 0 and the largest can still overflow.",
     ROW_MAXIMUM, lambda z: z - z.min(-1, keepdims=True), lambda z: z - z.min()),
    ("mean-shift", "You subtract the mean or the median: a score far above it still overflows.", ROW_MAXIMUM,
     lambda z: z - z.mean(-1, keepdims=True), lambda z: z - z.mean(), lambda z: z - np.median(z, -1, keepdims=True)),
    ("absolute-shift",
     "You subtract an absolute value: scores near -1000 end up near -2000, and all their exponentials are 0.",
     ROW_MAXIMUM, lambda z: z - np.abs(z).max(-1, keepdims=True), lambda z: z - np.abs(z).max(),
     lambda z: z - np.abs(z.max(-1, keepdims=True)), lambda z: z - np.abs(z.max())),
    ("argmax-shift", "You subtract the place of the maximum, argmax, not the maximum itself.", ROW_MAXIMUM,
     lambda z: z - z.argmax(-1, keepdims=True), lambda z: z - z.argmax()),
    ("no-keepdims", "Your maximum loses the last axis, so NumPy lines it up with the wrong one.", ROW_MAXIMUM,
     lambda z: z - z.max(-1), lambda z: z - z.max(1)),
    ("fixed-shift", "You subtract a constant: scores far from it still overflow or underflow.", ROW_MAXIMUM,
     *(lambda z, c=c: z - c for c in (1000.0, 100.0, 500.0, 700.0))),
    ("first-score-shift", "You subtract the first score, which need not be the largest.", ROW_MAXIMUM,
     lambda z: z - z[..., :1]),
    ("clipped-scores", "You clip the scores: 1000 and 1001 become equal, and their difference is lost.",
     ROW_MAXIMUM, *(lambda z, b=b: np.clip(z, -b, b) for b in BOUNDS), *(lambda z, b=b: np.minimum(z, b)
                                                                         for b in (700, 709))),
)


def shifted(function, **further):
    """Return the mistakes that come from a wrong shift; `function` turns one into a wrong answer.

    `further` holds wrong answers of the same names that have no such form, with _ for -.
    """
    return tuple(Mistake(name, says, then, *map(function, shifts), *further.get(name.replace("-", "_"), ()))
                 for name, says, then, *shifts in SHIFTS)
