"""What lesson 7 asks."""

from functools import cache

import numpy as np

from helpers import data
from helpers.numerics import binary_cross_entropy, sigmoid

from .._parts.asked import choose, estimate

QUESTIONS = ()


KNOWN = 4000  # names to learn from; the others are held out


@cache
def _names():
    found = data.first_names()
    return found[np.random.default_rng(7).permutation(len(found))]


@cache
def _trained(letters, steps=1000, rate=30.0):
    """Return lesson 7's losses (known, held out), shape (steps + 1,) each, and the weight of each ending, by its letters."""
    names, known = _names(), slice(KNOWN)
    y = names.women / (names.women + names.men)
    endings, places = zip(*(np.unique([name[-k:] for name in names.name], return_inverse=True)
                            for k in range(1, letters + 1)), strict=True)
    W, found = [np.zeros(len(ending)) for ending in endings], []
    for _ in range(steps + 1):
        p = sigmoid(sum(w[place] for w, place in zip(W, places)))
        found.append([binary_cross_entropy(p[rows], y[rows]) for rows in (known, slice(KNOWN, None))])
        slopes = (p - y)[known] / KNOWN
        W = [w - rate * np.bincount(place[known], slopes, len(w)) for w, place in zip(W, places)]
    return np.array(found).T, dict(zip(np.concatenate(endings), np.concatenate(W), strict=True))


def losses(letters):
    """Return the losses of lesson 7's names, (known, held out), shape (1001,) each, with that many last letters."""
    return _trained(letters)[0]


def weights_of_joshua():
    """Return the three pieces of evidence, -a, -ua and -hua, after 1,000 steps: above 0 they say woman, below it man."""
    return [_trained(3)[1][ending] for ending in ("a", "ua", "hua")]


def _women_held_out():
    held = _names()[KNOWN:]
    return (held.women > held.men).mean()


ASKED = (
    choose(
        "more-letters", "Trained on 4,000 names to the end, with 1 to 5 last letters. With how many is the loss on the "
                        "other 1,163 names lowest?",
        lambda: 1 + int(np.argmin([losses(k)[1][-1] for k in range(1, 6)])),
        ("with 2 or 3", lambda letters: letters in (2, 3)),
        ("with 5: more letters know more", 5, "more-is-better",
         "They know more about the names they have seen. Most endings of five letters occur once."),
        ("with 1: fewer cannot be learnt by heart", 1, "less-is-safer",
         "One letter cannot tell Joshua from Julia, wherever it is asked."),
        because="Two and three letters find what names share. Beyond that there is little left but single names."),
    choose(
        "when-to-stop", "With three letters, the loss on the known names falls for all of 1,000 steps. And on the "
                        "names held out?",
        lambda: int(losses(3)[1].argmin()),
        ("it falls for some 200 steps, then rises", lambda step: 100 < step < 400),
        ("it falls for all 1,000", lambda step: step > 900, "held-out-follows",
         "What is learnt late is how to treat single names, and those are not held out."),
        ("it rises from the start", lambda step: step < 20, "held-out-falls-never",
         "What is learnt first, such as -a, holds for all names."),
        because="First comes what many names share, and last what is true of a few."),
    estimate(
        "right-without-training", "Someone trains nothing, and says 'woman' to each of 1,163 names held out. How many "
                                  "percent are right?",
        lambda: 100 * _women_held_out(),
        (lambda: 50, "base-rate", "So it would be with people. Of the names on the list far more are women's."),
        because="78 % of the names on the list are women's. A share of right answers means nothing without that of "
                "the best constant answer.", unit="percent", within=0.04),
    choose(
        "joshua", "-a says woman. What do the further endings -ua and -hua say of Joshua?", weights_of_joshua,
        ("both say man", lambda weights: weights[1] < 0 and weights[2] < 0),
        ("-ua says man, -hua says nothing new", lambda weights: weights[1] < 0 and abs(weights[2]) < 0.1, "evidence-adds",
         "Each is a correction of the ones before, and Joshua needs two."),
        ("nothing: -a has decided", lambda weights: abs(weights[1]) < 0.1 and abs(weights[2]) < 0.1, "evidence-adds",
         "Evidence adds up in log-odds. Two that speak against it may outweigh one."),
        because="Weights are evidence in log-odds, and they add up."),
    choose(
        "held-out-for", "What are rows that were held out good for?", lambda: losses(3)[0][-1] < losses(3)[1][-1],
        ("to say how a model does on new rows", True), ("to train on once more", False, "leak",
         "Then nobody knows any more how it does on rows it has not seen."),
        ("to scale the features by", "leak", "leak", "Then they have a say in what the model sees while it learns."),
        because="A loss on rows that were learnt from is too low.", kind="memory"),
    choose(
        "more-letters-again", "Five letters in place of three: what became of the two losses after 1,000 steps?",
        lambda: [losses(5)[i][-1] < losses(3)[i][-1] for i in (0, 1)],
        ("lower on known names, higher on others", [True, False]),
        ("lower on both", [True, True], "more-is-better", "Single names were learnt by heart."),
        ("higher on both", [False, False], "less-is-safer", "More letters always fit known names better."),
        because="That is overfitting.", kind="memory"),
    choose(
        "your-early-stop", "Your early_stop gets the losses 5, 3, 4, 2 and a patience of 1. Which step does it hand "
                           "back?",
        lambda your: int(your(np.array([5.0, 3, 4, 2]), 1)),
        ("1", 1, "stopped-early", "Your function goes on beyond that."), ("3", 3, "peeked", "The run has stopped before it sees the 2."),
        ("2", 2, "where-it-stopped", "That is where it stops, and its loss is worse."),
        because="It stops at step 2, and the lowest loss so far was at step 1.", kind="own", exercise="early_stop"),
)


GOALS = {
    "low-within-a-hundred": {
        "words": "Bring the loss on the birds held out below 0.12 within 100 steps.",
        "reached": {"held": (0, 0.12), "at": (1, 100)}, "start": {"rate": 0.5, "batch": 20},
        "asks": "Which rate did it take? What happens at that rate with one bird a step?",
        "found": "It takes a rate of 3 or more. With a few birds a step the loss then jumps about and stays higher, because "
                 "a few birds are a poor sample of all. A large rate wants large batches.",
    },
}
