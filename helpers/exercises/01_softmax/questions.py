"""What lesson 1 asks, and its short answers on softmax."""

import numpy as np

from helpers import data
from helpers.numerics import softmax

from .._parts.asked import choose, estimate
from .._parts.questions import choice

QUESTIONS = (
    choice(
        "shift-or-scale",
        "Which change to all scores leaves softmax as it is?",
        "adding 100 to each", "b",
        (
            ("doubling them", "scale-invariance",
             "Doubling the scores doubles the gaps, and the winner takes more.",
             "Try softmax([1, 2]) and softmax([2, 4])."),
            ("squaring them", "scale-invariance",
             "Squaring changes the gaps, and turns negative scores positive.",
             "Try softmax([1, 2]) and softmax([1, 4])."),
        ),
        (
            "Only the gaps between scores count.",
            "exp(z + 100) is exp(100) times exp(z), for every class.",
            "Which of the three leaves all gaps as they are?",
        ),
    ),
)

SEVEN = np.array([1, 5, 6, 4, 2, 2.6, 6])
FIVE = np.array([1.0, 5, 6, 4, 2])


def _share_of_women(letter):
    """Return which share of the people whose names end in a letter are women, by the census."""
    names = data.first_names()
    those = names[np.char.endswith(names.name, letter)]
    return those.women.sum() / (those.women.sum() + those.men.sum())


BATCH = np.array([[1.0, 2, 3], [4, 5, 6]])


def _rows_and_columns():
    """Return how far the sums of rows and of columns of a batch's softmax are from 1."""
    p = softmax(BATCH)
    return abs(p.sum(1) - 1).max(), abs(p.sum(0) - 1).max()


ASKED = (
    choose(
        "ends-in-y", "Mary, Dorothy and Nancy end in -y, and so do Anthony, Gary and Larry. You hear of somebody whose "
        "name ends in -y, and nothing else. Which is likelier?",
        lambda: _share_of_women("y") > 0.5,
        ("a woman", True),
        ("a man", False, "names-not-people",
         "There are many such names of men, but it is people who count: Mary alone is borne by 2.6 of a hundred "
         "women."),
        because="In the census 55.6 % of them are women. 56 % would have been the honest confidence."),
    choose(
        "size-or-gap", "One network gives three classes the scores 100, 100.1 and 100.2, another 1, 5 and 9. Which "
        "is surer of its winner?",
        lambda: softmax(np.array([1.0, 5, 9])).max() - softmax(np.array([100, 100.1, 100.2])).max(),
        ("the one with 1, 5 and 9", lambda lead: lead > 0.1),
        ("the one with 100, 100.1 and 100.2", lambda lead: lead < -0.1, "size-of-logits",
         "Take 100 off each score: softmax does not see the difference, and 0, 0.1 and 0.2 sound far from sure."),
        ("both the same", lambda lead: abs(lead) < 1e-6, "order-only",
         "The order is the same, but softmax also sees how far apart the scores are."),
        because="Only differences count: gaps of 4 make it sure, gaps of 0.1 hardly tell the classes apart."),
    estimate(
        "two-sixes", "The scores are 1, 5, 6, 4, 2, 2.6 and 6. What probability does softmax give to the last one?",
        lambda: softmax(SEVEN)[-1],
        (lambda: SEVEN[-1] / SEVEN.sum(), "no-exp",
         "That is 6 divided by the sum of the scores. Softmax divides exponentials, and so favours the large ones."),
        (lambda: 1 / 7, "uniform", "That would be right if all seven scores were equal."),
        (lambda: 1.0, "hard-max", "Another score is just as large, and equal scores get equal probabilities."),
        (lambda: 0.5, "hard-max", "The two 6s are equal, but the other five scores get something too."),
        because="The two 6s share what the other five leave them."),
    choose(
        "hot-softmax", "Five classes, and T is a million. What does each class get?",
        lambda: softmax(FIVE / 1e6),
        ("0.2 for each", 0.2),
        ("the largest all, the rest 0", lambda p: p.max() > 0.99, "temperature-upside-down",
         "That is what a T near 0 does. A large T makes all the gaps between scores small."),
        ("0 for each", 0, "softmax-over-T",
         "You divided the probabilities by T. T divides the scores, and what comes out still sums to 1."),
        because="Divided by a million, all scores are nearly equal, and equal scores share equally."),
    choose(
        "warmer-five", "T rises from 1 to 2. What becomes of the probability of the 5?",
        lambda: softmax(SEVEN / 2)[1] / softmax(SEVEN)[1],
        ("It rises", lambda ratio: ratio > 1.01),
        ("It falls, as those of the 6s do", lambda ratio: ratio < 0.99, "high-scores-lose",
         "The 6s do fall. But what they lose goes to all whose score is below the mean score, and at T = 1 that is "
         "5.66, so the 5 is among them."),
        ("It stays as it is", lambda ratio: abs(ratio - 1) < 0.01, "shift-for-scale",
         "A shift would leave it as it is. T divides the scores, so it changes the gaps."),
        because="It goes from 0.144 to 0.178. The 5 loses only later, when the mean score has sunk below 5."),
    choose(
        "add-a-hundred", "All scores get 100 more. What does softmax do?",
        lambda: abs(softmax(SEVEN + 100) - softmax(SEVEN)).max(),
        ("It returns the same as before", lambda change: change < 1e-9),
        ("All probabilities grow", lambda change: change > 1, "unnormalised",
         "They sum to 1 before and after, so they cannot all grow."),
        ("The winner takes nearly all", lambda change: 0.1 < change < 1, "scale-invariance",
         "That is what multiplying by 100 does, as it widens the gaps. Adding leaves them alone."),
        because="Only the gaps between scores count: exp(100) cancels.", kind="memory"),
    choose(
        "odds-of-a-gap", "One score is 1 higher than another. How do their probabilities compare?",
        lambda: softmax(SEVEN)[1] / softmax(SEVEN)[3],
        ("by a factor of e, about 2.72", np.e),
        ("by a factor of 10", 10, "wrong-base", "Softmax raises e to the scores, and not 10."),
        ("by a difference of 1", lambda factor: False, "linear-scores",
         "A difference of 1 between two probabilities is only possible for 1 and 0. Equal gaps give equal ratios."),
        because="exp(z + 1) is e times exp(z), wherever you stand.", kind="memory"),
    choose(
        "cold-softmax", "The scores are 2, 1 and 0, and the temperature falls towards 0. What does softmax approach?",
        lambda: softmax(np.array([2.0, 1, 0]) / 1e-3),
        ("(1, 0, 0)", [1, 0, 0]),
        ("(1/3, 1/3, 1/3)", 1 / 3, "temperature-upside-down", "That is what a large T does: it shrinks the gaps."),
        ("(2/3, 1/3, 0)", [2 / 3, 1 / 3, 0], "no-exp", "Those are the scores divided by their sum, at no temperature."),
        because="Dividing by a small T stretches the gaps, until the winner takes all.", kind="memory"),
    choose(
        "your-softmax", "What does your softmax return for the scores [1000, 0]?",
        lambda your: your(np.array([1000.0, 0.0])),
        ("[1, 0]", [1, 0], "no-shift",
         "That is the true softmax. Your function takes exp(1000), which no float can hold."),
        ("[nan, 0]", [np.nan, 0], "overflow", "Your function never takes exp of a large number, so nothing overflows."),
        ("[nan, nan]", np.nan, "nan-spreads",
         "Only inf divided by inf is nan. A finite number divided by inf is 0."),
        ("[inf, 0]", [np.inf, 0], "overflow", "The numerator becomes inf, but it is then divided by a sum that is inf "
                                              "too."),
        because="You can see why in lesson 2, which begins with this very input.", kind="own", exercise="softmax"),
    choose(
        "stock-rows", "Softmax is applied to a batch of 2 samples with 3 classes each, an array of shape (2, 3). "
        "What sums to 1?",
        lambda: tuple(gap < 1e-9 for gap in _rows_and_columns()),
        ("each row", lambda sums: sums == (True, False)),
        ("each column", lambda sums: sums == (False, True), "wrong-axis",
         "A column holds one class of different samples, which do not compete."),
        ("the whole array", lambda sums: sums == (False, False), "whole-array",
         "Then two samples would have to share one probability of 1."),
        because="Classes compete within a sample, and a sample is a row.", kind="stock", about="What sums to 1"),
    choose(
        "stock-temperature", "How is softmax with the temperature T = 2 computed?",
        lambda: [name for name, p in {"scores": softmax(FIVE / 2), "after": softmax(FIVE) / 2}.items()
                 if abs(p.sum() - 1) < 1e-9],
        ("divide the scores by 2, then softmax", lambda sums: sums == ["scores"]),
        ("softmax, then divide the probabilities by 2", lambda sums: sums == ["after"], "softmax-over-T",
         "Then the probabilities sum to one half."),
        ("either way, it is the same", lambda sums: len(sums) == 2, "softmax-over-T",
         "The second way gives probabilities that sum to one half."),
        because="T divides the scores, so that the result still sums to 1.", kind="stock", about="Temperature"),
    choose(
        "stock-calibrated", "All scores of a network are multiplied by 3 before softmax. What changes?",
        lambda: (bool((BATCH.argmax(1) == (3 * BATCH).argmax(1)).all()), bool(softmax(3 * BATCH).max()
                                                                              > softmax(BATCH).max())),
        ("it sounds surer, and is right as often as before", lambda seen: seen == (True, True)),
        ("it sounds surer, and is right more often", lambda seen: seen == (False, True), "calibrated",
         "The order of the scores stays, so the same classes win. How sure softmax sounds says nothing of the rest."),
        ("nothing, since only ratios of scores count", lambda seen: seen == (True, False), "scale-invariance",
         "Gaps count, and they are three times as wide."),
        because="The same classes win, with larger probabilities: sounding sure and being right are two things.",
        kind="stock", about="Sure and right"),
)

GOALS = {
    "same-shares": {
        "words": "Bring the sum of the exponentials above 1000 and leave all three shares as they are.",
        "reached": {"sum": (1000, None), "p0": (0.664, 0.667), "p1": (0.243, 0.246)},
        "asks": "Which slider did it, and why could no other?",
        "found": "The one for all scores: it gives every exponential the same factor, and the division takes it "
                 "out again. Any other slider by itself changes a difference of scores.",
    },
    "peak-of-the-five": {
        "words": "Make the probability of the 5 (class 1) as large as it can be, by moving T alone.",
        "reached": {"p1": (0.1804, None)}, "only": "T",
        "asks": "What is the mean score there?",
        "found": "It is 5, the score itself. Below that temperature the mean is above 5 and the 5 gains, beyond it the "
                 "5 loses.",
    },
    "half-for-gentoo": {
        "words": "Give gentoo exactly one half by moving its own logit alone.",
        "reached": {"p2": 0.5}, "only": "z2", "start": {"z0": 0, "z1": 0, "z2": -2},
        "asks": "At which logit, and why there?",
        "found": "At log 2 = 0.693: its exponential has to be as large as the other two together, 1 + 1.",
    },
}
