"""How far confidence and the share of right answers are apart, bin by bin."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts.inputs import array

TASK = (
    "Sort the answers into bins of equal width from 0 to 1 by their confidence; one of exactly 1 belongs to the last bin. "
    "Return the mean over all answers of the gap between the mean confidence and the share of right answers in their bin. "
    "sure: confidences, shape (N,); right: 0 or 1, shape (N,). An empty bin counts nothing."
)


def spec(sure, right, bins):
    total = 0.0
    for k in range(bins):
        inside = [i for i, c in enumerate(sure) if min(int(c * bins), bins - 1) == k]
        if inside:
            total += abs(sum(float(sure[i]) for i in inside) - sum(float(right[i]) for i in inside))
    return total / len(sure)


PROBES = (
    Case("one answer, sure and right", (array(0.9), array(1), 10)),
    Case("one answer, sure and wrong", (array(0.9), array(0), 10)),
    Case("two in one bin, one of them right", (array(0.72, 0.78), array(1, 0), 10)),
    Case("two bins", (array(0.2, 0.9), array(0, 1), 2)),
    Case("three in one bin and one in another", (array(0.6, 0.7, 0.9, 0.1), array(1, 0, 1, 1), 2)),
    Case("exactly 1", (array(1, 1, 0.95), array(1, 0, 1), 10)),
    Case("exactly 0", (array(0, 0.05), array(0, 1), 10)),
    Case("gaps in both directions", (array(0.9, 0.9, 0.6, 0.6), array(0, 1, 1, 1), 5)),
    Case("one bin", (array(0.3, 0.8, 0.9), array(1, 0, 1), 1)),
    Case("eight answers", (array(0.31, 0.42, 0.55, 0.58, 0.61, 0.83, 0.91, 0.97), array(0, 1, 0, 1, 1, 1, 1, 0), 4)),
)


def _bins(sure, bins):
    return np.minimum((sure * bins).astype(int), bins - 1)


def _gaps(sure, right, place, bins):
    """Return for each bin that is not empty: its share, and confidence less right."""
    inside = [place == k for k in range(bins) if (place == k).any()]
    return np.array([rows.mean() for rows in inside]), np.array([(sure[rows] - right[rows]).mean() for rows in inside])


def _error(sure, right, bins):
    share, gap = _gaps(sure, right, _bins(sure, bins), bins)
    return (share * np.abs(gap)).sum()


def _unweighted(sure, right, bins):
    return np.abs(_gaps(sure, right, _bins(sure, bins), bins)[1]).mean()


def _top_lost(sure, right, bins):
    share, gap = _gaps(sure, right, (sure * bins).astype(int), bins)
    return (share * np.abs(gap)).sum()


def _equal_counts(sure, right, bins):
    order = np.argsort(sure, kind="stable")
    parts = [rows for rows in np.array_split(order, bins) if len(rows)]
    return sum(len(rows) * abs((sure[rows] - right[rows]).mean()) for rows in parts) / len(sure)


def _middles(sure, right, bins):
    place = _bins(sure, bins)
    return sum((place == k).mean() * abs((k + 0.5) / bins - right[place == k].mean()) for k in range(bins) if (place == k).any())


MISTAKES = (
    Mistake("signs-cancel", "Bins that are too sure and bins that are too modest cancel each other.",
            "Take the size of each bin's gap before you average.",
            lambda sure, right, bins: abs((sure - right).mean()), lambda sure, right, bins: (sure - right).mean()),
    Mistake("each-answer", "You take the gap of each single answer, which is never 0 unless it is sure and right.",
            "Compare means within a bin.", lambda sure, right, bins: np.abs(sure - right).mean(),
            lambda sure, right, bins: ((sure - right) ** 2).mean()),
    Mistake("bins-count-alike", "Every bin counts alike, whether it holds one answer or a thousand.",
            "Weight each bin by its share of the answers.", _unweighted,
            lambda sure, right, bins: np.abs(_gaps(sure, right, _bins(sure, bins), bins)[1]).sum() / bins),
    Mistake("largest-gap", "You return the largest gap. That is used too, but the mean was asked for.",
            "Weight each bin by its share of the answers, and add up.",
            lambda sure, right, bins: np.abs(_gaps(sure, right, _bins(sure, bins), bins)[1]).max()),
    Mistake("top-lost", "An answer of exactly 1 falls out of the last bin.",
            "Put it into the last bin: np.minimum(..., bins - 1).", _top_lost,
            lambda sure, right, bins: _error(np.where(sure == 1, 0, sure), right, bins)),
    Mistake("equal-counts", "You make bins with equally many answers. That is used too; here they are equally wide.",
            "The bin of a confidence c is int(c * bins).", _equal_counts),
    Mistake("middle-for-mean", "You take the middle of a bin for the mean confidence in it.", "Take the mean of what is in it.",
            _middles),
    Mistake("squared-gap", "You square the gaps.", "Take their sizes.",
            lambda sure, right, bins: (lambda share, gap: (share * gap**2).sum())(*_gaps(sure, right, _bins(sure, bins), bins))),
    Mistake("only-too-sure", "You count the bins that are too sure, and not those that are too modest.", "Use np.abs.",
            lambda sure, right, bins: (lambda share, gap: (share * np.maximum(gap, 0)).sum())(
                *_gaps(sure, right, _bins(sure, bins), bins)),
            lambda sure, right, bins: (lambda share, gap: (share * np.maximum(-gap, 0)).sum())(
                *_gaps(sure, right, _bins(sure, bins), bins))),
    Mistake("fixed-bins", "You take ten bins whatever is asked for.", "Use bins.",
            lambda sure, right, bins: _error(sure, right, 10)),
    Mistake("accuracy", "You return the share of right answers or the mean confidence.", "Return how far they are apart.",
            lambda sure, right, bins: right.mean(), lambda sure, right, bins: sure.mean()),
    Mistake("rounded", "You round the error.", "Leave out the rounding.",
            *(lambda sure, right, bins, d=d: np.round(_error(sure, right, bins), d) for d in (1, 2))),
)


def by_bincount(sure, right, bins):
    place = np.minimum((np.asarray(sure) * bins).astype(int), bins - 1)
    return np.abs(np.bincount(place, sure - right, bins)).sum() / len(sure)


RIGHT = (by_bincount,)

HINTS = (
    "The share of a bin times the gap of its means is the sum of the gaps in it, divided by N. What is that sum?",
    "np.minimum((sure * bins).astype(int), bins - 1) is the bin of each answer. Go through the bins, and leave out those "
    "that hold nothing.",
    "The answer has this shape:\n"
    "def calibration_error(sure, right, bins):\n"
    "    place = np.minimum((sure * bins).astype(int), ...)\n"
    "    error = 0.0\n"
    "    for k in range(bins):\n"
    "        inside = place == k\n"
    "        error = error + abs(...)\n"
    "    return error / ...",
)


def calibration_error(sure, right, bins):
    """Mean gap of confidence and share right, by bins. (N,), (N,), K."""
    place = np.minimum((sure * bins).astype(int), bins - 1)
    error = 0.0
    for k in range(bins):
        inside = place == k
        error = error + abs((sure[inside] - right[inside]).sum())
    return error / len(sure)


def draw(rng):
    return [Case(f"{n} answers in {bins} bins", (rng.uniform(0, 1, n).round(3), rng.integers(0, 2, n).astype(float), bins))
            for n, bins in ((6, 3), (12, 10), (20, 5))]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=calibration_error, random=draw, properties=(nothing_negative,), quiet=True,
)
