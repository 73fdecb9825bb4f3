"""The card: every lesson folder without registration, states in words, one sentence while there is nothing."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest

from helpers.progress import course_map, progress, record
from helpers.progress.card import Card
from helpers.progress.overview import EMPTY, span

LATER = datetime(2026, 3, 7, 9, tzinfo=UTC)


@pytest.fixture
def course(tmp_path):
    """A folder of exercises as helpers/exercises is."""
    folder = tmp_path / "exercises"
    for name in (
        "01_softmax/softmax.py",
        "01_softmax/temperature_softmax.py",
        "01_softmax/two_class_probability.py",
        "01_softmax/questions.py",
        "01_softmax/_shared.py",
        "03_cross_entropy/one_hot.py",
        "_parts/inputs.py",
        "01_softmax/__pycache__/x.py",
        "05_mse_or_cross_entropy/brier_score.py",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    (folder / "__init__.py").touch()
    return folder


@pytest.fixture
def some_work(file, clock):
    record.tried("softmax", lesson="01_softmax", passed=True)
    clock.turn(minutes=5)
    record.tried("temperature_softmax", lesson="01_softmax", passed=False, mistake="divides-late")
    record.predicted("hot", lesson="01_softmax", answer="falls", right=False, confidence=0.8)
    clock.turn(days=3)
    record.tried("one_hot", lesson="03_cross_entropy", passed=True)


def test_lessons_are_found_by_their_folders(course):
    assert course_map.lessons(course) == [
        ("01_softmax", "1 Softmax", ("softmax", "temperature_softmax", "two_class_probability")),
        ("03_cross_entropy", "3 Cross-entropy", ("one_hot",)),
        ("05_mse_or_cross_entropy", "5 MSE or cross-entropy", ("brier_score",)),
    ]
    assert course_map.lessons(course / "nowhere") == [] and course_map.title("04_sigmoid_bce") == "4 Sigmoid BCE"


def test_a_lesson_that_appears_later_is_shown_without_registration(course, some_work):
    (course / "07_train_a_classifier").mkdir()
    (course / "07_train_a_classifier" / "gradient_step.py").touch()
    assert "7 Train a classifier" in Card(course, LATER).text and "gradient_<wbr>step" in Card(course, LATER).html


def test_the_text_says_what_is_done_open_due_and_new(course, some_work):
    text = Card(course, LATER).text
    assert re.search(
        r"1 Softmax +↻ softmax  ◐ temperature_softmax  ○ two_class_probability; 0 of 1 questions right; 5 min\n", text
    )
    assert re.search(r"3 Cross-entropy +✓ one_hot\n", text) and "\n2 of 5 exercises done.\n" in text
    assert "\nTo review today: hot (1 Softmax), softmax (1 Softmax).\n" in text
    assert (
        "1 prediction cost you 1.61 nats" in text
        and "You were wrong every time so far" in text
        and "80–89 % sure: right 0 % of the time (0 of 1)" in text
    )
    assert str(progress.path) in text and "LOGITS_TO_LOSS_PROGRESS" in text and 'progress.reset("01_softmax")' in text


def test_no_more_is_to_be_reviewed_at_once_than_a_sitting_holds(course, file, clock):
    for i in range(9):
        record.remembered(f"q{i}", lesson="01_softmax", right=False)
    assert "q4 (1 Softmax). 4 more can wait for another day." in Card(course, LATER).text
    assert "Nothing is due today." in Card(course, datetime(2026, 3, 2, 12, tzinfo=UTC)).text


@pytest.mark.parametrize("confident, said", [(0.9, "does tell right"), (0.1, "does not yet tell right")])
def test_the_sentence_on_confidence_follows_the_costs(course, file, confident, said):
    for i in range(12):
        record.predicted(
            f"q{i}", lesson="01_softmax", answer=1, right=i > 3, confidence=confident if i > 3 else 1 - confident
        )
    assert said in Card(course, LATER).text


def test_a_learner_who_was_always_right_is_not_told_off(file):
    for i in range(12):
        record.predicted(f"q{i}", lesson="01_softmax", answer=1, right=True, confidence=0.8)
    told = Card(now=LATER).text
    assert "cost you 0.22 nats on average. You were right every time so far" in told and "not yet tell" not in told


class Tags(HTMLParser):
    """The names of all elements, their attributes, and the words that a reader sees or hears."""

    def __init__(self, html):
        super().__init__()
        self.names, self.attributes, self.words = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.names.append(tag)
        self.attributes += attributes

    def handle_data(self, data):
        self.words += data


def test_the_map_is_a_table_with_a_caption_and_heads_for_rows_and_columns(course, some_work):
    seen = Tags(Card(course, LATER).html)
    assert seen.names.count("table") == seen.names.count("caption") == 2
    assert seen.attributes.count(("scope", "col")) == 4 + 2 and seen.attributes.count(("scope", "row")) == 3 + 1
    assert "softmax, due for review" in seen.words and "one_hot, done" in seen.words
    assert "temperature_softmax, still open" in seen.words and "brier_score, not begun" in seen.words


HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(1)">\'"&'


def test_hostile_texts_are_shown_and_not_run(course, file, clock, monkeypatch):
    monkeypatch.setenv("LOGITS_TO_LOSS_PROGRESS", str(file.with_name("<b>x&.json")))
    record.remembered(HOSTILE, lesson=HOSTILE, right=False)
    record.predicted(HOSTILE, lesson="01_" + HOSTILE, answer=HOSTILE, right=False, confidence=0.6)
    (course / "01_softmax" / "<b>.py").touch()
    card = Card(course, LATER)
    seen = Tags(card.html)
    assert not {"script", "img", "b"} & set(seen.names) and not any(
        name.startswith("on") for name, _ in seen.attributes
    )
    assert HOSTILE in seen.words and HOSTILE in card.text
    assert "<img" not in progress.reset(HOSTILE).html


def test_while_there_is_nothing_one_sentence_stands_there_the_same_on_every_machine(file, monkeypatch, tmp_path):
    empty = progress()._repr_mimebundle_()
    monkeypatch.setenv("LOGITS_TO_LOSS_PROGRESS", "off")
    assert progress()._repr_mimebundle_() == empty
    assert empty["text/plain"] == repr(progress()) == EMPTY
    assert Tags(empty["text/html"]).words.endswith(EMPTY)
    code = "from helpers.progress import progress; print(progress()._repr_mimebundle_())"
    other = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert other.stdout.strip() == str(empty)


def test_spans_are_told_in_hours_and_minutes():
    assert [span(m) for m in (0, 0.4, 1, 59.6, 130)] == ["–", "–", "1 min", "1 h 0 min", "2 h 10 min"]


def test_the_card_of_now_is_the_default(some_work, clock):
    clock.at = LATER + timedelta(days=30)
    assert "one_hot" in repr(progress()) and progress()._repr_mimebundle_()["text/plain"] == repr(progress())


def test_a_check_pays_for_the_standard_library_and_nothing_else():
    code = """
import sys; from helpers.progress import record
record.tried("a", lesson="01_softmax", passed=True)
outside = {name.split(".")[0] for name in sys.modules} - set(sys.stdlib_module_names) - {"__main__", "helpers"}
outside = sorted(name for name in outside if not name.startswith(("_", "sitecustomize")))
print(outside, "helpers.progress.card" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": course_map.__file__.split("/helpers/")[0]},
    )
    assert done.stdout.strip() == "[] False", done.stderr
