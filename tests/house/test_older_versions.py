"""helpers works with the versions that the browser has, NumPy 2.2 or newer and Matplotlib 3.10: in an environment made for this."""

import json
import os
import subprocess

import pytest

from tools import run
from tools.build.notebooks import ROOT

OLDER = ROOT / ".venv-older"
PACKAGES = ["numpy==2.2.*", "matplotlib==3.10.*", "ipywidgets>=8.1.7,<9", "anywidget>=0.9.21,<0.12"]
PROGRAM = ROOT / "tests" / "support" / "everything_once.py"


@pytest.fixture(scope="module")
def report():
    """What the program prints that imports all of helpers, draws every demo and passes every check."""
    uv, stamp = run.find_uv(), OLDER / ".made-of"
    python = OLDER / run.BIN / f"python{run.EXE}"
    if not (python.exists() and stamp.exists() and stamp.read_text() == repr(PACKAGES)):
        made = [subprocess.run([uv, *words], cwd=ROOT, capture_output=True, text=True) for words in (
            ["venv", "--quiet", "--clear", "--python", ">=3.11,<3.14", OLDER],
            ["pip", "install", "--quiet", "--compile-bytecode", "--python", OLDER, *PACKAGES],
        )]
        if made[-1].returncode:
            pytest.skip(f"the older versions cannot be installed, is there a network? {made[-1].stderr.strip()[-200:]}")
        stamp.write_text(repr(PACKAGES))
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([python, PROGRAM], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout)


def test_these_are_the_older_versions(report):
    assert report["numpy"].startswith("2.2.") and report["matplotlib"].startswith("3.10.")


def test_everything_is_imported_drawn_and_checked_without_a_fault(report):
    assert report["modules"] > 50 and report["pictures"] > 10 and report["checks"] > 20 and report["examples"] > 15
    assert report["faults"] == []
