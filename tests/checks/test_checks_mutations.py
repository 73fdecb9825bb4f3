"""Right answers altered by a machine are rejected wherever they differ from the specification."""

import ast
import copy
import functools
import inspect
import textwrap
import types

import numpy as np
import pytest

from helpers.checks import diagnosis, exercises
from helpers.running.safe_call import call
from tests.support.solutions import right_answers

SEEDS = (1, 2, 3)
# A search that no longer ends is stopped; no right answer takes a tenth of this.
PATIENCE = 0.25
FUNCTIONS = [name for name, exercise in exercises.items() if exercise.is_function]


def written_out(name):
    """The right answers to an exercise that are functions of a few lines: neither a lambda nor from numerics."""
    functions = [answer for answer in right_answers(name) if isinstance(answer, types.FunctionType)]
    return [answer for answer in functions if answer.__name__ != "<lambda>"
            and answer.__globals__.get("__name__", "tests").startswith(("helpers.exercises.", "tests"))]


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
        scope = dict(function.__globals__)
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
def trial(name):
    """Return how many mutants of right answers are rejected, and the sources of those that pass but differ."""
    rejected, survivors = 0, []
    for answer in written_out(name):
        for source, mutant in mutants(answer):
            passed = diagnosis.examine(exercises[name], mutant, seconds=PATIENCE).passed
            rejected += not passed
            if passed and differs(exercises[name], mutant):
                survivors.append(source)
    return rejected, survivors


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_mutant_that_differs_is_rejected(name):
    rejected, survivors = trial(name)
    assert rejected > 0 and not survivors, "\n\n".join(survivors)


def test_there_are_enough_mutants_that_differ():
    """Every rejected mutant differs: on a probe, which is legal input."""
    assert sum(trial(name)[0] for name in FUNCTIONS) >= 200
