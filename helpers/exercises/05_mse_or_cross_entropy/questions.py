"""What lesson 5 asks; its short answers have a file of their own."""

from functools import cache

import numpy as np

from helpers import data
from helpers.numerics import sigmoid

from .._parts.asked import choose, estimate
from .._parts.descent import descend
from ._short_answers import QUESTIONS

__all__ = ["ASKED", "GOALS", "QUESTIONS"]


def squared(z, y):
    """Return the slope of squared error along the score."""
    p = sigmoid(z)
    return 2 * (p - y) * p * (1 - p)


def pull(z):
    """Return how hard squared error pulls at a score with the label 1: the size of its slope."""
    return float(-squared(z, 1))


def steps_to_zero(z):
    """Return how many steps of rate 1 squared error takes from a score with the label 1 to 0 or above."""
    steps = 0
    while z < 0:
        z, steps = z + pull(z), steps + 1
    return steps


@cache
def right_in_millimetres():
    """Return the share of Adélie and gentoo penguins that squared error has right after 3,000 steps in millimetres."""
    birds = data.penguins()
    birds = birds[birds.species != "Chinstrap"]
    X = np.column_stack([birds.bill_length_mm, birds.bill_depth_mm, np.ones(len(birds))])
    y = birds.species == "Gentoo"
    return ((X @ descend(X, lambda z: squared(z, y), np.zeros(3), 3000, 1.0) > 0) == y).mean().item()


@cache
def arrivals():
    """Return how many of two starts of squared error on six samples have a loss below 0.15 after 2,000 steps."""
    X = np.column_stack([[-2, -1.2, -0.4, 0.4, 1.2, 2], np.ones(6)])
    y = np.array([0, 0, 1, 0, 1, 1])
    ends = (descend(X, lambda z: squared(z, y), np.array(start), 2000, 2.0) for start in ([-5.0, 4.0], [-5.0, -2.0]))
    return sum(((sigmoid(X @ w) - y) ** 2).mean() < 0.15 for w in ends)


@cache
def right_on_good_points():
    """Return the share of good points right after training on 20 bad labels too: (squared error, cross-entropy)."""
    rng = np.random.default_rng(0)
    good = np.vstack([rng.normal([-2, -1], 1, (100, 2)), rng.normal([2, 1], 1, (100, 2))])
    X = np.hstack([np.vstack([good, rng.normal([-6, -3], 0.5, (20, 2))]), np.ones((220, 1))])
    y = np.repeat([0.0, 1, 1], [100, 100, 20])
    slopes = (lambda z: squared(z, y), lambda z: sigmoid(z) - y)
    fits = (descend(X, slope, np.zeros(3), 3000, 0.5) for slope in slopes)
    return tuple(((X[:200] @ w > 0) == y[:200]).mean().item() for w in fits)


ASKED = (
    estimate(
        "wait-of-squared-error", "Cross-entropy takes 18 steps from z = −8 to 0. How many does squared error take, at "
                                 "twice the rate?",
        lambda: steps_to_zero(-8.0),
        (lambda: 18, "loss-does-not-matter", "They begin alike at z = 0, and nowhere else."),
        (lambda: 36, "loss-does-not-matter", "That would be so if it pulled half as hard everywhere."),
        (lambda: 32, "constant-pull", "You took the pull at z = 0 for the pull all the way. Further out it is weaker."),
        because="At −8 it pulls with 0.0007 only, so the first point of the way alone takes about a thousand steps.",
        unit="steps", within=0.2),
    choose(
        "stall-at-minus-eight", "The label is 1. Squared error pulled with 0.185 at z = −2 and with 0.035 at z = −4. "
                                "How hard does it pull at z = −8?",
        lambda: pull(-8.0),
        ("below 0.002", lambda slope: slope < 0.002),
        ("0.035, as at −4", lambda slope: abs(slope - 0.035) < 0.003, "constant-pull",
         "Cross-entropy's pull hardly changes out there. Squared error's goes on shrinking."),
        ("a quarter of that, 0.009", lambda slope: abs(slope - 0.009) < 0.002, "linear-decay",
         "It shrinks with exp(z), by 1/e for each step and not by a quarter for four."),
        because="p(1 − p) shrinks like exp(z): the flatter the sigmoid, the weaker the pull."),
    choose(
        "birds-in-millimetres", "The bills are now in millimetres, ten times as large. How do 3,000 steps of squared "
                                "error end?",
        right_in_millimetres,
        ("it never gets beyond 60 %", lambda share: share < 0.6),
        ("as in centimetres", lambda share: abs(share - 0.996) < 0.01, "units-do-not-matter",
         "The best border is the same, but the way to it is not: features ten times as large make a step a hundred "
         "times as long."),
        ("it gets to the same place sooner", lambda share: share > 0.999, "longer-steps-are-faster",
         "Longer steps may also end too far out, where squared error no longer pulls."),
        because="The first step makes every bird a confident Adélie, and squared error does not correct what it is "
                "sure of."),
    choose(
        "two-that-stand-still", "After 100 steps two runs hardly move any more. How many are in the valley after 2,000?",
        arrivals,
        ("one of the two", 1), ("both: they need patience", 2, "slow-is-lost",
                                "One of them is not slow. The ground under it tilts away from the valley."),
        ("neither: squared error has stalled", 0, "slow-is-lost",
         "One of them stands on ground that still tilts the right way, only very little."),
        because="A loss that hardly moves may be slow or lost, and one cannot tell by looking at it."),
    choose(
        "noisy-labels", "About a tenth of the points lie far from the border, and their labels are wrong. Whose border "
                        "suffers more?",
        lambda: right_on_good_points()[0] - right_on_good_points()[1],
        ("cross-entropy's", lambda lead: lead > 0.01),
        ("squared error's", lambda lead: lead < -0.01, "mse-suffers-from-outliers",
         "That is so for a line through points. Behind a sigmoid, squared error costs 1 at most, and gives hopeless "
         "points up."),
        ("both alike", lambda lead: abs(lead) <= 0.01, "loss-does-not-matter",
         "The two disagree most about points that are far on the wrong side, and these are such points."),
        because="Cross-entropy pays more for each of them the farther away it lies, so it moves its border for their "
                "sake."),
    choose(
        "pull-of-cross-entropy", "The label is 1 and the score is −8. What is the size of cross-entropy's slope?",
        lambda: 1 - float(sigmoid(-8.0)),
        ("nearly 1", lambda slope: 0.99 < slope < 1), ("nearly 0", lambda slope: slope < 0.01, "mse-on-sigmoid",
                                                      "That is squared error's, which stalls there."),
        ("8", 8.0, "loss-not-gradient", "That is about the loss, which rises by 1 for each further point: a slope of 1."),
        because="The two links are −1/p and p (1 − p): what is left is −(1 − p), and p is nearly 0.", kind="memory"),
    choose(
        "honest-forecast", "It will rain with 70 %. You pay (p − y)² for your forecast p. Which p is cheapest on "
                           "average?",
        lambda: min((0.5, 0.7, 0.99), key=lambda p: 0.7 * (1 - p) ** 2 + 0.3 * p ** 2),
        ("0.7", 0.7), ("0.99", 0.99, "hard-max", "That is so for the absolute error, which rewards shouting."),
        ("0.5", 0.5, "uniform-is-safe", "Caution costs too: say what you believe."),
        because="Squared error is proper: it pays to say what is true.", kind="memory"),
    choose(
        "your-squared-error-grad", "What does your squared_error_grad return for z = −8 with the label 1?",
        lambda your: float(np.squeeze(your(np.array([-8.0]), np.array([1])))),
        ("about −0.0007", lambda slope: -0.002 < slope < 0, "mse-on-sigmoid", "Your function pulls harder than that."),
        ("about −1", lambda slope: -1.1 < slope < -0.9, "mse-on-sigmoid", "That is cross-entropy's slope."),
        ("about −2", lambda slope: -2.1 < slope < -1.9, "no-chain",
         "That leaves out p(1 − p), by which p moves with z."),
        because="The slope holds the factor p(1 − p), which is tiny where the sigmoid is flat.", kind="own",
        exercise="squared_error_grad"),
    choose(
        "stock-stall", "A sigmoid's answer is badly wrong: z = −8, and the label is 1. Which loss corrects it hardest?",
        lambda: (1 - float(sigmoid(-8.0))) / pull(-8.0),
        ("cross-entropy", lambda ratio: ratio > 2), ("squared error", lambda ratio: ratio < 0.5, "mse-on-sigmoid",
                                                    "It squares an error of 1, and the sigmoid is flat there: 0.0007."),
        ("both about alike", lambda ratio: 0.5 <= ratio <= 2, "mse-on-sigmoid",
         "Cross-entropy's slope is 0.9997, squared error's 0.0007."),
        because="Squared error's slope has the factor p(1 − p), which vanishes there. Cross-entropy's has not.",
        kind="stock",
        about="Confident mistakes"),
)

GOALS = {
    "thirty-steps": {
        "words": "Find the start from which squared error takes between 30 and 40 steps to p > ½.",
        "reached": {"sesteps": (30, 40)}, "only": "start", "start": {"start": -8, "step": 100},
        "asks": "From −8 it was 1,507 steps. By what factor does one point more of mistake multiply the wait?",
        "found": "From −4 to −8 the wait grows from 36 to 1,507 steps, 42-fold, which is a factor of 2.5 for each "
                 "point, and the further out, the closer it is to e. Cross-entropy takes two steps more for each.",
    },
    "arrive-in-a-hundred": {
        "words": "From start 0, find a rate at which squared error is in the valley within 100 steps.",
        "reached": {"seend_": (0, 100)}, "only": "rate", "start": {"start": 0, "rate": 2, "step": 100},
        "asks": "Try the same rate from start 1, and then every other rate. What happens?",
        "found": "No rate on the slider helps from there. The first walk was slow, and this one is lost: downhill leads "
                 "away from the valley.",
    },
}
