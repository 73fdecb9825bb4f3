"""Every known mistake is rejected, and named."""

import numpy as np
import pytest

from helpers.checks import check, exercises

BANK = [
    (name, mistake.id, number, wrong)
    for name, exercise in exercises.items() for mistake in exercise.mistakes for number,
    wrong in enumerate(mistake.wrong)
]

# The course's list of what learners get wrong, and an exercise that must name each.
LISTED = {
    "whole-array": "softmax", "wrong-axis": "softmax", "no-keepdims": "softmax", "softmax-of-exp": "softmax",
    "no-shift": "stable_softmax", "global-shift": "stable_softmax", "wrong-sign-shift": "stable_softmax",
    "double-softmax": "cross_entropy", "probs-as-logits": "binary_cross_entropy_with_logits",
    "softmax-one-output": "sigmoid",
    "sigmoid-of-one-logit": "two_class_probability", "zero-log-zero": "cross_entropy",
    "log-of-sigmoid": "binary_cross_entropy_with_logits", "no-minus": "cross_entropy",
    "mean-over-classes": "cross_entropy",
    "sum-over-batch": "cross_entropy", "bce-on-softmax": "cross_entropy", "broadcast-n-by-n": "binary_cross_entropy",
    "swapped-arguments": "cross_entropy", "one-branch-bce": "binary_cross_entropy", "no-log": "cross_entropy",
    "one-based-labels": "one_hot", "log-base": "cross_entropy", "diagonal-jacobian": "softmax_cross_entropy_grad",
    "mse-on-sigmoid": "bce_grad", "loss-must-be-below-one": "start-loss", "softmax-over-T": "temperature_softmax",
    "symmetric-ce": "other-way-round", "calibrated": "ninety-percent", "plus-minus-labels": "binary_cross_entropy",
    "np-where-sigmoid": "sigmoid",
}


@pytest.mark.parametrize("name", exercises)
def test_each_wrong_implementation_is_rejected_and_named(name):
    amiss = []
    for _, id, number, wrong in (entry for entry in BANK if entry[0] == name):
        report = check(name, wrong)
        if report.passed or report.misconception != id or report.points >= exercises[name].points:
            amiss.append((id, number, report.misconception))
    assert not amiss


def test_each_mistake_has_a_sentence_and_a_next_step():
    for name, exercise in exercises.items():
        assert len(exercise.hints) == 3, name
        assert all(mistake.says.endswith(".") for mistake in exercise.mistakes), name
        assert all(mistake.then.endswith((".", "?")) for mistake in exercise.mistakes), name


@pytest.mark.parametrize(("id", "name"), LISTED.items())
def test_the_listed_misconception_is_in_the_bank(id, name):
    assert id in {mistake.id for mistake in exercises[name].mistakes}


@pytest.mark.parametrize(("name", "answer"), [
    ("softmax", lambda z: np.exp(z, out=z) / z.sum(-1, keepdims=True) if z.dtype == float
     else np.exp(z) / np.exp(z).sum(-1, keepdims=True)),
    ("normalise", lambda w: w.__setitem__(slice(None), w / w.sum()) or w if w.dtype == float else w / w.sum()),
])
def test_changing_the_input_is_named(name, answer):
    report = check(name, answer)
    assert report.misconception == "mutates-input" and not report.passed


def test_shifting_in_place_is_named_although_whole_numbers_raise():
    def stable_softmax(z):
        z -= z.max(axis=-1, keepdims=True)
        z /= 1.0
        e = np.exp(z)
        return e / e.sum(axis=-1, keepdims=True)

    assert check("stable_softmax", stable_softmax).misconception == "mutates-input"


@pytest.mark.parametrize(("name", "answer", "id"), [
    # two slips at once: the one that explains every wrong probe is named
    ("stable_softmax", lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(), "whole-array"),
    ("softmax", lambda z: (lambda e: e / e.sum())(np.exp(z - z.max())), "whole-array"),
    ("cross_entropy", lambda p, y: -np.log(p[range(len(y)), y] + 1e-11).mean(), None),
    ("sigmoid", lambda z: np.exp(-z) ** -1 / (1 + np.exp(-z) ** -1), None),
])
def test_a_variation_is_rejected_and_named_if_a_known_mistake_explains_it(name, answer, id):
    report = check(name, answer)
    assert not report.passed
    assert id is None or report.misconception == id


def test_the_words_of_the_list_hold():
    """The figures that the sentences quote are what the wrong code gives."""
    batch = np.array([[1.0, 2, 3], [4, 5, 6]])
    whole = np.exp(batch) / np.exp(batch).sum()
    assert whole.sum(axis=1).round(3).tolist() == [0.047, 0.953]
    sigmoid = lambda z: 1 / (1 + np.exp(-z))  # noqa: E731
    assert (round(sigmoid(3.0), 3), round(sigmoid(5.0), 3)) == (0.953, 0.993)
    floor = -np.log(np.e / (np.e + 2))
    assert round(floor, 3) == 0.551
