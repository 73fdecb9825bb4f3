"""Sliders by code: all at once, back to the start, on a logarithmic scale; and what each refuses in words."""

import numpy as np
import pytest
from tests.support.demo_shelf import SHELF

from helpers import demos, numerics
from helpers.demos.engine import Slider


def count_tables(demo):
    tables = []
    demo.view.observe(lambda change: tables.append(change.new), "table")
    return tables


def test_several_sliders_are_set_with_one_answer():
    demo = SHELF["temperature"]()
    tables = count_tables(demo)
    assert demo.set(z0=1, T=2) is demo
    assert len(tables) == 1 and tables[0]["base"][0] == 60
    assert demo.sliders["z0"].value == 1 and demo.sliders["T"].value == 2
    other = SHELF["temperature"]()
    other.sliders["z0"].value, other.sliders["T"].value = 1, 2
    assert demo.caption == other.caption


@pytest.mark.parametrize("name", [name for name in SHELF if name != "training_run"])
def test_reset_brings_every_slider_back_with_one_answer(name):
    demo, fresh = SHELF[name](), SHELF[name]()
    for slider in demo.sliders.values():
        slider.value = slider.min
    tables = count_tables(demo)
    assert demo.reset().caption == fresh.caption
    assert len(tables) == 1 and tables[0]["base"] == fresh.view.table["base"] == demo.view.scene["start"]


@pytest.mark.parametrize("values, error, message", [
    ({"z9": 1}, TypeError, "no slider 'z9'; it has z0, z1, z2, z3, z4, T"),
    ({"z0": 1, "T": 0}, ValueError, "T must be in \\[0.1, 1e\\+06\\], got 0"),
    ({"z0": "much"}, TypeError, "z0 must be a number, got 'much'"),
])
def test_a_wrong_setting_moves_no_slider(values, error, message):
    demo = SHELF["temperature"]()
    with pytest.raises(error, match=message):
        demo.set(**values)
    assert demo.sliders["z0"].value == 2


def test_a_logarithmic_slider_stands_at_round_numbers_of_every_power_of_ten():
    T = Slider("T", 0.1, 1e6, 0.1, 1, scale="log")
    assert T.value == 1 and T.grid[0] == 0.1 and T.grid[-1] == 1e6
    for number in (0.1, 0.15, 0.9, 1, 1.1, 2.3, 2.7, 3, 3.5, 5, 10, 17, 100, 2500, 1e5):
        T.value = number
        assert T.value == number
    ratios = T.grid[1:] / T.grid[:-1]
    assert 1 < ratios.min() and ratios.max() < 1.18, "equal steps of the hand must be like factors"
    control = T.control()
    assert control["grid"] == T.grid.tolist() and (control["min"], control["max"]) == (0, len(T.grid) - 1)


def test_a_logarithmic_slider_goes_to_the_nearest_factor():
    T = Slider("T", 0.1, 1e6, 0.1, 1, scale="log")
    T.value = 3.24  # 3 and 3.5 are as far apart as 3.24 is from both, as factors
    assert T.value == 3
    T.value = 3.25
    assert T.value == 3.5


def test_a_mirrored_slider_is_fine_near_0_and_reaches_far_on_both_sides():
    shift = Slider("all", -1000, 1000, 0.1, 0, scale="mirrored")
    for number in (0, 0.1, -0.9, 1, 1.1, -3.5, 20, -750, 1000):
        shift.value = number
        assert shift.value == number
    assert np.array_equal(shift.grid, -shift.grid[::-1]) and (np.diff(shift.grid) > 0.099).all()
    shift.value = 712
    assert shift.value == 700
    control = shift.control()
    assert control["grid"] == shift.grid.tolist() and (control["min"], control["max"]) == (0, len(shift.grid) - 1)


@pytest.mark.parametrize("wrong, message", [
    ({"scale": "cubic"}, "scale must be one of linear, log, mirrored, got 'cubic'"),
    ({"scale": "mirrored"}, "needs min = -max and max > 1, got 1 and 10"),
    ({"scale": "log", "min": 0}, "needs 0 < min < max, got 0 and 10"),
    ({"scale": "log", "min": 20}, "needs 0 < min < max, got 20 and 10"),
])
def test_a_scale_that_cannot_be_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        Slider(**({"name": "T", "min": 1, "max": 10, "step": 0.1, "value": 1} | wrong))


STORY = ("sunny", "rainy", "snowy")
WITH_CLASSES = {
    "shares": lambda classes: demos.shares(numerics.softmax, classes=classes),
    "temperature": lambda classes: demos.temperature(numerics.softmax, classes=classes),
    "simplex": lambda classes: demos.simplex(numerics.softmax, classes=classes),
    "code_areas": lambda classes: demos.code_areas(classes=classes),
    "distributions": lambda classes: demos.distributions(classes=classes),
    "softmax_or_sigmoid": lambda classes: demos.softmax_or_sigmoid(
        numerics.softmax, numerics.sigmoid, classes=classes),
    "gradient_arrows": lambda classes: demos.gradient_arrows(numerics.softmax, classes=classes),
}
COUNT = {"temperature": 5, "softmax_or_sigmoid": 2, "code_areas": 4}
STEM = {"code_areas": "l"}  # of the numbers in the caption that belong to a class


@pytest.mark.parametrize("name", WITH_CLASSES)
def test_the_words_of_the_story_are_on_picture_and_sliders_in_one_colour_a_class(name):
    count, stem = COUNT.get(name, 3), STEM.get(name, "p")
    story = (*STORY, "windy", "foggy")[:count]
    demo = WITH_CLASSES[name](story)
    scene = demo.view.scene
    for k, word in enumerate(story):
        told = "".join(scene["svg"]) + "".join(move["text"] for move in scene["moves"])
        sliders = [slider for slider in scene["sliders"] if word in slider["label"]]
        assert word in told and sliders
        assert {slider["colour"] for slider in sliders} == {scene["colours"][f"{stem}{k}"]}
        assert any(move["colour"] == scene["colours"][f"{stem}{k}"] for move in scene["moves"])
    assert "class 0" not in demo.caption
    assert len({scene["colours"][f"{stem}{k}"] for k in range(count)}) == count


@pytest.mark.parametrize("name", WITH_CLASSES)
@pytest.mark.parametrize("wrong, error, message", [
    ("sunny", TypeError, "got the single text 'sunny'"),
    (7, TypeError, "names, got 7"),
    (["one"], ValueError, "names, got 1: \\['one'\\]"),
    ([None] * 5, ValueError, "must be"),
    (["{p0}"] * 5, ValueError, "must be"),
])
def test_classes_that_are_no_names_are_refused(name, wrong, error, message):
    if isinstance(wrong, list) and len(wrong) == 5:
        wrong, message = wrong[:COUNT.get(name, 3)], "the name of a class must be a text without"
    with pytest.raises(error, match=message):
        WITH_CLASSES[name](wrong)


def test_the_hot_end_of_the_temperature_shares_evenly():
    demo = SHELF["temperature"]().set(T=1e6)
    assert demo.caption == ("T = 1,000,000: p = 0.20, 0.20, 0.20, 0.20, 0.20; largest 0.20 for class 0. "
                            "The mean score Σ p z is 0.50: as T rises, scores below it gain and scores above it lose.")
    assert np.ptp([demo.values[f"p{k}"] for k in range(5)]) < 1e-5
