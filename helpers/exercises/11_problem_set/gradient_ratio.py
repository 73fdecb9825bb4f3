"""Problem 5: how much harder cross-entropy pulls than squared error."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake

from .._parts import exact
from .._parts.inputs import array
from .._parts.safe import sigmoid

TASK = (
    "Return, for each logit z, how many times larger the gradient of cross-entropy is than that of the squared "
    "error (p - y)**2, both with respect to z. NumPy must not warn."
)


def spec(z):
    def ratio(score):
        p = exact.logistic(-abs(score))
        return 1 / (2 * p * (1 - p))

    return exact.by_entry(ratio, z)


PROBES = (
    Case("a logit of 0", (array(0),)),
    Case("three logits", (array(-2, 0.5, 3),)),
    Case("a table", (array([1, -1], [4, -6]),)),
    Case("a logit of 20", (array(20),)),
    Case("logits of 40 and -40", (array(40, -40),)),
    Case("a logit of 500", (array(500, -500),)),
)

RATIO = "Write both gradients down, divide on paper, and simplify until no 1 - p is left to become 0."


def _slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


MISTAKES = (
    Mistake("saturated",
            "The formula is right on paper. Beyond z = 37, 1 - p is exactly 0 in float64, and the ratio becomes inf.",
            RATIO, lambda z: 1 / (2 * sigmoid(z) * (1 - sigmoid(z))), lambda z: 1 / (2 * np.maximum(_slope(z), 1e-12))),
    Mistake("exp-overflows", "A step of yours overflows although the ratio itself is still a finite number.", RATIO,
            lambda z: (1 + np.exp(z)) ** 2 / (2 * np.exp(z)), lambda z: (1 + np.exp(-z)) ** 2 / (2 * np.exp(-z))),
    Mistake("upside-down", "You divide the wrong way round: squared error's gradient is the smaller one.", RATIO,
            lambda z: 2 * _slope(z), lambda z: 1 / (1 + np.cosh(z))),
    Mistake("without-the-two", "The square has a derivative with a factor of 2.", RATIO, lambda z: 2 + 2 * np.cosh(z),
            lambda z: 1 / _slope(z)),
    Mistake("half-a-slope", "The sigmoid's slope is a product of two factors, and you have one of them.", RATIO,
            lambda z: 1 / (2 * sigmoid(z)), lambda z: 1 / (2 * sigmoid(-z))),
    Mistake("ratio-of-losses", "You compare the two losses; their gradients were asked for.", RATIO,
            lambda z: -np.log(sigmoid(z)) / (1 - sigmoid(z)) ** 2, lambda z: -np.log(sigmoid(-z)) / sigmoid(z) ** 2),
    Mistake("gradient-wrt-p",
            "You compare gradients with respect to p; with respect to z the sigmoid's slope is in both.", RATIO,
            lambda z: 1 / (2 * _slope(z) ** 2), lambda z: (1 + np.cosh(z)) ** 2 * 2),
    Mistake("one-number", "You return one number; each logit has its own ratio.", "Leave out the mean.",
            lambda z: np.mean(1 + np.cosh(z)), lambda z: np.max(1 + np.cosh(z))),
    Mistake("probs-as-logits", "You apply the sigmoid twice.", "Apply it once.", lambda z: 1 + np.cosh(sigmoid(z))),
    Mistake("minus-one",
            "Try z = 0, where both gradients can be worked out in the head: your ratio is off by 1 or 2 there.", RATIO,
            lambda z: np.cosh(z) - 1, np.cosh),
    Mistake("sinh", "The ratio is the same for z and -z, and sinh is not.", RATIO, lambda z: 1 + np.sinh(z)),
)

HINTS = (
    "Write down both gradients with respect to z. Which factors do they share?",
    "Cross-entropy has p - y, squared error 2 (p - y) p (1 - p). The ratio is 1 / (2 p (1 - p)); write p "
    "with exponentials and simplify.",
    "The answer is one line:\ndef gradient_ratio(z):\n    return 1 + ...    # a function of z",
)


def draw(rng):
    """Draw logits near 0, and where p is exactly 0 or 1."""
    return [Case(f"random logits of shape {np.shape(z)}", (z,)) for z in (
        rng.normal(0, 3, 4).round(3), rng.normal(0, 8, (2, 3)).round(3), rng.uniform(37, 300, 3).round(2),
        rng.uniform(-300, -37, 2).round(2), rng.uniform(-600, 600, 4).round(1))]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, hints=HINTS,
    random=draw, points=5, quiet=True,
)
