"""An answer without end is stopped, whatever it does against that.

Each runs in a process of its own with a limit: where the stop fails, the test fails, and does not hang.
"""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from helpers.checks import diagnosis, exercises
from helpers.running import guards

ROOT = Path(__file__).parents[2]
SHORT = 0.4  # seconds that an answer gets here, so that nobody waits for the five of a check
HANGS = 30  # seconds after which the process is taken to hang


def plain_loop(z):
    while True:
        pass


def swallows_everything(z):
    while True:
        try:
            time.sleep(0.001)
        except BaseException:
            pass


def swallows_within(z):
    while True:
        try:
            try:
                while True:
                    pass
            except:  # noqa: E722
                plain_loop(z)
        except:  # noqa: E722
            pass


def swallows_in_its_handler(z):
    while True:
        try:
            plain_loop(z)
        except BaseException:
            try:
                plain_loop(z)
            except BaseException:
                continue


def swallows_at_the_end(z):
    while True:
        try:
            plain_loop(z)
        finally:
            continue


def sleeper(z):
    time.sleep(60)


def slow_but_right(z):
    time.sleep(0.08)
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


ENDLESS = (plain_loop, swallows_everything, swallows_within, swallows_in_its_handler, swallows_at_the_end, sleeper,
           slow_but_right)


def surroundings():
    limits = guards.resource.getrlimit(guards.resource.RLIMIT_AS)
    ticking = signal.getitimer(signal.ITIMER_REAL)[0] > 0
    return [signal.getsignal(signal.SIGALRM), ticking, sys.gettrace(), limits]


def told(answer):
    """What a check says of an answer, and whether all around it is as it was."""
    before = surroundings()
    with guards.settings():
        report = diagnosis.examine(exercises["softmax"], answer, seconds=SHORT)
    return {"problem": report.outcome.problem, "message": report.message, "restored": surroundings() == before}


@pytest.mark.parametrize("answer", ENDLESS, ids=lambda answer: answer.__name__)
def test_an_answer_without_end_is_stopped(answer):
    program = [sys.executable, "-m", "tests.checks.test_checks_endless_answers", answer.__name__]
    try:
        ran = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=HANGS)
    except subprocess.TimeoutExpired:
        pytest.fail(f"{answer.__name__} was still running after {HANGS} s: nothing stopped it")
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert said["problem"] == "stopped" and "still running" in said["message"] and said["restored"]


def test_the_timer_of_a_check_is_five_seconds():
    assert diagnosis.SECONDS == 5.0


if __name__ == "__main__":
    print(json.dumps(told(globals()[sys.argv[1]])))
