"""What the file remembers of a question, an exercise, a goal or a lesson."""

from datetime import timedelta
from typing import NamedTuple

from .events import when
from .keeper import keeper

PAUSE = timedelta(minutes=10)


class Answer(NamedTuple):
    """An answer that was given: what, whether it was right, and the confidence in it or None."""

    answer: object
    right: bool
    confidence: float | None


def entries(*kinds: str, name: str | None = None) -> list[dict]:
    """Return the entries of these kinds (all without kinds), in the order in which they were written."""
    kept = keeper()
    listed = kept.entries() if kept else []
    return [entry for entry in listed
            if (not kinds or entry["what"] in kinds) and (name is None or entry.get("name") == name)]


def first_answer(name: str) -> Answer | None:
    """Return the first prediction ever made on a question, or None; later ones do not count.

    First is what was written first, so a clock that was put back cannot change it.
    """
    return next(map(_answer, entries("predicted", name=name)), None)


def stock(moment: str) -> dict[str, Answer]:
    """Return the first answer to each question of the stock-taking "before" or "after" the course."""
    answers = {}
    for entry in entries("stock"):
        if entry["moment"] == moment:
            answers.setdefault(entry["name"], _answer(entry))
    return answers


def tries(name: str) -> int:
    """Return how often a check ran on an answer to this exercise."""
    return len(entries("tried", name=name))


def passed(name: str) -> bool:
    """Return whether an answer to this exercise ever passed its check."""
    return any(entry["passed"] for entry in entries("tried", name=name))


def hints(name: str) -> int:
    """Return the furthest step of help that was shown, 0 without any."""
    return max((entry["step"] for entry in entries("hint", name=name)), default=0)


def moves(name: str) -> int | None:
    """Return the fewest moves in which a demo's goal was reached, or None."""
    return min((entry["moves"] for entry in entries("goal", name=name)), default=None)


def minutes(lesson: str) -> float:
    """Return the minutes of work on a lesson that the times of the entries show.

    The time from one entry to the next belongs to the lesson of the later one, and counts if it is ten minutes or
    less; a longer one is a pause. Before the first entry of a sitting nothing is known, so this is a lower bound.
    Notebooks that are open side by side share their time and do not double it.
    """
    return all_minutes().get(lesson, 0.0)


def all_minutes() -> dict[str, float]:
    """Return the minutes of every lesson that has any."""
    spent, listed = {}, entries()
    for earlier, later in zip(listed, listed[1:], strict=False):
        gap = when(later) - when(earlier)
        lesson = later.get("lesson")
        if isinstance(lesson, str) and timedelta(0) < gap <= PAUSE:
            spent[lesson] = spent.get(lesson, 0.0) + gap.total_seconds() / 60
    return spent


def _answer(entry):
    return Answer(entry["answer"], entry["right"], entry.get("confidence"))
