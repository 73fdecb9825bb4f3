"""Checks and hints write into the learner's file, and never fail because of it."""

import numpy as np
import pytest

from helpers import checks
from helpers.checks import check
from helpers.progress import hints, look_up, passed, place, record, tries


def wrong(z):
    return np.exp(z)


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "progress.json"
    monkeypatch.setenv("LOGITS_TO_LOSS_PROGRESS", str(path))
    monkeypatch.setattr(checks, "_given", {})
    return path


def test_a_try_is_written_down_with_the_mistake_and_the_count(file):
    check("softmax", wrong)
    (entry,) = look_up.entries("tried", name="softmax")
    assert (entry["lesson"], entry["passed"], entry["mistake"]) == ("01_softmax", False, "unnormalised")
    assert (entry["right"], entry["of"]) == (0, 11)
    check("start-loss", checks.exercises["start-loss"].spec())
    assert (tries("softmax"), passed("softmax"), passed("start-loss")) == (1, False, True)


def test_an_untouched_answer_is_no_try(file):
    check("softmax", None)
    assert tries("softmax") == 0 and not file.exists()


def test_a_wrong_answer_that_a_lesson_shows_is_no_try_of_the_learners(file):
    report = check("softmax", wrong, remember=False)
    assert report.misconception == "unnormalised" and tries("softmax") == 0 and not file.exists()


def test_hints_are_written_down_and_the_end_says_what_else_there_is(file):
    given = [check.hint("softmax") for _ in range(4)]
    assert hints("softmax") == 3
    assert [hint.further != "" for hint in given] == [False, False, True, True]
    assert "That was the last hint." in given[3].text and "That was the last hint." in given[3].html
    assert given[3].code == given[2].code and 'check.solution("softmax")' in given[3].text


def test_after_the_last_hint_of_a_marked_problem_no_solution_is_promised(file):
    given = [check.hint("centred_logits") for _ in range(4)]
    assert "That was the last hint." in given[3].text and "check.solution" not in given[3].text


def test_switched_off_there_is_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("LOGITS_TO_LOSS_PROGRESS", "off")
    monkeypatch.chdir(tmp_path)
    check("softmax", wrong)
    check.hint("softmax")
    assert place.path() is None and not list(tmp_path.iterdir())


@pytest.mark.parametrize("error", [OSError, ValueError, RuntimeError])
def test_trouble_with_the_file_is_no_trouble_for_the_check(monkeypatch, error):
    def fail(*args, **facts):
        raise error("no room left")

    monkeypatch.setattr(record, "tried", fail)
    monkeypatch.setattr(record, "hint", fail)
    assert check("softmax", wrong).misconception and check.hint("softmax").says


def test_an_exercise_of_no_lesson_is_not_written_down(file):
    check("softmax", wrong)
    assert {entry["lesson"] for entry in look_up.entries()} == {"01_softmax"}
