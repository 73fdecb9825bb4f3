"""When a question comes back: 1 day after a miss, then 3, 7, 16 and 35 days after each right answer."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from helpers.progress import choose, due, events, first_answer, record
from helpers.progress.look_up import entries

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def answer(file, clock):
    """Answer a question from memory so many days after the start."""

    def at(day, name="q", right=True, **hours):
        clock.at = START + timedelta(days=day, **hours)
        record.remembered(name, lesson="01_softmax", right=right)

    return at


def day_due(name="q"):
    """The day, counted from the start, on which a question is due after all that was answered."""
    last = (events.when(entries()[-1]) - START).days
    days = [day for day in range(last, last + 99) if due([name], START + timedelta(days=day, hours=2))]
    return days[0] if days else None


def test_each_right_answer_when_due_brings_the_question_back_later(answer):
    seen, day = [], 0
    for _ in range(6):
        answer(day)
        seen.append(day_due() - day)
        day = day_due()
    assert seen == [3, 7, 16, 35, 35, 35]


def test_a_miss_comes_back_tomorrow_and_starts_from_three_days_again(answer):
    answer(0)
    answer(3)
    answer(10, right=False)
    assert day_due() == 11
    answer(11)
    assert day_due() == 14


def test_a_right_answer_before_its_day_changes_nothing(answer):
    answer(0)
    answer(1)
    answer(2)
    assert day_due() == 3
    answer(3, right=False)
    answer(3, hours=1)
    assert day_due() == 4, "put right on the day of the miss, it is asked again tomorrow"


def test_predictions_and_checks_count_like_answers_from_memory(file, clock):
    record.predicted("p", lesson="01_softmax", answer=1, right=False)
    record.tried("t", lesson="01_softmax", passed=True)
    record.stock("s", moment="before", answer=1, right=False)
    record.hint("h", lesson="01_softmax", step=1)
    assert [day_due(name) for name in "ptsh"] == [1, 3, None, None]
    assert due(now=START + timedelta(days=9)) == ["p", "t"]


def test_days_are_those_of_the_learners_zone(answer):
    answer(0, right=False, hours=13)  # 22:00 UTC on 2 March, 14:00 in California
    california = timezone(timedelta(hours=-8))
    assert due(["q"], datetime(2026, 3, 3, 0, 30, tzinfo=UTC)) == ["q"]
    assert due(["q"], datetime(2026, 3, 3, 0, 30, tzinfo=UTC).astimezone(california)) == []
    assert due(["q"], datetime(2026, 3, 3, 8, 30, tzinfo=california)) == ["q"]


def test_an_answer_of_the_future_is_due_at_once_and_the_next_one_sets_it_right(answer):
    answer(3000)
    assert due(["q"], START) == ["q"]
    answer(0, hours=1)
    assert due(["q"], START + timedelta(hours=1)) == [] and day_due() == 3
    answer(-15000)
    assert due(["q"], START + timedelta(days=3)) == ["q"], "a clock at 1984 takes nothing away"


def test_the_longest_overdue_come_first_then_those_due_soonest_then_those_never_tried(answer):
    names = ["new1", "later", "soon", "tie2", "tie1", "over", "new2"]
    answer(0, "over", right=False)
    answer(2, "tie1", right=False)
    answer(2, "tie2", right=False)
    answer(2, "soon")
    answer(3, "later")
    now = START + timedelta(days=4)
    assert due(names, now) == ["over", "tie2", "tie1"]
    assert choose(names, 9, now) == ["over", "tie2", "tie1", "soon", "later", "new1", "new2"]
    assert choose(names, 2, now) == ["over", "tie2"] and choose(names, 0, now) == [] and choose([], 3, now) == []
    assert choose(["a", "a", "b"], 3, now) == ["a", "b"]


def test_a_naive_now_is_local_time(answer):
    answer(0)
    assert choose(["x", "q"], 1, datetime(2026, 3, 20)) == ["q"] and first_answer("q") is None
