"""What lesson 9 asks."""

from functools import cache

import numpy as np

from helpers import data
from helpers.numerics import softmax

from .._parts.asked import choose, estimate

QUESTIONS = ()
ALPHABET = ".abcdefghijklmnopqrstuvwxyz"


@cache
def perplexities():
    """Return the perplexity of held-out names by the letters' own frequency, after one letter and after two."""
    words = [name.lower() for name in data.first_names().name]
    words = [words[i] for i in np.random.default_rng(9).permutation(len(words))]

    def triples(some):
        return np.array([[ALPHABET.index(c) for c in three] for word in some
                         for three in zip(".." + word, "." + word, word + ".")]).T

    known, held = triples(words[:4000]), triples(words[4000:])
    found = []
    for letters in (1, 2, 3):
        counts = np.zeros((27,) * letters)
        np.add.at(counts, tuple(known[3 - letters:]), 1)
        p = (counts + 0.1) / (counts + 0.1).sum(axis=-1, keepdims=True)
        found.append(float(np.exp(-np.log(p[tuple(held[3 - letters:])]).mean())))
    return found


ASKED = (
    estimate(
        "after-two-letters", "Somebody who knows how often each letter occurs guesses as if among 16.7. Among how many, if "
                             "the last two letters are known as well?",
        lambda: perplexities()[2],
        (lambda: 16.7 / 4, "more-is-better", "Each letter helps less than the one before: from none to one it is 16.7 to "
                                             "10.6."),
        (lambda: 2.0, "perplexity-of-names", "Names are not that predictable. After 'ma' there are still a dozen letters."),
        (lambda: 16.0, "more-is-better", "After q there is hardly a choice left, and after most letters it is narrower than "
                                         "among all."),
        because="One letter brings it to 10.6, and the second one helps less than the first.", within=0.12),
    choose(
        "hot-names", "The dial is set to T = 3. What do the invented names look like?",
        lambda: float(softmax(np.array([4.0, 0.0]) / 3)[0] - softmax(np.array([4.0, 0.0]))[0]),
        ("more like random letters", lambda change: change < -0.1),
        ("more like real names", lambda change: change > 0.1, "temperature-upside-down",
         "That is so in the cold, where the likeliest letters win nearly always."),
        ("longer, and otherwise the same", lambda change: abs(change) <= 0.1, "temperature-changes-nothing",
         "All chances move towards each other, so that rare letters turn up more often."),
        because="Heat brings all chances closer together, and 27 equal chances are random letters."),
    choose(
        "twice-as-much-padding", "A batch of sentences is filled up to twice its length. The loss is averaged over all places, "
                                 "where padding costs 0. What happens to it?",
        lambda: (3.0 * 10 / 20) / (3.0 * 10 / 10),
        ("it halves", 0.5),
        ("it stays", 1.0, "padding-counted", "The sum stays, and it is divided by twice as many places."),
        ("it doubles", 2.0, "padding-counted", "Padding costs nothing here, so the sum stays as it is."),
        because="The same sum is divided by twice as many places, so that padding looks like learning."),
    choose(
        "perplexity-of-a-coin", "A model gives every next letter the probability 1/8. What is its perplexity?",
        lambda: float(np.exp(-np.log(1 / 8))),
        ("8", 8.0), ("3", 3.0, "bits-not-choices", "That is the loss in bits. The perplexity is 2 to that."),
        ("1/8", 0.125, "upside-down", "It is the number of equally likely choices, not the chance of one."),
        because="It is as uncertain as one who chooses among 8.", kind="memory"),
    choose(
        "what-top-p-keeps", "The chances are 0.6, 0.3 and 0.1. What does top-p with 0.5 keep?",
        lambda: int(np.searchsorted(np.cumsum([0.6, 0.3, 0.1]), 0.5)) + 1,
        ("the first alone", 1), ("the first two", 2, "one-too-many", "The first alone has 0.6, which is at least 0.5."),
        ("nothing: 0.6 is more than 0.5", 0, "nothing-left", "The likeliest always stays."),
        because="As few as together have at least 0.5: one of them has.", kind="memory"),
    choose(
        "your-top-p", "What does your top_p give for (0.5, 0.3, 0.2) with the mass 0.5?",
        lambda your: int((np.asarray(your(np.array([0.5, 0.3, 0.2]), 0.5)) > 0).sum()),
        ("the first alone, with 1", 1, "one-too-many", "Your function keeps more than that."),
        ("the first two", 2, "one-too-many", "Your function keeps no more than is needed."),
        ("nothing", 0, "nothing-left", "Your function keeps something."),
        because="The first alone has at least one half.", kind="own", exercise="top_p"),
)

GOALS = {
    "three-letters-left": {
        "words": "With T = 1 and all letters allowed by top-k, choose top-p so that after 'ma' 3 to 5 letters are possible.",
        "reached": {"kept": (3, 5)}, "only": "mass", "start": {"T": 1, "k": 27, "mass": 1},
        "asks": "Now turn T to 3. How many letters does the same top-p keep, and why?",
        "found": "Many more: heat spreads the chances, so it takes more letters to bring the same mass together. Top-k would "
                 "keep as many as before.",
    },
}
