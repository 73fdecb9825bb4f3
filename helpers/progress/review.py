"""What to review, and when: spaced repetition by boxes (Leitner, 1972), of which the file is the only memory.

The first right answer brings a question back after 3 days. Right again on that day or later, it comes after 7, 16,
35 and then every 35 days. Missed, it comes back tomorrow and starts from 3 days again. A right answer before the
day changes nothing, so that running a notebook twice is no review. An entry dated in the future, by a clock that
was wrong, is due at once.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from . import events
from .look_up import entries

DAYS = (1, 3, 7, 16, 35)
RIGHT = {"tried": "passed", "predicted": "right", "remembered": "right"}


class Box(NamedTuple):
    """How far a question has come (0 after a miss) and the day on which it is due."""

    number: int
    due: date


def due(names=None, now: datetime | None = None) -> list[str]:
    """Return those of the names that are due, the longest overdue first, ties in the order of `names`.

    Without names all that was ever answered is considered. Days are those of `now`'s time zone, by default local.
    """
    boxes, today = _boxes(names, now)
    return sorted((name for name in boxes if boxes[name].due <= today), key=lambda name: boxes[name].due)


def choose(names, n: int, now: datetime | None = None) -> list[str]:
    """Return n of the names to ask about: the longest overdue first, then those due soonest, then those never tried.

    Ties keep the order of `names`, so the choice is the same whenever it is made on one day with one file.
    """
    boxes, _ = _boxes(names, now)
    return sorted(dict.fromkeys(names), key=lambda name: boxes[name].due if name in boxes else date.max)[:max(n, 0)]


def _boxes(names, now):
    """Return the box of each name that was ever answered, in the order of `names`, and today."""
    now = (now or events.now()).astimezone(now.tzinfo if now else None)
    boxes = {}
    for entry in entries(*RIGHT):
        boxes[entry["name"]] = _moved(boxes.get(entry["name"]), entry[RIGHT[entry["what"]]], events.when(entry), now)
    return {name: boxes[name] for name in dict.fromkeys(boxes if names is None else names) if name in boxes}, now.date()


def _moved(box, right, at, now):
    """Return the box of a question after one more answer."""
    if at > now + timedelta(minutes=1):
        return Box(box.number if box else 0, date.min)
    day = at.astimezone(now.tzinfo).date()
    if not right:
        return Box(0, day + timedelta(days=DAYS[0]))
    if box is not None and day < box.due:
        return box
    number = min(box.number + 1 if box else 1, len(DAYS) - 1)
    return Box(number, day + timedelta(days=DAYS[number]))
