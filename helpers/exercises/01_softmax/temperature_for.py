"""The temperature at which the winner has a share that was agreed on: found by halving, since no formula gives it."""

from decimal import Decimal

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake

from .._parts import exact
from .._parts.halving import crossing
from .._parts.inputs import array

TASK = (
    "Return the temperature T > 0 at which the largest probability of softmax(z / T) is exactly share. z has shape "
    "(K,), and share lies between 1/K and what the winner gets as T goes to 0."
)


def spec(z, share):
    def temperature(row):
        gaps, wanted, low, high = [each - max(row) for each in row], Decimal(float(share)), Decimal("1e-3"), Decimal(1000)
        for _ in range(70):
            middle = (low * high).sqrt()
            colder = sum((gap / middle).exp() for gap in gaps) * wanted > 1
            low, high = (low, middle) if colder else (middle, high)
        return middle

    return exact.by_row(temperature, z)


PROBES = (
    Case("two classes", (array(1, 0), 0.6)),
    Case("two classes, colder", (array(0, 1), 0.9)),
    Case("three classes", (array(2, 1, 0), 0.5)),
    Case("three classes far from zero", (array(12, 11, 10), 0.5)),
    Case("the winner in the middle", (array(-1, 3, 2.5), 0.8)),
    Case("two winners", (array(4, 4, 1, 0), 0.4)),
    Case("whole numbers", (array(1, 2, 4, dtype=np.int64), 0.7)),
    Case("the seven scores of lesson 1", (array(1, 5, 6, 4, 2, 2.6, 6), 0.2)),
)


def _temperature(z, share, watched=np.max):
    gaps = z - watched(z)
    return crossing(lambda T: 1 / np.exp(gaps / T).sum() > share, 1e-3, 1e3)


def _on_a_grid(z, share, grid):
    gaps = z - np.max(z)
    shares = np.array([1 / np.exp(gaps / T).sum() for T in grid])
    return grid[np.abs(shares - share).argmin()]


def _top_two(z):
    second, first = np.sort(np.asarray(z, float))[-2:]
    return first - second


MISTAKES = (
    Mistake("upside-down", "You return 1 / T: what the scores are multiplied by, not what they are divided by.",
            "Divide 1 by it.", lambda z, share: 1 / _temperature(z, share)),
    Mistake("two-class-formula",
            "Your formula is right for two classes. With more of them it leaves out all but the two best.",
            "Let all classes count: look for the T at which softmax(z / T).max() is the share.",
            lambda z, share: _top_two(z) / np.log(share / (1 - share))),
    Mistake("proportional", "You take T to be in proportion to the winner's share. It is not: as T doubles, the share "
            "does not halve.", "Look for T by trying: colder where the share is too small, hotter where it is too "
            "large.", lambda z, share: numerics.softmax(np.asarray(z, float)).max() / share,
            lambda z, share: share / numerics.softmax(np.asarray(z, float)).max()),
    Mistake("log-shares-compared", "You compare logarithms of shares, as if the sum below the line did not depend on T.",
            "Look for T by trying: the sum changes with it.",
            lambda z, share: np.log(numerics.softmax(np.asarray(z, float)).max()) / np.log(share)),
    Mistake("first-class", "You watch the first class. The winner may stand elsewhere.",
            "Compare the largest probability with the share: .max().",
            lambda z, share: _temperature(z, share, watched=lambda z: z[0])),
    Mistake("last-class", "You watch the last class. The winner may stand elsewhere.",
            "Compare the largest probability with the share: .max().",
            lambda z, share: _temperature(z, share, watched=lambda z: z[-1])),
    Mistake("wrong-half", "You keep the half in which T is not, and end at the edge of your range.",
            "Where the winner has more than the share it is too cold, and T must rise: low = T.",
            *(lambda z, share, edge=edge: edge for edge in (1e3, 1e-3, 100.0, 0.01, 1e6, 1e-6, 10.0, 0.1))),
    Mistake("squared-T", "You divide by the temperature twice.", "Divide the scores by T once.",
            lambda z, share: _temperature(z, share) ** 0.5),
    Mistake("coarse-grid", "You take the best of a list of temperatures, which is near, but the share is missed.",
            "Halve: keep the half of the range in which the T you look for must lie, some 50 times.",
            lambda z, share: _on_a_grid(z, share, np.linspace(0.1, 20, 500)),
            lambda z, share: _on_a_grid(z, share, np.geomspace(0.01, 100, 1000))),
    Mistake("rounded", "You round the temperature, so the share is missed by a little.", "Leave out the rounding.",
            *(lambda z, share, d=d: np.round(_temperature(z, share), d) for d in (1, 2, 3))),
    Mistake("the-share", "You return the share that was wanted, not the temperature that brings it about.",
            "Return T.", lambda z, share: share),
    Mistake("the-probabilities", "You return probabilities; one number was asked for, a temperature.", "Return T.",
            lambda z, share: numerics.softmax(z / _temperature(z, share))),
)

NEARLY = Mistake("stops-early", "Every T is nearly right: your search stops a little early, or your list is a little "
                 "coarse.", "Halve the range until low and high agree to nine digits.")


def by_newton(z, share):
    gaps = np.asarray(z, float) - np.max(z)
    b = 0.0
    for _ in range(200):
        e = np.exp(b * gaps)
        b -= (np.log(e.sum()) + np.log(share)) * e.sum() / (e @ gaps)
    return 1 / b


def in_linear_halves(z, share):
    low, high = 0.01, 1000.0
    while high - low > 1e-10:
        T = (low + high) / 2
        if numerics.softmax(np.asarray(z) / T).max() > share:
            low = T
        else:
            high = T
    return low


RIGHT = (
    by_newton,
    in_linear_halves,
    lambda z, share: 1 / crossing(lambda b: numerics.softmax(np.asarray(z) * b).max() < share, 1e-3, 1e3),
)

HINTS = (
    "No formula gives T for three classes or more, in general. But you know which way to go: what does the winner's share do as T "
    "grows?",
    "Start with a range that surely holds T, try the middle, and keep the half in which the T you look for must lie. "
    "50 times is enough.",
    "The answer has this shape:\n"
    "def temperature_for(z, share):\n"
    "    low, high = ...              # T lies between them\n"
    "    for _ in range(100):\n"
    "        T = ...                  # in the middle\n"
    "        if softmax(z / T).max() > share:\n"
    "            ...                  # too cold: T must be larger\n"
    "        else:\n"
    "            ...\n"
    "    return T",
)


def temperature_for(z, share):
    """The T at which the largest of softmax(z / T) is share. z: (K,)."""
    gaps = z - z.max()
    low, high = 1e-3, 1e3
    for _ in range(100):
        T = (low + high) / 2
        if 1 / np.exp(gaps / T).sum() > share:
            low = T
        else:
            high = T
    return T


def _apart(rng, size):
    return rng.permutation(np.cumsum(rng.uniform(0.5, 2, size))).round(2)


def draw(rng):
    return [Case(f"{size} random scores", (_apart(rng, size), round(float(rng.uniform(0.6, 0.9)), 3)))
            for size in (2, 3, 4, 6)]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=temperature_for, random=draw, nearly=NEARLY,
)
