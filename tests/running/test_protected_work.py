"""Work that calls a learner's function is stopped in time, and what it changed is put back."""

import subprocess
import sys
import textwrap
import time

import numpy as np
import pytest

from helpers import running
from helpers.running import clock, guards, safe_call

PATIENCE = 30
STUBBORN = """
import sys, time
from helpers.running import clock, safe_call

def work():
{body}

began, depth = time.monotonic(), sys.getrecursionlimit()
try:
    safe_call.protected(work, 0.3)
except clock.Stopped:
    print("stopped")
assert time.monotonic() - began < 10
assert (sys.gettrace(), sys.getprofile(), sys.getrecursionlimit()) == (None, None, depth)
time.sleep(0.2)  # an alarm that is still on would ring now
"""
LOOP = """
while True:
    try:
        {rest}
    except {what}:
        pass
"""
AGAIN_AND_AGAIN = """
try:
    return work()
except BaseException:
    return work()
"""
A_LAST_WORD = """
try:
    work()
finally:
    work()
"""
needs_a_timer = pytest.mark.skipif(not clock.has_timer(), reason="only Linux and macOS can stop running work")


def outcome(body):
    """What a fresh Python prints in which work of this body is stopped, on standard output and standard error."""
    code = STUBBORN.format(body=textwrap.indent(body, "    "))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE)
    return done.stdout, done.stderr


@needs_a_timer
@pytest.mark.parametrize("rest", ["pass", "time.sleep(0.01)"])
@pytest.mark.parametrize("what", ["Exception", "BaseException"])
def test_a_loop_that_catches_what_it_can_is_stopped(rest, what):
    assert outcome(LOOP.format(rest=rest, what=what)) == ("stopped\n", "")


@needs_a_timer
@pytest.mark.parametrize("body", [AGAIN_AND_AGAIN, A_LAST_WORD, LOOP.format(rest="work()", what="BaseException")])
def test_a_recursion_that_swallows_what_comes_at_every_level_is_stopped(body):
    """Its calls double with each of a thousand levels, and at the last one no alarm can call its handler."""
    assert outcome(body) == ("stopped\n", "")


@needs_a_timer
def test_no_except_exception_takes_the_stop_for_an_error_of_its_own():
    def work():
        try:
            time.sleep(60)
        except Exception:
            return "the answer after all"

    with pytest.raises(clock.Stopped):
        safe_call.protected(work, 0.1)


@needs_a_timer
def test_an_alarm_that_was_set_before_rings_afterwards():
    import signal

    before = signal.signal(signal.SIGALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, 100)
    try:
        safe_call.protected(lambda: None, 1)
        assert 90 < signal.getitimer(signal.ITIMER_REAL)[0] <= 100
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_what_work_returns_and_raises_comes_out():
    assert safe_call.protected(lambda: 3, 1) == 3
    with pytest.raises(SystemExit):
        safe_call.protected(sys.exit, 1)


def test_what_had_to_be_put_back_is_told():
    import builtins

    def work():
        np.exp = builtins.len = None
        np.extra = 3

    undone, exp, length = [], np.exp, len
    safe_call.protected(work, 1, undone)
    assert (np.exp, len) == (exp, length) and not hasattr(np, "extra")
    assert sorted(undone) == ["builtins.len", "numpy.exp"]


def test_the_courses_own_modules_are_guarded_once_they_are_loaded():
    from helpers import numerics
    from helpers.demos.engine import demo

    guarded = guards._guarded(len(sys.modules))
    for module in (numerics, demo, running, safe_call, clock, guards):
        assert any(names is vars(module) for names in guarded), module.__name__


def test_running_depends_on_no_other_room():
    code = "import sys; from helpers.running import safe_call; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.split()
    assert "helpers.running.guards" in loaded
    assert [name for name in loaded if name.startswith("helpers.") and not name.startswith("helpers.running")] == []
