"""Every declared question: its truth is computed, one choice bears it out, and every wrong one has a reason."""

import random
from collections import Counter

import pytest

from helpers.exercises import exercises
from helpers.exercises._parts.asked import choose
from helpers.questions import own, predict, remember
from helpers.questions.found import questions
from helpers.questions.owning import _with_something_else

ALL = list(questions().values())
TOLD = [question for question in ALL if question.kind != "own"]


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.name)
def test_a_question_is_whole(question):
    assert question.kind in ("predict", "memory", "own", "stock")
    assert question.text.rstrip().endswith(("?", ".")) and question.because.endswith(".")
    texts = [choice.text for choice in question.choices]
    assert len(set(texts)) == len(texts) != 1
    assert bool(question.choices) or question.ideas


@pytest.mark.parametrize("question", [each for each in TOLD if each.choices], ids=lambda question: question.name)
def test_the_computed_truth_bears_out_one_choice_and_every_other_has_its_idea(question):
    right = question.right_choice(question.truth())
    for choice in question.choices:
        assert bool(choice.misconception) == bool(choice.says) == (choice is not right), choice.text
        assert not choice.says or choice.says.endswith((".", "?"))


@pytest.mark.parametrize("question", [each for each in TOLD if not each.choices], ids=lambda question: question.name)
def test_no_known_wrong_number_counts_as_right(question):
    for idea in question.ideas:
        assert abs(idea.value() - question.truth()) > 2 * question.within * abs(question.truth())
        assert question.idea_behind(idea.value()).says


@pytest.mark.parametrize("question", [each for each in ALL if each.kind == "own"], ids=lambda question: question.name)
def test_a_question_on_your_own_function_follows_that_function(question):
    exercise = exercises[question.exercise]
    truths = set()
    for function in (exercise.solution, *exercise.right):
        sheet = own(question.name, function).sheet
        truths.add(sheet.questions[0].right_choice(sheet.truth_of(sheet.questions[0])).text)
    assert truths
    assert all(choice.says for choice in question.choices), "each choice may be the wrong one"


def test_your_softmax_may_be_right_or_overflow():
    question = questions()["your-softmax"]
    seen = {sheet.questions[0].right_choice(sheet.truth_of(sheet.questions[0])).text
            for sheet in (own("your-softmax", each).sheet for each in (exercises["softmax"].solution,
                                                                        *exercises["softmax"].right))}
    assert {"[1, 0]", "[nan, 0]"} <= seen
    assert len(_with_something_else(question).choices) == len(question.choices) + 1


def test_the_right_choice_stands_in_every_place():
    places = Counter()
    for question in TOLD:
        if len(question.choices) == 3:
            sheet = predict(question.name).sheet if question.kind == "predict" else remember("06")
            places[sheet.order(question).index(question.right_choice(question.truth()).text)] += 1
    assert min(places[place] for place in range(3)) >= 0.15 * sum(places.values()), places


def test_choices_are_shuffled_and_always_alike():
    question = questions()["hot-softmax"]
    random.seed(1)
    first = predict("hot-softmax").sheet.order(question)
    random.seed(2)
    assert predict("hot-softmax").sheet.order(question) == first
    assert sorted(first) == sorted(choice.text for choice in question.choices)


def test_two_true_choices_are_a_mistake_of_the_author():
    question = choose("twice", "Really?", lambda: 1.0, ("one", 1.0), ("also one", 1.0, "x", "No."), because="So.")
    with pytest.raises(ValueError, match="'twice': one choice must hold for the truth 1.0, and"):
        question.right_choice(question.truth())


def test_there_are_twelve_questions_to_take_stock_and_each_has_a_short_name():
    stock = [question for question in ALL if question.kind == "stock"]
    assert len(stock) == 12 and len({question.about for question in stock} - {""}) == 12
    assert {question.lesson[:2] for question in stock} == {"01", "02", "03", "04", "05", "06"}


@pytest.mark.parametrize("lesson", ["01_softmax", "02_stable_softmax", "03_cross_entropy", "04_sigmoid_bce",
                                    "05_mse_or_cross_entropy", "06_gradients"])
def test_every_lesson_leaves_something_to_remember(lesson):
    assert len([question for question in ALL if question.kind == "memory" and question.lesson == lesson]) >= 2
