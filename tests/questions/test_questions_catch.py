"""Catch the impostor: inputs add up, bad ones get a sentence, and no right answer is ever shown."""

import time

import numpy as np
import pytest

from helpers.exercises import exercises
from helpers.progress import moves
from helpers.questions import catch

FUNCTIONS = [name for name in exercises if exercises[name].is_function and exercises[name].solution]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_exercise_s_own_inputs_are_fair_and_catch_everybody_in_time(name):
    catch(name, *exercises[name].probes[0].args)  # the first call also looks up what all further ones need
    slowest = 0
    for case in exercises[name].probes:
        begun = time.process_time()  # however busy the machine is with other things
        shown = catch(name, *case.args)
        slowest = max(slowest, time.process_time() - begun)
        assert shown.passed or shown.says.startswith("Your input exposes"), (case.label, shown.says)
    assert shown.passed and shown.text.startswith("✓ All")
    assert slowest < 1, "0.2 s when nothing else runs"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_drawn_for_coursework_is_fair_too(name):
    for case in exercises[name].cases(np.random.default_rng(3)):
        shown = catch(name, *case.args)
        assert shown.passed or "exposes" in shown.says or "even the course's own" in shown.says, (case.label, shown.says)


def test_inputs_add_up_and_the_same_one_counts_once(file):
    first = catch("softmax", [[0.0, 1, 2], [3, 1, -1]])
    again = catch("softmax", [[0.0, 1, 2], [3, 1, -1]])
    assert first.count == again.count == 1 and again.says == "Your input exposes nobody who was not exposed before."
    assert f"{first.caught} of {first.of} exposed, with 1 input." in repr(first)
    more = catch("softmax", [1, 2])
    assert more.count == 2 and more.caught > first.caught
    for case in exercises["softmax"].probes:
        last = catch("softmax", *case.args)
    assert last.passed and moves("catch softmax") == last.count
    assert catch.again("softmax").count == 0


def test_who_is_at_large_is_told_in_plain_words_with_a_question():
    told = repr(catch("softmax", [0.0, 1.0]))
    assert "You divide by the sum of the whole batch, so" in told and told.endswith("?")
    assert "What shape would give the first of them away?" in told
    assert not [mistake.id for mistake in exercises["softmax"].mistakes if "-" in mistake.id and mistake.id in told]


def test_no_right_answer_is_shown():
    for case in exercises["softmax"].probes:
        catch.again("softmax")
        assert "0.2689" not in repr(catch("softmax", *case.args)) + catch("softmax", *case.args).html
        assert not [mistake.then for mistake in exercises["softmax"].mistakes
                    if mistake.then in repr(catch("softmax", *case.args))]


@pytest.mark.parametrize(("args", "said"), [
    ((), "Write an input"), ((...,), "Write an input"), ((None,), "Write an input"),
    (("abc",), "z should be numbers"), (({1: 2},), "z should be numbers"), (([True, False],), "z should be numbers"),
    (([1 + 2j],), "z should be numbers"), ((object(),), "z should be numbers"),
    (([[1, 2], [3]],), "rows of one length"), (([],), "between 1 and 5000 numbers"),
    ((np.zeros(9000),), "between 1 and 5000 numbers; yours holds 9000"),
    ((np.inf,), "inf or nan"), (([np.nan, 1],), "inf or nan"), ((3.0,), "z should be a row of numbers"),
    ((np.zeros((2,) * 6),), "yours has the shape (2, 2, 2, 2, 2, 2)"),
    (([1, 2], [3]), "softmax takes one argument: catch(\"softmax\", z). You gave 2."),
    (([1000, 0],), "even the course's own softmax fails"),
])
def test_a_bad_input_gets_a_sentence_and_does_not_count(args, said):
    shown = catch("softmax", *args)
    assert said in shown.says and shown.count == 0 and shown.caught == 0


@pytest.mark.parametrize(("name", "args", "said"), [
    ("cross_entropy", ([[0.5, 0.6]], [0]), "p should hold rows that sum to 1"),
    ("cross_entropy", ([[0.5, 0.5]], [0.5]), "y should hold whole numbers"),
    ("cross_entropy", ([[0.5, 0.5]], [7]), "has no value for this input"),
    ("binary_cross_entropy", ([0.5], [2]), "y should hold labels, 0 or 1"),
    ("binary_cross_entropy", ([1.5], [1]), "p should hold numbers from 0 to 1"),
    ("temperature_softmax", ([1, 2], 0), "T should hold numbers above 0"),
])
def test_what_all_inputs_of_an_exercise_have_in_common_is_asked_for(name, args, said):
    assert said in catch(name, *args).says


def test_an_unknown_or_marked_exercise_is_told():
    with pytest.raises(KeyError, match="did you mean 'softmax'"):
        catch("sofmax", [1, 2])
    with pytest.raises(ValueError, match="marked problem"):
        catch("centred_logits", [1, 2])
    with pytest.raises(KeyError, match="no exercise with a function is called 3"):
        catch(3)
