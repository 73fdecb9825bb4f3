"""The solution in an exercise's file is, to the letter, the one in the lesson, and goes by the exercise's name."""

import ast
import inspect
import textwrap

import pytest

from helpers.exercises import MARKED, exercises
from tests.support.solutions import asked, between_the_markers

SOLVED = [name for name, exercise in exercises.items() if exercise.solution]


def body(function):
    """The lines of a function's body below its docstring, dedented."""
    text = textwrap.dedent(inspect.getsource(function))
    first = ast.parse(text).body[0].body[1]
    return textwrap.dedent("\n".join(text.split("\n")[first.lineno - 1:]))


@pytest.mark.parametrize("name", [name for name in SOLVED if name in asked()])
def test_the_solution_is_the_very_text_of_the_lesson(name):
    assert body(exercises[name].solution) == between_the_markers(name)


@pytest.mark.parametrize("name", SOLVED)
def test_the_solution_is_called_as_the_exercise_says(name):
    solution = exercises[name].solution
    assert solution.__name__ == name and f"{name}{inspect.signature(solution)}" == exercises[name].signature


def test_every_function_that_a_lesson_asks_has_its_solution_unless_it_is_marked():
    functions = {name for name in asked() if exercises[name].is_function}
    assert {name for name in functions if not exercises[name].solution} == {
        name for name in functions if exercises[name].lesson in MARKED}
