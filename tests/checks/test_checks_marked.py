"""Where marks follow: the mark stands first, only visible inputs are spoken of, and no answer is printed."""

import re

import numpy as np
import pytest

from helpers.checks import check, exercises
from helpers.exercises import MARKED
from tests.support.solutions import right_answers, solution

PROBLEMS = [name for name, exercise in exercises.items() if exercise.lesson in MARKED]
# What each answer turns on, in any spacing.
GIVEN_AWAY = {
    "centred_logits": ("log(p)", ".mean("), "masked_log_softmax": ("-np.inf", "log-sum-exp"),
    "joined_average": ("m.max(", "np.max(m", "weights@v"), "raw_weights": ("/std[", "mean@", "mean/std@", "@W"),
    "gradient_ratio": ("cosh(z)", "1/(2p"), "temperature_slope": ("T**2", "p-y", "T²"),
}


def softmax(z):
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def loss(z, y, T):
    s = z / T - (z / T).max(1, keepdims=True)
    return (np.log(np.exp(s).sum(1)) - s[np.arange(len(y)), y]).mean()


@pytest.mark.parametrize("name", PROBLEMS)
def test_no_answer_is_printed_after_a_failure(name):
    said = [text for mistake in exercises[name].mistakes for text in (mistake.says, mistake.then)]
    said += [text for mistake in (exercises[name].nearly,) if mistake for text in (mistake.says, mistake.then)]
    squeezed = [re.sub(r"\s", "", text) for text in said]
    assert not [text for text in squeezed if any(each in text for each in GIVEN_AWAY[name])]


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_right_answer_is_right_on_the_visible_inputs_and_said_to_be_no_more(name):
    report = check(name, solution(name))
    points, inputs = exercises[name].points, len(exercises[name].probes)
    assert report.text.startswith(f"{points:g}/{points:g} {name}: right\nAll {inputs} visible inputs come out right.")
    assert "visible inputs only" in report.html and f"{points:g} of" not in report.html


def test_where_no_marks_follow_there_are_no_points():
    for answer in (softmax, lambda z: np.exp(z), None):
        report = check("softmax", answer)
        assert not re.search(r"points|\d/\d", report.text + re.sub(r"<style>.*?</style>", "", report.html, flags=re.S))


@pytest.mark.parametrize("execution", ["validate", "autograde"])
def test_nbgrader_makes_any_exercise_marked(monkeypatch, execution):
    monkeypatch.setenv("NBGRADER_EXECUTION", execution)
    assert check("softmax", softmax).text.startswith({"validate": "4/4 softmax: right", "autograde": "4"}[execution])


@pytest.mark.parametrize("h", [1e-3, 1e-4, 1e-5, 1e-6])
@pytest.mark.parametrize("central", [True, False])
def test_a_difference_quotient_is_no_formula(h, central):
    def temperature_slope(z, y, T):
        below = T - h if central else T
        return (loss(z, y, T + h) - loss(z, y, below)) / (T + h - below)

    report = check("temperature_slope", temperature_slope)
    assert not report.passed and report.misconception == "difference-quotient"


def test_formulas_of_every_style_stay_right_on_thousands_of_drawn_cases():
    exercise = exercises["temperature_slope"]
    styles = [*right_answers("temperature_slope"),
              lambda z, y, T: ((z[np.arange(len(y)), y] - (softmax(z / T) * z).sum(1)) / T**2).mean()]
    for seed in range(300):
        for case in exercise.cases(np.random.default_rng(seed)):
            assert all(exercise.agrees(case.args, np.asarray(answer(*case.args))) for answer in styles), case


@pytest.mark.parametrize(("answer", "id"), [
    (lambda z, allowed: np.where(allowed, np.log(softmax(z)), -np.inf), "mask-after-softmax"),
    (lambda z, allowed: np.log(softmax(z) * allowed), "mask-after-softmax"),
    (lambda z, allowed: np.log(np.exp(z) / np.exp(z).sum(-1, keepdims=True) * allowed), "mask-after-softmax"),
    (lambda z, allowed: np.log(softmax(z * allowed)), "mask-by-zero"),
    (lambda z, allowed: np.where(allowed, np.log(softmax(z * allowed)), -np.inf), "mask-by-zero"),
    (lambda z, allowed: np.log(softmax(z) * allowed / (softmax(z) * allowed).sum(-1, keepdims=True)),
     "shift-by-a-barred-score"),
])
def test_masks_in_the_wrong_place_have_names(answer, id):
    report = check("masked_log_softmax", answer)
    assert report.misconception == id and "expected -inf, got -inf" not in report.text
