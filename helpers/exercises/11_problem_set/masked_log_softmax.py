"""Problem 2: log-softmax over the allowed classes."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake

from .._parts import exact
from .._parts.inputs import array
from .._parts.safe import log_softmax, softmax

TASK = (
    "Return log-softmax over the allowed classes of each row, and -inf for the others, right and without a "
    "warning for scores of any size."
)


def spec(z, allowed):
    answer = np.full(z.shape, -np.inf)
    for row in np.ndindex(z.shape[:-1]):
        answer[row][allowed[row]] = exact.by_row(
            lambda scores: [p.ln() for p in exact.softmax(scores)], z[row][allowed[row]])
    return answer


YES, NO = True, False

PROBES = (
    Case("all allowed", (array(1, 2, 3), np.array([YES, YES, YES]))),
    Case("one of three barred", (array(1, 2, 3), np.array([YES, YES, NO]))),
    Case("one class allowed", (array(0.5, -1), np.array([NO, YES]))),
    Case("rows with other masks", (array([1, 2, 3], [4, 0, 1]), np.array([[YES, NO, YES], [YES, YES, NO]]))),
    Case("a square batch", (array([0, 1, 2], [3, 1, -1], [2, 2, 5]),
                            np.array([[YES, YES, NO], [NO, YES, YES], [YES, NO, YES]]))),
    Case("allowed scores at -1000", (array(-1000, -1001, 5), np.array([YES, YES, NO]))),
    Case("allowed scores at 1000", (array(1000, 999, 5000), np.array([YES, YES, NO]))),
    Case("a gap of 3000", (array([0, -3000, 1], [0, 1, 2]), np.array([[YES, YES, NO], [YES, YES, YES]]))),
    Case("rows of unlike scale", (array([20, 0, 0], [-1000, -1001, -1002]),
                                  np.array([[YES, YES, NO], [YES, YES, YES]]))),
)

MASK = "A barred class has to be out before the shares are made: what score has a share of exactly 0?"

STABLE = "Subtract each row's largest allowed score before np.exp."


def _plain(z):
    return np.exp(z) / np.exp(z).sum(-1, keepdims=True)


SHARES = (softmax, _plain)  # as lesson 2 has it, and as lesson 1


def _masked(z, allowed):
    return np.where(allowed, z, -np.inf)


def _naive(z, allowed):
    return np.where(allowed, z - np.log((np.exp(z) * allowed).sum(-1, keepdims=True)), -np.inf)


MISTAKES = (
    Mistake("mask-ignored", "The barred classes still get a share.", MASK, lambda z, allowed: log_softmax(z)),
    Mistake("mask-after-softmax",
            "You bar classes after the softmax, so what they had is missing from the others: the allowed ones do not "
            "sum to 1.", MASK, lambda z, allowed: np.where(allowed, log_softmax(z), -np.inf),
            *(lambda z, allowed, p=p: np.log(p(z) * allowed) for p in SHARES),
            *(lambda z, allowed, p=p: np.where(allowed, np.log(p(z)), -np.inf) for p in SHARES)),
    Mistake("mask-by-zero", "You set barred scores to 0, but a score of 0 has a share like any other: exp(0) is 1.",
            MASK, lambda z, allowed: log_softmax(z * allowed), lambda z, allowed: z * allowed,
            lambda z, allowed: np.where(allowed, log_softmax(z * allowed), -np.inf),
            *(lambda z, allowed, p=p: np.log(p(z * allowed)) for p in SHARES),
            *(lambda z, allowed, p=p: np.where(allowed, np.log(p(z * allowed)), -np.inf) for p in SHARES)),
    Mistake("mask-by-a-large-number",
            "Minus a large number is not minus infinity: the answer for barred classes is a large number too, and "
            "scores of that size exist.", MASK,
            *(lambda z, allowed, low=low: log_softmax(np.where(allowed, z, low))
              for low in (-1e4, -1e6, -1e9, -1e10, -1e12, -1e30))),
    Mistake("mask-upside-down", "You bar the classes that are allowed.", "allowed is True where a class may be chosen.",
            lambda z, allowed: log_softmax(_masked(z, ~allowed))),
    Mistake("shift-by-a-barred-score",
            "You shift by the largest score of all. If that one is barred and far ahead, the allowed ones underflow.",
            STABLE, lambda z, allowed: _naive(z - z.max(-1, keepdims=True), allowed),
            *(lambda z, allowed, p=p: np.log(p(z) * allowed / (p(z) * allowed).sum(-1, keepdims=True))
              for p in SHARES)),
    Mistake("no-shift",
            "You take exp of the scores as they come, which overflows from 710 on and underflows to log(0).", STABLE,
            lambda z, allowed: _naive(z, allowed),
            lambda z, allowed: np.log(
                np.exp(_masked(z, allowed)) / np.exp(_masked(z, allowed)).sum(-1, keepdims=True))),
    Mistake("global-shift", "You subtract the largest score of the whole batch: a row far below it underflows.", STABLE,
            lambda z, allowed: _naive(_masked(z, allowed) - _masked(z, allowed).max(), allowed)),
    Mistake("log-of-softmax", "You take the logarithm of softmax: a share below 1e-323 has become 0 by then.",
            "Stay in logarithms, as in lesson 2.", lambda z, allowed: np.log(softmax(_masked(z, allowed)))),
    Mistake("no-log", "You return probabilities; their logarithms were asked for.",
            "Stay in logarithms, as in lesson 2.",
            lambda z, allowed: softmax(_masked(z, allowed))),
    Mistake("whole-array", "You sum over the whole batch; each row is divided by its own sum.",
            "Write sum(axis=-1, keepdims=True).",
            lambda z, allowed: _masked(z, allowed) - _masked(z, allowed).max() - np.log(
                np.exp(_masked(z, allowed) - _masked(z, allowed).max()).sum())),
    Mistake("barred-classes-dropped", "You return the allowed classes only; the answer has the shape of z.",
            "Keep every class, with -inf for those that are barred.", lambda z, allowed: log_softmax(z[allowed])),
)

HINTS = (
    "What score makes exp of it exactly 0, so that the class has no share?",
    "np.where(allowed, z, -np.inf) bars the others. Then shift by the row's largest allowed score and go on "
    "as in lesson 2.",
    "The answer has this shape:\n"
    "def masked_log_softmax(z, allowed):\n"
    "    z = np.where(...)\n"
    "    shifted = z - ...\n"
    "    return shifted - ...",
)


def draw(rng):
    """Draw scores and which classes are allowed; a barred class may lead by far."""
    drawn = []
    for shape, spread in (((5,), 3), ((2, 4), 3), ((4, 4), 5), ((3, 6), 900), ((2, 3, 4), 2)):
        allowed = rng.random(shape) < 0.6
        allowed[..., rng.integers(shape[-1])] = True
        z = (rng.normal(0, spread, shape) + rng.uniform(-spread, spread, shape[:-1] + (1,)) * 2).round(2)
        drawn.append((np.where(allowed, z, z + spread), allowed))
    return [Case(f"random scores of shape {z.shape}", (z, allowed)) for z, allowed in drawn]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, hints=HINTS,
    random=draw, points=5, quiet=True,
)
