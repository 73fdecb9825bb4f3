"""How well the learner's confidence fits the learner's answers."""

import math
from typing import NamedTuple

from .look_up import entries

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


class Bin(NamedTuple):
    """The predictions with a confidence from `low` to below `high`: the mean said, the share right, how many."""

    low: float
    high: float
    said: float
    share: float
    number: int


class Calibration(NamedTuple):
    """Pairs (confidence, right), the binned curve, the share right, and two mean costs in nats (see `calibration`)."""

    pairs: list[tuple[float, bool]]
    bins: list[Bin]
    share: float | None
    cost: float | None
    cost_of_share: float | None


def calibration() -> Calibration:
    """Return the calibration of the first prediction on each question that was made with a confidence.

    A prediction costs −ln of the confidence given to what happened: −ln c if it was right, −ln(1 − c) if not.
    Always saying the overall share of right answers r would have cost −r ln r − (1 − r) ln(1 − r), the entropy of r.
    Without predictions the lists are empty and the numbers None.
    """
    first = {}
    for entry in entries("predicted"):
        first.setdefault(entry["name"], entry)
    pairs = [(entry["confidence"], entry["right"]) for entry in first.values() if "confidence" in entry]
    if not pairs:
        return Calibration([], [], None, None, None)
    share = _mean(right for _, right in pairs)
    return Calibration(pairs, _bins(pairs), share, _mean(cost(c, right) for c, right in pairs),
                       _mean(cost(share, right) for _, right in pairs))


def cost(confidence: float, right: bool) -> float:
    """Return −ln of the confidence given to what happened, in nats."""
    given = confidence if right else 1 - confidence
    return -math.log(given)


def _bins(pairs):
    bins = []
    for low, high in zip(EDGES, EDGES[1:], strict=False):
        inside = [(c, right) for c, right in pairs if low <= c < high]
        if inside:
            said, share = _mean(c for c, _ in inside), _mean(right for _, right in inside)
            bins.append(Bin(low, high, said, share, len(inside)))
    return bins


def _mean(values):
    values = list(values)
    return sum(values) / len(values)
