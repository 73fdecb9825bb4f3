"""Log-sum-exp of a sequence after each number, in one pass that never looks back."""

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake

from .._parts import exact
from .._parts.inputs import array

TASK = (
    "Scores come in one by one. Return the log-sum-exp of all those that have come so far, after each of them: z has "
    "shape (K,), and so has the result. Scores may be of any size."
)


def spec(z):
    def after_each(row):
        return [sum(score.exp() for score in row[:k + 1]).ln() for k in range(len(row))]

    return exact.by_row(after_each, z)


PROBES = (
    Case("one score", (array(3),)),
    Case("two equal scores", (array(0, 0),)),
    Case("falling scores", (array(2, 1, 0),)),
    Case("rising scores", (array(-3, -1, 2.5, 4),)),
    Case("whole numbers", (array(1, 2, 4, dtype=np.int64),)),
    Case("scores at 1000", (array(1000, 1001, 999.5),)),
    Case("scores at -1000", (array(-1000, -1001, -999),)),
    Case("a leap upwards", (array(0, 1, 1000, 2),)),
    Case("a leap from far below", (array(-2000, -1000, 0),)),
    Case("the largest comes first", (array(900, 0, 1, 2),)),
)


def _plain(z):
    with np.errstate(all="ignore"):
        return np.log(np.cumsum(np.exp(np.asarray(z, float))))


def _with_one_shift(z):
    z = np.asarray(z, float)
    with np.errstate(all="ignore"):
        return z.max() + np.log(np.cumsum(np.exp(z - z.max())))


def _forgets_to_rescale(z):
    m, s, after = -np.inf, 0.0, []
    with np.errstate(all="ignore"):
        for score in np.asarray(z, float):
            m = max(m, score)
            s = s + np.exp(score - m)
            after.append(m + np.log(s))
    return np.array(after)


def _rescales_the_wrong_way(z):
    m, s, after = z[0], 0.0, []
    with np.errstate(all="ignore"):
        for score in np.asarray(z, float):
            new = max(m, score)
            s = s * np.exp(new - m) + np.exp(score - new)
            m = new
            after.append(m + np.log(s))
    return np.array(after)


MISTAKES = (
    Mistake("no-shift", "Without a shift, exp overflows at 1000 and vanishes at -1000.",
            "Keep the largest score so far, m, and a sum of exp(score - m).", _plain),
    Mistake("one-shift-for-all",
            "You subtract the largest of all scores. The first of them lie far below it and vanish, although nothing "
            "larger had come when they were asked for.", "Use the largest score so far.", _with_one_shift),
    Mistake("forgets-to-rescale",
            "When a new largest score comes, the old sum still belongs to the old one.",
            "Multiply the old sum by exp(old m - new m) first.", _forgets_to_rescale),
    Mistake("rescales-the-wrong-way", "You multiply the old sum by exp(new m - old m): it grows where it must shrink.",
            "The factor is exp(old m - new m), which is at most 1.", _rescales_the_wrong_way),
    Mistake("only-the-end", "You return the log-sum-exp of all scores. It was asked for after each of them.",
            "Collect the value after each score.", lambda z: numerics.logsumexp(np.asarray(z, float))),
    Mistake("the-end-repeated", "Each of your values already knows the scores that come later.",
            "After k scores, only these k count.",
            lambda z: np.full(len(z), numerics.logsumexp(np.asarray(z, float)))),
    Mistake("running-maximum", "You return the largest score so far; log-sum-exp lies above it.",
            "Add the logarithm of the sum of exp(score - m).", lambda z: np.maximum.accumulate(np.asarray(z, float))),
    Mistake("running-sum", "You add up the scores, not their exponentials.", "Sum exp(score - m).",
            lambda z: np.cumsum(np.asarray(z, float))),
    Mistake("without-the-maximum", "You leave out the largest score at the end: m + log(s).", "Add m back.",
            lambda z: _with_running(z) - np.maximum.accumulate(np.asarray(z, float))),
    Mistake("from-the-end", "Your values run from the last score to the first.", "Begin at z[0].",
            lambda z: np.logaddexp.accumulate(np.asarray(z, float)[::-1])[::-1]),
    Mistake("wrong-base", "You take the logarithm to another base than e.", "Use np.log.",
            lambda z: _with_running(z) / np.log(2)),
    Mistake("rounded", "You round the values.", "Leave out the rounding.",
            *(lambda z, d=d: np.round(_with_running(z), d) for d in (1, 2, 3))),
)


def _with_running(z):
    return np.logaddexp.accumulate(np.asarray(z, float))


def each_from_scratch(z):
    return [numerics.logsumexp(np.asarray(z[:k + 1], float)) for k in range(len(z))]


def by_logaddexp(z):
    total, after = -np.inf, []
    for score in z:
        total = np.logaddexp(total, score)
        after.append(total)
    return after


RIGHT = (
    each_from_scratch,
    by_logaddexp,
    lambda z: np.logaddexp.accumulate(np.asarray(z, float)),
)

HINTS = (
    "Keep two numbers: m, the largest score so far, and s, the sum of exp(score - m) so far. What happens to s when "
    "m changes?",
    "When m grows to new, every term exp(score - m) becomes exp(score - new): all of s is multiplied by exp(m - new).",
    "The answer has this shape:\n"
    "def running_logsumexp(z):\n"
    "    m, s, after = z[0], 0.0, []\n"
    "    for score in z:\n"
    "        new = ...                       # the largest so far\n"
    "        s = s * ... + ...               # rescaled, and one term more\n"
    "        m = new\n"
    "        after.append(m + np.log(s))\n"
    "    return np.array(after)",
)


def running_logsumexp(z):
    """Log-sum-exp of z[:1], z[:2], ..., in one pass. (K,) gives (K,)."""
    m, s, after = z[0], 0.0, []
    for score in z:
        new = max(m, score)
        s = s * np.exp(m - new) + np.exp(score - new)
        m = new
        after.append(m + np.log(s))
    return np.array(after)


def draw(rng):
    return [Case(f"{size} random scores", (rng.normal(0, spread, size).round(2),))
            for size, spread in ((3, 2.0), (6, 5.0), (5, 400.0), (8, 900.0))]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=running_logsumexp, random=draw, quiet=True,
)
