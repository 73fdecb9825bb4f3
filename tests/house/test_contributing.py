"""What CONTRIBUTING.md shows works as it stands there: the lesson, the exercise and the demo."""

import re
import shutil

import nbformat
import pytest

from helpers import numerics
from helpers.checks.diagnosis import examine
from helpers.demos.engine import Demo, Plot, logits
from helpers.exercises import Exercises
from tools.build import notebooks as builder
from tools.build.lesson import read

TEXT = (builder.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
LESSON = re.search(r"````\n(.*?)````", TEXT, flags=re.DOTALL)[1]
EXERCISE, DEMO = re.findall(r"```python\n(.*?)```", TEXT, flags=re.DOTALL)


@pytest.mark.parametrize(("solved", "mark"), [(False, "0/4 "), (True, "4/4 ")])
def test_the_lesson_builds_untouched_and_solved(tmp_path, monkeypatch, solved, mark):
    monkeypatch.setattr(builder, "ROOT", tmp_path)
    for room in ("lessons", "notebooks"):
        (tmp_path / room).mkdir()
    path = tmp_path / "lessons/50_example.md"
    path.write_text(LESSON, encoding="utf-8")
    assert builder.build(path, (read(path),), tmp_path / "notebooks", solved, lambda: None) is None
    cells = nbformat.read(tmp_path / "notebooks/50_example.ipynb", as_version=4).cells
    assert cells[-1].outputs[0].data["text/plain"].startswith(mark)


def test_the_exercise_is_the_template_that_a_new_one_starts_from():
    template = (builder.ROOT / "tools/new/exercise.py.txt").read_text(encoding="utf-8")
    assert template.format(name="double") == EXERCISE


def test_the_exercise_accepts_right_answers_and_names_its_mistakes(tmp_path, monkeypatch):
    shutil.copytree(builder.ROOT / "helpers/exercises", tmp_path / "shelf")
    (tmp_path / "shelf/01_softmax/double.py").write_text(EXERCISE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    double = Exercises("shelf", tmp_path / "shelf")["double"]
    assert all(examine(double, answer).passed for answer in (double.solution, *double.right))
    assert len(double.mistakes) == 3
    for mistake in double.mistakes:
        assert [examine(double, wrong).misconception for wrong in mistake.wrong] == [mistake.id] * len(mistake.wrong)
    assert not examine(double, lambda x: x + 1).passed


def test_the_demo_moves():
    names = {"Demo": Demo, "Plot": Plot, "logits": logits}
    exec(DEMO, names)
    demo = names["shares"](numerics.softmax)
    demo.sliders["z1"].value = 4.0
    p = numerics.softmax([1, 4, -1])
    assert demo.caption == f"p = {p[0]:.2f}, {p[1]:.2f}, {p[2]:.2f}."
