"""The score that gives a newcomer among the classes a share that was agreed on."""

from decimal import Decimal

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake

from .._parts import exact
from .._parts.inputs import array
from .._parts.safe import logsumexp

TASK = (
    "One more class joins the classes with the scores z, shape (K,). Return the score it needs so that softmax over "
    "all K + 1 classes gives it exactly the probability share, a number between 0 and 1."
)


def spec(z, share):
    def score(row):
        wanted = Decimal(float(share))
        return (sum(each.exp() for each in row) * wanted / (1 - wanted)).ln()

    return exact.by_row(score, z)


PROBES = (
    Case("half, against one class", (array(0), 0.5)),
    Case("half, against two equal classes", (array(0, 0), 0.5)),
    Case("a tenth, against two equal classes", (array(0, 0), 0.1)),
    Case("a quarter, against one class", (array(2), 0.25)),
    Case("three scores", (array(2, 1, 0.1), 0.2)),
    Case("scores below zero", (array(-3, -1, -2.5), 0.9)),
    Case("whole numbers", (array(1, 2, 4, dtype=np.int64), 0.5)),
    Case("the seven scores of lesson 1", (array(1, 5, 6, 4, 2, 2.6, 6), 0.39)),
)


def _rest(z):
    return logsumexp(np.asarray(z, float))[0]


def _odds(share):
    return share / (1 - share)


MISTAKES = (
    Mistake("share-of-the-old-sum",
            "You give the newcomer that share of the others' exponentials. It then makes the sum larger itself, and "
            "ends with less: 1/3 instead of 1/2.",
            "Its exponential, divided by the others' sum plus itself, must be the share.",
            lambda z, share: np.log(share) + _rest(z)),
    Mistake("log-share", "The logarithm of the share is its score only if the others' exponentials sum to 1 - share.",
            "Let the scores z have their say: what do their exponentials sum to?", lambda z, share: np.log(share)),
    Mistake("ignores-the-others", "You return the log-odds of the share, as if the others' exponentials summed to 1.",
            "Add the logarithm of what they do sum to.", lambda z, share: np.log(_odds(share))),
    Mistake("no-log", "You return the newcomer's exponential. Its score is the logarithm of that.",
            "Take np.log of it.", lambda z, share: _odds(share) * np.exp(z).sum(),
            lambda z, share: share * np.exp(z).sum()),
    Mistake("odds-upside-down", "You turn the odds over: at share 0.1 the newcomer gets 0.9.",
            "The newcomer's exponential stands to the others' sum as share to 1 - share.",
            lambda z, share: _rest(z) - np.log(_odds(share))),
    Mistake("only-the-largest", "You measure the newcomer against the largest score alone. All the others count.",
            "Sum the exponentials of all scores.", lambda z, share: np.max(z) + np.log(_odds(share))),
    Mistake("mean-of-the-others", "You use the mean of the others' exponentials. It is their sum that counts.",
            "Use np.exp(z).sum().", lambda z, share: _rest(z) - np.log(len(z)) + np.log(_odds(share))),
    Mistake("mean-score", "You start from the mean of the scores. Softmax adds exponentials, not scores.",
            "Use np.exp(z).sum().", lambda z, share: np.mean(z) + np.log(_odds(share))),
    Mistake("sum-of-scores", "You add the scores themselves; softmax adds their exponentials.",
            "Use np.exp(z).sum().", lambda z, share: np.sum(z) + np.log(_odds(share)),
            lambda z, share: _odds(share) * np.sum(z)),
    Mistake("wrong-base", "You take a logarithm to another base than e.", "Use np.log.",
            lambda z, share: (_rest(z) + np.log(_odds(share))) / np.log(2),
            lambda z, share: (_rest(z) + np.log(_odds(share))) / np.log(10)),
    Mistake("the-whole-vector", "You return the probabilities of all classes; one number was asked for, a score.",
            "Return the score of the newcomer alone.",
            lambda z, share: np.append((1 - share) * np.exp(z) / np.exp(z).sum(), share)),
    Mistake("rounded", "Your score is near but not exact: it was rounded, or is the best of a list.",
            "Solve for it instead: two lines on paper give it exactly.",
            *(lambda z, share, d=d: np.round(_rest(z) + np.log(_odds(share)), d) for d in (1, 2, 3))),
)


def by_bisection(z, share):
    low, high = -1000.0, 1000.0
    for _ in range(100):
        middle = (low + high) / 2
        if numerics.softmax(np.append(np.asarray(z, float), middle))[-1] < share:
            low = middle
        else:
            high = middle
    return middle


RIGHT = (
    by_bisection,
    lambda z, share: np.log(share / (1 - share) * np.exp(z).sum()),
    lambda z, share: float(numerics.logsumexp(np.asarray(z, float)) - np.log(1 / share - 1)),
    lambda z, share: np.log(np.sum(np.exp(z))) + np.log(share) - np.log1p(-share),
)

HINTS = (
    "Call the newcomer's exponential x and the sum of the others' exponentials S. Which fraction of x and S is its "
    "share?",
    "x / (S + x) = share. Solve for x, and then ask which score has the exponential x.",
    "The answer has this shape:\n"
    "def score_for_share(z, share):\n"
    "    S = ...                  # the others, after the exponential\n"
    "    return np.log(S * ...)   # the odds of the share",
)


def score_for_share(z, share):
    """The score that gives one more class the share. z: shape (K,)."""
    rest = np.exp(z).sum()
    return np.log(rest * share / (1 - share))


def draw(rng):
    return [Case(f"{len(z)} random scores", (z.round(3), round(float(rng.uniform(0.05, 0.95)), 3)))
            for z in (rng.normal(0, 3, size) for size in (1, 2, 3, 5, 8))]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=score_for_share, random=draw,
)
