"""The fewest choices that together have a share agreed on."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts.inputs import array
from .._parts.striking_out import only

TASK = (
    "Keep the likeliest classes, as few as together have at least the probability mass, 0 < mass <= 1; they keep their "
    "proportions and sum to 1, the others get 0. At least one class is kept. p: (K,), all different."
)


def spec(p, mass):
    order, kept, total = sorted(range(len(p)), key=lambda i: -p[i]), [], 0.0
    for i in order:
        kept.append(i)
        total += p[i]
        if total >= mass - 1e-12:
            break
    return np.array([p[i] / total if i in kept else 0.0 for i in range(len(p))])


PROBES = (
    Case("the likeliest is enough", (array(0.75, 0.25), 0.5)),
    Case("two are needed", (array(0.5, 0.375, 0.125), 0.75)),
    Case("exactly reached", (array(0.5, 0.375, 0.125), 0.5)),
    Case("the best does not stand first", (array(0.125, 0.625, 0.25), 0.75)),
    Case("all of them", (array(0.25, 0.5, 0.125, 0.0625, 0.0625 - 2**-8, 2**-8), 1.0)),
    Case("less than the likeliest has", (array(0.25, 0.5, 0.1875, 0.0625), 0.125)),
    Case("in rising order", (array(0.0625, 0.125, 0.3125, 0.5), 0.9)),
)


def _order(p):
    return np.argsort(-p, kind="stable")


def _reaching(p, mass):
    """Return how many probabilities, in their order, have at least `mass` together."""
    return min(int(np.searchsorted(np.cumsum(p), mass - 1e-12)) + 1, len(p))


def _first(p, mass, order, more=0):
    """Return the first in the order that have `mass` together, and `more` beyond them, at least one."""
    return only(p, order[:max(_reaching(p[order], mass) + more, 1)])


def _below(p, mass):
    return int((np.cumsum(p[_order(p)]) <= mass + 1e-12).sum())


MISTAKES = (
    Mistake("stops-before", "You keep only what stays below the mass. The class that reaches it belongs to it too.",
            "Keep classes until the sum is at least mass.",
            lambda p, mass: only(p, _order(p)[:max(_below(p, mass), 1)]),
            lambda p, mass: _first(p, mass, _order(p), more=-1)),
    Mistake("one-too-many", "Where the mass is reached exactly you keep one class more.", "As few as have at least the mass.",
            lambda p, mass: _first(p, mass + 2e-12, _order(p)), lambda p, mass: _first(p, mass, _order(p), more=1)),
    Mistake("nothing-left", "Where the likeliest class alone has more than the mass, nothing is left, and you divide 0 by 0.",
            "The likeliest class always stays.", lambda p, mass: only(p, _order(p)[:_below(p, mass)])),
    Mistake("threshold", "You keep the classes that have at least the mass each. Together is what counts.",
            "Add them up, from the likeliest down.", lambda p, mass: np.where(p >= mass, p, 0) / max(p[p >= mass].sum(), 1e-300)),
    Mistake("unsorted", "You add up in the order of the classes. The likeliest come first.", "Sort before you add up.",
            lambda p, mass: _first(p, mass, np.arange(len(p)))),
    Mistake("not-renormalised", "What is left does not sum to 1.", "Divide by its sum.",
            lambda p, mass: np.where(_first(p, mass, _order(p)) > 0, p, 0)),
    Mistake("least-likely", "You keep the least likely classes.", "Sort from the largest down.",
            lambda p, mass: _first(p, mass, _order(-p))),
    Mistake("even-shares", "All that you keep get the same.", "They keep their proportions.",
            lambda p, mass: only(np.ones(len(p)), _first(p, mass, _order(p)) > 0)),
    Mistake("sorted", "You return them sorted. Each class keeps its place.", "Put them back where they were.",
            lambda p, mass: np.sort(_first(p, mass, _order(p)))[::-1]),
    Mistake("argmax", "You keep the likeliest alone.", "Go on until the sum is at least mass.",
            lambda p, mass: only(p, _order(p)[:1])),
)


def by_what_came_before(p, mass):
    order = np.argsort(-p)
    before = np.cumsum(p[order]) - p[order]
    kept = np.zeros(len(p))
    keep = order[before < mass - 1e-12]
    kept[keep] = p[keep]
    return kept / kept.sum()


RIGHT = (by_what_came_before,)

HINTS = (
    "Sort from the likeliest down and add up. When has a class to be kept: what have those before it together?",
    "A class is kept if those before it have less than mass. For the first that is always so.",
    "The answer has this shape:\n"
    "def top_p(p, mass):\n"
    "    order = np.argsort(-p)\n"
    "    before = np.cumsum(p[order]) - ...\n"
    "    keep = order[before < ...]\n"
    "    kept = np.zeros(len(p))\n"
    "    kept[keep] = ...\n"
    "    return kept / ...",
)


def top_p(p, mass):
    """The fewest likeliest with at least mass. p: (K,). Returns (K,)."""
    order = np.argsort(-p)
    before = np.cumsum(p[order]) - p[order]
    keep = order[before < mass]
    kept = np.zeros(len(p))
    kept[keep] = p[keep]
    return kept / kept.sum()


def draw(rng):
    cases = []
    for K, mass in ((4, 0.7), (6, 0.45), (8, 0.9)):
        p = rng.permutation(2.0 ** np.arange(K))
        cases.append(Case(f"{mass} of {K} classes", (p / p.sum(), mass)))
    return cases


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=top_p, random=draw, properties=(nothing_negative,), quiet=True,
)
