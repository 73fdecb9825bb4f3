"""The base rate of a place without labels: the share that agrees with the scores it corrects."""

import math
from decimal import Decimal

import numpy as np

from helpers.checks import Case, Exercise, Mistake

from .._parts import exact
from .._parts.inputs import array
from .._parts.safe import sigmoid
from .at_base_rate import at_base_rate

TASK = (
    "A network's log-odds z, shape (N,), are right where the share before of all cases is a yes. These N cases come "
    "from a place with another share. Return that share, strictly between 0 and 1: the one that is the mean of the "
    "probabilities of a yes after they have been corrected for it."
)


def spec(z, before):
    def rate(scores):
        old = Decimal(before)
        ratios = [score.exp() * (1 - old) / old for score in scores]  # how much likelier it is for a yes than for a no
        low, high = Decimal(0), Decimal(1)
        for _ in range(60):
            middle = (low + high) / 2
            pull = sum((ratio - 1) / (1 + middle * (ratio - 1)) for ratio in ratios)
            low, high = (middle, high) if pull > 0 else (low, middle)
        return middle

    return exact.by_row(rate, z)


PROBES = (
    Case("two people, one clear case of each", (array(3, -3), 0.5)),
    Case("three people, two of them clear yeses", (array(3, 4, -3), 0.5)),
    Case("four people, three of them clear cases of no", (array(-4, -3, -5, 3), 0.5)),
    Case("trained where a fifth were yeses", (array(2, -4, 1.5, -3, 3), 0.2)),
    Case("trained where most were yeses", (array(4, -2, 5, -3, 1), 0.78)),
    Case("unclear cases among them", (array(3, 0.5, -0.5, -3, 2.5, 4), 0.4)),
    Case("whole numbers", (array(4, -3, -4, -2, 5, dtype=np.int64), 0.6)),
)


def _logit(share):
    return np.log(share / (1 - share))


def _steps(z, before, count):
    rate = before
    for _ in range(count):
        rate = at_base_rate(z, before, rate).mean()
    return rate


def _end(z, before):
    return _steps(z, before, 1000)


def _old_rate_kept(z, before):
    rate = before
    for _ in range(1000):
        rate = np.clip(sigmoid(z + _logit(rate)).mean(), 1e-12, 1 - 1e-12)
    return rate


def _on_a_grid(z, before, grid):
    gaps = [abs(at_base_rate(z, before, rate).mean() - rate) for rate in grid]
    return grid[int(np.argmin(gaps))]


def _wrong_half(z, before):
    low, high = 0.0, 1.0
    for _ in range(50):
        rate = (low + high) / 2
        low, high = (low, rate) if at_base_rate(z, before, rate).mean() > rate else (rate, high)
    return rate


MISTAKES = (
    Mistake("uncorrected", "You take the mean of the probabilities as they come, which still believe in the old rate.",
            "Correct them for the rate that you found, take the mean again, and go on.",
            lambda z, before: sigmoid(z).mean()),
    Mistake("one-correction", "You correct once or a few times and stop. The mean still changes when you correct again.",
            "Repeat until the mean stays where it is, several hundred times if need be.",
            *(lambda z, before, n=n: _steps(z, before, n) for n in (2, 3, 4, 5))),
    Mistake("counted", "You count the scores above a line. A score of 0.1 is no more than half a yes.",
            "Add up probabilities instead.", lambda z, before: (z > 0).mean(),
            lambda z, before: (z > _logit(before)).mean(), lambda z, before: (sigmoid(z) > before).mean()),
    Mistake("mean-score", "You take the mean of the scores and then the sigmoid. It is probabilities that add up to a "
            "number of people.", "Take the sigmoid first.", lambda z, before: sigmoid(np.mean(z)),
            lambda z, before: sigmoid(np.mean(z) - _logit(before))),
    Mistake("as-it-was", "You return the rate of the old place.", "Let the scores have their say.",
            lambda z, before: before),
    Mistake("wrong-half", "You keep the half in which the rate is not, and end at 0 or at 1, where every list agrees "
            "with itself.", "Where the mean is above the rate, the rate must rise: low = rate.", _wrong_half),
    Mistake("old-rate-kept", "You add the log-odds of the new rate and leave those of the old one in the score.",
            "Use at_base_rate(z, before, rate).", _old_rate_kept),
    Mistake("taken-for-half", "You take off the old rate's log-odds and then leave the rate at one half.",
            "Go on from there: correct for the mean that you found.",
            lambda z, before: sigmoid(z - _logit(before)).mean()),
    Mistake("the-other-class", "You return the share of the no cases.", "Subtract it from 1.", lambda z, before: 1 - _end(z, before)),
    Mistake("the-probabilities", "You return the corrected probabilities; one number was asked for, their mean.",
            "Return rate.", lambda z, before: at_base_rate(z, before, _end(z, before))),
    Mistake("coarse-grid", "You take the best of a list of rates, which is near, but not to six digits.",
            "Let each mean be the next rate, or halve the range in which it must lie.",
            lambda z, before: _on_a_grid(z, before, np.linspace(0.01, 0.99, 99)),
            lambda z, before: _on_a_grid(z, before, np.linspace(0.001, 0.999, 999))),
    Mistake("rounded", "You round the rate.", "Leave out the rounding.",
            *(lambda z, before, d=d: round(float(_end(z, before)), d) for d in (1, 4))),
)

NEARLY = Mistake("stops-early", "Every rate is nearly right: you stop a little early, or your list is a little coarse.",
                 "Go on until two means in a row agree to nine digits.")


def by_halving(z, before):
    low, high = 0.0, 1.0
    for _ in range(60):
        rate = (low + high) / 2
        if at_base_rate(np.asarray(z, float), before, rate).mean() > rate:
            low = rate
        else:
            high = rate
    return rate


def in_loops(z, before):
    rate = before
    for _ in range(500):
        odds = [math.exp(score) * (1 - before) / before * rate / (1 - rate) for score in z]
        rate = sum(each / (1 + each) for each in odds) / len(odds)
    return rate


RIGHT = (by_halving, in_loops)

HINTS = (
    "Begin with the old rate. Correct nothing yet, and take the mean of the probabilities: is that nearer to the truth?",
    "That mean is a better rate than the old one. Correct the scores for it with at_base_rate, and take the mean again.",
    "The answer has this shape:\n"
    "def base_rate_of(z, before):\n"
    "    rate = before\n"
    "    for _ in range(1000):\n"
    "        rate = ...    # the mean of what at_base_rate gives\n"
    "    return rate",
)


def base_rate_of(z, before):
    """Share of yes among people with log-odds z, shape (N,). A number."""
    rate = before
    for _ in range(1000):
        rate = at_base_rate(z, before, rate).mean()
    return rate


def _both_kinds(rng, size):
    """Draw clear cases of either kind and a few unclear ones, so that one rate strictly between 0 and 1 agrees."""
    return rng.permutation(np.concatenate([rng.uniform(2.5, 4, size), rng.uniform(-4, -2.5, size + 1),
                                           rng.normal(0, 1, 2)])).round(2)


def draw(rng):
    return [Case(f"{2 * size + 3} random scores", (_both_kinds(rng, size), round(float(rng.uniform(0.3, 0.7)), 2)))
            for size in (1, 2, 3, 4)]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=base_rate_of, random=draw, nearly=NEARLY,
)
