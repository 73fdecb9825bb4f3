"""The input that would have caught a wrong function: `expose(wrong, "softmax", z)`."""

import ast
import importlib

import numpy as np
import pytest

from helpers.exercises import exercises
from helpers.questions import expose
from helpers.questions.found import find
from tests.support.course import lesson, outputs, saved

TICKETS = importlib.import_module("helpers.exercises.10_spot_the_bug._tickets")
NUMBERS = range(1, 14)


def no_keepdims(z):
    return np.exp(z) / np.exp(z).sum(axis=-1)


def test_an_input_on_which_they_differ_catches_it_and_both_values_are_shown():
    told = expose(no_keepdims, "softmax", np.array([[0.0, 1.0], [2.0, 0.0]]))
    assert told.passed and told.text.startswith("✓ This input would have caught it.")
    assert "right: [[0.268941 0.731059] [0.880797 0.119203]]" in told.text and "this one: [[0.268941" in told.text
    assert "This input would have caught it." in told.html and "<script" not in told.html


def test_an_input_on_which_they_agree_lets_it_get_away():
    told = expose(no_keepdims, "softmax", np.array([0.0, 1.0]))
    assert not told.passed and told.text.startswith("○ It gets away")


def test_a_function_that_fails_or_never_ends_is_caught_and_said():
    assert "this one: ZeroDivisionError" in expose(lambda z: 1 / 0, "softmax", np.array([0.0, 1.0])).text
    assert expose(lambda z: [each for each in iter(int, 1)], "softmax", np.array([0.0, 1.0])).passed


@pytest.mark.parametrize("args, says", [
    ((no_keepdims, "softmax"), "Write an input"), ((no_keepdims, "softmax", ...), "Write an input"),
    ((0.5, "softmax", [0.0]), "without parentheses"), ((no_keepdims, "softmax", "seven"), "should be numbers"),
    ((no_keepdims, "softmax", [0.0], [1.0]), "expose(ticket,"), ((no_keepdims, "softmax", [np.nan, 0.0]), "finite"),
])
def test_nonsense_is_told_what_is_wanted(args, says):
    told = expose(*args)
    assert not told.passed and says in told.text


def test_an_unknown_exercise_is_named():
    with pytest.raises((KeyError, ValueError), match="no exercise"):
        expose(no_keepdims, "softmacks", np.array([0.0]))


@pytest.mark.parametrize("function", TICKETS.EXERCISES, ids=lambda function: function.__name__)
def test_every_ticket_is_caught_by_an_input_of_its_exercise(function):
    name = TICKETS.EXERCISES[function]
    assert any(expose(function, name, *case.args).passed for case in exercises[name].probes if fits(case.args))
    assert TICKETS.bug(function)


def fits(args):
    return all(np.isfinite(np.asarray(each, float)).all() for each in args)


def functions(source):
    """The functions of a text, by name: their arguments and what they do, without a name and a docstring."""
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    return {node.name: (ast.dump(node.args), [ast.dump(line) for line in node.body]) for node in found}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_ticket_of_the_lesson_is_the_function_that_its_question_is_about(number):
    cells = [cell.source for cell in saved("10_spot_the_bug").cells if f"def ticket_{number}(" in cell.source]
    asked = find(f"ticket-{number}", "predict").truth.args[0]
    ours = functions(open(TICKETS.__file__, encoding="utf-8").read())
    assert functions(cells[0])[f"ticket_{number}"] == ours[asked.__name__]
    assert f"expose(ticket_{number}, \"{TICKETS.EXERCISES[asked]}\"" in lesson("10_spot_the_bug").path.read_text("utf-8")


def test_the_input_that_the_lesson_begins_with_lets_each_ticket_get_away():
    told = ["".join(output.data["text/plain"]) for _, cell, output in outputs(saved("10_spot_the_bug"))
            if cell.source.startswith("expose(")]
    assert len(told) == len(NUMBERS) and all(text.startswith("○ It gets away") for text in told)
