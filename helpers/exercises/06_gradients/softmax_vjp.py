"""A gradient with respect to probabilities, carried back through softmax without the matrix."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import rows_sum_to_zero

from .._parts import exact
from .._parts.inputs import array
from .._parts.safe import softmax

TASK = (
    "Return the gradient with respect to the logits, of the shape (N, K), from the probabilities p of softmax and "
    "the gradient g with respect to p, both of shape (N, K)."
)


def spec(p, g):
    def product(row):
        K = len(row) // 2
        p, g = row[:K], row[K:]
        J = [[p[i] * ((i == j) - p[j]) for j in range(K)] for i in range(K)]
        return [sum(g[i] * J[i][j] for i in range(K)) for j in range(K)]

    return exact.by_row(product, np.concatenate([p, g], axis=-1))


PROBES = (
    Case("one sample", (array([0.5, 0.3, 0.2]), array([1, 2, 5]))),
    Case("two classes", (array([0.25, 0.75]), array([3, -1]))),
    Case("a g of cross-entropy", (array([0.5, 0.3, 0.2]), array([-2, 0, 0]))),
    Case("two samples of three classes",
         (array([0.5, 0.3, 0.2], [0.1, 0.1, 0.8]), array([1, 0, -2], [4, 1, 2]))),
    Case("three samples of two classes",
         (array([0.5, 0.5], [0.9, 0.1], [0.2, 0.8]), array([1, 2], [-3, 1], [0, 4]))),
    Case("as many samples as classes",
         (array([0.6, 0.3, 0.1], [0.2, 0.2, 0.6], [0.05, 0.9, 0.05]),
          array([1, -2, 0.5], [3, 0, 1], [-1, 2, 4]))),
    Case("the same g for every class",
         (array([0.7, 0.2, 0.1], [0.25, 0.25, 0.5]), array([2, 2, 2], [-1, -1, -1]))),
    Case("equal probabilities", (array([0.25, 0.25, 0.25, 0.25]), array([4, 0, -1, 1]))),
    Case("a certain answer", (array([1, 0, 0], [0.5, 0, 0.5]), array([3, 1, -2], [0, 5, 1]))),
    Case("one class", (array([1], [1]), array([3], [-2]))),
    Case("large gradients",
         (array([0.5, 0.3, 0.2], [0.1, 0.1, 0.8]), array([1000, -2000, 500], [0, 3000, 1]))),
    Case("whole numbers in g", (array([0.5, 0.5], [0.25, 0.75]), array([1, -1], [2, 3], dtype=np.int64))),
    Case("float32", (array([0.5, 0.25, 0.25], dtype=np.float32), array([1, -2, 4], dtype=np.float32))),
)

MEAN = "Subtract (g * p).sum(axis=-1, keepdims=True) from g."

BOTH = "J is diag(p) minus the outer product of p with itself, so the answer is p * (g - the mean of g under p)."


def _mean(p, g):
    """Return each row's mean of g under p, the axis kept."""
    return (g * p).sum(-1, keepdims=True)


def _vjp(p, g):
    return p * (g - _mean(p, g))


def _jacobians(p):
    return p[:, :, None] * np.eye(p.shape[1]) - p[:, :, None] * p[:, None, :]


MISTAKES = (
    Mistake("diagonal-jacobian",
            "You use only the diagonal p (1 - p) of softmax's Jacobian. Every score moves every probability.", BOTH,
            lambda p, g: p * (1 - p) * g, lambda p, g: p * (g - g * p)),
    Mistake("no-diagonal",
            "You use only the entries off the diagonal, -p_i p_j: a score moves its own probability too.", BOTH,
            lambda p, g: p * (g * p - _mean(p, g))),
    Mistake("one-sample-formula",
            "np.diag and np.outer are for one sample; of a matrix, np.diag takes the diagonal.",
            "Go through the rows one by one, or do without the matrix.",
            lambda p, g: g @ (np.diag(p) - np.outer(p, p))),
    Mistake("one-sample-formula", "g @ p is a sum over the classes for one sample; for a batch it multiplies matrices.",
            MEAN, lambda p, g: p * (g - g @ p), lambda p, g: p * (g - p @ g)),
    Mistake("first-sample-only", "You return the first sample's gradient only, as a return inside a loop does.",
            "Return one row for each sample.", lambda p, g: _vjp(p, g)[0], lambda p, g: _vjp(p, g)[:1]),
    Mistake("not-centred", "You stop at g * p. That treats each probability as if its own score alone moved it.", MEAN,
            lambda p, g: g * p),
    Mistake("mean-only", "You return the part with the mean only.", BOTH,
            lambda p, g: p * _mean(p, g), lambda p, g: -p * _mean(p, g)),
    Mistake("no-keepdims", "Your sum loses the last axis, so NumPy lines it up with the wrong one.",
            "Add keepdims=True to the sum.", lambda p, g: p * (g - (g * p).sum(-1)),
            lambda p, g: p * (g - (g * p).sum(1))),
    Mistake("whole-array", "You sum over the whole batch; each row has its own mean.",
            "Sum over axis=-1 with keepdims=True.", lambda p, g: p * (g - (g * p).sum()),
            lambda p, g: p * (g - np.vdot(g, p))),
    Mistake("wrong-axis", "You sum down the first axis; the classes lie along the last.",
            "Sum over axis=-1 with keepdims=True.", lambda p, g: p * (g - (g * p).sum(0))),
    Mistake("all-pairs",
            "A matrix product pairs every sample with every sample; row n of g belongs to row n of p alone.",
            "Multiply entry by entry, then sum over axis=-1 with keepdims=True.", lambda p, g: p * (g - g @ p.T),
            lambda p, g: p * (g - p @ g.T)),
    Mistake("unweighted-mean", "You subtract the plain mean of g; a likely class counts for more than an unlikely one.",
            "Weight g by p: (g * p).sum(axis=-1, keepdims=True).",
            lambda p, g: p * (g - g.mean(-1, keepdims=True)), lambda p, g: p * (g - g.mean())),
    Mistake("unweighted-sum", "You subtract the sum of g; the mean of g under p was needed.", MEAN,
            lambda p, g: p * (g - g.sum(-1, keepdims=True)), lambda p, g: p * g - p * g.sum(-1, keepdims=True)),
    Mistake("divided-by-k", "You divide by the number of classes, but the weights p sum to 1 already.",
            "Use sum, not mean.", lambda p, g: p * (g - (g * p).mean(-1, keepdims=True)),
            lambda p, g: _vjp(p, g) / p.shape[-1]),
    Mistake("divided-by-n",
            "You divide by the number of samples. If the loss is a mean, its 1/N is in g already.",
            "Leave out the division.", lambda p, g: _vjp(p, g) / len(p), lambda p, g: _vjp(p, g) / p.size),
    Mistake("flipped-sign", "The sign is the wrong way round.", "Start from g, and subtract its mean.",
            lambda p, g: -_vjp(p, g)),
    Mistake("plus-the-mean", "You add the mean of g under p: off its diagonal, J has a minus.", MEAN,
            lambda p, g: p * (g + _mean(p, g))),
    Mistake("not-times-p", "You centre g, but the factor p in front is missing.", "Multiply the difference by p.",
            lambda p, g: g - _mean(p, g)),
    Mistake("misplaced-bracket", "Only the first term is multiplied by p; both are.",
            "Put the difference in brackets: p * (g - ...).", lambda p, g: p * g - _mean(p, g)),
    Mistake("identity-for-diagonal", "You have g, minus p times the mean. The first term needs its factor p too.", BOTH,
            lambda p, g: g - p * _mean(p, g)),
    Mistake("p-twice", "There is a factor p too many.", BOTH, lambda p, g: p * _vjp(p, g),
            lambda p, g: p * (g - (g * p * p).sum(-1, keepdims=True))),
    Mistake("divided-by-p", "You divide by p; the chain rule multiplies.", "Multiply the difference by p.",
            lambda p, g: (g - _mean(p, g)) / p),
    Mistake("swapped-arguments", "p and g have changed places.", BOTH, lambda p, g: _vjp(g, p)),
    Mistake("cross-entropy-only", "p - y is what comes out for cross-entropy. Here g is the gradient of any loss.",
            BOTH, lambda p, g: p - g, lambda p, g: g - p),
    Mistake("double-softmax", "You take p for logits and apply softmax to it.",
            "p holds probabilities: use it as it is.", lambda p, g: _vjp(softmax(p), g)),
    Mistake("g-through-softmax", "You apply softmax to g, which is a gradient.", "Use g as it is.",
            lambda p, g: _vjp(p, softmax(g))),
    Mistake("jacobian-itself", "You return the Jacobians; their product with g was asked for.", BOTH,
            lambda p, g: _jacobians(p), lambda p, g: _jacobians(p) * g[:, :, None],
            lambda p, g: g[:, :, None] * p[:, None, :]),
    Mistake("transposed", "Rows and columns have changed places.", "Keep the shape of p, with one sample in each row.",
            lambda p, g: _vjp(p, g).T),
    Mistake("mean-gradient", "You add up or average over the samples; each sample's logits have their own row.",
            "Keep the shape of p.", lambda p, g: _vjp(p, g).sum(0), lambda p, g: _vjp(p, g).mean(0),
            lambda p, g: _vjp(p, g).sum(), lambda p, g: _vjp(p, g).mean()),
    Mistake("summed-over-classes", "You sum over the classes, which gives 0 for every sample.", "Keep the shape of p.",
            lambda p, g: _vjp(p, g).sum(-1), lambda p, g: _mean(p, g), lambda p, g: (g * p).sum(-1)),
)


def by_jacobian(p, g):
    rows = []
    for shares, slopes in zip(p, g):
        rows.append(slopes @ (np.diag(shares) - np.outer(shares, shares)))
    return rows


RIGHT = (
    by_jacobian,
    lambda p, g: p * g - p * (p * g).sum(axis=1)[:, None],
    lambda p, g: p * (g - np.einsum("nk,nk->n", p, g)[:, np.newaxis]),
    lambda p, g: (lambda gp: gp - p * gp.sum(-1, keepdims=True))(g * p),
    lambda p, g: (p.T * (g.T - (g.T * p.T).sum(axis=0))).T,
    lambda p, g: p * (g - np.diag(g @ p.T)[:, None]),
)

HINTS = (
    "Score j acts through every probability: p_j rises, and every other one falls. How much does each fall?",
    "Row i of J holds p_i ((i == j) - p_j). Multiply by g_i and add up over i: two terms are left, and both "
    "have the factor p_j.",
    "The answer has this shape:\n"
    "def softmax_vjp(p, g):\n"
    "    mean = (...).sum(axis=..., keepdims=...)    # of g, under p\n"
    "    return p * (...)",
)


def softmax_vjp(p, g):
    """Gradient with respect to the logits. p, g: (N, K). Returns (N, K)."""
    mean = (g * p).sum(axis=-1, keepdims=True)
    return p * (g - mean)


def draw(rng):
    drawn = [(rng.dirichlet(np.ones(K), n), rng.normal(0, spread, (n, K)).round(3))
             for n, K, spread in ((1, 3, 2), (4, 4, 1), (6, 2, 3), (3, 3, 5), (5, 10, 100), (3, 1, 2))]
    return [Case(f"random probabilities of shape {p.shape}", (p, g)) for p, g in drawn]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=softmax_vjp, random=draw, properties=(rows_sum_to_zero,),
)
