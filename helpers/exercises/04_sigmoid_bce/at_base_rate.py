"""A score that was right where one share of all cases was a yes, and is used where another share is."""

from decimal import Decimal

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts import exact
from .._parts.inputs import array
from .._parts.safe import sigmoid
from .._parts.sentences import SAFE_EXP

TASK = (
    "A network's log-odds z, any shape, are right where the share before of all cases is a yes. Return the "
    "probability of a yes where the share is after, 0 < before, after < 1, while the yes cases among "
    "themselves and the no cases among themselves have stayed the same; right and without a warning for scores of any size."
)


def spec(z, before, after):
    def share(score):
        yes = exact.logistic(score) * Decimal(after) / Decimal(before)
        no = exact.logistic(-score) * Decimal(1 - after) / Decimal(1 - before)
        return yes / (yes + no)

    return exact.by_entry(share, z)


PROBES = (
    Case("a score of 0, from half to nine tenths", (array(0), 0.5, 0.9)),
    Case("a score of 0, from a fifth to a half", (array(0), 0.2, 0.5)),
    Case("a score of 1, from 0.3 to 0.6", (array(1), 0.3, 0.6)),
    Case("the base rate as it was", (array(-1, 2), 0.4, 0.4)),
    Case("three scores", (array(-2, 0.5, 3), 0.78, 0.5)),
    Case("from half to one in a hundred", (array(-1, 0, 4), 0.5, 0.01)),
    Case("whole numbers", (array(-1, 0, 2, dtype=np.int64), 0.25, 0.1)),
    Case("a table", (array([1, -1], [0, 2.5]), 0.6, 0.3)),
    Case("scores of 1000 and -1000", (array(1000, 0, -1000), 0.5, 0.2)),
)


def _logit(share):
    return np.log(share / (1 - share))


def _shift(before, after):
    return _logit(after) - _logit(before)


def _by_odds(z, before, after):
    p = sigmoid(z)
    odds = p / (1 - p) * np.exp(_shift(before, after))
    return odds / (1 + odds)


def _naive(z):
    return 1 / (1 + np.exp(-z))


MISTAKES = (
    Mistake("as-it-was", "You return the probability at the old base rate.",
            "Add what the new base rate is worth in log-odds, and take off what the old one is.",
            lambda z, before, after: sigmoid(z)),
    Mistake("wrong-way", "You go the wrong way: you add the old rate's log-odds and take off the new one's.",
            "Where a yes has become more frequent, the probability of a yes must grow.",
            lambda z, before, after: sigmoid(z - _shift(before, after))),
    Mistake("old-rate-kept", "You add the new rate's log-odds, but the score still contains the old one's.",
            "Take off log(before / (1 - before)).", lambda z, before, after: sigmoid(z + _logit(after))),
    Mistake("new-rate-missing", "You take off the old rate's log-odds, and leave it at that: the rate is now one half.",
            "Add log(after / (1 - after)).", lambda z, before, after: sigmoid(z - _logit(before))),
    Mistake("probabilities-for-odds",
            "You compare shares, after / before. It is odds that a base rate multiplies.",
            "The no cases count too: their number changes by (1 - after) / (1 - before).",
            lambda z, before, after: sigmoid(z + np.log(after / before)),
            lambda z, before, after: sigmoid(z) * after / before,
            lambda z, before, after: np.minimum(sigmoid(z) * after / before, 1)),
    Mistake("no-cases-only", "You correct for the no cases and forget that the number of yes cases has changed as well.",
            "Multiply the odds by after / before too.",
            lambda z, before, after: sigmoid(z - np.log((1 - after) / (1 - before)))),
    Mistake("added-to-the-probability", "You add the change of the base rate to the probability, which can leave 0 to 1.",
            "Add in log-odds, before the sigmoid.", lambda z, before, after: sigmoid(z) + after - before),
    Mistake("rates-for-log-odds", "You add base rates to a score. A score is log-odds, so turn the rates into "
            "log-odds first.", "Use log(after / (1 - after)), and the same of before.",
            lambda z, before, after: sigmoid(z + after - before)),
    Mistake("no-log", "You add odds to a score. A score is log-odds.", "Take the logarithm of both odds.",
            lambda z, before, after: sigmoid(z + after / (1 - after) - before / (1 - before))),
    Mistake("wrong-base", "You take a logarithm to another base than e.", "Use np.log.",
            lambda z, before, after: sigmoid(z + _shift(before, after) / np.log(2)),
            lambda z, before, after: sigmoid(z + _shift(before, after) / np.log(10))),
    Mistake("log-odds-not-probability", "You return log-odds; a probability was asked for.", "Take the sigmoid.",
            lambda z, before, after: z + _shift(before, after)),
    Mistake("odds-not-probability", "You return odds; a probability was asked for.", "Take the sigmoid of the log-odds.",
            lambda z, before, after: np.exp(z + _shift(before, after))),
    Mistake("probs-as-logits", "You take the sigmoid first, and then once more of what was a probability.",
            "Shift z itself, and take the sigmoid once.",
            lambda z, before, after: sigmoid(sigmoid(z) + _shift(before, after))),
    Mistake("the-other-class", "You return the probability of a no.", "Turn the sign round.",
            lambda z, before, after: sigmoid(-z - _shift(before, after))),
    Mistake("through-the-odds", "You go through p / (1 - p), which is 1 / 0 once p has been rounded to 1.",
            "Stay with log-odds: z is where you would come back to.", _by_odds),
    Mistake("naive-sigmoid", "The numbers are right, but exp(-z) overflows on the way for large negative z, and NumPy "
            "warns.", SAFE_EXP, lambda z, before, after: _naive(z + _shift(before, after))),
    Mistake("rounded", "You round the results.", "Leave out the rounding.",
            *(lambda z, before, after, d=d: np.round(sigmoid(z + _shift(before, after)), d) for d in (1, 2, 3, 4))),
)


def by_counting(z, before, after):
    yes = sigmoid(z) * after / before
    no = sigmoid(-np.asarray(z, float)) * (1 - after) / (1 - before)
    return yes / (yes + no)


RIGHT = (
    by_counting,
    lambda z, before, after: numerics.sigmoid(z + np.log(after * (1 - before) / before / (1 - after))),
    lambda z, before, after: (1 + np.tanh((z + _shift(before, after)) / 2)) / 2,
)

HINTS = (
    "What happens to the odds, women to men, of one score, if all the women are counted twice and all the men once?",
    "The odds are multiplied by the new odds over the old ones, whatever the score. What is that in log-odds?",
    "The answer has this shape:\n"
    "def at_base_rate(z, before, after):\n"
    "    old, new = ..., ...    # the odds of both base rates\n"
    "    shift = np.log(...)\n"
    "    return sigmoid(...)",
)


def at_base_rate(z, before, after):
    """Probability of yes at the new base rate. z: log-odds, any shape."""
    old, new = before / (1 - before), after / (1 - after)
    shift = np.log(new / old)
    return sigmoid(z + shift)


def draw(rng):
    rates = rng.uniform(0.05, 0.95, (4, 2)).round(2).tolist()
    shapes = (((1,), 2), ((5,), 3), ((2, 3), 2), ((4,), 500))
    return [Case(f"random scores of shape {shape}, from {before} to {after}",
                 (rng.normal(0, spread, shape).round(3), before, after))
            for (shape, spread), (before, after) in zip(shapes, rates, strict=True)]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=at_base_rate, random=draw, quiet=True, properties=(nothing_negative,),
)
