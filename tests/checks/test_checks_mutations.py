"""Solutions altered by a machine are rejected wherever they differ from the specification."""

import ast
import copy
import functools
import inspect
import textwrap

import numpy as np
import pytest

from helpers.checks import check, exercises
from helpers.running.safe_call import call
from tests.support.problem_set_solutions import PROBLEM_SET

SEEDS = (1, 2, 3)


def normalise(w):
    total = w.sum()
    return w / total


def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


def temperature_softmax(z, T):
    e = np.exp(z / T)
    return e / e.sum(axis=-1, keepdims=True)


def two_class_probability(z0, z1):
    lead = np.subtract(z1, z0)
    return 1 / (1 + np.exp(-lead))


def stable_softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def logsumexp(z):
    m = z.max(axis=-1, keepdims=True)
    s = np.exp(z - m).sum(axis=-1)
    return m[..., 0] + np.log(s)


def log_softmax(z):
    shifted = z - z.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def one_hot(y, K):
    rows = np.zeros((len(y), K))
    rows[np.arange(len(y)), y] = 1
    return rows


def entropy(p):
    logs = np.log(np.where(p > 0, p, 1))
    return -(p * logs).sum(axis=-1)


def cross_entropy(p, y):
    p_true = p[np.arange(len(y)), y]
    return -np.log(p_true).mean()


def cross_entropy_with_logits(z, y):
    shifted = z - z.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(y)), y].mean()


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def binary_cross_entropy(p, y):
    p_true = np.where(y == 1, p, 1 - p)
    return -np.log(p_true).mean()


def binary_cross_entropy_with_logits(z, y):
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    return losses.mean()


def squared_error_grad(z, y):
    p = 1 / (1 + np.exp(-z))
    return 2 * (p - y) * p * (1 - p)


def brier_score(p, y):
    misses = p - y
    return (misses ** 2).mean()


def softmax_cross_entropy_grad(z, y):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)


def softmax_vjp(p, g):
    mean = (g * p).sum(axis=-1, keepdims=True)
    return p * (g - mean)


def bce_grad(z, y):
    e = np.exp(-np.abs(z))
    p = np.where(z >= 0, 1, e) / (1 + e)
    return (p - y) / z.size


SOLUTIONS = [value for value in list(globals().values()) if inspect.isfunction(value) and value.__module__ == __name__]
SOLUTIONS += PROBLEM_SET

OPERATORS = {ast.Add: (ast.Sub, ast.Mult), ast.Sub: (ast.Add, ast.Mult), ast.Mult: (ast.Add, ast.Div),
             ast.Div: (ast.Mult, ast.Sub, ast.FloorDiv)}
COMPARISONS = {ast.Gt: (ast.Lt, ast.GtE), ast.GtE: (ast.Lt, ast.Gt), ast.Eq: (ast.NotEq,)}
NAMES = {
    "exp": ("log", "exp2", "expm1", "sqrt"), "log": ("exp", "log2", "log10", "log1p"), "log1p": ("log", "expm1"),
    "max": ("min", "mean", "sum"), "sum": ("max", "mean", "prod"),
    "mean": ("sum", "max", "min"), "abs": ("negative", "square"), "maximum": ("minimum", "add"),
    "subtract": ("add", "multiply"), "zeros": ("ones",), "where": ("fmax",),
}
PARTS = (ast.expr, ast.cmpop, ast.stmt)


def alternatives(node):
    """Yield what a slip could put in the place of a node."""
    if isinstance(node, ast.BinOp):
        for operator in OPERATORS.get(type(node.op), ()):
            yield ast.BinOp(node.left, operator(), node.right)
        yield node.left
        yield node.right
        yield ast.BinOp(node.right, node.op, node.left)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.operand
    elif isinstance(node, ast.Compare):
        for comparison in COMPARISONS.get(type(node.ops[0]), ()):
            yield ast.Compare(node.left, [comparison()], node.comparators)
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield from (ast.Constant(value) for value in (node.value + 1, node.value - 1))
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Attribute):
        yield from (ast.Attribute(node.value, name, node.ctx) for name in NAMES.get(node.attr, ()))
    elif isinstance(node, ast.Call):
        for i in range(len(node.keywords)):
            yield ast.Call(node.func, node.args, node.keywords[:i] + node.keywords[i + 1:])
        if len(node.args) == 1:
            yield node.args[0]
        elif len(node.args) > 1:
            yield ast.Call(node.func, [node.args[1], node.args[0], *node.args[2:]], node.keywords)
    elif isinstance(node, ast.AugAssign):
        yield ast.AugAssign(node.target, ast.Add(), node.value)
        yield ast.Pass()
    elif isinstance(node, ast.Return):
        yield ast.Return(ast.UnaryOp(ast.USub(), node.value))


def places(tree):
    """Yield (parent, field, index) for every part of a tree."""
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            for index, part in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(part, PARTS):
                    yield parent, field, index if isinstance(value, list) else None


def mutants(function):
    """Return functions that differ from a solution in one place, by source."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    sources = set()
    for number, (parent, field, index) in enumerate(places(tree)):
        part = getattr(parent, field) if index is None else getattr(parent, field)[index]
        for choice in range(len(list(alternatives(part)))):
            changed = copy.deepcopy(tree)
            other, field, index = list(places(changed))[number]
            mutated = list(alternatives(getattr(other, field) if index is None
                                        else getattr(other, field)[index]))[choice]
            if index is None:
                setattr(other, field, mutated)
            else:
                getattr(other, field)[index] = mutated
            sources.add(ast.unparse(ast.fix_missing_locations(changed)))
    built = []
    for source in sorted(sources - {ast.unparse(tree)}):
        scope = {"np": np}
        exec(compile(source, "<mutant>", "exec"), scope)
        built.append((source, scope[function.__name__]))
    return built


def differs(exercise, function):
    """Return whether a function differs from the specification, or changes its input, on any drawn legal case."""
    for seed in SEEDS:
        for case in exercise.cases(np.random.default_rng(seed)):
            outcome = call(function, case.args)
            if outcome.problem or outcome.mutated or not exercise.agrees(case.args, outcome.value):
                return True
    return False


@functools.cache
def trial(solution):
    """Return how many mutants of a solution are rejected, and the sources of those that pass although they differ."""
    name, rejected, survivors = solution.__name__, 0, []
    for source, mutant in mutants(solution):
        passed = check(name, mutant).passed
        rejected += not passed
        if passed and differs(exercises[name], mutant):
            survivors.append(source)
    return rejected, survivors


@pytest.mark.parametrize("solution", SOLUTIONS, ids=lambda solution: solution.__name__)
def test_every_mutant_that_differs_is_rejected(solution):
    assert check(solution.__name__, solution).passed
    rejected, survivors = trial(solution)
    assert rejected > 0 and not survivors, "\n\n".join(survivors)


def test_there_are_enough_mutants_that_differ():
    """Every rejected mutant differs: on a probe, which is legal input."""
    assert sum(trial(solution)[0] for solution in SOLUTIONS) >= 200


def test_every_function_exercise_is_mutated():
    assert {solution.__name__ for solution in SOLUTIONS} == {name for name, exercise in exercises.items()
                                                             if exercise.is_function}
