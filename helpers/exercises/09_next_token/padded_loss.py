"""The mean loss per real token of sentences that were filled up to one length."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts.inputs import array

TASK = (
    "Return the mean of the losses at the places that are no padding, over all sentences together. losses: (N, T); "
    "tokens: whole numbers, (N, T), which are pad where a sentence had ended. At least one is not."
)


def spec(losses, tokens, pad):
    real = [float(loss) for row, words in zip(losses, tokens) for loss, word in zip(row, words) if word != pad]
    return sum(real) / len(real)


def _t(*rows):
    return np.array(rows, dtype=np.int64)


PROBES = (
    Case("one sentence, nothing padded", (array([1, 3]), _t([5, 2]), 0)),
    Case("one sentence, the last is padding", (array([1, 3, 8]), _t([5, 2, 0]), 0)),
    Case("two sentences of different lengths", (array([2, 4, 1], [6, 9, 9]), _t([1, 2, 3], [4, 0, 0]), 0)),
    Case("padding is -100", (array([2.5, 4], [6.25, 9]), _t([0, 1], [0, -100]), -100)),
    Case("a loss of 0 that is no padding", (array([0, 2, 5]), _t([1, 2, 0]), 0)),
    Case("large losses at padding", (array([1, 2, 900], [3, 800, 700]), _t([1, 1, 0], [2, 0, 0]), 0)),
    Case("a sentence that is all padding", (array([1, 2], [7, 7]), _t([3, 3], [0, 0]), 0)),
)


def _real(losses, tokens, pad):
    return np.where(tokens != pad, losses, 0)


def _by_sentence(losses, tokens, pad):
    counts = (tokens != pad).sum(1)
    return (_real(losses, tokens, pad).sum(1)[counts > 0] / counts[counts > 0]).mean()


MISTAKES = (
    Mistake("all-places", "You divide by all places, padding included: the more padding, the better the loss looks.",
            "Divide by the number of places that are no padding.",
            lambda losses, tokens, pad: _real(losses, tokens, pad).sum() / losses.size),
    Mistake("padding-counted", "You count the losses at padding as well.", "Leave them out.",
            lambda losses, tokens, pad: losses.mean()),
    Mistake("by-sentence", "You average within sentences first, so that a word of a short sentence weighs more.",
            "One mean over all real tokens.", _by_sentence),
    Mistake("zeros-left-out", "You leave out losses of 0. A real token may cost nothing.", "Look at the tokens.",
            lambda losses, tokens, pad: (lambda kept: kept[kept != 0].mean())(_real(losses, tokens, pad))),
    Mistake("zero-is-padding", "You take 0 for padding, whatever pad says.", "Compare with pad.",
            lambda losses, tokens, pad: losses[tokens != 0].mean() if (tokens != 0).any() else 0.0),
    Mistake("padding-only", "You average the losses at padding.", "Use !=.",
            lambda losses, tokens, pad: losses[tokens == pad].sum() / max((tokens == pad).sum(), 1)),
    Mistake("summed", "You return the sum.", "Divide by the number of real tokens.",
            lambda losses, tokens, pad: _real(losses, tokens, pad).sum()),
    Mistake("divided-by-sentences", "You divide by the number of sentences.", "Divide by the number of real tokens.",
            lambda losses, tokens, pad: _real(losses, tokens, pad).sum() / len(losses)),
    Mistake("mean-per-row", "You return a mean for each sentence; one number was asked for.", "One mean over all.",
            lambda losses, tokens, pad: _real(losses, tokens, pad).sum(1) / np.maximum((tokens != pad).sum(1), 1)),
)


def by_where(losses, tokens, pad):
    real = tokens != pad
    return np.where(real, losses, 0).sum() / real.sum()


RIGHT = (by_where,)

HINTS = (
    "How many places are real, and what do those cost together?",
    "tokens != pad is a table of yes and no, and a table can be indexed by it.",
    "The answer has this shape:\ndef padded_loss(losses, tokens, pad):\n    real = ...\n    return losses[...].mean()",
)


def padded_loss(losses, tokens, pad):
    """Mean loss over the real tokens. losses, tokens: (N, T)."""
    real = tokens != pad
    return losses[real].mean()


def draw(rng):
    cases = []
    for n, t in ((2, 3), (3, 5), (4, 2)):
        tokens = rng.integers(1, 9, (n, t))
        for row, length in zip(tokens, rng.integers(1, t + 1, n)):
            row[length:] = 0
        cases.append(Case(f"{n} sentences of up to {t} words", (rng.uniform(0, 4, (n, t)).round(2), tokens, 0)))
    return cases


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=padded_loss, random=draw, properties=(nothing_negative,), quiet=True,
)
