"""What one entry of the learner's file is: when, what was done, its name, and the facts of its kind."""

import math
import os
from datetime import UTC, datetime

LONGEST = 1000  # letters of a text that is kept


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def _is_flag(value):
    return isinstance(value, bool)


def _is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9


def _is_text(value):
    return isinstance(value, str) and 0 < len(value) <= LONGEST


def _is_share(value):
    return isinstance(value, float) and 0 < value < 1


def _is_answer(value):
    return value is None or isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))


FLAG, COUNT, TEXT = (_is_flag, "True or False"), (_is_count, "a whole number from 0 on"), (_is_text, "a text")
SHARE, ANSWER = (_is_share, "a number above 0 and below 1"), (_is_answer, "a text or a number")
KINDS = {
    "tried": {"name": TEXT, "lesson": TEXT, "passed": FLAG, "mistake": TEXT, "right": COUNT, "of": COUNT},
    "hint": {"name": TEXT, "lesson": TEXT, "step": COUNT},
    "predicted": {"name": TEXT, "lesson": TEXT, "answer": ANSWER, "right": FLAG, "confidence": SHARE},
    "remembered": {"name": TEXT, "lesson": TEXT, "right": FLAG},
    "goal": {"name": TEXT, "lesson": TEXT, "moves": COUNT},
    "stock": {"name": TEXT, "moment": TEXT, "answer": ANSWER, "right": FLAG},
}
MAY_LACK = {"mistake", "right of tried", "of", "confidence"}


def new(what: str, **facts) -> dict:
    """Return an entry of now; a fact of the wrong kind is a ValueError that says what was received."""
    known = {name: _plain(name, value) for name, value in facts.items() if value is not None or name == "answer"}
    entry = {"id": new_id(), "at": stamp(now()), "what": what} | known
    if message := fault(entry):
        raise ValueError(f"record.{what}: {message}")
    return entry


def new_id() -> str:
    """Return a name that no other entry has, whichever notebook writes it."""
    return os.urandom(6).hex()


def stamp(moment: datetime) -> str:
    """Return a moment as it stands in the file: 2026-03-01T12:34:56.789Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def when(entry: dict) -> datetime:
    """Return the moment of an entry, in UTC; without a zone it is read as UTC."""
    moment = datetime.fromisoformat(entry["at"])
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def fault(entry: dict) -> str:
    """Return what is wrong with an entry, or "" if nothing is; a kind that is not known needs only its time."""
    if not isinstance(entry.get("what"), str):
        return "no word for what was done"
    try:
        if not 1971 <= when(entry).year <= 9990:
            return f"the year of {entry['at']!r} is none of ours"
    except (KeyError, TypeError, ValueError, OverflowError):
        return f"{entry.get('at')!r} is no date and time"
    if odd := [name for name, value in entry.items() if not _is_answer(value)]:
        return f"{odd[0]} must be a text or a number, got {type(entry[odd[0]]).__name__}"
    for name, (holds, words) in KINDS.get(entry["what"], {}).items():
        lacks = name not in entry and (name in MAY_LACK or f"{name} of {entry['what']}" in MAY_LACK)
        if not lacks and not holds(entry.get(name)):
            return f"{name} must be {words}, got {entry.get(name)!r}"
    return ""


def _plain(name, value):
    """Return a value as JSON has it: NumPy's numbers become Python's, and an odd answer becomes its text."""
    value = value.item() if hasattr(value, "item") and getattr(value, "ndim", 0) == 0 else value
    if name == "confidence" and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if name == "answer" and not _is_answer(value):
        value = str(value)
    return value[:LONGEST] if isinstance(value, str) else value
