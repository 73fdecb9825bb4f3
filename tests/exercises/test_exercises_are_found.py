"""An exercise is found by its file's name, read when asked for; a file that is none is named with what to do."""

import subprocess
import sys
import textwrap
from collections.abc import Mapping

import pytest

from helpers import checks
from helpers.exercises import Exercises, WrongFile, exercises
from tests.support.course import NAMES
from tests.support.solutions import asked

DOUBLE = """
from helpers.checks import Case, Exercise, Mistake

EXERCISE = Exercise(
    task="Return twice x.", spec=lambda x: 2 * x, probes=(Case("two", (2.0,)), Case("three", (3.0,))),
    mistakes=(Mistake("squared", "You square.", "Add x to itself.", lambda x: x * x),), hints=("a", "b", "c"),
)
"""
ASKED = """
from helpers.exercises._parts.questions import number

QUESTIONS = (number("{}", "What is 1 + 1?", lambda: 2, (), ("a", "b", "c")),)
"""


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A way to make a package of exercises from pairs of path and text."""
    monkeypatch.syspath_prepend(tmp_path)

    def make(**files):
        package = tmp_path / f"shelf{len(list(tmp_path.iterdir()))}_{tmp_path.name}"
        package.mkdir()
        (package / "__init__.py").touch()
        for name, text in files.items():
            path = package / name.replace("__", "/", 1)
            path.parent.mkdir(exist_ok=True)
            path.with_name(path.name + ".py").write_text(textwrap.dedent(text), encoding="utf-8")
        return Exercises(package.name, package)

    return make


def test_a_file_in_a_folder_is_an_exercise_with_its_name_and_lesson(shelf):
    found = shelf(**{"01_softmax__double": DOUBLE, "01_softmax__questions": ASKED.format("one-and-one"),
                     "00_start__triple": DOUBLE, "01_softmax___shared": "", "_parts__inputs": ""})
    assert list(found) == ["triple", "double", "one-and-one"] and len(found) == 3
    assert (found["double"].name, found["double"].lesson) == ("double", "01_softmax")
    assert found["double"].signature == "double(x)" and found["double"] is found["double"]
    assert found["one-and-one"].lesson == "01_softmax"
    assert "quadruple" not in found and "questions" not in found


@pytest.mark.parametrize(("files", "name", "said"), [
    ({"01_softmax__double": "spec = None"}, "double", "exercises/01_softmax/double.py: it declares no EXERCISE"),
    ({"01_softmax__questions": ""}, "one-and-one", "exercises/01_softmax/questions.py: it declares no QUESTIONS"),
    ({"01_softmax__double": DOUBLE, "02_more__double": DOUBLE}, "double",
     "exercises/02_more/double.py: exercises/01_softmax has a file of this name"),
    ({"01_softmax__two-times": DOUBLE}, "double", "exercises/01_softmax/two-times.py: a file is named as its"),
    ({"01_softmax__lambda": DOUBLE}, "double", "exercises/01_softmax/lambda.py: a file is named as its"),
    ({"softmax__double": DOUBLE}, "double", "exercises/softmax/double.py: a folder is named as its lesson"),
    ({"01_softmax__double": DOUBLE, "02_more__questions": ASKED.format("double")}, "triple",
     "exercises/02_more/questions.py: two exercises are called 'double'"),
    ({"11_problem_set__double": DOUBLE.replace('"c"),', '"c"), solution=lambda x: x + x,')}, "double",
     "exercises/11_problem_set/double.py: it is marked, and students have this file"),
])
def test_a_file_that_is_no_exercise_is_named_with_what_to_do(shelf, files, name, said):
    with pytest.raises(WrongFile) as caught:
        shelf(**files)[name]
    assert str(caught.value).startswith(said)


def test_exercises_are_a_mapping_that_nobody_can_write_to():
    assert isinstance(exercises, Mapping) and checks.exercises is exercises
    with pytest.raises(TypeError):
        exercises["softmax"] = None
    with pytest.raises(AttributeError):
        exercises["softmax"].spec = None


def test_they_come_in_the_order_of_lessons_then_of_files_and_questions_last():
    places = [(one.lesson, one.is_question, "" if one.is_question else one.name) for one in exercises.values()]
    assert places == sorted(places) and len(places) == len(exercises)


def test_a_check_reads_the_files_that_it_needs_and_no_other():
    program = """
        import sys
        def read():
            names = [name for name in sys.modules if name.startswith("helpers.exercises.")]
            return sorted(name for name in names if "_parts" not in name)
        from helpers.checks import check
        print(read())
        check("softmax", None)
        print(read())
    """
    ran = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["[]", "['helpers.exercises.01_softmax', 'helpers.exercises.01_softmax.softmax']"]


def test_every_folder_is_a_lesson():
    assert {exercise.lesson for exercise in exercises.values()} <= set(NAMES)


def test_an_exercise_lies_in_the_folder_of_the_lesson_that_asks_it_first():
    strays = [name for name, (lesson, _) in asked().items() if exercises[name].lesson != lesson.name]
    assert not strays
