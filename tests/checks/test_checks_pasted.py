"""A case is shown as code: pasted into a cell it runs, the learner's own function, on the very same numbers."""

import numpy as np
import pytest

from helpers.checks import check, exercises, pasted
from helpers.checks.report import _one_line

FUNCTIONS = [name for name, exercise in exercises.items() if exercise.is_function]


def arguments(code):
    """What a function called `f` receives when the code of a call runs."""
    received = []
    exec(code, {"np": np, "f": lambda *args: received.append(args)})
    return received[0]


def bits(value):
    """The kind, the shape and the bytes of a value."""
    array = np.asarray(value)
    return type(value), array.dtype, array.shape, array.tobytes()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_probe_of_every_exercise_comes_back_bit_for_bit(name):
    exercise = exercises[name]
    for case in (*exercise.probes, *(remark.case for remark in exercise.remarks)):
        again = arguments(pasted.call("f", case.args))
        assert list(map(bits, again)) == list(map(bits, case.args)), case.label


@pytest.mark.parametrize("value", [
    0.1, -0.0, float("inf"), -np.inf, 3, True, "b", np.float32(0.1), np.int8(3), np.array(2.5), np.array(7),
    np.array([np.inf, -np.inf, -0.0]), np.array([1, 2], dtype=np.int8), np.array([0.1, 1 / 3], dtype=np.float32),
    np.array([0.1, 65504], dtype=np.float16), np.array([[True], [False]]), np.empty((0, 3)),
    np.empty((0, 3), dtype=np.float32), np.zeros(500), np.full((40, 2), 0.5, dtype=np.float32), np.full(20, -np.inf),
    np.arange(24.0).reshape(2, 3, 4) / 7, np.eye(14), np.array([1 / 3] * 30).reshape(3, 10),
], ids=repr)
def test_a_value_of_any_kind_comes_back_bit_for_bit(value):
    (again,) = arguments(pasted.call("f", (value,)))
    assert bits(again) == bits(value)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_one_line_of_the_plain_text_runs_as_well(name):
    exercise = exercises[name]
    for case in exercise.probes:
        code = _one_line(pasted.call("f", case.args))
        assert "\n" not in code and list(map(bits, arguments(code))) == list(map(bits, case.args)), case.label


def test_nan_comes_back_as_nan():
    (array, number) = arguments(pasted.call("f", (np.array([np.nan, 1]), float("nan"))))
    assert np.isnan(array[0]) and array[1] == 1 and np.isnan(number)


def test_a_long_array_is_shortened_and_says_so():
    code = pasted.code(np.arange(1000.0))
    assert code == "np.array([0.0, 1.0, 2.0, ...])  # shortened: its shape is (1000,)"


def test_the_call_names_the_learners_own_function_and_shows_the_fault():
    def batch_softmax(z):
        e = np.exp(z)
        return e / e.sum()

    report = check("softmax", batch_softmax)
    assert report.code == "batch_softmax(np.array([[3.0], [-1.0]]))"
    assert np.array_equal(eval(report.code, {"np": np, "batch_softmax": batch_softmax}), report.outcome.value)
    assert "Tried a batch with one class: batch_softmax(np.array([[3.0], [-1.0]]))" in report.text
    assert "<code>batch_softmax</code>" in report.html


def test_a_lambda_is_called_as_it_stands():
    report = check("normalise", lambda w: w / np.max(w))
    assert report.code == "(lambda w: w / np.max(w))(np.array([3.0, 3.0]))"
    assert np.array_equal(eval(report.code), report.outcome.value)


@pytest.mark.parametrize("name", ["not a name", "class", "<listcomp>"])
def test_a_function_without_a_usable_name_goes_by_the_exercises(name):
    def nameless(z):
        return z

    nameless.__name__ = name
    assert check("softmax", nameless).code.startswith("softmax(np.array(")
