"""Predict first: locked until an answer is in, then answer and truth stand side by side."""

import pytest
from tests.support.demo_shelf import SHELF

from helpers import demos, numerics


def number(**more):
    return demos.predict("What does the 5 become?", truth=5 / 8, number=True, **more)


def choice():
    return demos.predict("Which class wins?", truth=1, choices=["class 0", "class 1"])


def test_the_demo_stays_locked_until_an_answer_is_in():
    question = choice()
    demo = demos.temperature(numerics.softmax, after=question)
    assert demo.locked and demo.caption == "Locked until you answer: Which class wins?"
    assert demo.view.locked == demo.caption
    demo.sliders["T"].value = 2.0
    assert demo.locked
    question.answer("class 0")
    assert not demo.locked and demo.view.locked == ""
    assert demo.caption.startswith("T = 2.0: p = ")


def test_answer_and_truth_are_shown_side_by_side():
    assert repr(number().answer(0.5)) == "Your answer: 0.5. The truth: 0.625."
    assert repr(choice().answer("class 0")) == "Your answer: class 0. The truth: class 1."
    shown = number(unit="nats", why="The sum is 8.").answer(1)
    assert repr(shown) == "Your answer: 1 nats. The truth: 0.625 nats. The sum is 8."


def test_show_me_opens_the_demo_without_an_answer():
    question = number()
    demo = demos.temperature(numerics.softmax, after=question)
    question._receive({"show": True})
    assert not demo.locked and question.value is None
    assert repr(question) == "You asked to be shown. The truth: 0.625."


def test_the_first_answer_stays():
    question = number()
    question._receive({"answer": "0,25"})
    assert repr(question.answer(0.5)) == "Your answer: 0.25. The truth: 0.625."
    question.show()
    assert question.value == "0.25"


def test_an_ellipsis_leaves_the_question_open():
    question = number().answer(...)
    assert not question.done and repr(question) == "Predict first: What does the 5 become?"


def test_a_demo_after_a_question_that_is_done_is_open():
    assert not demos.odds(numerics.sigmoid, after=number().answer(1)).locked


def test_a_demo_waits_for_questions_only():
    with pytest.raises(TypeError, match="after must be a question made by predict, got 'yes'"):
        demos.odds(numerics.sigmoid, after="yes")


def test_the_truth_may_be_computed_only_when_it_is_shown():
    def truth():
        asked.append(1)
        return 0.25

    asked = []
    question = demos.predict("How much?", truth=truth, number=True)
    assert not asked
    assert repr(question.answer(1)).endswith("The truth: 0.25.")


@pytest.mark.parametrize("answer", ["about half", "", None, [1]])
def test_a_bad_answer_is_refused_in_words_and_leaves_the_question_open(answer):
    question = number()
    question._receive({"answer": answer})
    error = f"The answer must be a number, got {answer!r}."
    assert question.view.outcome == {"text": "", "answer": None, "error": error}
    assert not question.done
    with pytest.raises(ValueError, match="the answer must be one of class 0, class 1, got 'class 9'"):
        choice().answer("class 9")


@pytest.mark.parametrize("wrong, message", [
    ({}, "needs either choices"),
    ({"choices": ["a", "b"], "number": True}, "needs either choices"),
    ({"choices": ["a"]}, "two or more, got \\['a'\\]"),
    ({"choices": "ab"}, "two or more, got 'ab'"),
    ({"choices": ["a", "b"], "truth": 2}, "truth must be one of the choices or its index, got 2"),
    ({"choices": ["a", "b"], "truth": "c"}, "truth must be one of the choices or its index, got 'c'"),
    ({"number": True, "truth": "many"}, "truth must be a number, got 'many'"),
])
def test_a_question_without_a_sound_answer_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        demos.predict("Really?", **({"truth": 0} | wrong))


def test_numbers_among_the_choices_are_taken_as_choices_first():
    question = demos.predict("How many?", truth=2, choices=[2, 4, 8])
    assert repr(question.answer(4)) == "Your answer: 4. The truth: 2."


def test_a_question_shows_as_words_a_picture_and_a_live_view():
    bundle = choice()._repr_mimebundle_()
    assert bundle["text/plain"] == "Predict first: Which class wins?"
    assert "<li>class 0</li><li>class 1</li>" in bundle["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in bundle and bundle["image/png"]
    assert "The truth" in choice().answer("class 1")._repr_mimebundle_()["text/html"]


def test_a_locked_demo_shows_nothing_of_its_answer():
    locked = demos.temperature(numerics.softmax, after=choice())
    bundle = locked._repr_mimebundle_()
    assert bundle["image/png"] != SHELF["temperature"]()._repr_mimebundle_()["image/png"]
    assert "0.56" not in bundle["text/html"].split("base64,")[0] + bundle["text/plain"]
    assert "Locked" in bundle["text/plain"]


def test_a_locked_training_run_does_not_train():
    question = number()
    run = demos.training_run(lambda w: (w, 1.0), 0, after=question)
    run._receive({"act": "Start", "n": 5, "reply": 1})
    assert run.losses == []
    question.show()
    run._receive({"act": "Step", "reply": 2})
    assert run.losses == [1.0]
