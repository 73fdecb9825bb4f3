"""What Python and the browser tell each other about a question: all names, in one place."""

from typing import NamedTuple


class Question(NamedTuple):
    """What is asked, once."""

    text: str
    choices: list | None  # None: a number is asked for
    unit: str


class Outcome(NamedTuple):
    """What became of an answer: the text that closes the question, or the error that leaves it open."""

    text: str = ""
    answer: str | None = None
    error: str = ""


class FromBrowser(NamedTuple):
    """What the learner did: entered an answer, or asked to be shown."""

    answer: object = None
    show: bool = False


class Ask(NamedTuple):
    """One question of a sheet: `sure` has pairs of a probability and its words, `reserve` the letters to keep free."""

    text: str
    choices: list | None  # None: a number is asked for
    unit: str
    sure: list
    reserve: int


class SheetContents(NamedTuple):
    """A sheet, told once: title, note, words on the button that skips, rows of the table at the end, questions."""

    title: str
    note: str
    skip: str
    rows: int
    items: list


class SheetAnswer(NamedTuple):
    """What the learner did on a sheet: answered question `item` and said how sure, or asked to be shown."""

    item: object = None
    answer: object = ""
    sure: object = None
    show: bool = False
