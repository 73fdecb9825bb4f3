"""The course's exercises: one folder a lesson, one file an exercise, found by their names.

`exercises["softmax"]` imports 01_softmax/softmax.py; nothing is registered anywhere.
"""

import keyword
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from importlib import import_module
from pathlib import Path

LESSON = re.compile(r"\d\d_[a-z0-9_]+")
QUESTIONS = "questions"
# Students have this package: what is marked is solved in its lesson and in the tests, and not here.
MARKED = {"11_problem_set"}


class WrongFile(Exception):
    """A file of exercises that cannot be one; the message names it and says what to do."""

    def __init__(self, lesson, file, message):
        super().__init__(f"exercises/{lesson}/{file}.py: {message}")


class Exercises(Mapping):
    """Exercises by name, read when asked for, in the order of lessons and files; a lesson's questions come last."""

    def __init__(self, package: str, folder: Path):
        self._package, self._folder, self._declared = package, folder, {}

    def __getitem__(self, name: str):
        if name not in self._lessons:
            return self._questions[name]
        if name not in self._declared:
            self._declared[name] = self._read(self._lessons[name], name)
        return self._declared[name]

    def __iter__(self) -> Iterator[str]:
        lesson_of = self._lessons | {name: question.lesson for name, question in self._questions.items()}
        return iter(sorted(lesson_of, key=lesson_of.get))  # sorting keeps the order within a lesson

    def __len__(self) -> int:
        return len(self._lessons) + len(self._questions)

    @cached_property
    def _files(self):
        """Pairs (lesson, name of a file) in order; what begins with an underscore is shared, and no exercise."""
        paths = sorted(self._folder.glob("[!_.]*/[!_.]*.py"))
        return [(path.parent.name, path.stem) for path in paths]

    @cached_property
    def _lessons(self):
        """The lesson of each exercise that has a file of its own, by the exercise's name."""
        found = {}
        for lesson, name in self._files:
            if not LESSON.fullmatch(lesson):
                raise WrongFile(lesson, name, "a folder is named as its lesson, such as 01_softmax")
            if not name.isidentifier() or keyword.iskeyword(name):
                raise WrongFile(lesson, name, "a file is named as its exercise's function, such as log_softmax")
            if name in found:
                raise WrongFile(lesson, name, f"exercises/{found[name]} has a file of this name: rename one")
            if name != QUESTIONS:
                found[name] = lesson
        return found

    @cached_property
    def _questions(self):
        """The short-answer questions of all lessons, by name."""
        found = {}
        for lesson, name in self._files:
            for question in self._get(lesson, name, "QUESTIONS") if name == QUESTIONS else ():
                if question.name in found or question.name in self._lessons:
                    raise WrongFile(lesson, name, f"two exercises are called {question.name!r}: rename one")
                found[question.name] = replace(question, lesson=lesson)
        return found

    def _read(self, lesson, name):
        declared = self._get(lesson, name, "EXERCISE")
        if lesson in MARKED and (declared.solution or declared.right):
            raise WrongFile(lesson, name, "it is marked, and students have this file: move the answers to the tests")
        return replace(declared, name=name, lesson=lesson)

    def _get(self, lesson, name, declaration):
        module = import_module(f"{self._package}.{lesson}.{name}")
        if not hasattr(module, declaration):
            raise WrongFile(lesson, name, f"it declares no {declaration}: end it with {declaration} = ...")
        return getattr(module, declaration)


exercises = Exercises(__name__, Path(__file__).parent)
