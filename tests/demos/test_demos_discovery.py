"""A demo is found by its file: whatever is imported first, its name is the demo and not the file."""

import subprocess
import sys
from pathlib import Path

import pytest

from helpers import demos
from helpers.demos._discovery import examples, names
from helpers.demos.engine import Demo

FILES = [path.stem for path in Path(demos._discovery.__file__).parent.glob("*.py") if path.stem[0] != "_"]


def fresh(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_every_file_is_a_demo_and_shows_itself_with_correct_functions():
    assert sorted(names()) == sorted(FILES) and len(FILES) >= 11
    for name in names():
        assert callable(getattr(demos, name)) and getattr(demos, name).__name__ == name
        shown = [example for example in examples() if example.split()[0] == name]
        assert shown, f"helpers/demos/{name}.py has no EXAMPLES that begin with {name!r}"
        assert all(isinstance(examples()[example](), Demo) for example in shown)


@pytest.mark.parametrize("code", [
    "from helpers import demos; odds = demos.odds",
    "from helpers.demos import odds",
    "import helpers.demos; odds = helpers.demos.odds",
    "from helpers.demos.odds import EXAMPLES, odds",
    "import helpers.demos.odds; odds = helpers.demos.odds",
    "import helpers.demos.odds; from helpers.demos import odds",
    "from helpers.demos.odds import EXAMPLES; from helpers import demos; demos.odds; odds = demos.odds",
    "from helpers import demos; demos.odds; from helpers.demos import odds; assert odds is demos.odds",
])
def test_its_name_is_the_function_however_it_is_imported(code):
    assert fresh(f"{code}; print(type(odds).__name__, odds.__name__)") == "function odds"


def test_the_names_there_are_can_be_listed_and_a_wrong_one_is_answered_with_them():
    assert set(dir(demos)) == {*names(), "Demo", "predict"}
    with pytest.raises(AttributeError, match="no demo 'odd'; there are bce_curves, .*, odds, .*, training_run"):
        demos.odd
    assert not hasattr(demos, "__wrapped__")
    with pytest.raises(ImportError):
        from helpers.demos import odd  # noqa: F401


def test_demos_are_imported_when_they_are_asked_for():
    said = fresh("import sys; from helpers import demos; dir(demos); print(*sys.modules)").split()
    assert not {"numpy", "anywidget", "matplotlib", "helpers.demos.odds"} & set(said)


def test_questions_are_asked_under_both_their_names():
    from helpers.questions import predict

    assert demos.predict is predict
