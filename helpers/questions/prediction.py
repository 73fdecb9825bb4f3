"""Predict first: a question that keeps a demo locked until it has an answer."""

from html import escape

import numpy as np

from helpers.questions.messages import FromBrowser, Outcome, Question
from helpers.questions.view import QuestionView
from helpers.questions.waiting import Prediction
from helpers.widgets.bundle import bundle
from helpers.widgets.card import as_picture


class Inline(Prediction):
    """A question whose truth stands in the cell itself; `then` runs when an answer is in or was asked to be shown."""

    def __init__(self, question, truth, choices=None, unit="", why=""):
        super().__init__(question)
        self._truth, self.unit, self.why = truth, unit, why
        self.choices = None if choices is None else [str(choice) for choice in choices]
        self.value = None
        self.view = QuestionView(question=Question(question, self.choices, unit)._asdict())
        self.view.on_msg(lambda _, content, buffers: self._receive(content))

    def __repr__(self):
        return self.caption

    @property
    def truth(self):
        """The true answer, as it is shown."""
        truth = self._truth() if callable(self._truth) else self._truth
        if self.choices is None:
            try:
                return _number(truth)
            except (TypeError, ValueError):
                raise ValueError(f"truth must be a number, got {truth!r}") from None
        if str(truth) in self.choices:
            return str(truth)
        if isinstance(truth, int | np.integer) and 0 <= truth < len(self.choices):
            return self.choices[truth]
        raise ValueError(f"truth must be one of the choices or its index, got {truth!r}")

    @property
    def caption(self):
        """The question, and once it is answered, the answer and the truth side by side."""
        if not self.done:
            return f"Predict first: {self.question}"
        said = "You asked to be shown" if self.value is None else f"Your answer: {_with(self.value, self.unit)}"
        return f"{said}. The truth: {_with(self.truth, self.unit)}.{' ' + self.why if self.why else ''}"

    def answer(self, value=...):
        """Enter an answer, as typing it does. The first answer stays, and `...` leaves the question open."""
        if value is not ... and not self.done:
            self.value = self._valid(value)
            self._finish()
        return self

    def show(self):
        """Open the demo without an answer."""
        if not self.done:
            self._finish()
        return self

    def _valid(self, value):
        if self.choices is None:
            try:
                return _number(float(str(value).replace(",", ".").replace("−", "-")))
            except ValueError:
                raise ValueError(f"the answer must be a number, got {value!r}") from None
        if str(value) not in self.choices:
            raise ValueError(f"the answer must be one of {', '.join(self.choices)}, got {value!r}")
        return str(value)

    def _finish(self):
        self.done = True
        self.view.outcome = Outcome(text=self.caption, answer=self.value)._asdict()
        self._open()

    def _receive(self, content):
        said = FromBrowser(**content)
        try:
            self.show() if said.show else self.answer(said.answer)
        except ValueError as error:
            self.view.outcome = Outcome(error=f"{str(error)[:1].upper()}{str(error)[1:]}.")._asdict()

    def _repr_mimebundle_(self, include=None, exclude=None):
        options = [f"○ {choice}" for choice in self.choices or []]
        lines = [self.caption] if self.done else ["Predict first", self.question, *options]
        return bundle(self.view, as_picture(lines, self.caption), "") | {"text/html": _page(self.caption, [] if self.done else options)}


def inline(question, truth, choices=None, *, number=False, unit="", why=""):
    """Ask a question whose truth is given here: the right choice (or its index), a number, or a function for it."""
    if number == (choices is not None):
        raise ValueError("a question needs either choices=[...] or number=True")
    if choices is not None and (isinstance(choices, str) or len(choices) < 2):
        raise ValueError(f"choices must be a list of two or more, got {choices!r}")
    prediction = Inline(question, truth, choices, unit, why)
    if not callable(truth):
        prediction.truth  # noqa: B018  (a wrong truth is told now, not when the learner has answered)
    return prediction


def _page(caption, options):
    items = "".join(f"<li>{escape(option[2:])}</li>" for option in options)
    return f"<p><strong>{escape(caption)}</strong></p>" + (f"<ul>{items}</ul>" if items else "")


def _number(value):
    return f"{float(value):.4g}".replace("-", "−")


def _with(value, unit):
    return f"{value} {unit}" if unit else value
