"""The questions that lessons declare, found by their names."""

import difflib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module

from helpers.exercises import exercises
from helpers.progress.course_map import FOLDER


class UnknownQuestion(KeyError):
    """A name that no question has."""

    def __str__(self):
        return self.args[0]


@cache
def questions() -> dict:
    """Return every declared question by name, in the order of lessons and files."""
    found = {}
    for question in _declared():
        if question.name in found:
            raise ValueError(f"two questions are called {question.name!r}: {found[question.name].lesson} has one of "
                             "that name")
        found[question.name] = question
    return found


def find(name: str, kind: str):
    """Return the question of this name and kind; an unknown name is a KeyError that names the nearest."""
    known = [each.name for each in questions().values() if each.kind == kind]
    if isinstance(name, str) and name in known:
        return questions()[name]
    near = difflib.get_close_matches(str(name), known, n=1)
    guess = f"did you mean {near[0]!r}? " if near else ""
    raise UnknownQuestion(f"no question of this kind is called {name!r}: {guess}the names are {', '.join(known)}")


def exercise_of(name: str, needs_function: bool = True):
    """Return the exercise of this name; what is no function there, or no name, is told in words."""
    functions = [each for each in exercises if not needs_function or exercises[each].is_function]
    if isinstance(name, str) and name in functions:
        return exercises[name]
    near = difflib.get_close_matches(str(name), functions, n=1)
    guess = f"did you mean {near[0]!r}? " if near else ""
    raise UnknownQuestion(f"no exercise with a function is called {name!r}: {guess}the names are "
                          f"{', '.join(functions)}")


def declared_goal(name: str) -> dict:
    """Return what a lesson declares of a demo's goal; an unknown name is a KeyError that names the nearest."""
    known = {each: goal | {"name": each, "lesson": lesson} for lesson, module in _modules()
             for each, goal in getattr(module, "GOALS", {}).items()}
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=1)
    guess = f"did you mean {near[0]!r}? " if near else ""
    raise UnknownQuestion(f"no goal is called {name!r}: {guess}the names are {', '.join(known)}; a goal in words of "
                          "your own needs reached={...}")


def _declared() -> Iterator:
    for lesson, module in _modules():
        for question in getattr(module, "ASKED", ()):
            yield replace(question, lesson=lesson)


def _modules() -> Iterator:
    for file in sorted(FOLDER.glob("[0-9][0-9]_*/questions.py")):
        yield file.parent.name, import_module(f"helpers.exercises.{file.parent.name}.questions")
