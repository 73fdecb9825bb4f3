"""What the card says, in numbers and sentences, before any of it is text or HTML."""

from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from . import course_map, look_up, place
from .review import RIGHT, due
from .sureness import calibration

EMPTY = ("Once you have answered a question, your map of the lessons stands here, with what to review today "
         "and how well your confidence fits your answers.")
MARKS = {"done": "✓", "due": "↻", "open": "◐", "new": "○"}
WORDS = {"done": "done", "due": "due for review", "open": "still open", "new": "not begun"}
AT_ONCE = 5  # things to review that one sitting can hold
ENOUGH = 10  # predictions before a share means anything


class Row(NamedTuple):
    """One lesson of the map: title, exercises with their states, short questions answered and right, minutes."""

    title: str
    exercises: list[tuple[str, str]]
    answered: int
    right: int
    minutes: float


class Overview:
    """The state of the learner's file at one moment."""

    def __init__(self, folder=course_map.FOLDER, now: datetime | None = None):
        self.entries = look_up.entries()
        self.calibration = calibration()
        self.due = due(now=now)
        self._folder, self._minutes = folder, look_up.all_minutes()

    @cached_property
    def rows(self) -> list[Row]:
        """The lessons in order: those with exercises, and those that the file mentions."""
        found = {lesson.name: lesson for lesson in course_map.lessons(self._folder)}
        for entry in self.entries:
            if isinstance(name := entry.get("lesson"), str):
                found.setdefault(name, course_map.Lesson(name, course_map.title(name), ()))
        return [self._row(found[name]) for name in sorted(found)]

    def _row(self, lesson):
        short = [name for name, of in self._lesson_of.items() if of == lesson.name and name not in self._files]
        right = sum(self._last_right[name] for name in short)
        states = [(name, self._state(name)) for name in lesson.exercises]
        return Row(lesson.title, states, len(short), right, self._minutes.get(lesson.name, 0.0))

    @cached_property
    def _files(self):
        return {name for lesson in course_map.lessons(self._folder) for name in lesson.exercises}

    @cached_property
    def _answers(self):
        return [entry for entry in self.entries if entry["what"] in RIGHT]

    @cached_property
    def _lesson_of(self):
        return {entry["name"]: entry["lesson"] for entry in self._answers}

    @cached_property
    def _last_right(self):
        return {entry["name"]: entry[RIGHT[entry["what"]]] for entry in self._answers}

    @cached_property
    def _passed(self):
        return {entry["name"] for entry in self._answers if entry["what"] == "tried" and entry["passed"]}

    def _state(self, name):
        if name in self._passed:
            return "due" if name in self.due else "done"
        return "open" if name in self._lesson_of else "new"

    @property
    def done(self) -> tuple[int, int]:
        """The number of exercises passed, and of all."""
        states = [state for row in self.rows for _, state in row.exercises]
        return sum(state in ("done", "due") for state in states), len(states)

    @property
    def review(self) -> str:
        """What to review today, in a sentence."""
        # An exercise that was never passed is open, and stands in the map as such.
        names = [name for name in self.due if name not in self._files or name in self._passed]
        if not names:
            return "Nothing is due today."
        listed = [f"{name} ({course_map.title(self._lesson_of[name])})" for name in names[:AT_ONCE]]
        more = len(names) - len(listed)
        return ", ".join(listed) + (f". {more} more can wait for another day." if more else ".")

    @property
    def confidence(self) -> str:
        """How well confidence and answers fit, in a sentence or two."""
        found = self.calibration
        number = len(found.pairs)
        if not number:
            return "Say how sure you are when you predict, and this place shows how often you were right."
        cost = f"{number} prediction{'s' * (number > 1)} cost you {found.cost:.2f} nats on average"
        if found.share in (0, 1):
            always = "right" if found.share else "wrong"
            return (f"{cost}. You were {always} every time so far; once you have met both, the cost is set beside "
                    "what your share of right answers would have cost.")
        told = (f"{cost}. Saying {percent(found.share)} every time, your share of right answers, "
                f"would have cost {found.cost_of_share:.2f}")
        if number < ENOUGH:
            return f"{told}; from {ENOUGH} predictions on the comparison begins to mean something."
        if found.cost < found.cost_of_share:
            return f"{told}, so how sure you feel does tell right answers from wrong ones."
        return f"{told}, so how sure you feel does not yet tell right answers from wrong ones."

    @property
    def place(self) -> str:
        """Where the file is and how to move it or switch it off."""
        return (f"All of this is kept in {place.path()} and sent nowhere. Set {place.VARIABLE} to another path before "
                "you start JupyterLab to move it, or to off to keep nothing; "
                'progress.reset("01_softmax") forgets a lesson.')


def span(minutes: float) -> str:
    """Return minutes in words: 35 min, 2 h 10 min, or a dash for none."""
    whole = round(minutes)
    hours, rest = divmod(whole, 60)
    if not whole:
        return "–"
    return f"{hours} h {rest} min" if hours else f"{rest} min"


def percent(share: float) -> str:
    """Return a share in whole per cent: 75 %."""
    return f"{100 * share:.0f} %"


def band(found) -> str:
    """Return the range of a bin of confidences in whole per cent: 60–69 %."""
    return f"{100 * found.low:.0f}–{100 * found.high - 1:.0f} %" if found.low else "below 50 %"
