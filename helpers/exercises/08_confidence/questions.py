"""What lesson 8 asks."""

from functools import cache
from math import comb

import numpy as np

from helpers import data
from helpers.numerics import cross_entropy_with_logits, one_hot, softmax

from .._parts.asked import choose, estimate
from .._parts.descent import descend

QUESTIONS = ()


@cache
def images():
    """Return lesson 8's digits: pixels and a column of ones, shape (1797, 65), and labels."""
    digits = data.digits()
    digits = digits[np.random.default_rng(8).permutation(len(digits))]
    return np.column_stack([digits.images.reshape(-1, 64) / 2, np.ones(len(digits))]), digits.labels


@cache
def scores(steps, rate, decay=0.0):
    """Return the logits of the 1,297 images to be judged, after training on 200, and their labels."""
    X, y = images()
    labels = one_hot(y[:200], 10)
    W = descend(X[:200], lambda z: softmax(z) - labels, np.zeros((65, 10)), steps, rate, decay)
    return X[500:] @ W, y[500:]


def price_of_a_wrong_answer():
    """Return what the bold network pays for a wrong answer on average, in nats."""
    z, y = scores(2000, 0.5)
    return cross_entropy_with_logits(z, y, reduction="none")[z.argmax(axis=1) != y].mean()


def sure_and_right(steps, rate, decay):
    """Return how much surer than right a network is, on average."""
    z, y = scores(steps, rate, decay)
    return softmax(z).max(axis=1).mean() - (z.argmax(axis=1) == y).mean()


def seven_or_fewer():
    """Return how likely it is that at most 7 of 10 answers are right, if each has a 90 % chance of it."""
    return sum(comb(10, k) * 0.9**k * 0.1 ** (10 - k) for k in range(8))


ASKED = (
    estimate(
        "price-of-the-wrong-ones", "Its mean loss is 1.007. What does it pay for each of its wrong answers, on average?",
        price_of_a_wrong_answer,
        (lambda: 1.007, "loss-counts-mistakes", "That is the mean over all answers, and nine in ten of them cost next to "
                                                "nothing."),
        (lambda: 2.3, "uniform-is-safe", "That is what one pays who shrugs. This one does not shrug: it is sure, and wrong."),
        (lambda: 4.6, "loss-counts-mistakes", "That is the price of 99 %. It is often surer than that."),
        because="Nearly the whole loss is paid for the wrong tenth, so each of them costs ten times the mean.",
        unit="nats", within=0.1),
    choose(
        "strong-pull", "Another network is trained with a strong pull of all weights towards 0. How does its "
                       "confidence compare with how often it is right?",
        lambda: sure_and_right(1000, 0.05, 0.3),
        ("it is lower", lambda gap: gap < -0.05),
        ("it is higher", lambda gap: gap > 0.05, "always-overconfident",
         "Networks that are trained to the end are. Small weights make small gaps, and small gaps make modest "
         "probabilities."),
        ("they are about equal", lambda gap: abs(gap) <= 0.05, "always-calibrated",
         "Nothing sees to that. The pull keeps the scores small, whatever the answers are."),
        because="Small weights mean small gaps between scores, so that no answer gets a large probability."),
    choose(
        "honest-and-unlucky", "You say 90 % ten times, and each of these answers really has a 90 % chance of being "
                              "right. How often will seven or fewer of the ten be right?",
        seven_or_fewer,
        ("about once in fourteen such tens", lambda chance: 0.06 < chance < 0.08),
        ("less than once in a hundred", lambda chance: chance < 0.01, "small-numbers-are-sure",
         "That would need more answers: ten leave chance a lot of room."),
        ("about once in four", lambda chance: chance > 0.2, "small-numbers-are-sure",
         "That is how often eight or fewer are right, which is one below the nine that you expect."),
        because="The chances of 0 to 7 right answers of 10 add up to 7.0 %."),
    choose(
        "after-temperature", "All scores are divided by T = 5. How many of 1,297 answers change?",
        lambda: int((scores(2000, 0.5)[0].argmax(axis=1) != (scores(2000, 0.5)[0] / 5).argmax(axis=1)).sum()),
        ("none", 0), ("about a tenth", lambda changed: changed > 50, "temperature-changes-answers",
                      "The largest score stays the largest when all are divided by the same number."),
        ("about half", lambda changed: changed > 500, "temperature-changes-answers",
         "The order of the scores stays as it is."),
        because="Dividing by a positive number keeps the order.", kind="memory"),
    choose(
        "what-is-calibrated", "A forecaster said 70 % on a thousand days. On how many of them did it rain, if the "
                              "forecaster is calibrated?",
        lambda: 1000 * 0.7,
        ("about 700", 700.0), ("nearly all: 70 % is more than half", 1000.0, "winner-is-right",
                               "Then the honest word would have been 100 %."),
        ("one cannot know", "unknown", "confidence-is-no-frequency", "That is what calibrated means: the word comes true as "
                                                                    "often as it says."),
        because="Calibrated means that 70 % comes true seven times in ten.", kind="memory"),
    choose(
        "your-calibration-error", "Ten answers, each with a confidence of 0.1, and one of them is right. What does your "
                                  "calibration_error say, with 10 bins?",
        lambda your: float(your(np.full(10, 0.1), np.eye(10)[3], 10)),
        ("0", lambda error: abs(error) < 1e-9, "calibration-is-accuracy", "Your function finds a gap there."), ("0.9", 0.9, "calibration-is-accuracy",
                                                "It is wrong nine times in ten, and it said so."),
        ("0.1", 0.1, "calibration-is-accuracy", "That is the confidence, and also the share of right answers."),
        because="It promised a tenth and kept its word, however useless the promise was.", kind="own",
        exercise="calibration_error"),
)

GOALS = {
    "as-cheap-as-it-gets": {
        "words": "Bring the mean loss below 0.352.",
        "reached": {"loss": (0, 0.352)}, "only": "T", "start": {"T": 1},
        "asks": "Which T was it, and how many of the 1,297 answers have changed?",
        "found": "It is T = 5 or 5.5, and no answer has changed. The loss fell from 1.007 to about a third.",
    },
}
