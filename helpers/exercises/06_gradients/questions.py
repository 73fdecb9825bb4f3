"""What lesson 6 asks."""

from functools import cache

import numpy as np

from helpers import data
from helpers.numerics import cross_entropy_with_logits, one_hot, softmax, softmax_jacobian

from .._parts.asked import choose
from .._parts.descent import descend

QUESTIONS = ()
BIRD, LABEL = np.array([2.0, 1.0, 0.1]), 0
LATE = {"1e-2": 1e-2, "1e-5": 1e-5, "1e-8": 1e-8, "1e-12": 1e-12}


def slope(k, h=1e-5):
    """Return by central differences how fast the loss of the Adélie rises with score k."""
    step = h * np.eye(3)[k]
    ahead, behind = (cross_entropy_with_logits(BIRD + way * step, LABEL) for way in (1, -1))
    return float((ahead - behind) / (2 * h))


def best_step():
    """Return the step whose central differences have the smallest median error over 100 samples."""
    Z = np.random.default_rng(6).normal(scale=2, size=(100, 3))
    labels, exact = np.zeros(100, int), softmax(Z) - np.eye(3)[0]

    def error(h):
        found = [cross_entropy_with_logits(Z + h * e, labels, reduction="none")
                 - cross_entropy_with_logits(Z - h * e, labels, reduction="none") for e in np.eye(3)]
        return np.median(np.abs(np.stack(found, -1) / (2 * h) - exact).max(1))

    return min(LATE, key=lambda name: error(LATE[name]))


@cache
def diagonal_losses():
    """Return the losses at steps 10 and 2,000 of a softmax on penguins, by the diagonal alone and by the gradient."""
    birds = data.penguins()
    X = np.column_stack([birds.flipper_length_mm, birds.bill_depth_mm])
    X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(len(X))])
    Y = one_hot(np.unique(birds.species, return_inverse=True)[1], 3)

    def loss(slopes, steps):
        W = descend(X, lambda z: slopes(softmax(z)), np.zeros((3, 3)), steps, 1.0)
        return -np.log(softmax(X @ W)[Y == 1]).mean()

    return [(loss(lambda p: -Y * (1 - p), steps), loss(lambda p: p - Y, steps)) for steps in (10, 2000)]


ASKED = (
    choose(
        "slope-of-the-chinstrap", "The bird is an Adélie. The chinstrap's score rises a little. How does the loss "
                                  "change for each point that it rises?",
        lambda: slope(1),
        ("it rises by 0.242", lambda found: abs(found - 0.242) < 1e-3),
        ("not at all: the label is another", 0.0, "diagonal-jacobian",
         "What the chinstrap gains the others lose, since the three sum to 1. So the loss does feel it."),
        ("it falls by 0.242", lambda found: abs(found + 0.242) < 1e-3, "flipped-sign",
         "With this sign the loss would fall as a wrong class gains."),
        because="The higher its score, the less is left for the Adélie."),
    choose(
        "diagonal-for-two-thousand-steps", "Training takes the diagonal of the Jacobian only. What becomes of the loss "
                                           "in 2,000 steps, beside the right gradient's?",
        lambda: np.sign(np.array(diagonal_losses())[:, 0] - np.array(diagonal_losses())[:, 1] - 1e-3).tolist(),
        ("it falls as well at first, and ends far higher", [-1, 1]),
        ("it is higher from the start, and stays so", [1, 1], "diagonal-jacobian",
         "The true class is pulled up as it should be, and in the beginning that is nearly all that matters."),
        ("it ends in the same place", [-1, -1], "diagonal-jacobian",
         "Nothing is ever pushed down, so nothing stops the weights from growing."),
        because="Every true class is pulled up, and no wrong one is pushed down. It goes well until the weights are "
                "large."),
    choose(
        "best-difference", "You measure a slope by central differences in float64. Which step h gives the smallest "
                           "error?",
        best_step,
        ("1e-5", "1e-5"),
        ("1e-2", "1e-2", "large-step", "A wide step measures the slope of a chord: its error grows with h²."),
        ("1e-8", "1e-8", "one-sided-step", "That is best for one-sided differences, whose error grows with h and not "
                                           "h²."),
        ("1e-12", "1e-12", "smaller-is-better",
         "The two losses then agree in nearly all digits, and their difference is mostly rounding."),
        because="The curve's error falls with h², rounding rises with 1/h, and both are small near 1e-5."),
    choose(
        "sum-of-slopes", "The slopes of one sample's loss for all its scores are added up. What is the sum?",
        lambda: sum(slope(k) for k in range(3)),
        ("0", lambda total: abs(total) < 1e-6), ("1", 1.0, "probabilities-not-slopes",
         "The probabilities sum to 1. The label takes 1 off."),
        ("the loss", lambda total: abs(total - cross_entropy_with_logits(BIRD, LABEL)) < 1e-6, "loss-not-gradient",
         "Slopes say how the loss moves, and not how large it is."),
        because="All scores together are a shift, and a shift changes nothing.", kind="memory"),
    choose(
        "off-the-diagonal", "By how much does class 1's probability change when class 0's score rises?",
        lambda: softmax_jacobian(BIRD)[1, 0],
        ("by −p₀ p₁", lambda entry: np.isclose(entry, -softmax(BIRD)[0] * softmax(BIRD)[1])),
        ("not at all", 0.0, "diagonal-jacobian", "They share one sum, so what one gains the others lose."),
        ("by p₁ (1 − p₁)", lambda entry: np.isclose(entry, softmax(BIRD)[1] * (1 - softmax(BIRD)[1])),
         "diagonal-jacobian",
         "That is how it changes with its own score."),
        because="Off the diagonal of the Jacobian stands −pᵢ pⱼ.", kind="memory"),
    choose(
        "your-gradient", "The logits [[2, 1, 0.1]] have the label [0]. What do the three numbers of your gradient sum "
                         "to?",
        lambda your: float(np.sum(your(BIRD[None], np.array([LABEL])))),
        ("0", lambda total: abs(total) < 1e-9, "shift", "Your function returns slopes whose sum is another."),
        ("1", 1.0, "probabilities-not-slopes", "Those are the probabilities; your function takes the label off."),
        ("the loss, 0.417", lambda total: abs(total - 0.417) < 1e-3, "loss-not-gradient",
         "Your function returns slopes, and not the loss."),
        because="p sums to 1 and so does y.", kind="own", exercise="softmax_cross_entropy_grad"),
    choose(
        "stock-other-classes", "Cross-entropy on top of softmax; the label is class 0. Which scores have a slope that "
                               "is not 0?",
        lambda: [abs(slope(k)) > 1e-6 for k in range(3)],
        ("all of them", [True, True, True]), ("class 0's only", [True, False, False], "diagonal-jacobian",
                                             "The loss looks at p₀ alone, and p₀ depends on every score."),
        ("all but class 0's", [False, True, True], "diagonal-jacobian", "Class 0's slope is p₀ − 1."),
        because="The gradient is p − y: each wrong class is pushed down by its own probability.", kind="stock",
        about="Slopes of other classes"),
)

GOALS = {
    "quarter-half-quarter": {
        "words": "Give the arrows the lengths ¼, ½ and ¼.",
        "reached": {"g0": (0.24, 0.26), "g1": (-0.51, -0.49), "g2": (0.24, 0.26)},
        "only": ("z0", "z1", "z2"), "start": {"z0": 1.5, "z1": 0, "z2": -0.5, "y": 1},
        "asks": "How far does the label's score lead? Could the lengths be ¼, ½ and ⅓?",
        "found": "It leads by ln 2 = 0.69, which makes the exponentials 1, 2 and 1. The lengths ¼, ½ and ⅓ are out of "
                 "reach: the three always sum to zero.",
    },
}
