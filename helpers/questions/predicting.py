"""`predict("name")`: a declared question before something is shown, and how sure the learner is."""

from helpers.progress import Answer, first_answer, progress, record

from .found import find
from .prediction import inline
from .sheet import Sheet
from .waiting import Prediction

# What was answered in this kernel; where a file is kept, it is the file that counts.
_first: dict = {}


class PredictionSheet(Sheet):
    """One question to predict; the first real answer stands."""

    title = "Predict first"

    def earlier(self, question):
        """Return the first answer ever given, from the learner's file or else from this kernel."""
        return first_answer(question.name) if progress.path else _first.get(question.name)

    def keep(self, question, told, sure):
        """Keep the answer in the learner's file; to be shown is no answer."""
        if told["answer"] is None:
            return
        _first.setdefault(question.name, Answer(told["answer"], told["right"], sure))
        record.predicted(question.name, lesson=question.lesson, answer=told["answer"], right=told["right"],
                         confidence=sure)


class Declared(Prediction):
    """A question that is declared with its lesson: `.answer(...)` by code, `after=` for a demo."""

    def __init__(self, sheet):
        super().__init__(sheet.questions[0].text)
        self.sheet, self.view = sheet, sheet.view
        self.done = sheet.done
        self.view.observe(lambda _: self._look(), "state")

    def __repr__(self):
        return repr(self.sheet)

    @property
    def value(self):
        """The answer as it was given, or None."""
        told = self.sheet.verdicts[0]
        return told and told["answer"]

    @property
    def right(self) -> bool | None:
        """Whether the answer is right, None without one."""
        return None if self.value is None else self.sheet.verdicts[0]["right"]

    def answer(self, value=..., sure=None):
        """Enter an answer, as the card does, with how sure you are: 0.8 or "80 %". The first stays; `...` is none."""
        if value is not ... and not self.done:
            if value is None:
                raise ValueError("None is no answer. To see the truth without one, use .show().")
            self.sheet.enter(0, value, sure)
        return self

    def show(self):
        """Be done with the question without an answer."""
        self.sheet.enter(0, None)
        return self

    def _look(self):
        if self.sheet.done and not self.done:
            self._open()

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.sheet._repr_mimebundle_(include, exclude)


def predict(question, truth=None, choices=None, *, number=False, unit="", why=""):
    """Ask the declared question of this name: `guess = predict("hot-softmax")`. Nothing is sent anywhere.

    Pass the result as `after=` to a demo. `.answer(value, sure=0.8)` answers by code, unless there is an answer, and
    `.show()` opens the demo without one. A question of one's own names its truth: `predict("How many?", 3,
    number=True)`, where `truth` is the right choice (or its index), a number, or a function that gives it.
    """
    if truth is None and choices is None and not number:
        return Declared(PredictionSheet([find(question, "predict")]))
    return inline(question, truth, choices, number=number, unit=unit, why=why)
