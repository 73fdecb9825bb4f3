"""A new machine with Python, make and git alone: what needs a browser or bubblewrap is left out with a word, and the rest passes."""

import os
import re
import subprocess
import sys

from tests.support.bare_path import bare_path
from tools.build.notebooks import ROOT

# Where something asks for Chromium or for the sandbox; a test file elsewhere that does fails the second test.
ROOMS = ("tests/coursework", "tests/demos", "tests/jupyter", "tests/progress")
ASKS = re.compile(r"require_chromium|require_bubblewrap|support\.browsing|support\.marking")


def run(*words, path, ci=""):
    env = os.environ | {"PATH": path, "CI": ci}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)


def test_without_browser_and_bubblewrap_tests_are_left_out_with_a_word_and_none_fails(tmp_path):
    done = run("-n", "1", *ROOMS, path=bare_path(tmp_path))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    said = re.findall(r"^(\d+) left out: (\w+) is missing, .*apt-get install (\w+)", done.stdout, flags=re.MULTILINE)
    assert {(what, how) for _, what, how in said} == {("Chromium", "chromium"), ("bubblewrap", "bubblewrap")}, done.stdout[-3000:]
    assert len(said) == 2 and min(int(number) for number, _, _ in said) > 10


def test_no_other_room_asks_for_them():
    asking = {str(path.parent.relative_to(ROOT)) for path in (ROOT / "tests").rglob("test_*.py") if path.name != "test_fresh_machine.py" and ASKS.search(path.read_text())}
    assert asking - set(ROOMS) == set()


def test_in_ci_nothing_may_be_left_out(tmp_path):
    skipped = "tests/coursework/test_coursework_grade.py"
    assert run("-n", "0", "-x", skipped, path=bare_path(tmp_path), ci="true").returncode != 0
