"""Problem 1: scores whose softmax is p, and which sum to 0."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake

from .._parts import exact
from .._parts.inputs import array
from .._parts.safe import softmax

TASK = "Return scores of the shape of p whose softmax over the last axis is p, and which sum to 0 in each row."


def spec(p):
    def centred(row):
        logs = [share.ln() for share in row]
        return [log - sum(logs) / len(logs) for log in logs]

    return exact.by_row(centred, p)


PROBES = (
    Case("two classes", (array(0.25, 0.75),)),
    Case("three classes", (array(0.7, 0.2, 0.1),)),
    Case("a batch of two rows", (array([0.5, 0.3, 0.2], [0.1, 0.1, 0.8]),)),
    Case("a square batch", (array([0.6, 0.3, 0.1], [0.2, 0.2, 0.6], [0.05, 0.9, 0.05]),)),
    Case("a stack of two batches",
         (array([[0.5, 0.25, 0.25], [0.1, 0.2, 0.7]], [[0.4, 0.4, 0.2], [0.3, 0.6, 0.1]]),)),
)

CENTRE = "What may be added to all scores of a row without changing its softmax, and which choice makes their sum 0?"
UNDO = "Softmax takes exp first: which function undoes that?"


def _centred(a, **axis):
    return a - np.mean(a, **axis)


MISTAKES = (
    Mistake("not-centred", "The softmax of these scores is p, but they do not sum to 0.", CENTRE, np.log),
    Mistake("logit-each",
            "You take the log-odds of each probability alone; with more than two classes their softmax is not p.",
            "A score of its own for each class, without 1 - p: softmax does the comparing.",
            lambda p: np.log(p / (1 - p)),
            lambda p: _centred(np.log(p / (1 - p)), axis=-1, keepdims=True)),
    Mistake("whole-array", "You subtract the mean of the whole batch, so the rows do not sum to 0.", CENTRE,
            lambda p: _centred(np.log(p))),
    Mistake("wrong-axis", "You subtract the mean down the first axis.", CENTRE, lambda p: _centred(np.log(p), axis=0)),
    Mistake("no-keepdims", "Your mean loses the last axis, so NumPy lines it up with the wrong one.", CENTRE,
            lambda p: np.log(p) - np.log(p).mean(-1), lambda p: np.log(p) - np.log(p).mean(1)),
    Mistake("log-of-mean", "You subtract the logarithm of the mean; the mean of the logarithms was needed.", CENTRE,
            lambda p: np.log(p) - np.log(p.mean(-1, keepdims=True))),
    Mistake("divided-by-the-mean", "You divide by the mean instead of subtracting it.", CENTRE,
            lambda p: np.log(p) / np.log(p).mean(-1, keepdims=True)),
    Mistake("shifted-by-the-maximum", "Your largest score is 0; the sum of each row should be.", CENTRE,
            lambda p: np.log(p) - np.log(p).max(-1, keepdims=True), lambda p: np.log(p / p.max(-1, keepdims=True))),
    Mistake("no-log", "You centre the probabilities themselves.", UNDO,
            lambda p: _centred(p, axis=-1, keepdims=True)),
    Mistake("exp-for-log", "You take exp where its inverse is needed.", UNDO,
            np.exp, lambda p: _centred(np.exp(p), axis=-1, keepdims=True)),
    Mistake("softmax-again", "You apply softmax to p; the way back was asked for.", UNDO, softmax),
    Mistake("log-base", "You use the logarithm to base 2 or 10; softmax is made with e.", "Use np.log.",
            lambda p: _centred(np.log2(p), axis=-1, keepdims=True),
            lambda p: _centred(np.log10(p), axis=-1, keepdims=True)),
    Mistake("flipped-sign", "The signs are the wrong way round: the likeliest class has the lowest score.",
            "Turn one sign round.", lambda p: -_centred(np.log(p), axis=-1, keepdims=True),
            lambda p: -np.log(p)),
    Mistake("centred-by-the-sum", "You subtract the sum of the row; its mean makes the sum 0.", CENTRE,
            lambda p: np.log(p) - np.log(p).sum(-1, keepdims=True)),
)

HINTS = (
    "Softmax takes exp of the scores. Which function undoes exp, and what may you add to a row without "
    "changing its softmax?",
    "np.log(p) has the softmax p. Subtract from each row the one number that makes its sum 0.",
    "The answer has this shape:\n"
    "def centred_logits(p):\n"
    "    z = ...\n"
    "    return z - ...    # each row's own number, the axis kept",
)


def draw(rng):
    """Draw probabilities of several shapes."""
    drawn = [rng.dirichlet(np.ones(shape[-1]), shape[:-1]) for shape in ((3,), (6,), (1, 4), (2, 3), (4, 4), (2, 2, 3))]
    return [Case(f"random probabilities of shape {p.shape}", (p,)) for p in drawn]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, hints=HINTS,
    random=draw, points=5,
)
