"""Write down what the learner did: `record.tried("softmax", lesson="01_softmax", passed=True)`.

Each function adds one entry to the learner's file and returns nothing. With progress switched off it does
nothing. Trouble with the file never raises; a fact of the wrong kind is a ValueError.
"""

from .events import new
from .keeper import keeper


def tried(name: str, *, lesson: str, passed: bool, mistake: str | None = None,
          right: int | None = None, of: int | None = None) -> None:
    """A check ran on an answer: did it pass, which mistake was named, and `right` of how many inputs came out."""
    _add("tried", name=name, lesson=lesson, passed=passed, mistake=mistake, right=right, of=of)


def hint(name: str, *, lesson: str, step: int) -> None:
    """A hint was shown, the first with step 1."""
    _add("hint", name=name, lesson=lesson, step=step)


def predicted(name: str, *, lesson: str, answer, right: bool, confidence: float | None = None) -> None:
    """A prediction was made, with a confidence above 0 and below 1 in the answer given."""
    _add("predicted", name=name, lesson=lesson, answer=answer, right=right, confidence=confidence)


def remembered(name: str, *, lesson: str, right: bool) -> None:
    """A question was answered from memory; `lesson` is the one that it comes from."""
    _add("remembered", name=name, lesson=lesson, right=right)


def goal(name: str, *, lesson: str, moves: int) -> None:
    """The goal of a demo was reached after so many moves."""
    _add("goal", name=name, lesson=lesson, moves=moves)


def stock(name: str, *, moment: str, answer, right: bool) -> None:
    """A question of the stock-taking was answered; `moment` is "before" or "after"."""
    if moment not in ("before", "after"):
        raise ValueError(f'record.stock: moment must be "before" or "after", got {moment!r}')
    _add("stock", name=name, moment=moment, answer=answer, right=right)


def _add(what, **facts):
    entry = new(what, **facts)
    if kept := keeper():
        kept.add(entry)
