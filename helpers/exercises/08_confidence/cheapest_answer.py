"""The answer that costs least on average, if mistakes do not all cost alike."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts.inputs import array

TASK = (
    "Return for each row of probabilities the answer with the lowest mean cost, whole numbers of shape (N,). p: (N, K); "
    "cost: (K, A), where cost[i, j] is what the answer j costs if i is true. There may be more answers than classes, such "
    "as 'ask a person'; of equal costs the first counts."
)


def spec(p, cost):
    answers = []
    for row in p:
        means = [sum(float(share) * float(price) for share, price in zip(row, column)) for column in np.asarray(cost).T]
        answers.append(min(range(len(means)), key=lambda j: means[j]))
    return np.array(answers)


PROBES = (
    Case("two classes, equal costs", (array([0.3, 0.7]), array([0, 1], [1, 0]))),
    Case("a costly miss", (array([0.8, 0.2]), array([0, 1], [9, 0]))),
    Case("two rows", (array([0.95, 0.05], [0.8, 0.2]), array([0, 1], [9, 0]))),
    Case("an answer more than there are classes", (array([0.6, 0.4], [0.99, 0.01]), array([0, 10, 2], [10, 0, 2]))),
    Case("three classes", (array([0.4, 0.35, 0.25]), array([0, 1, 4], [4, 0, 1], [1, 4, 0]))),
    Case("as many rows as classes", (array([0.5, 0.3, 0.2], [0.1, 0.5, 0.4], [0.2, 0.2, 0.6]),
                                     array([0, 5, 1], [1, 0, 3], [8, 1, 0]))),
    Case("costs between whole numbers", (array([0.5, 0.5]), array([0, 2.5], [1.75, 0.5]))),
    Case("an answer that earns something", (array([0.7, 0.3]), array([-1, 0], [4, 0]))),
    Case("a class that is best left unnamed", (array([0.6, 0.4]), array([2, 1, 3], [9, 8, 0]))),
    Case("a rare disaster", (array([0.9, 0.1]), array([0, 5], [8, 4]))),
    Case("equal costs", (array([0.5, 0.5]), array([0, 1], [1, 0]))),
)

MISTAKES = (
    Mistake("costs-left-out", "You take the likeliest class. It need not be the cheapest answer.",
            "Compute each answer's mean cost: p @ cost.", lambda p, cost: p.argmax(1)),
    Mistake("dearest", "You take the dearest answer.", "Use argmin.", lambda p, cost: (p @ cost).argmax(1)),
    Mistake("transposed-costs", "You read the costs with rows and columns exchanged: rows are what is true.",
            "Use p @ cost.", lambda p, cost: (p @ np.asarray(cost).T).argmin(1) if cost.shape[0] == cost.shape[1] else p.argmax(1)),
    Mistake("cost-not-answer", "You return the lowest cost; the answer was asked for.", "Use argmin.",
            lambda p, cost: (p @ cost).min(1)),
    Mistake("all-costs", "You return the mean costs of all answers.", "Take the place of the lowest in each row.",
            lambda p, cost: p @ cost),
    Mistake("likeliest-then-cheapest", "You take the likeliest class for certain, and answer what is cheapest then.",
            "All classes count, each by its probability.", lambda p, cost: cost[p.argmax(1)].argmin(1)),
    Mistake("worst-case", "You look at the worst that may happen, however improbable.", "Weight the costs by p.",
            lambda p, cost: np.full(len(p), cost.max(0).argmin())),
    Mistake("even-odds", "You take all classes for equally likely.", "Weight the costs by p.",
            lambda p, cost: np.full(len(p), cost.mean(0).argmin())),
    Mistake("one-axis", "You look for the lowest in each column; each row has its own answer.", "Use axis=1.",
            lambda p, cost: (p @ cost).argmin(0)),
    Mistake("one-for-all", "You return one answer for all rows.", "Use axis=1.", lambda p, cost: (p @ cost).argmin()),
)


def by_einsum(p, cost):
    return np.einsum("nk,ka->na", p, cost).argmin(axis=-1)


RIGHT = (by_einsum,)

HINTS = (
    "What does the answer j cost on average, if class i is true with the probability p[i]?",
    "It is the sum over i of p[i] * cost[i, j], for all rows and answers at once a product of two tables.",
    "The answer has this shape:\ndef cheapest_answer(p, cost):\n    mean_cost = ...\n    return mean_cost.argmin(axis=...)",
)


def cheapest_answer(p, cost):
    """Answers with the lowest mean cost. p: (N, K), cost: (K, A)."""
    mean_cost = p @ cost
    return mean_cost.argmin(axis=1)


def draw(rng):
    cases = []
    for n, K, A in ((4, 2, 2), (5, 3, 4), (3, 3, 3)):
        p = rng.multinomial(20, np.ones(K) / K, n) / 20
        cases.append(Case(f"{n} rows, {A} answers", (p, rng.integers(0, 10, (K, A)).astype(float) + rng.uniform(0, 0.5, (K, A)).round(3))))
    return cases


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=cheapest_answer, random=draw, properties=(nothing_negative,),
)
