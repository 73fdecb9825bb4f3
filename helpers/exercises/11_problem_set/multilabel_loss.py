"""Problem 4: binary cross-entropy of several labels at once."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts import exact
from .._parts.inputs import array, labels
from .._parts.safe import log_softmax, sigmoid, softplus

TASK = (
    "Return the binary cross-entropy of the logits z with labels y, both of shape (N, L): summed over the labels "
    "of a sample, averaged over samples."
)


def spec(z, y):
    return exact.by_entry(lambda score, label: -exact.logistic(score if label else -score).ln(), z, y).sum() / len(z)


PROBES = (
    Case("one sample", (array([2, -1, 0.5]), labels([1, 0, 1]))),
    Case("two samples", (array([2, -1, 0.5], [-2, 0, 1]), labels([1, 0, 1], [0, 1, 1]))),
    Case("no label at all", (array([-1, -2], [-3, 0.5]), labels([0, 0], [0, 0]))),
    Case("a square batch", (array([0, 1, 2], [3, 1, -1], [2, -2, 5]), labels([0, 1, 1], [1, 1, 0], [1, 0, 1]))),
    Case("labels as floats", (array([1, -1], [0.3, 2]), array([0, 1], [1, 1]))),
    Case("a logit of 40", (array([40, -40]), labels([0, 0]))),
    Case("logits at 1000", (array([1000, -1000], [1, 1]), labels([0, 1], [1, 0]))),
)

SAMPLE = "Sum over the labels of a sample (axis=1), then take the mean over samples."


def _entries(z, y):
    return softplus(np.where(y == 1, -z, z))


MISTAKES = (
    Mistake("mean-over-labels", "You take the mean over the labels too, so the loss is divided by their number.",
            SAMPLE, lambda z, y: _entries(z, y).mean()),
    Mistake("sum-over-batch", "You sum over the samples: a batch twice as large costs twice as much.", SAMPLE,
            lambda z, y: _entries(z, y).sum()),
    Mistake("mean-over-labels-sum-over-samples", "Sum and mean have changed places.", SAMPLE,
            lambda z, y: _entries(z, y).sum(0).mean(), lambda z, y: _entries(z, y).mean(1).sum()),
    Mistake("not-reduced", "You return more than one number.", SAMPLE, lambda z, y: _entries(z, y).sum(1), _entries,
            lambda z, y: _entries(z, y).mean(0)),
    Mistake("one-branch-bce", "You charge only the labels that are there; a false alarm costs nothing.",
            "Add the term of the labels that are not there.", lambda z, y: (y * _entries(z, y)).sum(1).mean(),
            lambda z, y: ((1 - y) * _entries(z, y)).sum(1).mean()),
    Mistake("softmax-not-sigmoid",
            "You use softmax, as if exactly one label were right; here each label is a question of its own.",
            "Use one sigmoid per label.", lambda z, y: -(y * log_softmax(z)).sum(1).mean()),
    Mistake("no-minus", "The loss is negative: the minus is missing.", "Put a minus in front.",
            lambda z, y: -_entries(z, y).sum(1).mean()),
    Mistake("flipped-labels", "The two terms have changed places.", "-log p belongs to y = 1.",
            lambda z, y: _entries(z, 1 - y).sum(1).mean()),
    Mistake("log-of-sigmoid",
            "You go through probabilities: beyond a logit of 37 they are exactly 1, and the loss inf or nan.",
            "Stay with logits, as lesson 4 does.",
            lambda z, y: -(y * np.log(sigmoid(z)) + (1 - y) * np.log(1 - sigmoid(z))).sum(1).mean(),
            lambda z, y: -np.log(np.where(y == 1, sigmoid(z), 1 - sigmoid(z))).sum(1).mean()),
    Mistake("exp-overflows", "exp(z) overflows from 710 on.", "Lesson 4 has a form in which no exponent is above zero.",
            lambda z, y: (np.log(1 + np.exp(z)) - y * z).sum(1).mean(),
            lambda z, y: (np.log1p(np.exp(z)) - y * z).sum(1).mean()),
    Mistake("clipped", "You clip the probabilities, so a confident mistake is too cheap.",
            "Compute from the logits, without probabilities.",
            *(lambda z, y, e=e: -np.log(np.clip(np.where(y == 1, sigmoid(z), sigmoid(-z)), e, 1)).sum(1).mean()
              for e in (1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6))),
    Mistake("probs-as-logits", "You apply the sigmoid twice.", "Apply it once.",
            lambda z, y: _entries(sigmoid(z), y).sum(1).mean()),
    Mistake("both-branches", "You add both terms for every label.", "Weight them by y and 1 - y.",
            lambda z, y: (softplus(z) + softplus(-z)).sum(1).mean()),
)

HINTS = (
    "Each label is a yes-or-no question with its own sigmoid. What does one such question cost, from its "
    "logit?",
    "One entry costs log(1 + exp(z)) - y * z. Write the first term so that it does not overflow.",
    "The answer has this shape:\n"
    "def multilabel_loss(z, y):\n"
    "    entries = np.maximum(z, 0) - ... + np.log1p(...)\n"
    "    return entries.sum(axis=...).mean()",
)


def draw(rng):
    """Draw logits with several labels each."""
    drawn = [(rng.normal(0, spread, shape).round(2), rng.integers(0, 2, shape))
             for shape, spread in (((1, 3), 2), ((4, 2), 3), ((5, 6), 3), ((3, 3), 5), ((4, 5), 400))]
    return [Case(f"random logits of shape {z.shape}", (z, y)) for z, y in drawn]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, hints=HINTS,
    random=draw, points=5, quiet=True, properties=(nothing_negative,),
)
