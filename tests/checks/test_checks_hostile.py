"""Whatever an answer does, the check answers, and the notebook around it stays as it was."""

import builtins
import os
import random
import signal
import sys
import threading
import types
import warnings

import numpy as np
import pytest

from helpers import checks
from helpers.checks import check
from helpers.running import guards, plain_values


class Lying(np.ndarray):
    """An array that calls itself equal to everything."""

    def __eq__(self, other):
        return np.ones(self.shape, bool)

    def __array__(self, *args, **kwargs):
        raise RuntimeError("asked for __array__")

    def __array_ufunc__(self, *args, **kwargs):
        return True

    @property
    def shape(self):
        raise RuntimeError("asked for shape")


class Chameleon:
    """An object that becomes whatever it is compared with."""

    __class__ = np.ndarray

    def __array__(self, *args, **kwargs):
        frame = sys._getframe()
        while frame:
            for value in frame.f_locals.values():
                if type(value) is np.ndarray:
                    return value
            frame = frame.f_back
        return np.zeros(2)

    def __eq__(self, other):
        return True

    def __float__(self):
        return 0.5

    def __getattr__(self, name):
        raise SystemExit("asked for " + name)


class Unspeakable(Exception):
    def __str__(self):
        raise KeyboardInterrupt

    __repr__ = __str__


class Farewell:
    def __del__(self):
        print("left", file=sys.stderr)
        raise RuntimeError("left")


class TrueFloat(float):
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __hash__ = float.__hash__


def raising(error):
    def answer(z):
        raise error
    return answer


def printing(z):
    for _ in range(20_000):
        print("x" * 100)
        print("y" * 100, file=sys.stderr)
    sys.__stdout__ and sys.stdout.write("z" * 1_000_000)
    return z


def warning(z):
    for i in range(200):
        warnings.warn(f"warning {i}", stacklevel=1)
    return np.log(z - z - 1)


def closing_streams(z):
    sys.stdout.close()
    sys.stderr = None
    return z


def recursive(z):
    return recursive(z)


def list_of_itself(z):
    items = []
    items.append(items)
    return items


def patching_numpy(z):
    np.allclose = np.all = np.abs = np.isfinite = np.array_equal = lambda *args, **kwargs: True
    np.asarray = np.array = lambda *args, **kwargs: z
    return np.zeros(3)


def patching_builtins(z):
    builtins.all = builtins.isinstance = builtins.len = builtins.zip = lambda *args, **kwargs: True
    builtins.print = builtins.abs = None
    return [0.0]


def patching_the_checks(z):
    checks.compare.same = lambda *args, **kwargs: True
    checks.diagnosis.examine = lambda *args, **kwargs: None
    plain_values.plain = lambda value: value
    return z


def setting_everything(z):
    np.seterr(all="raise")
    np.seterrcall(print)
    np.set_printoptions(precision=1, suppress=True)
    np.random.seed(0)
    random.seed(0)
    sys.setrecursionlimit(50_000)
    os.environ["HOME"] = "/"
    os.chdir("/")
    warnings.simplefilter("error")
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    sys.settrace(lambda *args: None)
    return z


def writing_input(z):
    z[...] = 0
    return z


def replacing_shape(z):
    z.shape = (1, -1)
    return z


def generator(z):
    yield from z


async def coroutine(z):
    return z


def nested(depth):
    value = 1.0
    for _ in range(depth):
        value = [value]
    return value


HOSTILE = {
    "a number for a function": 3,
    "an array for a function": np.ones(3),
    "a string for a function": "softmax",
    "a class": Chameleon,
    "an object that is not callable": Chameleon(),
    "no argument": lambda: 1,
    "too many arguments": lambda z, y, x: z,
    "a builtin": len,
    "print": print,
    "returns the function": lambda z: np.exp,
    "raises": raising(ValueError("no")),
    "raises a class": raising(Exception),
    "raises with a hostile text": raising(Unspeakable()),
    "raises with a huge text": raising(ValueError("x" * 10_000_000)),
    "raises with markup": raising(ValueError("<script>alert(1)</script>")),
    "SystemExit": raising(SystemExit(1)),
    "KeyboardInterrupt": raising(KeyboardInterrupt()),
    "GeneratorExit": raising(GeneratorExit()),
    "StopIteration": raising(StopIteration()),
    "an exception group": raising(BaseExceptionGroup("many", [KeyboardInterrupt(), ValueError()])),
    "exit()": lambda z: sys.exit(),
    "os._exit": lambda z: os._exit(3),
    "os.abort": lambda z: os.abort(),
    "os.fork": lambda z: os.fork(),
    "input()": lambda z: input(),
    "breakpoint()": lambda z: breakpoint(),
    "writes past Python's streams": lambda z: os.write(2, b"low") and os.system("echo child; echo child >&2"),
    "recursion": recursive,
    "prints a lot": printing,
    "warns a lot": warning,
    "closes the streams": closing_streams,
    "a huge array": lambda z: np.ones((1 << 20, 1 << 20)),
    "a huge array that is never touched": lambda z: np.zeros(1 << 38, dtype=np.uint8),
    "a huge text": lambda z: "x" * (1 << 34),
    "a huge view": lambda z: np.broadcast_to(np.float64(1), (1 << 40,)),
    "a long list": lambda z: [0.0] * 5_000_000,
    "a list in itself": list_of_itself,
    "a deep list": lambda z: nested(500),
    "a ragged list": lambda z: [[1.0], [1.0, 2.0]],
    "a list of nothing": lambda z: [None] * len(z),
    "an empty list": lambda z: [],
    "a dictionary": lambda z: dict(enumerate(z)),
    "a set": lambda z: set(),
    "a generator": generator,
    "a coroutine": coroutine,
    "an iterator": lambda z: iter(z),
    "a text": lambda z: "0.5",
    "bytes": lambda z: b"\x00" * 8,
    "complex numbers": lambda z: z + 1j,
    "texts in an array": lambda z: np.array(["a", "b"]),
    "objects in an array": lambda z: np.array([Chameleon(), Chameleon()], dtype=object),
    "a record array": lambda z: np.zeros(2, dtype=[("a", float)]),
    "dates": lambda z: np.zeros(2, dtype="M8[s]"),
    "an integer without end": lambda z: [10 ** 400, 1],
    "nan": lambda z: np.full(z.shape, np.nan),
    "a lying array": lambda z: np.zeros(2).view(Lying),
    "a lying object": lambda z: Chameleon(),
    "a lying float": lambda z: [TrueFloat(0.0), TrueFloat(1.0)],
    "a masked array": lambda z: np.ma.masked_all(z.shape),
    "an object that shouts when it goes": lambda z: Farewell(),
    "a module": lambda z: types,
    "patches NumPy": patching_numpy,
    "patches builtins": patching_builtins,
    "patches the checks": patching_the_checks,
    "sets everything": setting_everything,
    "writes into its input": writing_input,
    "reshapes its input": replacing_shape,
    "returns the ellipsis": lambda z: ...,
    "a hostile partial": types.MethodType(lambda self, z: self, Chameleon()),
}


def surroundings():
    return {
        "errors": np.geterr(), "error call": np.geterrcall(), "print options": np.get_printoptions(),
        "random": random.getstate(),
        "np.random": repr(np.random.get_state()), "depth": sys.getrecursionlimit(), "environment": dict(os.environ),
        "directory": os.getcwd(), "filters": list(warnings.filters), "alarm": signal.getsignal(signal.SIGALRM),
        "trace": sys.gettrace(),
        "timer": signal.getitimer(signal.ITIMER_REAL)[0] > 0, "streams": (sys.stdin, sys.stdout, sys.stderr),
        "limits": guards.resource.getrlimit(guards.resource.RLIMIT_AS),
        "numpy": {name: value for name, value in vars(np).items() if not isinstance(value, types.ModuleType)},
        "builtins": dict(vars(builtins)),
        "os": dict(vars(os)), "checks": [dict(vars(module))
                                         for module in (checks.compare, checks.diagnosis, plain_values)],
    }


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("which", HOSTILE)
def test_a_hostile_answer_gets_a_report_and_changes_nothing(which, capfd):
    check("softmax", None)  # every module is loaded
    before = surroundings()
    report = check("softmax", HOSTILE[which])
    after = surroundings()
    assert not report.passed and report.points < 4
    assert report.text.startswith("softmax: ")
    assert len(report.text) < 1500 and len(report.html) < 8000
    assert "<script" not in report.html
    assert [name for name in before if before[name] != after[name]] == []
    assert capfd.readouterr() == ("", "")


def test_there_are_enough_hostile_answers():
    assert len(HOSTILE) >= 40


@pytest.mark.parametrize("which", ["a number for a function", "a text", "SystemExit", "no argument", "a generator",
                                   "nan", "a lying object"])
def test_the_message_says_what_was_received(which):
    said = {
        "a number for a function": "given a value, not your function", "a text": "not the text '0.5'",
        "SystemExit": "raised SystemExit",
        "no argument": "takes 0 positional arguments", "a generator": "of type generator", "nan": "contains nan",
        "a lying object": "of type Chameleon",
    }
    assert said[which] in check("softmax", HOSTILE[which]).message


def test_a_thread_that_is_not_the_main_one_gets_a_report_without_a_timer():
    reports = []
    thread = threading.Thread(target=lambda: reports.append(check("softmax", HOSTILE["raises"])))
    thread.start()
    thread.join()
    assert "raised ValueError" in reports[0].message


def test_short_answers_may_be_hostile_too():
    for answer in (Chameleon(), np.zeros((1000, 1000)), TrueFloat(2.3), "x" * 1000, {}, lambda: sys.exit(),
                   float("nan"), True, b"a", [[2.3]]):
        for name in ("start-loss", "loss-above-one"):
            report = check(name, answer)
            assert not report.passed and len(report.text) < 1000
