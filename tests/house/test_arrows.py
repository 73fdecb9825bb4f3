"""CONTRIBUTING.md's three recipes: what it tells to type and to paste is done in a copy, and the tests of it pass there."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.run import digest
from tools.build.notebooks import ROOT
from tools.new import __main__ as new

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MADE = shutil.ignore_patterns(".venv*", ".uv", ".git", "__pycache__", ".pytest_cache", ".hypothesis", ".ipynb_checkpoints")
# What is compiled once in a copy need not be compiled again by the next Python; and a make started by `make test ARGS=...`
# would hand those arguments to each target it is asked for.
NOT_HANDED_DOWN = {"PYTHONDONTWRITEBYTECODE", "MAKEFLAGS", "MAKEOVERRIDES", "MFLAGS", "ARGS"}
# What a build makes anew of any lesson: its notebook, its neighbours' links, the README's table.
GENERATED = re.compile(r"notebooks/.*\.ipynb|README\.md")


def arrow(kind):
    """The section that begins with "I want to add a ..."."""
    return re.search(rf"^## I want to add an? {kind}\n(.*?)(?=^## )", TEXT, flags=re.MULTILINE | re.DOTALL)[1]


def commands(text):
    """What the section tells to type, less tests, screenshots and benchmarks."""
    typed = re.findall(r"`(make [^`]+)`", text)
    return [command for command in typed if not command.startswith(("make test", "make look", "make bench"))]


def pasted(text):
    """What the section tells to paste into a lesson."""
    return re.search(r"^````\n(.*?)^````", text, flags=re.MULTILINE | re.DOTALL)[1]


def digests(folder):
    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    return {str(path): hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in files if not {".venv", "__pycache__"} & set(path.parts)}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("arrows") / "course"


@pytest.fixture
def copy(place):
    """A copy of the course, always in one place, that works with this environment and imports its own helpers."""
    stamp = Path(sys.prefix) / ".synced-dev"
    if not stamp.exists() or stamp.read_text() != digest():
        pytest.fail("this environment is not what the lock says, and `make` in a copy would mend it there: run `make test`")
    for path in place.rglob("*"):  # what Python has compiled stays
        if path.is_file() and not {".venv", "__pycache__"} & set(path.parts):
            path.unlink()
    shutil.copytree(ROOT, place, ignore=lambda here, names: MADE(here, names) | ({"build"} if Path(here) == ROOT else set()), dirs_exist_ok=True)
    if not (place / ".venv").exists():
        (place / ".venv").symlink_to(sys.prefix)
    return place


def run(command, folder):
    env = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_DOWN} | {"PYTHONPATH": str(folder)}
    done = subprocess.run(command, cwd=folder, env=env, shell=isinstance(command, str), capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout[-6000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def suite(folder, *arguments):
    # In a browser every exercise and every demo look alike; here it is the new one that counts.
    options = ["-p", "no:cacheprovider", "-n", "0", "--ignore-glob=*test_browser*"]
    said = run([sys.executable, "-m", "pytest", *options, *arguments], folder)
    assert re.search(r"\d+ passed", said), said


def changed(folder, before):
    """The files that were added or changed, but for what a build makes."""
    after = digests(folder)
    return sorted(name for name in after if after[name] != before.get(name) and not GENERATED.fullmatch(name))


def follow(kind, folder):
    """Do what the section says; return the files that it touched."""
    text, before = arrow(kind), digests(folder)
    steps = commands(text)
    assert len(steps) >= 2, steps
    run(steps[0], folder)
    if "````" in text:
        lesson = folder / re.search(r"`(lessons/\w+\.md)`", text)[1]
        written = lesson.read_text(encoding="utf-8")
        assert written.count("\n## You have\n") == 1
        lesson.write_text(written.replace("\n## You have\n", f"\n{pasted(text)}\n## You have\n"), encoding="utf-8")
    for step in steps[1:]:
        run(step, folder)
    return changed(folder, before)


@pytest.mark.timeout(900)  # tests within a test
def test_a_lesson_touches_its_own_file(copy):
    assert follow("lesson", copy) == ["lessons/50_example.md"]
    others = " or ".join(f"{path.stem[:2]}_" for path in sorted((ROOT / "lessons").glob("*.md")))
    suite(copy, "tests/lessons", "tests/build/test_lesson_format.py", "tests/exercises", "notebooks/50_example.ipynb", "-k", f"not ({others})")


@pytest.mark.timeout(900)  # tests within a test; the lesson that both touch is run once
def test_an_exercise_and_a_demo_touch_their_own_file_and_their_lesson(copy):
    assert follow("exercise", copy) == ["helpers/exercises/01_softmax/double.py", "lessons/01_softmax.md"]
    assert follow("demo", copy) == ["helpers/demos/three_bars.py", "lessons/01_softmax.md"]
    suite(copy, "tests/exercises", "tests/checks", "tests/demos", "tests/lessons", "notebooks/01_softmax.ipynb",
          "-k", "double or three_bars or 01_softmax or found or every_file")


@pytest.mark.parametrize(("kind", "file"), [("exercise", "exercise.py.txt"), ("demo", "demo.py.txt")])
def test_a_template_is_a_program(kind, file):
    compile((ROOT / "tools/new" / file).read_text(encoding="utf-8").replace("{name}", "double"), file, "exec")


def test_the_exercise_shown_is_the_one_that_is_written():
    shown = re.search(r"```python\n(.*?)```", arrow("exercise"), flags=re.DOTALL)[1]
    assert shown == (ROOT / "tools/new/exercise.py.txt").read_text(encoding="utf-8").replace("{name}", "double")


WRONG = {
    "no number": (["lesson", "train"], "NN_name"),
    "taken": (["lesson", "01_other"], "taken by 01_softmax"),
    "no lesson": (["exercise", "double"], "say which lesson"),
    "unknown lesson": (["exercise", "double", "99_nowhere"], "01_softmax"),
    "known exercise": (["exercise", "softmax", "02_stable_softmax"], "exists: helpers/exercises/01_softmax/softmax.py"),
    "marked": (["exercise", "double", "11_problem_set"], "students have helpers"),
    "no identifier": (["exercise", "two words", "01_softmax"], "small letters"),
    "keyword": (["demo", "lambda"], "small letters"),
    "known demo": (["demo", "odds"], "is there already"),
    "upwards": (["demo", "../odds"], "small letters"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_name_that_cannot_be_used_is_refused_and_nothing_is_written(case):
    words, message = WRONG[case]
    before = digests(ROOT / "helpers") | digests(ROOT / "lessons")
    with pytest.raises(SystemExit, match="nothing was written: ") as refused:
        new.main(words)
    assert message in str(refused.value)
    assert digests(ROOT / "helpers") | digests(ROOT / "lessons") == before
