"""The pages that the browser turns are the pages that Python would show."""

import time

import numpy as np
import pytest
from tests.support.demo_shelf import SHELF, rows

from helpers import demos, numerics
from helpers.demos.engine import demo as engine

SLIDING = [name for name in SHELF if name != "training_run"]


def ask(demo, positions, active=0, reply=1):
    demo._receive({"positions": positions, "active": active, "reply": reply})
    return demo.view.table


@pytest.mark.parametrize("name", SLIDING)
def test_every_page_is_the_page_that_a_move_by_code_gives(name):
    demo, other = SHELF[name](), SHELF[name]()
    rng = np.random.default_rng(4)
    names = list(demo.sliders)
    for active, slider in enumerate(names):
        table = ask(demo, [s.position for s in demo.sliders.values()], active)
        start, pages = table["starts"][active], rows(demo)
        if start < 0:  # the machine was too busy for this slider's pages: they are asked for one by one
            continue
        for position in rng.integers(0, len(demo.sliders[slider].grid), 4):
            for twin, source in zip(other.sliders.values(), demo.sliders.values()):
                twin.position = source.position
            other.sliders[slider].value = demo.sliders[slider].grid[position]
            assert np.array_equal(pages[start + position], rows(other)[0], equal_nan=True)


def test_with_time_enough_every_sliders_pages_are_filled(monkeypatch):
    monkeypatch.setattr(engine, "TABLE_SECONDS", 60)  # a machine with much to do is slow, not wrong
    table = ask(SHELF["temperature"](), [50] * 5 + [34])
    assert table["starts"] == [1, 102, 203, 304, 405, 506]
    assert table["reply"] == 1 and table["base"] == [50] * 5 + [34]


def test_the_learners_function_is_called_at_each_move():
    calls = []

    def softmax(z):
        calls.append(z.copy())
        return numerics.softmax(z)

    demo = demos.temperature(softmax)
    assert len(calls) == 1
    demo.sliders["T"].value = 2.0
    assert len(calls) == 2
    assert np.array_equal(calls[-1], np.array([2, 1, 0, -1, 0.5]) / 2)


def test_a_slow_function_is_asked_page_by_page_and_the_demo_still_works():
    def slow(z):
        time.sleep(0.02)
        return numerics.softmax(z)

    demo = demos.temperature(slow)
    table = ask(demo, [60, 40, 30, 20, 35, 34], active=0)
    assert table["starts"] == [-1] * 6 and len(rows(demo)) == 1
    assert demo.sliders["z0"].value == 1.0
    assert demo.caption == SHELF_caption(z0=1.0, z1=-1.0, z2=-2.0, z3=-3.0, z4=-1.5)


def SHELF_caption(**settings):
    demo = SHELF["temperature"]()
    for name, value in settings.items():
        demo.sliders[name].value = value
    return demo.caption


def test_when_time_is_short_the_slider_in_hand_comes_first():
    def slow(z):
        time.sleep(0.00025)
        return numerics.softmax(z)

    demo = demos.temperature(slow)
    starts = ask(demo, [50] * 5 + [34], active=4)["starts"]
    assert starts[4] == 1 or set(starts) == {-1}
    assert -1 in starts


def test_positions_from_the_browser_are_held_to_the_range():
    demo = SHELF["odds"]()
    ask(demo, [10**6])
    assert demo.sliders["z"].value == 6
    ask(demo, [-5])
    assert demo.sliders["z"].value == -6


@pytest.mark.parametrize("x, y", [(0.5, 0.3), (0.1, 0.05), (-3, 9), (0.5, 0.86)])
def test_dragging_the_point_moves_the_logits(x, y):
    demo = SHELF["simplex"]()
    demo._receive({"drag": [x, y, 0], "reply": 1})
    if 0 < y < 0.8 and 0 < x < 1:
        assert (demo.values["x"], demo.values["y"]) == pytest.approx((x, y), abs=0.03)
    assert all(s.min <= s.value <= s.max for s in demo.sliders.values())


def test_dragging_a_bar_of_a_code_word_moves_its_length():
    demo = SHELF["code_areas"]()
    for x, y, lengths in ((0.6, 3.2, [2, 3, 2, 2]), (0.99, 9, [2, 3, 2, 6]), (-1, -1, [1, 3, 2, 6])):
        demo._receive({"drag": [x, y, 0], "reply": 1})
        assert [slider.value for slider in demo.sliders.values()] == lengths
    demo._receive({"drag": [0.5, 3, 1], "reply": 1})
    assert [slider.value for slider in demo.sliders.values()] == lengths


def test_dragging_a_bar_moves_its_distribution_alone():
    demo = SHELF["distributions"]()
    demo._receive({"drag": [0.8, 0.5, 0], "reply": 1})
    assert demo.sliders["a1"].value == 7 and demo.values["y1"] == 0.5
    assert [demo.sliders[f"b{k}"].value for k in range(3)] == [3, 3, 4]


def test_a_training_run_goes_on_turn_by_turn_and_stops_at_its_end():
    demo = demos.training_run(lambda w: (w, 1.0), 0, steps=20)
    demo._receive({"act": "Step", "reply": 1})
    assert len(demo.losses) == 1
    for turn in range(30):
        demo._receive({"act": "Start", "n": 1, "reply": turn})
    assert len(demo.losses) == 20 and demo.values["over"] == 1
    demo._receive({"act": "Reset", "reply": 99})
    assert demo.losses == [] and demo.view.table["reply"] == 99


def test_a_training_step_gives_the_kernel_back():
    def step(w):
        time.sleep(0.02)
        return w, 1.0

    demo = demos.training_run(step, 0, steps=100)
    demo._receive({"act": "Start", "n": 100, "reply": 1})
    assert 1 <= len(demo.losses) <= 3
