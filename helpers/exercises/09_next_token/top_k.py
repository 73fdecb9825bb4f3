"""The k likeliest choices, and nothing else."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts.inputs import array

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


def _kept(p, k):
    return np.where(np.argsort(np.argsort(-p)) < k, p, 0)


MISTAKES = (
    Mistake("not-renormalised", "What is left does not sum to 1.", "Divide by its sum.", _kept),
    Mistake("softmax-again", "You put probabilities into a softmax. That changes their proportions.", "Divide by the sum.",
            lambda p, k: np.where(_kept(p, k) > 0, np.exp(p), 0) / np.where(_kept(p, k) > 0, np.exp(p), 0).sum()),
    Mistake("first-k", "You keep the first k. The likeliest may stand anywhere.", "Sort by probability.",
            lambda p, k: np.where(np.arange(len(p)) < k, p, 0) / p[:k].sum()),
    Mistake("least-likely", "You keep the least likely ones.", "Sort from the largest down.",
            lambda p, k: _kept(-p, k) / _kept(-p, k).sum()),
    Mistake("one-too-many", "You keep one class too many.", "Keep k.",
            lambda p, k: _kept(p, k + 1) / _kept(p, k + 1).sum()),
    Mistake("one-too-few", "You keep one class too few.", "Keep k.",
            lambda p, k: _kept(p, max(k - 1, 1)) / _kept(p, max(k - 1, 1)).sum()),
    Mistake("even-shares", "All that you keep get the same.", "They keep their proportions.",
            lambda p, k: (_kept(p, k) > 0) / k),
    Mistake("short", "You return the k probabilities alone; the others keep their places, with 0.", "Return (K,).",
            lambda p, k: np.sort(p)[::-1][:k] / np.sort(p)[::-1][:k].sum()),
    Mistake("sorted", "You return them sorted. Each class keeps its place.", "Put them back where they were.",
            lambda p, k: np.sort(_kept(p, k))[::-1] / _kept(p, k).sum()),
    Mistake("argmax", "You keep the likeliest alone, whatever k is.", "Keep k.", lambda p, k: _kept(p, 1) / _kept(p, 1).sum()),
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
