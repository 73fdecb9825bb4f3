"""The mean surprise at one's own distribution."""

import numpy as np

from helpers import numerics
from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts import exact
from .._parts.inputs import array

TASK = "Return the entropy of p in nats, the sum of -p log p over the last axis, where a share of 0 counts 0."


def spec(p):
    return exact.by_row(lambda row: -sum(share * share.ln() for share in row if share > 0), p)


PROBES = (
    Case("a fair coin", (array(0.5, 0.5),)),
    Case("a loaded coin", (array(0.9, 0.1),)),
    Case("three classes", (array(0.7, 0.2, 0.1),)),
    Case("a certain outcome", (array(1, 0, 0),)),
    Case("a share of zero", (array(0.25, 0, 0.75),)),
    Case("float32 shares", (array(0.5, 0.25, 0.25, dtype=np.float32),)),
    Case("a batch of two rows", (array([0.2, 0.3, 0.5], [0.6, 0.3, 0.1]),)),
    Case("a square batch with a zero", (array([0.5, 0.5, 0], [0.1, 0.8, 0.1], [1 / 3, 1 / 3, 1 / 3]),)),
)

MISTAKES = (
    Mistake("zero-log-zero", "Where a share is 0 you compute 0 times log 0, which is nan; the limit is 0.",
            "Leave out the zeros: np.log(p, where=p > 0, out=np.zeros_like(p)), or a mask.",
            lambda p: -(p * np.log(p)).sum(-1)),
    Mistake("no-minus",
            "The minus sign is missing: logarithms of shares are negative, and entropy is at least 0.",
            "Put a minus in front of the sum.", lambda p: np.nansum(p * np.log(p), -1),
            lambda p: (p * np.log(p)).sum(-1)),
    Mistake("log-base", "You use the logarithm to base 2 or 10: that is bits or dits, and nats were asked for.",
            "Use np.log.", *(lambda p, log=log: -np.nansum(p * log(p), -1) for log in (np.log2, np.log10)),
            *(lambda p, log=log: -(p * log(p)).sum(-1) for log in (np.log2, np.log10))),
    Mistake("log-one-plus", "You use log1p, which is log(1 + p).", "Use np.log.",
            lambda p: -(p * np.log1p(p)).sum(-1), lambda p: (p * np.log1p(p)).sum(-1)),
    Mistake("mean-over-classes", "You take the mean over the classes: the weights p are in the sum already.",
            "Use sum instead of mean.", lambda p: -(p * np.log(p)).mean(-1),
            lambda p: -np.nansum(p * np.log(p), -1) / p.shape[-1]),
    Mistake("whole-array", "You sum over the whole batch; each row has its own entropy.", "Sum over axis=-1.",
            lambda p: -(p * np.log(p)).sum(), lambda p: -np.nansum(p * np.log(p))),
    Mistake("mean-over-batch",
            "You return the mean of the rows' entropies; one number for each row was asked for.",
            "Sum over axis=-1 and stop there.", lambda p: -np.nansum(p * np.log(p), -1).mean(),
            lambda p: -(p * np.log(p)).sum(-1).mean()),
    Mistake("wrong-axis", "You sum down the first axis, over the rows of a batch.", "Sum over axis=-1.",
            lambda p: -(p * np.log(p)).sum(0), lambda p: -np.nansum(p * np.log(p), 0)),
    Mistake("unweighted", "You add the surprises without weighting each by its probability.",
            "Multiply each log by its p.", lambda p: -np.log(p).sum(-1), lambda p: -np.log(p).mean(-1)),
    Mistake("not-summed", "You return each class's part; entropy is their sum.", "Sum over axis=-1.",
            lambda p: -p * np.log(p), lambda p: -np.log(p)),
    Mistake("gini", "You return 1 minus the sum of squares: the Gini impurity, another measure of spread.",
            "Weight -log(p) by p.", lambda p: 1 - (p ** 2).sum(-1)),
    Mistake("largest-only", "You return the surprise of the likeliest class.",
            "Average the surprise over all classes, each weighted by its p.", lambda p: -np.log(p.max(-1))),
    Mistake("perplexity", "You return exp of the entropy.", "Leave out the exp.",
            lambda p: np.exp(-np.nansum(p * np.log(p), -1)), lambda p: np.exp(-(p * np.log(p)).sum(-1))),
    Mistake("clipped-log", "You add so much to p that the result is visibly off.",
            "Leave out the zeros instead of moving all shares.",
            *(lambda p, e=e: -(p * np.log(p + e)).sum(-1) for e in (1e-1, 1e-2, 1e-3, 1e-4, 1e-5))),
    Mistake("two-classes-only", "You add the part of 1 - p for each class, as if each were a coin of its own.",
            "Leave out (1 - p).", lambda p: -(p * np.log(p) + (1 - p) * np.log(1 - p)).sum(-1)),
    Mistake("hidden-nan", "You replace the nan of the whole row, and with it the parts that were right.",
            "Leave out the single zeros, not the row.", lambda p: np.nan_to_num(-(p * np.log(p)).sum(-1))),
)


def by_where(p):
    logs = np.log(np.where(p > 0, p, 1))
    return -(p * logs).sum(axis=-1)


RIGHT = (
    by_where, numerics.entropy,
    lambda p: -np.nansum(p * np.log(p), axis=-1),
    lambda p: -(p * np.log(p + 1e-12)).sum(-1),
)

HINTS = (
    "The surprise of an outcome is -log p. Entropy is the mean surprise: how often does each outcome occur?",
    "Multiply each -log p by its p, then sum over axis=-1. Where p is 0, log p is -inf: leave that term out.",
    "The answer has this shape:\n"
    "def entropy(p):\n"
    "    logs = np.log(p, where=..., out=...)   # 0 where p is 0\n"
    "    return -(...).sum(axis=-1)",
)


def entropy(p):
    """Entropy in nats along the last axis. p: shape (..., K). Returns (...)."""
    logs = np.log(p, where=p > 0, out=np.zeros_like(p))
    return -(p * logs).sum(axis=-1)


def draw(rng):
    drawn = [rng.dirichlet(np.ones(K), shape) for K, shape in ((2, ()), (5, ()), (3, (4,)), (3, (3,)))]
    with_zeros = np.array([[0.0, 0.25, 0.75], [0.0, 1.0, 0.0]])[:, rng.permutation(3)]
    return [*(Case(f"random shares of shape {p.shape}", (p,)) for p in drawn), Case("shares with zeros", (with_zeros,))]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=entropy, random=draw, points=3, properties=(nothing_negative,),
)
