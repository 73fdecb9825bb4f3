"""What lesson 3 asks; its short answers have a file of their own."""

import math

import numpy as np

from helpers.numerics import cross_entropy_with_logits, softmax

from .._parts.asked import choose, estimate
from .._parts.questions import cross
from ._short_answers import QUESTIONS

__all__ = ["ASKED", "GOALS", "QUESTIONS"]

TRUTH = (0.6, 0.3, 0.1)
COIN, LOADED = (0.5, 0.5), (0.9, 0.1)
CANDIDATES = {"thirds": (1 / 3, 1 / 3, 1 / 3), "itself": TRUTH, "bold": (0.8, 0.15, 0.05)}
NEAR, FAR = (0.6, 0.399, 0.001), (0.4, 0.4, 0.2)


def _questions_by_halving(letters):
    """Return how many questions it takes on average to find one of so many letters, all alike, by halving."""
    half = letters // 2
    return 0 if letters == 1 else 1 + (half * _questions_by_halving(half)
                                       + (letters - half) * _questions_by_halving(letters - half)) / letters


ASKED = (
    estimate(
        "questions-for-a-letter", "One of 26 letters is drawn, all equally likely. How many questions with yes or no "
        "does a good player need on average?",
        lambda: _questions_by_halving(26),
        (lambda: 13.5, "one-by-one", "That is asking for one letter after another. Ask whether it stands in the first "
                                     "half of the alphabet, and thirteen are gone at once."),
        (lambda: 13, "one-by-one", "That is asking for one letter after another, or the first halving alone."),
        (lambda: 25, "one-by-one", "So many you need at worst if you ask for one letter after another. Halve instead."),
        (lambda: 5, "worst-case", "Five are always enough. For some letters four will do, so the average is lower."),
        because="By halving, six letters take four questions and twenty take five: 4.77 on average. The logarithm to "
                "base 2 of 26, 4.70, is the limit for many letters at once."),
    choose(
        "near-or-dear", "The truth is (0.6, 0.3, 0.1). Which forecast costs less on average?",
        lambda: cross(TRUTH, NEAR) - cross(TRUTH, FAR),
        ("(0.4, 0.4, 0.2)", lambda extra: extra > 0.1),
        ("(0.6, 0.399, 0.001)", lambda extra: extra < -0.1, "nearer-is-cheaper",
         "It is nearer, bar by bar. But on the one rainy day in ten it pays ln 1000, and that settles it."),
        ("both cost the same", lambda extra: abs(extra) < 0.1, "order-only",
         "Costs do not see the order alone: they see how much each kind of day was given."),
        because="Ratios count and not differences: giving rain a hundredth of its due costs more than being off by 0.2 "
                "about the sun."),
    choose(
        "likelihood-of-1000", "On paper, 0.4 multiplied by itself 1000 times is about 1e-398. What does NumPy make of "
                              "it?",
        lambda: np.prod(np.full(1000, 0.4)).item(),
        ("0.0", lambda product: product == 0),
        ("1e-398", lambda product: 1e-400 < product < 4.9e-324, "no-underflow",
         "Floats end long before that: the smallest above 0 is about 4.9e-324."),
        ("4.9e-324, the smallest float", lambda product: product == 5e-324, "stops-at-the-smallest",
         "Nothing stops there. What is less than half of the smallest float is rounded to 0."),
        ("nan", np.isnan, "overflow-for-underflow", "nan comes from 0 / 0 or inf / inf, and no division happens here."),
        because="Below about 4.9e-324 there is only 0. Sums of logarithms do not have this trouble."),
    choose(
        "best-forecast", "The truth is (0.6, 0.3, 0.1). Which forecast has the lowest mean surprise?",
        lambda: min(CANDIDATES, key=lambda name: cross(TRUTH, CANDIDATES[name])),
        ("(0.6, 0.3, 0.1)", "itself"),
        ("(1/3, 1/3, 1/3)", "thirds", "uniform-is-safe", "It is the safest, and it pays for caution: 1.099 nats "
                                                         "against 0.898."),
        ("(0.8, 0.15, 0.05)", "bold", "hard-max",
         "Boldness pays where the first class comes, and costs more than that where it does not."),
        because="Nothing beats saying what is true: any other p costs more by KL(y ‖ p)."),
    choose(
        "cost-of-a-half", "The true class got probability 1/2. What does that cost?", lambda: -math.log(1 / 2),
        ("ln 2, about 0.69 nats", math.log(2)),
        ("0.5 nats", 0.5, "loss-is-error", "That is the probability that was missing. The cost is −ln of what was "
                                           "given."),
        ("0, as it is right half of the time", 0, "loss-is-error-rate", "A cost of 0 is for those who gave it 1."),
        because="Surprise is −ln p, and −ln(1/2) = ln 2: one bit.", kind="memory"),
    choose(
        "perfect-costs", "A prediction gives the true class probability 1. What does cross-entropy charge?",
        lambda: -math.log(1.0),
        ("0", 0.0), ("1", 1.0, "similarity", "Cross-entropy is a cost and no mark: less is better."),
        ("It has no value, since ln 0 occurs", lambda cost: math.isnan(cost), "zero-log-zero",
         "The other classes are weighted with 0, and what never happens costs nothing."),
        because="ln 1 = 0: whoever is certain and right pays nothing.", kind="memory"),
    choose(
        "double-the-batch",
        "A batch is copied, so that every sample stands in it twice. What becomes of the mean loss?",
        lambda: np.mean([0.2, 1.3] * 2) / np.mean([0.2, 1.3]),
        ("It stays", 1.0), ("It doubles", 2.0, "sum-over-batch", "That is what a sum does. A mean divides by twice as "
                                                                 "many."),
        ("It halves", 0.5, "mean-over-classes", "Twice the samples also bring twice the cost."),
        because="A mean over samples does not care how many there are.", kind="memory"),
    choose(
        "your-cross-entropy", "Your cross_entropy gets the prediction [[1, 0]] and the label [0]: certain, and right. "
        "What does it return?",
        lambda your: your(np.array([[1.0, 0.0]]), np.array([0])),
        ("0", 0.0, "zero-log-zero", "Your function takes the logarithm of the 0 as well, and 0 times −inf is nan."),
        ("nan", np.nan, "zero-log-zero", "Your function never takes the logarithm of the other entry, so there is no "
                                         "0 · ln 0."),
        ("inf", np.inf, "swapped-arguments", "inf is for those who gave the true class 0."),
        because="A prediction that is certain and right costs nothing.", kind="own", exercise="cross_entropy"),
    choose(
        "stock-start", "A classifier for 10 classes has learned nothing yet and gives each class the same. What is its "
        "cross-entropy?",
        lambda: cross_entropy_with_logits(np.zeros((1, 10)), np.array([3])).item(),
        ("ln 10, about 2.3", math.log(10)), ("0.9, as it is wrong 9 times of 10", 0.9, "loss-is-error-rate",
                                             "That is a rate of errors. The cost asks what the truth was given."),
        ("1, the largest loss there is", 1.0, "loss-must-be-below-one", "Cross-entropy has no largest value."),
        because="The true class gets 1/10, and −ln(1/10) = ln 10.", kind="stock", about="Loss at the start"),
    choose(
        "stock-symmetric", "For two distributions y and p, how do H(y, p) and H(p, y) compare?",
        lambda: abs(cross(COIN, LOADED) - cross(LOADED, COIN)) > 1e-6,
        ("They differ in general", True),
        ("They are the same", False, "symmetric-ce", "For (0.5, 0.5) and (0.9, 0.1) they are 1.204 and 0.693."),
        because="One weights with y and takes logarithms of p; the other does the reverse.", kind="stock",
        about="Which way round"),
    choose(
        "stock-double-softmax", "A loss that contains softmax is fed with softmax's output. There are 3 classes, and "
        "training goes well. How low can the loss get?",
        lambda: -math.log(softmax(np.array([1.0, 0, 0]))[0]),
        ("to about 0.55", lambda floor: 0.5 < floor < 0.6), ("to 0", lambda floor: floor < 0.01, "double-softmax",
                                                            "The second softmax sees numbers between 0 and 1 only."),
        ("to ln 3, about 1.1", math.log(3), "double-softmax", "It can learn, as the order of the classes survives."),
        because="Softmax of (1, 0, 0) is (0.58, 0.21, 0.21), and more than 0.58 is out of reach.", kind="stock",
        about="Softmax twice"),
    choose(
        "stock-perfect", "A program computes −(Y * np.log(P)).sum() with Y = [1, 0] and P = [1, 0], which is perfect. "
        "What comes out?",
        lambda: _perfect(),
        ("nan", np.isnan), ("0", lambda cost: cost == 0, "zero-log-zero", "On paper. NumPy multiplies 0 by −inf."),
        ("inf", np.isposinf, "zero-log-zero", "It would be inf if the −inf were weighted with more than 0."),
        because="np.log(0) is −inf, and 0 times −inf is nan. Take the logarithm of the true class alone.", kind="stock",
        about="0 · ln 0"),
)


def _perfect():
    Y = P = np.array([1.0, 0.0])
    with np.errstate(all="ignore"):
        return -(Y * np.log(P)).sum().item()


GOALS = {
    "shortest-code": {
        "words": "Bring the mean length down to the entropy, 1.75 bits, in no more space than there is.",
        "reached": {"mean": 1.75, "total": (None, 1)},
        "asks": "What did the word of one bit cost, and who had to pay for it?",
        "found": "Half of the space. The other three words share the other half, so that two of them need a third bit. "
                 "Halving a length never comes free: a word of length ℓ costs the share 2^−ℓ.",
    },
    "near-and-dear": {
        "words": "Keep each bar of p within 0.1 of y's, and yet make p cost 0.95 nats or more, though not ∞.",
        "reached": {"ce": (0.95, 9), "p0": (0.5, 0.7), "p1": (0.2, 0.4), "p2": (0.001, 0.2)},
        "only": ("b0", "b1", "b2"),
        "asks": "Which class did it, and why that one?",
        "found": "Rain. Its bar is short, so that within 0.1 it can lose nearly all of what it has, and what counts is "
                 "the ratio y / p. No other bar can lose more than a third of its own.",
    },
}
