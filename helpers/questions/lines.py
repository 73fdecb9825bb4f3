"""The lines of the course's solution, with one that does not belong, and whether an order of them is right."""

import ast
import inspect
import random
import re
from functools import cache
from typing import NamedTuple

from helpers.checks.diagnosis import examine
from helpers.running import guards

# How a line becomes another function's: what is replaced by what, and what to look at.
SWAPS = (
    (r", keepdims=True", "", "Two lines differ in what they do to an axis. Which shape does the next step need?"),
    (r"(?<=\w)\.max\(", ".min(", "Two lines differ in which score they pick. Which one keeps exp from overflowing?"),
    (r"axis=-1", "axis=0", "Two lines differ in their axis. Along which one do the classes stand?"),
    (r"-np\.(log|exp|abs)", r"np.\1", "Two lines differ in a sign. Which one makes the result as it should be?"),
    (r"np\.log\(", "np.exp(", "Two lines differ in exp and log. Which of the two undoes the other?"),
    (r"sorted\((\w+)\)", r"\1", "Two lines differ in whether they sort. Which numbers shall come first?"),
    (r"\.mean\(", ".sum(", "Two lines differ in how they put many numbers into one. What is asked for?"),
    (r" -= 1", " += 1", "Two lines differ in a sign. What does the label do to the gradient?"),
    (r" - ", " + ", "Two lines differ in a sign. Try them on two small numbers."),
    (r"\.argmin\(", ".argmax(", "Two lines differ in whether they look for the lowest or for the highest."),
    (r"\[-k:\]", "[:k]", "Two lines differ in which end of the sorted places they take."),
    (r" < ", " > ", "Two lines differ in what counts as better. Is a loss to be low or high?"),
    (r"\((\w+), (\w+)\), 1\)", r"(\2, \1), 1)", "Two lines differ in what stands in the rows. Read the docstring once more."),
    (r" = 1\b", " = y", "Two lines differ in what they write into the row. What stands in a one-hot row?"),
)


class Puzzle(NamedTuple):
    """The first line of the function, its other lines as they are shown, the impostor's place, and what to look at."""

    head: str
    lines: tuple
    impostor: int
    look: str


class OneLine(ValueError):
    """The solution has nothing to order."""


@cache
def puzzle(exercise) -> Puzzle:
    """Return the lines of the exercise's solution in an order that is not right, always the same."""
    head, body = _parts(exercise.solution)
    if len(body) < 2:
        raise OneLine(f'{exercise.name} is one line long, so there is no order to find. Ask '
                      f'check.hint("{exercise.name}").')
    impostor, look = _impostor(exercise, head, body)
    shuffled = [*body, impostor]
    chance = random.Random(exercise.name)
    while [line for line in shuffled if line != impostor] == body:
        chance.shuffle(shuffled)
    return Puzzle(head, tuple(shuffled), shuffled.index(impostor), look)


def works(exercise, lines) -> "object":
    """Return the check's report on the function that these lines make."""
    head, _ = _parts(exercise.solution)
    return _report(exercise, head, lines)


def _parts(solution):
    source = inspect.cleandoc("\n" + inspect.getsource(solution)).splitlines()
    function = ast.parse("\n".join(source)).body[0]
    first = function.body[1] if ast.get_docstring(function) else function.body[0]
    return source[0], [line.removeprefix("    ") for line in source[first.lineno - 1:] if line.strip()]


def _impostor(exercise, head, body):
    for pattern, other, look in SWAPS:
        for i, line in enumerate(body):
            wrong = re.sub(pattern, other, line, count=1)
            if wrong not in body and not _report(exercise, head, [*body[:i], wrong, *body[i + 1:]]).passed:
                return wrong, look
    raise OneLine(f"{exercise.name} has no line that could be another's.")


def _report(exercise, head, lines):
    text = "\n".join([head, *(f"    {line}" for line in lines)])
    names = dict(vars(inspect.getmodule(exercise.solution)))
    with guards.settings():
        try:
            exec(compile(text, "<your order>", "exec"), names)
        except SyntaxError as error:
            return examine(exercise, lambda *args, said=str(error): _fail(said))
        return examine(exercise, names[exercise.solution.__name__])


def _fail(said):
    raise RuntimeError(said)
