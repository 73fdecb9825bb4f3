"""The notebooks with their solutions run from top to bottom, and every check in them passes."""

import nbformat
import pytest

from helpers.checks import exercises
from tests.support.course import NAMES, course, lesson
from tools.build.notebooks import ROOT, build


@pytest.mark.parametrize("name", NAMES)
def test_every_check_passes_in_the_solved_notebook(name, tmp_path):
    assert build(ROOT / f"lessons/{name}.md", course(), tmp_path, solved=True, tick=lambda: None) is None
    cells = nbformat.read(tmp_path / f"{name}.ipynb", as_version=4).cells
    for exercise in lesson(name).exercises:
        asked = exercises[exercise.name]
        mark = f"{asked.points}/{asked.points} " if asked.is_marked else ""
        shown = cells[exercise.check].outputs[0].data["text/plain"]
        assert shown.startswith(f"{mark}{exercise.name}: right\n"), shown


@pytest.mark.parametrize("name", NAMES)
def test_every_exercise_of_a_lesson_is_known_to_the_checks(name):
    assert [one.name for one in lesson(name).exercises if one.name not in exercises] == []
