"""What was recorded is found again: by the next notebook, in a file that a person can read."""

import json

import numpy as np
import pytest

from helpers import progress as room
from helpers.progress import progress, record


def one_of_each():
    record.tried("softmax", lesson="01_softmax", passed=False, mistake="no-keepdims", right=3, of=9)
    record.hint("softmax", lesson="01_softmax", step=1)
    record.tried("softmax", lesson="01_softmax", passed=True, right=9, of=9)
    record.predicted("hot", lesson="01_softmax", answer="it falls", right=False, confidence=0.8)
    record.remembered("hot", lesson="01_softmax", right=True)
    record.goal("half", lesson="01_softmax", moves=7)
    record.stock("q1", moment="before", answer="b", right=False)


def test_every_kind_is_found_again_by_another_notebook(file, another_notebook):
    one_of_each()
    another_notebook()
    assert room.tries("softmax") == 2 and room.passed("softmax") and room.hints("softmax") == 1
    assert room.first_answer("hot") == ("it falls", False, 0.8)
    assert (
        room.moves("half") == 7 and room.stock("before") == {"q1": ("b", False, None)} and room.stock("after") == {}
    )
    assert (
        room.first_answer("softmax") is None and room.moves("x") is None and room.hints("x") == room.tries("x") == 0
    )


def test_the_file_is_json_with_one_entry_a_line(file):
    one_of_each()
    text = file.read_text(encoding="utf-8")
    kept = json.loads(text)
    assert kept["version"] == 1 and "sent anywhere" in kept["about"]
    assert [entry["at"] for entry in kept["events"]] == sorted(entry["at"] for entry in kept["events"])
    assert kept["events"][0]["at"] == "2026-03-02T09:00:01.000Z" and kept["events"][0]["mistake"] == "no-keepdims"
    assert sum(line.startswith('    {"id": ') for line in text.splitlines()) == 7
    assert [path.name for path in file.parent.iterdir() if not path.name.startswith(".")] == ["progress.json"]


def test_the_first_answer_stands_even_when_the_clock_is_put_back(file, clock, another_notebook):
    record.predicted("hot", lesson="01_softmax", answer="rises", right=True, confidence=0.7)
    clock.turn(days=-30)
    another_notebook()
    record.predicted("hot", lesson="01_softmax", answer="falls", right=False, confidence=0.9)
    record.stock("q", moment="before", answer="a", right=True)
    record.stock("q", moment="before", answer="b", right=False)
    assert room.first_answer("hot").answer == "rises" and room.stock("before")["q"].answer == "a"


def test_numbers_of_numpy_and_odd_answers_are_kept_as_json(file, another_notebook):
    for name, answer in [
        ("a", np.float64(0.5)),
        ("b", np.nan),
        ("c", [1, 2]),
        ("d", None),
        ("e", "x" * 9999),
        ("f", "\ud800"),
    ]:
        record.predicted(name, lesson="01_softmax", answer=answer, right=np.bool_(True), confidence=np.float64(0.9))
    another_notebook()
    kept = [room.first_answer(name).answer for name in "abcd"]
    assert kept == [0.5, "nan", "[1, 2]", None] and len(room.first_answer("e").answer) == 1000
    json.loads(file.read_bytes(), parse_constant=pytest.fail)


@pytest.mark.parametrize(
    "facts, said",
    [
        ({"right": "yes"}, "right must be True or False, got 'yes'"),
        ({"confidence": 1.0}, "confidence must be a number above 0 and below 1, got 1.0"),
        ({"confidence": "sure"}, "confidence must be"),
        ({"name": ""}, "name must be a text, got ''"),
        ({"lesson": 1}, "lesson must be a text, got 1"),
    ],
)
def test_a_fact_of_the_wrong_kind_is_refused_whether_progress_is_on_or_off(file, monkeypatch, facts, said):
    for setting in (str(file), "off"):
        monkeypatch.setenv("LOGITS_TO_LOSS_PROGRESS", setting)
        with pytest.raises(ValueError, match=said):
            record.predicted(**{"name": "q", "lesson": "01_softmax", "answer": 1, "right": True} | facts)
    with pytest.raises(ValueError, match='moment must be "before" or "after", got \'now\''):
        record.stock("q", moment="now", answer=1, right=True)
    assert not file.exists()


def test_minutes_count_gaps_of_up_to_ten_minutes_for_the_lesson_of_the_later_entry(file, clock):
    for lesson, gap in [
        ("01_softmax", 0),
        ("01_softmax", 10),
        ("01_softmax", 10.5),
        ("02_stable_softmax", 4),
        ("01_softmax", -60),
        ("01_softmax", 1),
    ]:
        clock.turn(seconds=60 * gap - 1)
        record.remembered("q", lesson=lesson, right=True)
    assert room.minutes("01_softmax") == pytest.approx(11) and room.minutes("02_stable_softmax") == pytest.approx(4)
    assert room.minutes("09") == 0


def test_off_writes_nothing_and_remembers_nothing(tmp_path, file, monkeypatch):
    monkeypatch.setenv("LOGITS_TO_LOSS_PROGRESS", " OFF ")
    monkeypatch.chdir(tmp_path)
    one_of_each()
    assert list(tmp_path.iterdir()) == [] and progress.path is None
    assert room.tries("softmax") == 0 and room.first_answer("hot") is None and room.due(["hot"]) == []
    assert room.choose(["c", "a", "b"], 2) == ["c", "a"] and room.calibration().pairs == []


def test_without_the_variable_nothing_is_kept_outside_a_notebook(monkeypatch):
    monkeypatch.delenv("LOGITS_TO_LOSS_PROGRESS")
    assert progress.path is None


def test_a_lesson_is_forgotten_into_a_file_beside(file, another_notebook):
    one_of_each()
    record.tried("one_hot", lesson="03_cross_entropy", passed=True)
    said = repr(progress.reset("01_softmax"))
    beside = file.with_name("progress.forgotten-01_softmax-2026-03-02.json")
    assert said == f"6 entries of 01_softmax moved to {beside}."
    assert len(json.loads(beside.read_text())["events"]) == 6
    another_notebook()
    assert room.tries("softmax") == 0 and room.passed("one_hot") and room.stock("before")
    assert repr(progress.reset("03_cross_entropy")).startswith("One entry of 03_cross_entropy moved to ")
    assert "all lessons moved to" in repr(progress.reset("everything")) and room.stock("before") == {}
    assert "nothing to forget" in repr(progress.reset("everything"))


def test_a_forgotten_file_is_a_progress_file_again(file, another_notebook):
    one_of_each()
    progress.reset("everything")
    next(file.parent.glob("*forgotten*")).replace(file)
    another_notebook()
    assert room.tries("softmax") == 2


def test_reset_asks_what_and_refuses_a_name_that_no_lesson_has(file):
    one_of_each()
    assert 'progress.reset("everything")' in repr(progress.reset())
    with pytest.raises(ValueError, match="no lesson is called '01_sofmax': the names are .*01_softmax"):
        progress.reset("01_sofmax")
    assert room.tries("softmax") == 2
