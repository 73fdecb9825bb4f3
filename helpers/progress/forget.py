"""Forget a lesson or everything: what is forgotten moves to a file beside."""

from . import course_map
from .keeper import Unusable, keeper, sentence
from .look_up import entries

EVERYTHING = "everything"


def reset(lesson: str | None = None) -> str:
    """Forget a lesson, or "everything", and return a sentence that says where the forgotten part is kept.

    A name that no lesson has is a ValueError with the names there are.
    """
    if lesson is None:
        return ('Say what to forget: progress.reset("01_softmax") forgets one lesson, '
                f'progress.reset("{EVERYTHING}") forgets them all.')
    names = known_lessons()
    if lesson != EVERYTHING and lesson not in names:
        there = ", ".join(names) or "none yet"
        raise ValueError(f'no lesson is called {lesson!r}: the names are {there}, or "{EVERYTHING}"')
    kept = keeper()
    if kept is None:
        return "Progress is switched off, so there is nothing to forget."
    return _forget(kept, lesson)


def known_lessons() -> list[str]:
    """Return the names of the lessons with exercises and of those that the file mentions, in order."""
    mentioned = {entry["lesson"] for entry in entries() if isinstance(entry.get("lesson"), str)}
    return sorted({lesson.name for lesson in course_map.lessons()} | mentioned)


def _forget(kept, lesson):
    try:
        beside, number = kept.forget(lambda entry: lesson in (EVERYTHING, entry.get("lesson")), _file_word(lesson))
    except Unusable as error:
        return str(error)
    except OSError as error:
        return f"Nothing is forgotten. {sentence(kept.path, error)}"
    what = "anything" if lesson == EVERYTHING else lesson
    if beside is None:
        return f"Your file holds no entries of {what}, so there is nothing to forget."
    entries_of = "One entry" if number == 1 else f"{number} entries"
    return f"{entries_of} of {lesson if what == lesson else 'all lessons'} moved to {beside}."


def _file_word(lesson):
    """Return the lesson's name as a part of a file's name; a name from a strange file may hold a slash."""
    return "".join(letter if letter.isalnum() or letter in "_-" else "-" for letter in lesson)[:60]
