"""A learner's function may refuse to stop, leave Python or break NumPy: the demo says so, and the kernel lives on.

Each runs in a Python of its own with a time limit, so that a hang is a failure and nothing more.
"""

import subprocess
import sys

import pytest

from helpers.running import clock

PATIENCE = 60
START = """
import sys, time
import numpy as np
from helpers import demos, numerics
from helpers.demos.engine import asking
from helpers.running import clock
exp, sort = np.exp, sorted
"""
# So short that a test of what never ends need not wait; one test keeps the demos' own two seconds.
SHORT = "asking.STOP_SECONDS, asking.CURVE_SECONDS = 0.5, 0.2\n"
END = """
assert np.exp is exp and sorted is sort and sys.gettrace() is None, "something stays changed"
print(demo.caption)
demo._receive({"positions": [slider.position for slider in demo.sliders.values()], "active": 0, "reply": 1})
"""


def caption(code):
    """The caption of the demo that `code` makes, in a fresh Python."""
    done = subprocess.run([sys.executable, "-c", START + code + END], capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stderr == ""
    return done.stdout.strip()


STUBBORN = """
def stubborn(*_):
    while True:
        try:
            time.sleep(0.001)
        except {what}:
            pass
"""
needs_a_timer = pytest.mark.skipif(not clock.has_timer(), reason="only Linux and macOS can stop a running function")


@needs_a_timer
@pytest.mark.parametrize("what", ["Exception", "BaseException"])
@pytest.mark.parametrize("call", [
    "temperature(stubborn)", "odds(stubborn)", "training_run(stubborn, 0.0)", "loss_surfaces(stubborn, stubborn)",
])
def test_a_function_that_catches_every_exception_in_a_loop_is_stopped(what, call):
    said = caption(SHORT + STUBBORN.format(what=what) + f"demo = demos.{call}")
    assert "stubborn gave no answer within 0.5 seconds" in said or said.startswith("Step 0 of")


@needs_a_timer
def test_a_training_step_without_end_is_stopped_and_named():
    said = caption(STUBBORN.format(what="Exception") + "demo = demos.training_run(stubborn, 0.0, ylim=1).step()")
    assert said == "stubborn gave no answer within 2 seconds at step 1."


@needs_a_timer
def test_the_pages_that_were_ready_are_kept_when_one_does_not_end():
    said = caption(SHORT + """
def picky(z):
    while z > 1.5:
        try:
            time.sleep(0.001)
        except Exception:
            pass
    return numerics.sigmoid(z)

demo = demos.odds(picky)
demo._receive({"positions": [70], "active": 0, "reply": 1})
assert demo.view.table["starts"] == [-1] and demo.view.table["filled"]
""")
    assert said.startswith("z = 1.0: p = 0.731")


SAYS = {
    "raise SystemExit(3)": "f raised SystemExit: 3.",
    "raise KeyboardInterrupt": "f raised KeyboardInterrupt.",
    "exit()": "f raised SystemExit: None.",
    "input()": "f raised RuntimeError: an answer has no keyboard here, and may not end or copy the process.",
    "return f(z)": "f raised RecursionError: maximum recursion depth exceeded",
    "raise type('Odd', (Exception,), {'__str__': lambda self: 1 / 0})": "f raised Odd.",
    "raise type('Odd', (Exception,), {'__str__': lambda self: sys.exit()})": "f raised Odd.",
    "print('a'); print('b', file=sys.stderr); np.log(-1.0); return z": "p = 2.00",
    "sys.setrecursionlimit(10**6); return numerics.softmax(z)": "T = 1.0: p = 0.56",
    "np.exp = None": "f changed numpy.exp, on which the demo stands; it has been put back.",
    "np.exp = None; return z": "f changed numpy.exp, on which the demo stands; it has been put back.",
    "np.stack = np.asarray = np.zeros = np.column_stack = None; return z": "f changed numpy.",
    "import builtins; builtins.sorted = builtins.zip = builtins.len = None; return z": "f changed builtins.",
    "numerics.softmax = None; return z": "f changed helpers.numerics.softmax",
}


@pytest.mark.parametrize("body", SAYS, ids=SAYS)
def test_whatever_the_function_does_the_caption_says_so(body):
    said = caption(f"def f(z):\n    {body}\ndemo = demos.temperature(f)\n")
    assert SAYS[body] in said, said


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can limit the memory of a running process")
def test_the_function_has_the_memory_of_a_check():
    said = caption("def f(z):\n    np.zeros(1 << 30)\n    return z\ndemo = demos.temperature(f)\n")
    assert said.startswith("f raised MemoryError: Unable to allocate 8.00 GiB")


def test_a_patched_numpy_breaks_no_demo_that_computes_with_numpy():
    said = caption("def f(z):\n    np.exp = np.isnan = np.select = None\n    return z\ndemo = demos.number_line(f)\n")
    assert said.startswith("f changed numpy.")


def test_a_function_that_cannot_be_asked_for_its_name():
    said = caption("""
class Odd:
    def __getattr__(self, name):
        sys.exit(name)

demo = demos.temperature(Odd())
""")
    assert said == "Odd raised TypeError: 'Odd' object is not callable."
