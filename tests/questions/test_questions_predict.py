"""Predict by name: the truth stays in Python until the answer, the first answer stands, and surprise has a price."""

import json
import math

import pytest

from helpers import demos, numerics
from helpers.progress import calibration, first_answer, progress
from helpers.questions import predict
from helpers.questions.found import UnknownQuestion, questions

PREDICTIONS = [question for question in questions().values() if question.kind == "predict"]


def held_by_the_browser(guess):
    """All that the widget's state holds, and all that a saved notebook would."""
    state = {name: getattr(guess.view, name) for name in ("sheet", "state", "fault")}
    shown = guess._repr_mimebundle_()
    return json.dumps(state, ensure_ascii=False), shown["text/html"] + shown["text/plain"]


@pytest.mark.parametrize("question", PREDICTIONS, ids=lambda question: question.name)
def test_neither_the_browser_nor_the_saved_output_holds_the_truth_before_the_answer(question):
    guess = predict(question.name)
    truth = question.truth()
    secrets = [question.because, *(choice.says for choice in question.choices if choice.says)]
    told = f"{float(truth):.3g}" if not question.choices else ""
    secrets += [told] if told and told not in question.text else []
    for held in held_by_the_browser(guess):
        assert [secret for secret in secrets if secret in held] == []
    assert guess.view.state == {"verdicts": [None], "ending": {}}
    if question.choices:  # all choices look alike
        right = question.right_choice(truth).text
        assert held_by_the_browser(guess)[0].count(json.dumps(right, ensure_ascii=False)) == 1
    guess.answer(question.choices[0].text if question.choices else 1)
    assert question.because in held_by_the_browser(guess)[0]


def test_an_unattended_run_says_that_no_answer_was_given_and_always_the_same():
    guess = predict("hot-softmax")
    assert repr(guess).splitlines()[-1] == "No answer given."
    assert repr(guess).startswith("Predict first: Five classes, and T is a million. What does each class get?\n○ ")
    first, second = (predict("hot-softmax")._repr_mimebundle_() for _ in range(2))
    for kind in ("text/plain", "text/html", "image/png"):
        assert first[kind] == second[kind]
    assert guess.answer(...) is guess and not guess.done


def test_a_demo_stays_locked_until_the_answer():
    guess = predict("hot-softmax")
    demo = demos.temperature(numerics.softmax, after=guess)
    assert demo.locked and "Five classes" in demo.caption
    guess.answer("0 for each", sure=0.9)
    assert not demo.locked
    assert not demos.temperature(numerics.softmax, after=guess).locked


def test_show_me_opens_the_demo_and_is_no_answer(file):
    guess = predict("hot-softmax")
    demo = demos.temperature(numerics.softmax, after=guess)
    guess.sheet._receive({"item": 0, "show": True})
    assert not demo.locked and guess.value is None and guess.right is None
    assert "○ Shown. The truth: 0.2 for each." in repr(guess)
    assert first_answer("hot-softmax") is None and not predict("hot-softmax").done


def test_answer_truth_idea_explanation_and_cost_stand_together():
    told = repr(predict("hot-softmax").answer("0 for each", sure="90 %"))
    assert "✗ Not this time. Your answer: 0 for each. The truth: 0.2 for each. You divided the probabilities" in told
    assert "Divided by a million" in told
    assert "You were 90 % sure of being right, and were not. That costs −ln 0.10 = 2.30 nats, 3.3 times" in told
    told = repr(predict("noisy-labels").answer("cross-entropy's", sure=0.8))
    assert "✓ Right." in told and "−ln 0.80 = 0.22 nats, less than a coin toss" in told
    assert "costs" not in repr(predict("best-forecast").answer("(0.6, 0.3, 0.1)")).split("KL")[1]


@pytest.mark.parametrize("name, lowest", [("hot-softmax", 1 / 3), ("naive-at-1000", 1 / 4), ("two-sixes", 0.1)])
def test_confidence_begins_at_a_pure_guess(name, lowest):
    levels = [level for level, _ in predict(name).view.sheet["items"][0]["sure"]]
    assert math.isclose(levels[0], lowest) and levels[-1] == 0.99 and levels == sorted(levels)


@pytest.mark.parametrize("sure", ["very", 0, 1.5e9, -1, 0.2, "", [1], True, float("nan"), "100 %"])
def test_a_confidence_that_is_none_is_told_what_is_wanted(sure):
    guess = predict("hot-softmax")
    guess.sheet._receive({"item": 0, "answer": "0 for each", "sure": sure})
    assert not guess.done and guess.view.fault["says"].startswith("Say how sure you are, from 33 % to 99 %")
    with pytest.raises(ValueError, match="Say how sure you are"):
        guess.answer("0 for each", sure=sure)


@pytest.mark.parametrize("answer", ["class 9", "", [1], {}, "<script>", "x" * 9999, 3])
def test_a_choice_that_is_none_is_told_the_choices(answer):
    guess = predict("hot-softmax")
    guess.sheet._receive({"item": 0, "answer": answer, "sure": 0.5})
    assert not guess.done
    assert guess.view.fault["says"].startswith("Choose one of: 0 for each; 0.2 for each; the largest all, the rest 0.")
    assert len(guess.view.fault["says"]) < 200


@pytest.mark.parametrize("message", [{}, {"item": 9}, {"item": None}, {"item": "a"}, {"else": 1}, {"item": -1}, []])
def test_a_message_that_is_none_of_ours_changes_nothing(message):
    guess = predict("hot-softmax")
    guess.sheet._receive(message)
    assert not guess.done


def test_the_first_real_answer_stands_after_a_re_run(file):
    predict("hot-softmax").answer("0 for each", sure=0.8)
    predict("two-sixes").answer("5/8", sure=0.5)
    again = predict("hot-softmax")
    assert again.done and again.value == "0 for each" and "−ln 0.20" in repr(again)
    assert repr(again.answer("0.2 for each")) == repr(again)
    assert "5/8 = 0.625" in repr(predict("two-sixes"))
    assert [pair for pair in calibration().pairs] == [(0.8, False), (0.5, False)]
    progress.reset("01_softmax")
    assert not predict("hot-softmax").done


def test_without_a_file_the_first_answer_stands_as_long_as_the_kernel():
    predict("hot-softmax").answer("0 for each", sure=0.8)
    assert predict("hot-softmax").value == "0 for each"


def test_an_answer_that_an_older_edition_allowed_is_asked_anew(file):
    from helpers.progress import record

    record.predicted("hot-softmax", lesson="01_softmax", answer="a choice of old", right=False, confidence=0.5)
    assert not predict("hot-softmax").done


def test_an_unknown_name_is_told_the_nearest():
    with pytest.raises(UnknownQuestion, match="did you mean 'hot-softmax'"):
        predict("hot-sofmax")
    with pytest.raises(UnknownQuestion, match="no question of this kind is called 3"):
        predict(3)
    with pytest.raises(ValueError, match=r"use \.show\(\)"):
        predict("hot-softmax").answer(None)


def test_a_question_with_its_truth_in_the_cell_goes_on_as_before():
    asked = demos.predict("How much?", truth=0.25, number=True)
    assert repr(asked.answer(1)) == "Your answer: 1. The truth: 0.25."
