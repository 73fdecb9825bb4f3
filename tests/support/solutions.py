"""Right answers to every exercise, discovered: the lesson's solution, and what the exercise's own file holds."""

import ast
import linecache
import textwrap
from functools import cache

import numpy as np

from helpers.exercises import exercises
from tests.support import problem_set_solutions
from tests.support.course import course
from tools.build.lesson import BEGIN, END


@cache
def asked():
    """Where exercises are asked first: the exercise's name to (lesson, text of the cell that answers it)."""
    return {one.name: (lesson, lesson.cells[one.answer].source) for lesson in reversed(course()) for one in lesson.exercises}


def between_the_markers(name):
    """The solution as it stands in the lesson, dedented."""
    cell = asked()[name][1]
    return textwrap.dedent(cell[cell.index(BEGIN) + len(BEGIN) + 1:cell.index(END)].rstrip(" "))


@cache
def solution(name):
    """The course's solution of a function exercise.

    What is marked has its solution in the lesson alone, since students have helpers: it is a function of NumPy.
    """
    return exercises[name].solution or function_of(asked()[name][1], name)


def function_of(cell, name):
    """The function that a cell of a lesson defines, under the exercise's name, its source known to `inspect`."""
    tree = ast.parse(cell)
    tree.body[0].name = name
    text, file, scope = ast.unparse(tree), f"<lesson's solution of {name}>", {"np": np}
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    exec(compile(text, file, "exec"), scope)
    return scope[name]


def right_answers(name):
    """All right answers to an exercise, in every style there is."""
    exercise = exercises[name]
    if exercise.is_question:
        return [exercise.spec(), *exercise.right]
    further = vars(problem_set_solutions).get(name)
    return [solution(name), *exercise.right, *([further] if further else [])]
