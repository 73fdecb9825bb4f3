"""How far two gradients are apart, in proportion to their size: the number that a gradient check looks at."""

from decimal import Decimal

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts import exact
from .._parts.inputs import array

TASK = (
    "Return one number: the largest of |a - b| / max(|a|, |b|) over all entries of two arrays of one shape, where an "
    "entry counts 0 if both numbers are 0. No warning may be printed on the way."
)


def spec(a, b):
    def error(a, b):
        size = max(abs(a), abs(b))
        return abs(a - b) / size if size else Decimal(0)

    return np.max(exact.by_entry(error, a, b))


PROBES = (
    Case("one pair", (array(1), array(0.5))),
    Case("a large negative number", (array(-4, 1), array(-1, 1))),
    Case("another", (array(-1, 2), array(-5, 2))),
    Case("equal arrays", (array(1, -2), array(1, -2))),
    Case("a wrong sign", (array(3), array(-3))),
    Case("two zeros in a pair", (array(0, 2), array(0, 1))),
    Case("nothing but zeros", (array(0, 0), array(0, 0))),
    Case("one of a pair is zero", (array(0, 1), array(1e-9, 1))),
    Case("the largest is not the first", (array(1, 1, 1), array(1, 2, 1.1))),
    Case("a small slope that is wrong", (array(5, 1e-8), array(5.001, 3e-8))),
    Case("a table", (array([1, -1], [0, 4]), array([1, -1.5], [0, 4]))),
    Case("whole numbers", (array(4, -3, dtype=np.int64), array(5, -3, dtype=np.int64))),
    Case("large numbers", (array(1e200, 1), array(1.1e200, 1))),
)

def _size(a, b):
    return np.maximum(np.abs(a), np.abs(b))


def _safe(gap, size):
    return gap / np.where(size == 0, 1, size)


MISTAKES = (
    Mistake("zero-over-zero", "Where both numbers are 0 you divide 0 by 0.",
            "Put another number, such as 1, below the line there: np.where(size == 0, 1, size).",
            lambda a, b: (np.abs(a - b) / _size(a, b)).max()),
    Mistake("nan-left-out", "The number is right, but 0 / 0 was computed on the way, and NumPy warns.",
            "Put another number below the line where both are 0, before you divide.",
            lambda a, b: np.nan_to_num(np.abs(a - b) / _size(a, b)).max()),
    Mistake("absolute", "You return the largest absolute difference, which depends on the size of the gradient.",
            "Divide each difference by the larger of its two numbers.", lambda a, b: np.abs(a - b).max()),
    Mistake("one-size-for-all", "You divide by the largest number of all, so a small slope may be as wrong as it likes.",
            "Divide each difference by the larger of its own two numbers.",
            lambda a, b: _safe(np.abs(a - b).max(), _size(a, b).max())),
    Mistake("sum-below", "You divide by |a| + |b|. That is used too, but the larger of the two was asked for.",
            "Use np.maximum.", lambda a, b: _safe(np.abs(a - b), np.abs(a) + np.abs(b)).max()),
    Mistake("first-below", "You divide by one of the two numbers, whichever is larger.", "Use np.maximum.",
            lambda a, b: _safe(np.abs(a - b), np.abs(a)).max(), lambda a, b: _safe(np.abs(a - b), np.abs(b)).max()),
    Mistake("smaller-below", "You divide by the smaller of the two numbers.", "Use np.maximum.",
            lambda a, b: _safe(np.abs(a - b), np.minimum(np.abs(a), np.abs(b))).max()),
    Mistake("sign-kept", "You compare a and b themselves, not their sizes, so the sign of the larger decides.",
            "Take np.abs of both before np.maximum.",
            lambda a, b: (np.abs(a - b) / np.where(np.maximum(a, b) == 0, 1, np.maximum(a, b))).max()),
    Mistake("difference-of-sizes", "You compare |a| with |b|, so a wrong sign goes unseen.",
            "Subtract first, and take the size of the difference.",
            lambda a, b: _safe(np.abs(np.abs(a) - np.abs(b)), _size(a, b)).max()),
    Mistake("sign-lost", "You forget the size of the difference: a - b may be negative.", "Use np.abs(a - b).",
            lambda a, b: _safe(a - b, _size(a, b)).max()),
    Mistake("mean-not-largest", "You average. One wrong slope among a thousand would hardly show.", "Use .max().",
            lambda a, b: _safe(np.abs(a - b), _size(a, b)).mean(), lambda a, b: np.median(_safe(np.abs(a - b), _size(a, b)))),
    Mistake("summed", "You add the errors up.", "Use .max().", lambda a, b: _safe(np.abs(a - b), _size(a, b)).sum()),
    Mistake("smallest", "You return the smallest error.", "Use .max().",
            lambda a, b: _safe(np.abs(a - b), _size(a, b)).min()),
    Mistake("not-reduced", "You return an error for each entry; one number was asked for.", "Take the largest: .max().",
            lambda a, b: _safe(np.abs(a - b), _size(a, b)), lambda a, b: _safe(np.abs(a - b), _size(a, b)).max(axis=0)),
    Mistake("first-only", "You look at the first entry only.", "Take the largest of all: .max().",
            lambda a, b: _safe(np.abs(a - b), _size(a, b)).ravel()[0]),
    Mistake("norms", "You compare lengths of the whole arrays, so a small wrong slope drowns among the others.",
            "Go entry by entry, and take the largest.",
            lambda a, b: _safe(np.linalg.norm(a - b), max(np.linalg.norm(a), np.linalg.norm(b)))),
    Mistake("a-little-below", "You add a little below the line, so small slopes that are wrong look right.",
            "Only where both numbers are 0 is another number needed below the line.",
            *(lambda a, b, little=little: (np.abs(a - b) / (_size(a, b) + little)).max() for little in (1e-8, 1e-3, 1)),
            *(lambda a, b, little=little: (np.abs(a - b) / np.maximum(_size(a, b), little)).max() for little in (1e-8, 1))),
    Mistake("rounded", "You round the error.", "Leave out the rounding.",
            *(lambda a, b, d=d: np.round(_safe(np.abs(a - b), _size(a, b)).max(), d) for d in (0, 1, 2))),
    Mistake("yes-or-no", "You return whether they are close; the error itself was asked for.", "Return the number.",
            lambda a, b: float(np.allclose(a, b))),
)


def in_a_loop(a, b):
    worst = 0.0
    for mine, theirs in zip(np.ravel(a), np.ravel(b)):
        if mine != 0 or theirs != 0:
            worst = max(worst, abs(mine - theirs) / max(abs(mine), abs(theirs)))
    return worst


def by_where(a, b):
    size = np.maximum(np.abs(a), np.abs(b))
    return np.divide(np.abs(a - b), size, out=np.zeros(np.shape(size)), where=size > 0).max()


RIGHT = (in_a_loop, by_where)

HINTS = (
    "What is the larger of two numbers, entry by entry? np.max looks at one array; another function looks at two.",
    "np.maximum(np.abs(a), np.abs(b)) is what goes below the line. Where it is 0 both numbers are, so any other number "
    "will do there, since 0 stands above.",
    "The answer has this shape:\n"
    "def relative_error(a, b):\n"
    "    size = ...\n"
    "    return (... / np.where(size == 0, 1, size)).max()",
)


def relative_error(a, b):
    """Largest |a - b| / max(|a|, |b|), 0 where both are 0. One shape."""
    size = np.maximum(np.abs(a), np.abs(b))
    return (np.abs(a - b) / np.where(size == 0, 1, size)).max()


def draw(rng):
    cases = []
    for shape in ((3,), (4, 2), (6,)):
        a = rng.normal(0, 2, shape).round(3)
        b = (a * rng.uniform(0.5, 1.5, shape)).round(3)
        a.flat[0] = b.flat[0] = 0
        cases.append(Case(f"random numbers of shape {shape}", (a, b)))
    return cases


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=relative_error, random=draw, quiet=True, properties=(nothing_negative,),
)
