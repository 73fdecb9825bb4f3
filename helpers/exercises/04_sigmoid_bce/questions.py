"""What lesson 4 asks; its short answers have a file of their own."""

import math

import numpy as np

from helpers import data
from helpers.numerics import binary_cross_entropy_with_logits, sigmoid, softmax

from .._parts.asked import choose, estimate
from .._parts.descent import descend
from ._short_answers import QUESTIONS

__all__ = ["ASKED", "GOALS", "QUESTIONS"]

RISING = np.linspace(0.01, 0.99, 50)
JAMIE = math.log(0.153 / 0.066)


def _share_of_women():
    """Return the share of women among the people whose names are in the census list."""
    names = data.first_names()
    return names.women.sum() / (names.women + names.men).sum()


def _right_with_two_sigmoids():
    """Return the accuracy of a network, trained on two clouds, whose loss adds a sigmoid to the network's own."""
    rng, y = np.random.default_rng(5), np.repeat([0, 1], 100)
    X = np.column_stack([rng.normal(size=(200, 2)) + (2 * y[:, None] - 1) * [1.5, 0.75], np.ones(200)])

    def slopes(z):
        p = sigmoid(z)
        return (sigmoid(p) - y) * p * (1 - p)

    return ((X @ descend(X, slopes, np.zeros(3), 1000, 0.5) > 0) == y).mean()


ASKED = (
    estimate(
        "one-more-point", "Jamie's score is 0.84, a probability of 0.70. What is it at 1.84?",
        lambda: float(sigmoid(JAMIE + 1)),
        (lambda: 0.7 * math.e, "odds-ratio", "A probability has no room for that. It is the odds that grow by e."),
        (lambda: 1.0, "odds-ratio", "It is the odds that grow by e, from 2.3 to 6.3 to 1. That is far from certain."),
        (lambda: 0.8, "linear-scores", "No point is worth a fixed amount of probability: from -4 to -3 it is 0.03, "
                                       "from 0 to 1 it is 0.23."),
        (lambda: 0.91, "linear-scores", "You went on as steeply as the curve is at 0.84, but it flattens."),
        because="The odds go from 2.3 to 6.3 to 1, and 6.3 / 7.3 = 0.86."),
    choose(
        "shape-of-the-loss", "The label is 1, and p moves from near 0 to near 1. What does the loss do?",
        lambda: set(np.sign(np.diff(-np.log(RISING)))),
        ("falls all the way", lambda signs: signs == {-1}),
        ("falls, then rises", lambda signs: signs == {-1, 1}, "bowl-in-p",
         "A bowl would punish one who is surer of the truth. There is no such point: surer of the truth is always "
         "cheaper."),
        ("rises all the way", lambda signs: signs == {1}, "label-upside-down", "That is the loss for the label 0."),
        because="It is −ln p, and the logarithm rises with p all the way."),
    estimate(
        "wrong-at-forty", "The score is z = 40 and the label is 0. What is the loss?",
        lambda: float(binary_cross_entropy_with_logits(40.0, 0)),
        (lambda: 1.0, "loss-must-be-below-one", "A loss has no upper bound: twice as sure and wrong costs about twice "
                                                "as much."),
        (lambda: math.exp(40), "log-of-sigmoid", "Those are the odds. The loss is their logarithm."),
        because="−ln(1 − sigmoid(z)) = ln(1 + exp(z)), which is z itself for large z.", unit="nats"),
    estimate(
        "second-sigmoid", "One sigmoid: 96.5 % right after training. How many percent with two?",
        lambda: 100 * _right_with_two_sigmoids(),
        (lambda: 50, "probs-as-logits", "Two sigmoids in a row still rise with the score, so training can still tell "
                                        "yes from no. Look for the damage elsewhere."),
        (lambda: 73, "probs-as-logits", "0.73 is the largest probability that the loss gets to see. It is no share of "
                                        "right answers: those are decided by the sign of the score."),
        (lambda: 0, "errors-are-loud", "Nothing fails. The loss takes the probability for a small logit."),
        because="The order of the answers survives the second sigmoid, so as many are right. Look at the loss.",
        unit="percent"),
    estimate(
        "names-or-people", "78 % of the names are women's. Of 1000 people who bear them, how many are women?",
        lambda: 1000 * _share_of_women(),
        (lambda: 780, "names-not-people", "That would be so if every name had as many bearers. But James alone is borne "
                                         "by more than 3 of 100 men."),
        (lambda: 220, "names-not-people", "A woman's name is rarer, but there are so many of them that it evens out."),
        because="There are far more names for women, each borne by fewer.", within=0.05),
    choose(
        "one-score-for-two", "Two classes have the scores z₀ and z₁. Which one number gives the probability of class "
                             "1 by a sigmoid?",
        lambda: [name for name, z in {"gap": 3.0 - 1.0, "own": 3.0, "ratio": 3.0 / 1.0}.items()
                 if abs(sigmoid(z) - softmax(np.array([1.0, 3.0]))[1]) < 1e-9],
        ("z₁ − z₀", ["gap"].__eq__), ("z₁", ["own"].__eq__, "sigmoid-of-one-logit",
         "Then the rival's score would not matter."),
        ("z₁ / z₀", ["ratio"].__eq__, "ratio-for-gap", "Softmax looks at gaps, and a ratio changes when both get 100 "
                                                       "more."),
        because="Softmax of two is the sigmoid of their gap.", kind="memory"),
    choose(
        "log-odds-of-a-half", "What are the log-odds of a probability of 1/2?", lambda: math.log(0.5 / (1 - 0.5)),
        ("0", 0.0), ("1/2", 0.5, "probability-not-odds", "That is the probability."),
        ("1", 1.0, "log-odds-not-odds", "Those are the odds, 1 to 1. Their logarithm was asked for."),
        because="The odds are 1 to 1, and ln 1 = 0: sigmoid(0) = 1/2.", kind="memory"),
    choose(
        "which-loss-is-safe", "A score is 800 and the label is 0. Which way gives the true loss, 800?",
        lambda: _safe_at(800.0),
        ("from the score: ln(1 + exp(z)), arranged so that nothing overflows", ["score"].__eq__),
        ("from the probability: −ln(1 − sigmoid(z))", ["probability"].__eq__, "log-of-sigmoid",
         "sigmoid(800) is exactly 1 in floats, and −ln 0 is inf."),
        ("both", ["score", "probability"].__eq__, "log-of-sigmoid", "sigmoid(800) is exactly 1 in floats, and −ln 0 "
                                                                    "is inf."),
        because="The probability has forgotten how sure the score was.", kind="memory"),
    choose(
        "your-sigmoid", "What does your sigmoid return for −1000?", lambda your: your(np.array([-1000.0]))[0],
        ("0", 0.0, "overflow", "Something in your function overflows on the way."),
        ("nan", np.nan, "overflow", "Nothing in your function becomes inf / inf for −1000."),
        ("0.5", 0.5, "sigmoid-at-zero", "That is the value at 0."),
        because="The true value is about 1e-434, which a float holds as 0.", kind="own", exercise="sigmoid"),
    choose(
        "stock-one-of-two", "Softmax over the scores (1, 3) gives class 1 the probability 0.88. Which sigmoid gives "
                            "the same?",
        lambda: softmax(np.array([1.0, 3.0]))[1],
        ("sigmoid(3 − 1)", 1 / (1 + math.exp(-2))), ("sigmoid(3)", 1 / (1 + math.exp(-3)), "sigmoid-of-one-logit",
                                                     "It gives 0.95, and it ignores the other score."),
        ("sigmoid(3 + 1)", 1 / (1 + math.exp(-4)), "sigmoid-of-one-logit", "It gives 0.98. Gaps count, and not sums."),
        because="Divide both exponentials by the larger one: what is left is the gap.", kind="stock",
        about="Two classes, one score"),
    choose(
        "stock-probs-as-logits", "A loss that contains a sigmoid is fed with sigmoid's output. Between which bounds "
                                 "lie the probabilities that it works with?",
        lambda: [round(float(sigmoid(p)), 2) for p in (0.0, 1.0)],
        ("0.5 and 0.73", [0.5, 0.73]), ("0 and 1", [0.0, 1.0], "probs-as-logits",
                                        "The second sigmoid sees numbers between 0 and 1 only."),
        ("0 and 0.5", [0.0, 0.5], "probs-as-logits", "sigmoid(0) is 0.5, so nothing lies below that."),
        because="sigmoid(0) = 0.5 and sigmoid(1) = 0.73: it can never say no.", kind="stock", about="Sigmoid twice"),
)

GOALS = {
    "another-nine": {
        "words": "The probability is 0.90. Move the score until it is 0.99.",
        "reached": {"p": (0.9895, 0.9905)}, "only": "z", "start": {"z": 2.2},
        "asks": "How many points did it take, and how many will it take from 0.99 to 0.999?",
        "found": "The odds go from 9 to 99, a factor of 11, and ln 11 is 2.4 points. From 99 to 999 it is ln 10.1, "
                 "2.3 points. Each further nine costs about ln 10 = 2.3.",
    },
    "three-nats-apart": {
        "words": "Find the score at which the label 0 costs exactly 3 nats more than the label 1.",
        "reached": {"loss1": (0.0480, 0.0490)}, "only": "z", "start": {"z": 1},
        "asks": "What is the score there, and what is it at 4 nats apart?",
        "found": "It is 3, and at 4 nats apart it is 4: the gap between the two costs is the score itself.",
    },
}


def _safe_at(z):
    """Return which of the two ways gives a loss of z for the score z and the label 0."""
    with np.errstate(all="ignore"):
        ways = {"score": binary_cross_entropy_with_logits(z, 0), "probability": -np.log(1 - sigmoid(z))}
    return [name for name, loss in ways.items() if abs(loss - z) < 1e-6]
