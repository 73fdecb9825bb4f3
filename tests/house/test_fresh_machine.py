"""A new machine with Python, make and git alone: what needs a browser, bubblewrap or npm is left out with a word, and the rest passes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.bare_path import bare_path
from tools.build.notebooks import ROOT

# A file of tests that says one of these words may need the browser or the sandbox.
NEEDS = re.compile(r"require_chromium|require_bubblewrap|require_npm|support\.browsing|support\.marking|chromium|playwright|bwrap|coursework\.box")
# What has a command of its own is no part of `make test`.
APART = {ROOT / "tests" / "web" / "whole", ROOT / "tests" / "coursework" / "hub"}
FILES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("test_*.py")
               if path != Path(__file__) and path.parent not in APART and NEEDS.search(path.read_text(encoding="utf-8")))

# It takes longest, and computes with numbers alone.
ALIKE = "test_no_known_mistake_earns_full_marks_on_hidden_cases"


def run(*words, path, ci=""):
    env = os.environ | {"PATH": path, "CI": ci}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)


@pytest.mark.timeout(900)  # tests within a test
def test_without_browser_bubblewrap_and_npm_tests_are_left_out_with_a_word_and_none_fails(tmp_path):
    done = run("-n", "0", "-k", f"not {ALIKE}", *FILES, path=bare_path(tmp_path))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    said = re.findall(r"^(\d+) left out: (\w+) is missing, .*apt-get install (\w+)", done.stdout, flags=re.MULTILINE)
    wanted = {("Chromium", "chromium"), ("bubblewrap", "bubblewrap"), ("npm", "npm")}
    assert {(what, how) for _, what, how in said} == wanted, done.stdout[-3000:]
    assert len(said) == 3 and min(int(number) for number, _, _ in said) > 3


def test_in_ci_nothing_may_be_left_out(tmp_path):
    boxed = "tests/coursework/test_coursework_hostile.py::test_a_submission_has_one_gigabyte_of_memory"
    done = run("-n", "0", boxed, path=bare_path(tmp_path), ci="true")
    assert done.returncode != 0 and "in CI no test may be left out" in done.stdout
