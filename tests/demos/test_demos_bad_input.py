"""Whatever the learner's function does, the caption says so in one sentence and the demo lives on."""

import time

import numpy as np
import pytest
from tests.support.demo_shelf import SHELF, rows

from helpers import demos, numerics
from helpers.demos.engine import asking
from helpers.running.clock import Stopped


class Hostile:
    def __array__(self, *_, **__):
        raise RuntimeError("no array for you")


def no_return(z):
    np.exp(z)


def raises(z):
    raise KeyError("temperature\nand a second line")


def leaves(z):
    raise AssertionError


MISTAKES = {
    no_return: "no_return returned None instead of 5 numbers.",
    raises: "raises raised KeyError: 'temperature\\nand a second line'.",
    leaves: "leaves raised AssertionError.",
    (lambda z: z[:2]): "Your function returned an array of shape (2,) instead of 5 numbers.",
    (lambda z: z.sum()): "Your function returned an array of shape () instead of 5 numbers.",
    (lambda z: z[None]): "Your function returned an array of shape (1, 5) instead of 5 numbers.",
    (lambda z: z * np.nan): "Your function returned nan.",
    (lambda z: z * np.inf): "Your function returned nan.",
    (lambda z: np.full(5, np.inf)): "Your function returned inf.",
    (lambda z: "0.2"): "Your function returned str instead of 5 numbers.",
    (lambda z: ["a"] * 5): "Your function returned list instead of 5 numbers.",
    (lambda z: [1, [2], 3, 4, 5]): "Your function returned list instead of 5 numbers.",
    (lambda z: {0.1}): "Your function returned set instead of 5 numbers.",
    (lambda z: z + 1j): "Your function returned ndarray instead of 5 numbers.",
    (lambda z: Hostile()): "Your function returned Hostile instead of 5 numbers.",
    (lambda z, axis: z): "Your function raised TypeError: <lambda>() missing 1 required positional argument: 'axis'.",
}


@pytest.mark.parametrize("mistake", MISTAKES, ids=MISTAKES.values())
def test_the_caption_says_what_happened(mistake, capsys):
    demo = demos.temperature(getattr(mistake, "__wrapped__", mistake))
    if mistake.__name__ == "<lambda>" and "TypeError" in MISTAKES[mistake]:
        assert demo.caption.startswith("Your function raised TypeError: ")
    else:
        assert demo.caption == MISTAKES[mistake]
    for slider in demo.sliders.values():
        slider.value = slider.max
        slider.value = slider.min
    demo._receive({"positions": [3] * 6, "active": 2, "reply": 1})
    assert [s.position for s in demo.sliders.values()] == [3] * 6
    assert capsys.readouterr() == ("", "")


def softmax_that_fails_when_cold(z):
    if np.abs(z).max() > 10:
        raise OverflowError("too big")
    return numerics.softmax(z)


def test_a_fault_on_some_pages_leaves_the_others_alone():
    demo = demos.temperature(softmax_that_fails_when_cold)
    table = {"starts": [-1]}
    for _ in range(5):
        if -1 in table["starts"]:
            demo._receive({"positions": [70, 60, 50, 40, 55, 34], "active": 5, "reply": 1})
            table = demo.view.table
    start, pages = table["starts"][5], rows(demo)
    faults = pages[start:start + 239, 0]
    assert faults[0] == 1 and faults[-1] == 0
    assert table["messages"] == ["softmax_that_fails_when_cold raised OverflowError: too big."]
    demo.sliders["T"].value = 0.1
    assert demo.caption == table["messages"][0]
    demo.sliders["T"].value = 5
    assert demo.caption.startswith("T = 5.0: p = ")


def test_running_the_cell_again_with_a_mended_function_recovers():
    assert demos.temperature(no_return).caption.startswith("no_return returned None")
    assert demos.temperature(numerics.softmax).caption.startswith("T = 1.0")


def test_a_function_that_changes_its_input_changes_nothing_else():
    def greedy(z):
        z -= z.max()
        np.exp(z, out=z)
        z /= z.sum()
        return z

    assert demos.temperature(greedy).caption == SHELF["temperature"]().caption


def test_prints_and_warnings_of_the_function_stay_out_of_the_notebook(capsys, recwarn):
    def chatty(z):
        print("z =", z)
        np.array([1.0]) / 0
        return numerics.softmax(z)

    demo = demos.temperature(chatty)
    demo.sliders["T"].value = 3
    assert capsys.readouterr() == ("", "") and not recwarn.list


@pytest.mark.skipif(not hasattr(__import__("signal"), "setitimer"), reason="needs a Unix alarm")
def test_a_function_that_never_ends_is_stopped():
    def endless(z):
        while True:
            time.sleep(0.01)

    ask = asking.Asker(1, 60)
    with pytest.raises(Stopped):
        asking.undisturbed(lambda: ask(endless, np.zeros((1, 2)), returns=(2,)), seconds=0.1)
    assert asking.stopped(ask.asked) == "endless gave no answer within 2 seconds"


@pytest.mark.parametrize("name, call", [
    ("shares", lambda f: demos.shares(f)),
    ("simplex", lambda f: demos.simplex(f)),
    ("number_line", lambda f: demos.number_line(f)),
    ("code_areas", lambda f: demos.code_areas(f)),
    ("distributions", lambda f: demos.distributions(f, f, f)),
    ("odds", lambda f: demos.odds(f)),
    ("bce_curves", lambda f: demos.bce_curves(f)),
    ("softmax_or_sigmoid", lambda f: demos.softmax_or_sigmoid(f, f)),
    ("confident_mistake", lambda f: demos.confident_mistake(f, f)),
    ("loss_surfaces", lambda f: demos.loss_surfaces(f, f)),
    ("stall", lambda f: demos.stall(f, f)),
    ("moved_border", lambda f: demos.moved_border(f, f)),
    ("graph", lambda f: demos.graph(f)),
    ("gradient_arrows", lambda f: demos.gradient_arrows(f)),
    ("training_run", lambda f: demos.training_run(f, 0.0).step()),
    ("watched_run", lambda f: demos.watched_run(f).step()),
])
@pytest.mark.parametrize("answer", [None, "text", [[1.0, 2.0]], np.nan, ValueError("broken")], ids=repr)
def test_no_demo_breaks(name, call, answer):
    def wrong(*_):
        if isinstance(answer, Exception):
            raise answer
        return answer

    demo = call(wrong)
    for slider in demo.sliders.values():
        slider.value = slider.max
    lenient = isinstance(answer, float) and name in ("number_line", "distributions", "loss_surfaces", "stall")
    assert lenient or demo.caption.startswith("wrong r")
    if answer is None:
        assert demo.still().png


def test_a_wrong_probability_is_drawn_inside_the_plot():
    from helpers.demos.engine.edges import at

    demo = demos.temperature(lambda z: np.full(5, 7e9))
    plot = demo.plots[1]
    tops = [at(y, demo.values) for mark in plot.marks if mark["kind"] == "box" for y in mark["y"]]
    assert min(tops) == plot.top and "7.0 × 10⁹" in demo.caption


def test_a_demo_refuses_what_it_cannot_draw():
    with pytest.raises(ValueError, match="dtype must be one of float16, float32, float64, got 'int64'"):
        demos.number_line(numerics.softmax, "int64")
    with pytest.raises(TypeError, match="scores must be two to 5 numbers, got 'many'"):
        demos.shares(numerics.softmax, scores="many")
    with pytest.raises(ValueError, match="scores must be two to 5 numbers, got 6"):
        demos.shares(numerics.softmax, scores=range(6))
    with pytest.raises(ValueError, match=r"z0 must be in \[-5, 5\], got 7"):
        demos.shares(numerics.softmax, scores=(7, 1))
    with pytest.raises(ValueError, match="scores must be two to 7 numbers, got 1"):
        demos.temperature(numerics.softmax, scores=[3])
    for p, error in (("many", TypeError), ([0.5, 0.6], ValueError), ([1, 0], ValueError), ([1], ValueError)):
        with pytest.raises(error, match="p must be two to five probabilities.*, got "):
            demos.code_areas(p=p)
    with pytest.raises(ValueError, match="lengths must be 2 numbers of bits, got 3"):
        demos.code_areas(p=[0.5, 0.5], lengths=[1, 2, 2])
    with pytest.raises(TypeError, match="step must be a function of the state, got 3"):
        demos.training_run(3, 0)
    with pytest.raises(ValueError, match=r"steps must be in \[1, 2000\], got 0"):
        demos.training_run(lambda w: (w, 1), 0, steps=0)
