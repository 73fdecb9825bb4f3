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
