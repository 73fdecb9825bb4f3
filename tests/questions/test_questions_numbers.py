"""A number is read as people write it, refused in words, and told how close it came."""

import math

import numpy as np
import pytest

from helpers.questions import numbers, predict

PLAIN = [("5/8", 0.625), ("62.5%", 0.625), ("62,5 %", 0.625), ("0,625", 0.625), ("1e-3", 1e-3), ("−0.5", -0.5),
         ("1 000", 1000), ("1\u00a0000", 1000), ("12 345.5", 12345.5), (".5", 0.5), ("+3", 3), ("1,000.5", 1000.5),
         ("1.000,5", 1000.5), ("-1/4", -0.25), ("1E3", 1000), (0.25, 0.25), (3, 3), (np.float32(0.5), 0.5),
         (np.array(2.0), 2.0), ("0.4 nats", 0.4), (" 7 ", 7), ("٣", 3)]
NONSENSE = ["about half", "", "   ", "nan", "inf", "1/0", "5/8/2", "1..2", "--1", "0x10", "1_000", "e", "%", "/",
            None, [1], {}, True, float("nan"), float("inf"), "9" * 500, "1e999", "__import__('os')", "<b>1</b>", "1 2"]


@pytest.mark.parametrize(("written", "number"), PLAIN)
def test_a_number_is_read_as_people_write_it(written, number):
    assert math.isclose(numbers.read(written, "nats"), number)


@pytest.mark.parametrize("written", NONSENSE)
def test_nonsense_is_told_what_is_wanted(written):
    guess = predict("two-sixes")
    with pytest.raises(ValueError, match="Enter a number, such as 0.625, 5/8, 62.5 % or 1e-3"):
        numbers.read(written)
    guess.sheet._receive({"item": 0, "answer": written, "sure": 0.5})
    assert guess.done == (written is None) or "Enter a number" in guess.view.fault["says"]
    assert written is None or not guess.done


def test_a_comma_of_two_meanings_is_asked_about():
    with pytest.raises(ValueError, match="Does 1,000 mean 1000 or 1.000"):
        numbers.read("1,000")


@pytest.mark.parametrize(("number", "truth", "said"), [
    (0.625, 0.625, "Exactly that."),
    (0.63, 0.625, "Within 0.8 %, off by 0.005."),
    (0.4, 0.625, "36 % too small, off by 0.225, on the wrong side of one half."),
    (0.64, 0.625, "2.4 % too large, off by 0.015, but the first digit is right."),
    (40, 0.625, "About 64 times too large, off by 39.38."),
    (-0.625, 0.625, "The sign is the other one; you are off by 1.25."),
    (0, 0.625, "99.9 % too small"), (1, 0, "You are off by 1."),
])
def test_a_number_is_told_how_close_it_came(number, truth, said):
    told = numbers.closeness(number, truth, 0.02)
    assert told.startswith(said) if number else "too small" in told


def test_what_is_within_two_per_cent_is_right():
    assert predict("share-of-five").answer("5/8").right
    told = repr(predict("two-sixes").answer("0,39"))
    assert "✓ Right. Your answer: 0.39. The truth: 0.3904." in told and "Within 0.096 %" in told
