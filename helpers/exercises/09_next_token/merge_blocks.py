"""Two blocks of scores, each known by its largest score and its sum, put together: the step of online softmax."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake

TASK = (
    "A block of scores is known by two numbers: m, its largest score, and s, the sum of exp(z - m) over it. Return (m, s) "
    "of two blocks together, as an array of two numbers. An empty block has m = -inf and s = 0. Not all may be empty."
)


def spec(m1, s1, m2, s2):
    m = max(m1, m2)
    parts = [np.longdouble(s) * np.exp(np.longdouble(top) - np.longdouble(m)) for top, s in ((m1, s1), (m2, s2)) if s > 0]
    return np.array([m, float(sum(parts))])


PROBES = (
    Case("two blocks of one score each, alike", (0.0, 1.0, 0.0, 1.0)),
    Case("the second is higher by 1", (0.0, 1.0, 1.0, 1.0)),
    Case("the first is higher", (3.0, 2.5, 1.0, 4.0)),
    Case("sums above 1", (2.0, 1.5, 2.5, 3.25)),
    Case("between whole numbers", (0.5, 1.5, -1.25, 2.0)),
    Case("scores near 1000", (1000.0, 1.5, 998.0, 2.0)),
    Case("far apart", (-800.0, 1.0, 900.0, 1.25)),
    Case("scores below zero", (-5.0, 2.0, -3.0, 1.0)),
    Case("an empty block first", (-np.inf, 0.0, 1.5, 2.0)),
    Case("an empty block last", (4.0, 3.0, -np.inf, 0.0)),
)


MISTAKES = (
    Mistake("sums-added", "You add the sums as they are. Each was taken from another largest score.",
            "Bring both to the common m first: times exp(m1 - m), times exp(m2 - m).",
            lambda m1, s1, m2, s2: np.array([max(m1, m2), s1 + s2])),
    Mistake("wrong-way", "You correct the wrong way round: a sum taken from a lower largest score must shrink.",
            "Multiply by exp(m1 - m), which is at most 1.",
            lambda m1, s1, m2, s2: np.array([max(m1, m2), s1 * np.exp(max(m1, m2) - m1) + s2 * np.exp(max(m1, m2) - m2)])),
    Mistake("one-corrected", "You correct the first sum only; the second may be the lower one.", "Correct both.",
            lambda m1, s1, m2, s2: np.array([max(m1, m2), s1 * np.exp(m1 - max(m1, m2)) + s2])),
    Mistake("other-corrected", "You correct the second sum only.", "Correct both.",
            lambda m1, s1, m2, s2: np.array([max(m1, m2), s1 + s2 * np.exp(m2 - max(m1, m2))])),
    Mistake("back-to-exp", "You go back to exp(m), which overflows from 710 on.", "Use differences of largest scores.",
            lambda m1, s1, m2, s2: np.array([max(m1, m2), (s1 * np.exp(m1) + s2 * np.exp(m2)) / np.exp(max(m1, m2))])),
    Mistake("first-kept", "You keep the first block's largest score, so a sum may grow without bound.", "m = max(m1, m2).",
            lambda m1, s1, m2, s2: np.array([m1, s1 + s2 * np.exp(m2 - m1)])),
    Mistake("lower-kept", "You take the lower of the two largest scores.", "m = max(m1, m2).",
            lambda m1, s1, m2, s2: np.array([min(m1, m2), s1 * np.exp(m1 - min(m1, m2)) + s2 * np.exp(m2 - min(m1, m2))])),
    Mistake("log-sum", "You return one number, the log of the whole sum.", "Return m and s.",
            lambda m1, s1, m2, s2: max(m1, m2) + np.log(spec(m1, s1, m2, s2)[1])),
    Mistake("sum-alone", "You return the sum alone.", "Return m and s.", lambda m1, s1, m2, s2: spec(m1, s1, m2, s2)[1]),
    Mistake("exchanged", "You return the sum first.", "Return m first.", lambda m1, s1, m2, s2: spec(m1, s1, m2, s2)[::-1]),
)


def by_weights(m1, s1, m2, s2):
    tops, sums = np.array([m1, m2]), np.array([s1, s2])
    return np.array([tops.max(), sums @ np.exp(tops - tops.max())])


RIGHT = (by_weights,)

HINTS = (
    "Take one score from each block on paper: z1 with m1 = z1 and s1 = 1, and z2. What is m, and what is s?",
    "If m is larger than m1, every term of the first sum was taken from too low a number, and each is too large by exp(m - "
    "m1).",
    "The answer has this shape:\n"
    "def merge_blocks(m1, s1, m2, s2):\n"
    "    m = ...\n"
    "    s = s1 * np.exp(...) + s2 * np.exp(...)\n"
    "    return np.array([m, s])",
)


def merge_blocks(m1, s1, m2, s2):
    """Largest score and sum of exp(z - m) of two blocks. Four numbers."""
    m = max(m1, m2)
    s = s1 * np.exp(m1 - m) + s2 * np.exp(m2 - m)
    return np.array([m, s])


def draw(rng):
    return [Case("two random blocks", (*rng.uniform([-9, 1], [9, 5]).round(2).tolist(), *rng.uniform([-9, 1], [9, 5]).round(2).tolist()))
            for _ in range(4)]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=merge_blocks, random=draw, quiet=True,
)
