"""Inputs that tell the known mistakes apart, and generators of more of the same kinds."""

import numpy as np

from helpers.checks import Case


def array(*rows, dtype=np.float64):
    """Return an array of the given rows, or of the given numbers."""
    return np.array(rows, dtype=dtype)


SCORES = (
    Case("two scores", (array(0, 1),)),
    Case("three scores", (array(2, 1, 0.1),)),
    Case("the seven scores of lesson 1", (array(1, 5, 6, 4, 2, 2.6, 6),)),
    Case("scores below zero", (array(-3, -1, -2.5),)),
    Case("whole numbers", (array(1, 2, 4, dtype=np.int64),)),
    Case("float32 scores", (array(0.5, -1, 2, dtype=np.float32),)),
    Case("a batch with one class", (array([3], [-1]),)),
    Case("a batch of one row", (array([1, 2, 3]),)),
    Case("a batch of two rows", (array([1, 2, 3], [4, 5, 6]),)),
    Case("a square batch", (array([0, 1, 2], [3, 1, -1], [2, 2, 5]),)),
    Case("a stack of two batches", (array([[0, 1, 3], [2, 0, 1]], [[5, 5, 4], [-2, 0, 1]]),)),
)

# ±1000, rows of unlike scale, and a row whose mean lies far below its maximum.
HUGE_SCORES = (
    Case("scores at 500", (array(500, 499),)),
    Case("scores at -500", (array(-500, -501),)),
    Case("scores at 710", (array(700, 708, 710),)),
    Case("scores at 800", (array(801, 800),)),
    Case("scores at 1000", (array(1000, 1001, 999.5),)),
    Case("scores at -1000", (array(-1000, -1001),)),
    Case("a lead of 1200", (array(1200, 0),)),
    Case("a lead of 3000", (array(3000, 0, 0, 0),)),
    Case("a gap of 3000", (array(0, 0, 3000),)),
    Case("a gap of -3000", (array(-3000, 2, 2, 2),)),
    Case("rows of unlike scale", (array([20, 0, 0], [-1000, -1001, -1002]),)),
    Case("a column of unlike scale", (array([1000, -1000], [0, 900]),)),
    Case("a stack of two single rows", (array([[4, 3]], [[0, 2]]),)),
)

SHAPES = ((2,), (5,), (1, 4), (3, 1), (2, 3), (4, 4), (2, 2, 3))


def scores(rng, spread=3.0):
    """Draw score arrays of every shape, whole numbers and float32 among them."""
    drawn = [Case(f"random scores of shape {shape}", (rng.normal(0, spread, shape).round(3),)) for shape in SHAPES]
    drawn.append(Case("random whole numbers", (rng.integers(-9, 9, (3, 4)),)))
    drawn.append(Case("random float32 scores", (rng.normal(0, 2, (2, 5)).astype(np.float32),)))
    return drawn


def huge_scores(rng):
    """Draw scores of ordinary and of huge size, rows of unlike scale among them."""
    offsets = rng.uniform(-2000, 2000, (4, 1)).round(1)
    mixed = (offsets + rng.normal(0, 3, (4, 3))).round(3)
    wide = rng.uniform(-3000, 3000, 6).round(1)
    return [*scores(rng), Case("random rows of unlike scale", (mixed,)), Case("random huge scores", (wide,)),
            Case("random scores at 1000", (1000 + rng.normal(0, 2, 4).round(3),)),
            Case("random scores at -1000", (-1000 + rng.normal(0, 2, (2, 4)).round(3),))]


def labels(*numbers, dtype=np.int64):
    """Return whole-number labels."""
    return np.array(numbers, dtype=dtype)


def logits(rng):
    """Draw logits of K classes, ordinary and huge, with whole-number labels."""
    kinds = ((1, 3, 2), (4, 4, 3), (6, 2, 3), (5, 10, 5), (4, 3, 900))
    drawn = [(rng.normal(0, spread, (n, K)).round(3), rng.integers(0, K, n)) for n, K, spread in kinds]
    return [Case(f"random logits of shape {z.shape}", (z, y)) for z, y in drawn]


def yes_or_no_logits(rng, *kinds):
    """Draw logits with labels 0 and 1; a kind is a shape and how far the logits spread."""
    drawn = [(rng.normal(0, spread, shape).round(3), rng.integers(0, 2, shape)) for shape, spread in kinds]
    return [Case(f"random logits of shape {z.shape}", (z, y)) for z, y in drawn]


# Logits with labels 0 and 1, for whatever is computed entry by entry.
YES_OR_NO_LOGITS = (
    Case("a logit of 0", (array(0), labels(1))),
    Case("a confident mistake", (array(-8), labels(1))),
    Case("three samples", (array(1.5, -0.5, -3), labels(1, 0, 1))),
    Case("labels as floats", (array(-1, 2), array(0, 1))),
    Case("a column", (array([2], [-1], [0.5]), array([1], [1], [0]))),
    Case("three labels for each of two samples",
         (array([2, -1, 0.5], [-2, 0, 1]), labels([1, 0, 1], [0, 1, 1]))),
    Case("whole numbers", (array(3, -2, dtype=np.int64), labels(0, 0))),
)

# Probabilities of class 1 with labels 0 and 1.
YES_OR_NO_CHANCES = (
    Case("one sample, y = 1", (array(0.8), labels(1))),
    Case("one sample, y = 0", (array(0.8), labels(0))),
    Case("three samples", (array(0.9, 0.3, 0.6), labels(1, 0, 0))),
    Case("labels as floats", (array(0.2, 0.7), array(0, 1))),
    Case("a column", (array([0.9], [0.4], [0.25]), array([1], [1], [0]))),
    Case("three labels for each of two samples",
         (array([0.9, 0.2, 0.6], [0.3, 0.5, 0.8]), labels([1, 0, 1], [0, 1, 1]))),
    Case("float32 probabilities", (array(0.5, 0.25, 0.75, dtype=np.float32), labels(1, 0, 1))),
)
