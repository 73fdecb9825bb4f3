"""Python and the browser put numbers into the same words."""

import json
from pathlib import Path

import numpy as np
import pytest

from helpers import demos
from helpers.demos.engine.wording import fields, fill
from tests.support.browsing import browser  # noqa: F401

TEMPLATE = "{x:.0f} {x:.1f} {x:.2f} {x:.3f} {x:.4f} {x:e}"
ALSO = " {x:.2p} {x:.4p} {x:n}"


@pytest.mark.parametrize("value, words", [
    (0.125, "0 0.1 0.12 0.125 0.1250 0.1250"),
    (2.5, "2 2.5 2.50 2.500 2.5000 2.50"),
    (-0.004, "0 0.0 0.00 −0.004 −0.0040 −0.0040"),
    (-1234.5678, "−1235 −1234.6 −1234.57 −1234.568 −1234.5678 −1234.57"),
    (0.0, "0 0.0 0.00 0.000 0.0000 0"),
    (float("inf"), "inf inf inf inf inf inf"),
    (float("-inf"), "−inf −inf −inf −inf −inf −inf"),
    (float("nan"), "– – – – – nan"),
])
def test_words(value, words):
    assert fill(TEMPLATE, {"x": value}) == words


@pytest.mark.parametrize("value, words", [
    (3.4e38, "3.4 × 10³⁸"), (1.4e-45, "1.4 × 10⁻⁴⁵"), (1e-3, "0.0010"), (12345, "1.2 × 10⁴"),
])
def test_powers_of_ten(value, words):
    assert fill("{x:e}", {"x": value}) == words


@pytest.mark.parametrize("value, words", [
    (0.0, "0.00"), (1e-300, "< 0.01"), (0.0049, "< 0.01"), (0.006, "0.01"), (0.5, "0.50"), (0.994, "0.99"),
    (0.9951, "> 0.99"), (1 - 1e-16, "> 0.99"), (1.0, "1.00"), (1.2, "1.20"), (-0.3, "−0.30"), (-1e-9, "0.00"),
    (float("nan"), "–"), (float("inf"), "inf"), (7e9, "7.0 × 10⁹"),
])
def test_a_share_is_not_said_to_be_0_or_1_unless_it_is(value, words):
    assert fill("{x:.2p}", {"x": value}) == words


@pytest.mark.parametrize("value, words", [
    (0.1, "0.1"), (0.15, "0.15"), (1, "1.0"), (2.7, "2.7"), (10, "10"), (999, "999"), (1000, "1,000"),
    (1e6, "1,000,000"), (-27, "−27"),
])
def test_a_round_number(value, words):
    assert fill("{x:n}", {"x": value}) == words


def test_words_by_number():
    assert fill("so {k:|no|yes}{j:|a|b}", {"k": 1, "j": float("nan")}) == "so yes?"
    assert fields("T = {T:.1f}, {p0}") == ["T", "p0"]


def test_the_browser_says_the_same(browser):  # noqa: F811
    rng = np.random.default_rng(0)
    values = [0.125, 0.375, -0.625, 2.5, 0.5, 1.5, 0.165, 1.005, 0.045, 0.1, 0.15, 27, 1000, 15000, 950000, 1e-9, 0.9999, 1 - 1e-16, 0.995, 0.005, -0.0, -0.004, 88.72284, 709.78]
    values += [*rng.uniform(-10, 10, 300), *rng.uniform(0, 1, 300), *np.round(rng.uniform(-10, 10, 300), 1)]
    values += [float(np.exp(v)) for v in rng.uniform(-700, 700, 300)]
    script = (Path(demos.__file__).parent / "engine/paint.js").read_text(encoding="utf-8") + "export { template }"
    run = """async ([script, template, values]) => {
        const paint = await import(URL.createObjectURL(new Blob([script], {type: "text/javascript"})))
        const words = paint.template(template)
        return values.map((value) => words(() => value))
    }"""
    page = browser.new_page()
    said = page.evaluate(run, [script, TEMPLATE + ALSO, json.loads(json.dumps([float(v) for v in values]))])
    assert said == [fill(TEMPLATE + ALSO, {"x": float(v)}) for v in values]
