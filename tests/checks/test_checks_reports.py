"""What a learner reads: marks, names, hints, and nothing that differs from run to run."""

import html.parser
import json
import math
import os
import subprocess
import sys

import numpy as np
import pytest

from helpers import checks
from helpers.checks import Case, Exercise, Mistake, Report, check, diagnosis, exercises


def whole_array(z):
    return np.exp(z) / np.exp(z).sum()


def right(z):
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


def stub(z):
    """Turn scores into probabilities."""
    # YOUR CODE HERE
    ...


class Tags(html.parser.HTMLParser):
    """Collects a page's tags, and knows whether each was closed."""

    def __init__(self, text):
        super().__init__()
        self.seen, self.open, self.words = set(), [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.open += [tag] if tag != "wbr" else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


@pytest.mark.parametrize(("answer", "first"), [
    (right, "softmax: right"),
    (whole_array, "softmax: not right yet"),
    (stub, "softmax: not attempted yet"),
    (None, "softmax: not attempted yet"),
    (lambda z: np.exp(z) * 1.5, "softmax: not right yet"),
    (lambda z: np.exp(z) and None, "softmax: not right yet"),
])
def test_the_first_line_is_the_mark_and_the_verdict(answer, first):
    report = check("softmax", answer)
    assert report.text.splitlines()[0] == first == repr(report).splitlines()[0]
    assert report.passed == first.endswith(": right")


@pytest.mark.parametrize("answer", [stub, lambda z: ..., lambda z: (_ for _ in ()).throw(NotImplementedError), None,
                                    ...])
def test_an_unattempted_answer_costs_no_fuss(answer):
    report = check("softmax", answer)
    assert (report.state, report.points, report.misconception) == ("unattempted", 0, None)
    assert "Not attempted yet" in report.html and exercises["softmax"].task in report.text


def test_a_forgotten_return_is_not_taken_for_an_untouched_stub():
    def softmax(z):
        print(right(z))

    report = check("softmax", softmax)
    assert report.misconception == "forgot-return" and "print only shows it" in report.then


@pytest.mark.parametrize("name", exercises)
def test_every_display_is_well_formed_escaped_and_the_same_every_time(name):
    exercise = exercises[name]
    answers = [None, 5 if exercise.is_question else stub, lambda *args: "<b>&</b>",
               *(wrong for mistake in exercise.mistakes[:2] for wrong in mistake.wrong[:1])]
    for answer in answers:
        first, second = check(name, answer), check(name, answer)
        bundle = first._repr_mimebundle_()
        assert bundle == second._repr_mimebundle_() and set(bundle) == {"text/plain", "text/html"}
        page = Tags(bundle["text/html"])
        assert not page.open and page.seen <= {"style", "div", "p", "strong", "code", "span", "ul", "li", "table", "tr",
                                               "th", "td", "pre", "wbr", "details", "summary"}
        assert any(symbol in page.words for symbol in "✓✗○") and first.message in page.words
        assert "0x" not in bundle["text/plain"]
        assert json.dumps(bundle)


def test_the_display_says_what_was_tried_what_is_right_the_mistake_and_one_next_step():
    words = Tags(check("softmax", whole_array).html).words
    assert "✗ Not right yet" in words and "points" not in words and "whole-array" not in words
    assert "You divide by the sum of the whole batch" in words
    assert "Tried 11 inputs, 7 right" in words
    assert "✓ two scores: right" in words and "✗ a square batch: wrong" in words
    assert words.count("Next: ") == 1


def test_an_unknown_mistake_shows_the_smallest_input_and_the_property_that_broke():
    report = check("softmax", lambda z: right(z) * 1.7 if z.ndim > 1 else right(z))
    assert report.misconception is None
    assert report.case.size == min(case.size for case in exercises["softmax"].probes if case.args[0].ndim > 1)
    assert report.message == "Row 0 sums to 1.7; each row should sum to 1."
    assert "Expected: [[1], [1]]" in report.text and "Yours: [[1.7], [1.7]]" in report.text


@pytest.mark.parametrize(("name", "answer", "said"), [
    ("softmax", lambda z: np.exp(z).sum(), "The shape should be (2,); yours is ()."),
    ("softmax", lambda z: right(z) * [1, -1] if z.shape == (2,) else right(z), "it can never be negative"),
    ("softmax", lambda z: right(z) * np.inf, "contains inf"),
    ("softmax", lambda z: undefined(z), "name 'undefined' is not defined (in line 1:"),  # noqa: F821
    ("softmax_cross_entropy_grad", lambda z, y: np.ones(z.shape), "it should sum to 0"),
    ("start-loss", "2.3", "leave the quotes out"),
    ("start-loss", [2.3, 2.3], "One number was expected."),
    ("loss-above-one", "d", "one of the letters a, b, c"),
])
def test_the_message_names_what_broke(name, answer, said):
    assert said in check(name, answer).message


@pytest.mark.parametrize(("answer", "advice"), [
    (lambda z: np.array([math.exp(z)]), "np.exp and np.log take a whole array"),
    (lambda z, axis, keepdims: z, "called as softmax(z)"),
    (lambda z: right(z) if z > 0 else z, "np.where or a mask"),
    (lambda z: z.sum(axis=1, keepdims=True), "axis=-1 is the last axis"),
    (lambda z: undefined, "run the cell that defines it"),  # noqa: F821
])
def test_an_error_comes_with_advice(answer, advice):
    assert advice in check("softmax", answer).then


def test_a_short_answer_does_not_give_the_right_one_away():
    for name, exercise in exercises.items():
        if exercise.is_question:
            report = check(name, 777.0)
            assert checks.compare.shown(exercise.expected(())) not in report.text.split("Next")[0].replace(name, "")


def test_points_are_the_share_of_right_probes_in_halves_rounded_down():
    exercise = exercises["softmax"]
    assert [exercise.mark(right, 10) for right in (0, 1, 2, 5, 9, 10)] == [0, 0, 0.5, 2, 3.5, 4]


def test_hints_come_in_three_steps_and_the_last_stays():
    steps = [check.hint("logsumexp") for _ in range(4)]
    assert [hint.step for hint in steps] == [1, 2, 3, 3]
    assert repr(steps[0]).startswith("Hint 1 of 3, logsumexp: ") and "def logsumexp(z):" in steps[2].code
    assert not Tags(steps[2].html).open
    assert set(steps[2]._repr_mimebundle_()) == {"text/plain", "text/html"}


@pytest.mark.parametrize("name", [name for name, exercise in exercises.items() if exercise.is_function])
def test_the_last_hint_shows_the_shape_and_not_the_answer(name):
    """Its code leaves gaps, and as a function it is no answer."""
    code = exercises[name].hints[2].split("\n", 1)[1]
    scope = {"np": np, "softmax": right}
    exec(code, scope)
    assert code.startswith(f"def {exercises[name].signature}:") and "..." in code
    assert not check(name, scope[name]).passed


@pytest.mark.parametrize("ask", [check, check.hint])
def test_an_unknown_name_says_which_names_there_are(ask):
    with pytest.raises(KeyError) as caught:
        ask("sofmax")
    first, second, *_ = sorted(exercises)
    said = f"no exercise is called 'sofmax': did you mean 'softmax'? the names are {first}, {second}, "
    assert str(caught.value).startswith(said)
    with pytest.raises(KeyError, match="no exercise is called 3"):
        check(3)


def test_an_overflow_in_lesson_1_is_a_remark_with_full_marks():
    assert check("softmax", right).remarks and check("softmax", right).points == 4
    assert not check("softmax", lambda z: right(z - z.max(axis=-1, keepdims=True))).remarks


def test_nbgrader_reads_the_points_alone(monkeypatch):
    """Its autograder takes text that is not a number for full marks."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert check("softmax", whole_array).text == "2.5"


def test_judge_works_on_plain_values_alone():
    exercise = exercises["softmax"]
    assert exercise.judge((np.array([0.0, 0.0]),), np.array([0.5, 0.5])) is None
    assert exercise.judge((np.array([0.0, 0.0]),),
                          np.array([0.5, 0.6])) == "Your numbers sum to 1.1; they should sum to 1."
    assert exercises["loss-above-one"].judge((), "a") is None


def test_a_new_exercise_is_a_declaration():
    double = Exercise(
        name="double", task="Return twice x.", spec=lambda x: 2 * x,
        probes=(Case("two", (2.0,)), Case("three", (3.0,))),
        mistakes=(Mistake("squared", "You square.", "Add x to itself.", lambda x: x * x),), hints=("a", "b", "c"),
    )
    assert diagnosis.examine(double, lambda x: x + x).passed
    report = diagnosis.examine(double, lambda x: x ** 2)
    assert isinstance(report, Report) and report.misconception == "squared" and report.points == 2


def test_importing_the_checks_loads_numpy_and_nothing_heavy():
    heavy = "{'matplotlib', 'ipywidgets', 'IPython', 'scipy', 'anywidget'}"
    code = f"import sys; from helpers.checks import check; sys.exit(len({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], env={**os.environ}, check=False).returncode == 0
