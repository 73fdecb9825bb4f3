"""How long squared error takes to unlearn a mistake, if the score walks smoothly: an integral of one over the pull."""

from decimal import Decimal

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts.safe import sigmoid

TASK = (
    "While y = 1, a score z ≤ 0 rises at a speed that is always equal to squared error's pull, 2 p (1 - p)**2 with "
    "p = sigmoid(z). Return the time it takes to reach 0, to six digits. z is a number."
)


def spec(z):
    u = Decimal(float(z)).exp()
    return float((1 / u - 3 * u.ln() + Decimal("2.5") - 3 * u - u * u / 2) / 2)


PROBES = (
    Case("one point below zero", (-1.0,)),
    Case("half a point below zero", (-0.5,)),
    Case("two points below zero", (-2.0,)),
    Case("at zero, where nothing is left to do", (0.0,)),
    Case("a whole number", (-3,)),
    Case("a confident mistake", (-8.0,)),
    Case("a number with decimals", (-4.25,)),
)


def _pull(z):
    p = sigmoid(z)
    return 2 * p * (1 - p) ** 2


def _integral(speed, z, points=100_001):
    path = np.linspace(z, 0, points)
    return np.trapezoid(1 / speed(path), path)


def _walked(z, h):
    time = 0.0
    while z < 0:
        time, z = time + h, z + h * _pull(z)
    return time


MISTAKES = (
    Mistake("cross-entropy-not-squared", "That is how long cross-entropy takes, whose pull is 1 - p.",
            "Use squared error's pull, 2 p (1 - p)**2.", lambda z: 1 - z - np.exp(z)),
    Mistake("missing-two", "It takes you twice as long as it should: the pull has a factor of 2.",
            "The pull is 2 p (1 - p)**2.", lambda z: 2 * _integral(_pull, z)),
    Mistake("one-link-only", "You take the steepness of the sigmoid for the pull. The loss's own link is missing.",
            "Multiply by 2 (1 - p).", lambda z: np.exp(-z) - 2 * z - np.exp(z),
            lambda z: _integral(lambda z: 2 * (1 - sigmoid(z)), z)),
    Mistake("square-left-out", "Your pull is 2 p (1 - p). Both links hold a 1 - p, so it stands there squared.",
            "The pull is 2 p (1 - p)**2.", lambda z: _integral(lambda z: 2 * sigmoid(z) * sigmoid(-z), z)),
    Mistake("constant-pull", "You divide the way by one pull, as if it were the same all along.",
            "Cut the way into pieces so short that the pull hardly changes in any of them, and add up their times.",
            lambda z: -z / _pull(z), lambda z: -z / _pull(0.0), lambda z: -z / _pull(z / 2),
            lambda z: -z / ((_pull(z) + _pull(0.0)) / 2),
            lambda z: -z / _pull(np.linspace(z, 0, 100_001)).mean()),
    Mistake("times-for-divided", "You add up way times speed. That is how far the loss falls, and not a time.",
            "A piece of way takes way divided by speed.", lambda z: (1 - sigmoid(z)) ** 2 - 0.25),
    Mistake("flipped-sign", "Your time is negative.", "Start at z and end at 0, so that each piece of way is positive.",
            lambda z: -_integral(_pull, z)),
    Mistake("far-part-only", "You count the far part alone, where the pull is nearly 2 exp(z).",
            "Nearer to 0 the factor (1 - p)**2 counts as well.", lambda z: np.exp(-z) / 2,
            lambda z: (np.exp(-z) - 1) / 2),
    Mistake("whole-steps", "You count steps of gradient descent. The score is to move smoothly.",
            "Take h much shorter, or add up way divided by speed.", lambda z: _walked(z, 1.0),
            lambda z: _walked(z, 0.1)),
    Mistake("not-added-up", "You return the times of all the pieces; one number was asked for.", "Add them up.",
            lambda z: 1 / _pull(np.linspace(z, 0, 1001)) * -z / 1000),
    Mistake("forgot-piece", "You add up 1 / pull, and forget how long a piece of way is.", "Multiply by its length.",
            lambda z: (1 / _pull(np.linspace(z, 0, 1001))).sum(), lambda z: (1 / _pull(np.linspace(z, 0, 1001))).mean()),
    Mistake("rounded", "You round the time, so the last digits are missing.", "Leave out the rounding.",
            *(lambda z, d=d: np.round(_integral(_pull, z), d) for d in (0, 1, 2, 3))),
)

NEARLY = Mistake("coarse-pieces", "Every time is nearly right: your pieces are a little too long.",
                 "Take more of them, and let each have the mean of the times at its two ends: np.trapezoid.")


def in_one_formula(z):
    u = np.exp(z)
    return (1 / u - 3 * z + 2.5 - 3 * u - u**2 / 2) / 2


def by_midpoints(z):
    edges = np.linspace(z, 0, 200_001)
    middle = (edges[1:] + edges[:-1]) / 2
    return (np.diff(edges) / _pull(middle)).sum()


RIGHT = (in_one_formula, by_midpoints)

HINTS = (
    "A short piece of the way, dz, takes the time dz divided by the speed there.",
    "Lay many points from z to 0, compute 1 / pull at each, and integrate: np.trapezoid(values, points).",
    "The answer has this shape:\n"
    "def waiting_time(z):\n"
    "    path = np.linspace(z, 0, ...)\n"
    "    p = sigmoid(path)\n"
    "    pull = ...\n"
    "    return np.trapezoid(..., path)",
)


def waiting_time(z):
    """Time to rise from z to 0 at the speed of the pull. z: a number."""
    path = np.linspace(z, 0, 100_001)
    p = sigmoid(path)
    pull = 2 * p * (1 - p) ** 2
    return np.trapezoid(1 / pull, path)


def draw(rng):
    return [Case(f"a score of {z}", (z,)) for z in rng.uniform(-7, -0.2, 4).round(3).tolist()]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=waiting_time, random=draw, nearly=NEARLY, properties=(nothing_negative,),
)
