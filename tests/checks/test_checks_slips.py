"""Slips of the hand: each is named for what it is, and what is said fits it."""

import textwrap
import warnings

import numpy as np
import pytest

from helpers import numerics
from helpers.checks import check, compare, exercises

NOTEBOOK = {"np": np, "numerics": numerics, "warnings": warnings, "e": np.exp([1.0, 2, 3]), "P": np.full((4, 3), 1 / 3),
            "EPS": 1e-12}


def typed(name, body):
    """A function as a cell of a notebook defines it, which holds arrays of its own."""
    scope = dict(NOTEBOOK)
    exec(f"def {exercises[name].signature}:\n" + textwrap.indent(body, "    "), scope)
    return scope[name]


@pytest.mark.parametrize(("name", "body", "id", "said"), [
    ("softmax", "return e / e.sum(-1, keepdims=True)", "reads-a-global", "a line e = ... that works from z"),
    ("softmax", "s = np.exp(z).sum(-1, keepdims=True)\nreturn e / s", "reads-a-global", "e = ..."),
    ("cross_entropy", "return -np.log(P[np.arange(len(y)), y]).mean()", "reads-a-global",
     "Capital letters count."),
    ("cross_entropy", "return -np.log(Q[np.arange(len(y)), y]).mean()", None, "Nothing is called Q: give it a value"),
    ("cross_entropy", "return -np.log(Y[np.arange(len(p)), y]).mean()", None, "The argument is called y, not Y"),
    ("one_hot", "Y = np.zeros(len(y), K)\nY[np.arange(len(y)), y] = 1\nreturn Y", None, "np.zeros((3, 2))"),
    ("softmax", "e = np.exp(z)\nreturn e / np.sum", None, "as in np.sum(e)"),
    ("softmax", "e = np.exp(z)\nreturn e / e.sum", None, "as in np.sum(e)"),
    ("softmax", "return np.exp / np.exp(z).sum()", None, "as in np.sum(e)"),
    ("softmax", "return [np.exp(row) / np.exp(row).sum() for row in z]", "row-by-row", "axis=-1"),
    ("stable_softmax", "return [np.exp(r - r.max()) / np.exp(r - r.max()).sum() for r in z]", "row-by-row", "axis=-1"),
    ("logsumexp", "return np.array([r.max() + np.log(np.exp(r - r.max()).sum()) for r in z])", "row-by-row", "axis"),
    ("softmax", "s = 0\nfor k in range(z.shape[-1]):\n    s = np.exp(z[..., k:k + 1])\nreturn np.exp(z) / s",
     "last-term-only", "s += ..."),
    ("cross_entropy", "s = 0\nfor n in range(len(y)):\n    s = -np.log(p[n, y[n]])\nreturn s / len(y)",
     "last-sample-only", "s += ..."),
    ("binary_cross_entropy", "s = 0\nfor a, b in zip(p.ravel(), y.ravel()):\n    s = -np.log(a if b == 1 else 1 - a)\n"
     "return s / p.size", "last-sample-only", "s += ..."),
    ("brier_score", "s = 0\nfor a, b in zip(p.ravel(), y.ravel()):\n    s = (a - b) ** 2\nreturn s / p.size",
     "last-sample-only", "s += ..."),
    ("two_class_probability", "return 1 / (1 + np.exp(z1 - z0))", "swapped-classes", "look at the order of the two "
     "scores, and at that minus"),
    ("cross_entropy", "return -np.log(np.prod(p[np.arange(len(y)), y])) / len(y)", "underflowing-likelihood",
     "does not underflow"),
    ("sigmoid", "warnings.simplefilter('ignore')\nreturn 1 / (1 + np.exp(-z))", "warns", "turns warnings off"),
    ("sigmoid", "with warnings.catch_warnings(action='ignore'):\n    return 1 / (1 + np.exp(-z))", "warns",
     "turns warnings off"),
    ("temperature_slope", "return 0.0", "unused-arguments", "never uses z, y and T"),
])
def test_a_slip_is_named_and_the_words_fit_it(name, body, id, said):
    report = check(name, typed(name, body))
    assert not report.passed and report.misconception == id
    assert said in " ".join(report.text.split())


def test_a_filter_that_hides_nothing_is_no_fault():
    body = "warnings.simplefilter('ignore')\nreturn np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))"
    before = list(warnings.filters)
    assert check("sigmoid", typed("sigmoid", body)).passed and warnings.filters == before
    assert warnings.simplefilter.__module__ == "warnings"


def test_a_constant_of_the_notebook_does_not_hide_the_mistake():
    report = check("cross_entropy", typed("cross_entropy", "return -np.log(p[np.arange(len(y)), y] + EPS).mean()"))
    assert report.misconception == "clipped-log"


def test_writing_into_the_argument_quotes_the_line_that_does_it():
    def normalise(w):
        if w.dtype == float:
            w /= w.sum()
        return w / w.sum()

    report = check("normalise", normalise)
    assert report.misconception == "mutates-input"
    assert "The line w /= w.sum() writes into the caller's array" in report.then and "z" not in report.then


@pytest.mark.parametrize("body", ["return numerics.cross_entropy_with_logits(z, y)",
                                  "answer = numerics.cross_entropy_with_logits\nreturn answer(z, y)"])
def test_the_courses_function_in_the_place_of_ones_own_is_remarked_upon(body):
    report = check("cross_entropy_with_logits", typed("cross_entropy_with_logits", body))
    assert report.passed and "numerics.cross_entropy_with_logits did the work" in report.text


def test_a_part_from_numerics_is_no_reason_for_a_remark():
    body = "return -numerics.log_softmax(z)[np.arange(len(y)), y].mean()"
    assert not check("cross_entropy_with_logits", typed("cross_entropy_with_logits", body)).remarks


def test_the_function_of_numerics_itself_is_remarked_upon():
    assert "numerics.softmax did the work" in check("softmax", numerics.softmax).text


@pytest.mark.parametrize(("got", "said"), [
    ([100.0], "A single share is the whole, 1; yours is 100."),
    ([0.5, 1.2], "Your numbers sum to 1.7; they should sum to 1."),
    ([[0.5, 0.5], [0.5, 1.2]], "Row 1 sums to 1.7; each row should sum to 1."),
])
def test_a_single_row_is_not_called_row_0(got, said):
    got = np.array(got)
    assert compare.rows_sum_to_one(got, np.ones(got.shape) / got.shape[-1]) == said


def test_an_axis_too_many_is_shown_on_the_single_row_that_it_fails_on():
    report = check("softmax", lambda z: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True))
    assert report.misconception == "axis-one" and report.case.args[0].shape == (2,)
    assert "Yours: AxisError: axis 1 is out of bounds for array of dimension 1" in report.text


def test_false_is_shown_as_false():
    report = check("two_class_probability", lambda z0, z1: bool(np.any(z1 > z0) and np.ndim(z0) > 5))
    assert "Yours: False" in report.text and "True or False" in report.message
    assert "Yours: [False, True]" in check("softmax", lambda z: z > z.mean()).text


def test_equal_infinities_are_no_gap():
    want, got = np.array([-np.inf, 1.0, np.nan]), np.array([-np.inf, 1.5, np.nan])
    assert compare.difference(got, want) == "The largest miss is at [1]: expected 1, got 1.5."


def test_expected_and_yours_never_look_the_same():
    report = check("softmax", lambda z: numerics.softmax(z) * 1.00001)
    told = dict(report.values)
    assert told["Expected"] != told["Yours"]


def test_a_single_number_is_told_once():
    report = check("cross_entropy", lambda p, y: -np.log(p[np.arange(len(y)), y]).mean() * 1.2)
    assert report.text.count("0.4895") == report.text.count(f"{0.4895:g}") <= 1 and report.text.count("Yours") == 1
    assert not any(digit in report.message for digit in "0123456789")


def test_two_faults_at_once_are_shown_where_the_named_one_gives_wrong_numbers():
    def stable_softmax(z):
        z -= z.max()
        e = np.exp(z)
        return e / e.sum()

    report = check("stable_softmax", stable_softmax)
    told = dict(report.values)
    assert report.misconception == "whole-array" and told["Expected"] != told["Yours"]
