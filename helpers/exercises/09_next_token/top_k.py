"""The k likeliest choices, and nothing else."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts.inputs import array
from .._parts.striking_out import only

TASK = (
    "Return the probabilities after everything but the k likeliest classes has been struck out: those keep their "
    "proportions and sum to 1, the others get 0. p: (K,), all different, and k from 1 to K."
)


def spec(p, k):
    kept = sorted(range(len(p)), key=lambda i: -p[i])[:k]
    total = sum(p[i] for i in kept)
    return np.array([p[i] / total if i in kept else 0.0 for i in range(len(p))])


PROBES = (
    Case("the likeliest of two", (array(0.7, 0.3), 1)),
    Case("two of three", (array(0.5, 0.3, 0.2), 2)),
    Case("the best does not stand first", (array(0.1, 0.6, 0.3), 2)),
    Case("in rising order", (array(0.1, 0.2, 0.3, 0.4), 2)),
    Case("all of them", (array(0.2, 0.5, 0.3), 3)),
    Case("one of four", (array(0.24, 0.26, 0.23, 0.27), 1)),
    Case("three of five", (array(0.4, 0.05, 0.25, 0.1, 0.2), 3)),
)


def _best(p, k):
    return np.argsort(-p)[:k]


MISTAKES = (
    Mistake("not-renormalised", "What is left does not sum to 1.", "Divide by its sum.",
            lambda p, k: only(p, _best(p, k)) * p[_best(p, k)].sum()),
    Mistake("softmax-again", "You put probabilities into a softmax. That changes their proportions.", "Divide by the sum.",
            lambda p, k: only(np.exp(p), _best(p, k))),
    Mistake("first-k", "You keep the first k. The likeliest may stand anywhere.", "Sort by probability.",
            lambda p, k: only(p, np.arange(k))),
    Mistake("least-likely", "You keep the least likely ones.", "Sort from the largest down.",
            lambda p, k: only(p, _best(-p, k))),
    Mistake("one-too-many", "You keep one class too many.", "Keep k.", lambda p, k: only(p, _best(p, k + 1))),
    Mistake("one-too-few", "You keep one class too few.", "Keep k.", lambda p, k: only(p, _best(p, max(k - 1, 1)))),
    Mistake("even-shares", "All that you keep get the same.", "They keep their proportions.",
            lambda p, k: only(np.ones(len(p)), _best(p, k))),
    Mistake("short", "You return the k probabilities alone; the others keep their places, with 0.", "Return (K,).",
            lambda p, k: np.sort(only(p, _best(p, k)))[::-1][:k]),
    Mistake("sorted", "You return them sorted. Each class keeps its place.", "Put them back where they were.",
            lambda p, k: np.sort(only(p, _best(p, k)))[::-1]),
    Mistake("argmax", "You keep the likeliest alone, whatever k is.", "Keep k.", lambda p, k: only(p, _best(p, 1))),
    Mistake("untouched", "You strike nothing out.", "Set the others to 0.", lambda p, k: p / p.sum()),
)


def by_threshold(p, k):
    least = np.sort(p)[-k]
    kept = np.where(p >= least, p, 0)
    return kept / kept.sum()


RIGHT = (by_threshold,)

HINTS = (
    "np.argsort(p) gives the places from the least likely to the likeliest. Which of them stay?",
    "Begin with zeros, fill in the k places that stay, and divide by the sum.",
    "The answer has this shape:\n"
    "def top_k(p, k):\n"
    "    kept = np.zeros(len(p))\n"
    "    best = np.argsort(p)[...]\n"
    "    kept[best] = ...\n"
    "    return kept / ...",
)


def top_k(p, k):
    """Only the k likeliest, as probabilities. p: (K,). Returns (K,)."""
    kept = np.zeros(len(p))
    best = np.argsort(p)[-k:]
    kept[best] = p[best]
    return kept / kept.sum()


def _different(rng, K):
    return rng.permutation(np.arange(1, K + 1)) / (K * (K + 1) / 2)


def draw(rng):
    return [Case(f"{k} of {K}", (_different(rng, K), k)) for K, k in ((4, 2), (6, 1), (8, 5))]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=top_k, random=draw, properties=(nothing_negative,),
)
