"""A sheet of one question or more: takes answers, judges them, and tells the browser no more than it may know."""

import contextlib
import math
import random

from . import sheet_html, verdict
from .messages import Ask, SheetAnswer, SheetContents
from .view import SheetView


class Sheet:
    """Questions on one card; subclasses say what is kept of an answer and what stands at the end.

    The truth stays in Python: the view gets the verdict on a question when that question is answered.
    """

    title, skip, asks_sure, note, rows = "Predict first", "Show me", True, "", 0

    def __init__(self, questions):
        self.questions = list(questions)
        self.verdicts = [None] * len(self.questions)
        self.view = SheetView(sheet=self._contents()._asdict())
        self.view.on_msg(lambda _, content, buffers: self._receive(content))
        for i, question in enumerate(self.questions):
            if earlier := self.earlier(question):
                with contextlib.suppress(ValueError):  # a choice of an older edition: it is asked anew
                    self.verdicts[i] = self._judged(i, earlier.answer, earlier.confidence) | {"earlier": True}
        self._publish()

    def earlier(self, question):
        """Return the answer that stands from an earlier run, or None."""

    def keep(self, question, told, sure):
        """Keep an answer for good."""

    def ending(self) -> dict:
        """Return what stands below the last verdict: {"says": sentence, "caption", "head", "rows"}, or nothing."""
        return {}

    def truth_of(self, question):
        """Return the computed truth."""
        return question.truth()

    def veil(self, told: dict) -> dict:
        """Return of a verdict what may be told."""
        return told

    @property
    def long(self) -> bool:
        """Whether there are too many questions to print them all."""
        return len(self.questions) > 3

    @property
    def done(self) -> bool:
        """Whether every question has its answer, or was asked to be shown."""
        return None not in self.verdicts

    def __repr__(self):
        return sheet_html.text(self)

    def enter(self, i: int, value, sure=None):
        """Enter an answer to question `i`, as the browser does, or None to be shown. The first stays."""
        if self.verdicts[i] is not None:
            return
        question, sure = self.questions[i], verdict.read_sure(sure, self.questions[i])
        told = self._judged(i, value, sure)
        self.verdicts[i] = told
        self.keep(question, told, sure)
        self._publish()

    def order(self, question) -> list:
        """Return the texts of the choices: shuffled, and always alike."""
        texts = [choice.text for choice in question.choices]
        random.Random(question.name).shuffle(texts)
        return texts

    def _judged(self, i, value, sure):
        question = self.questions[i]
        answer = None if value is None else verdict.read_answer(value, question)
        told = verdict.judge(question, answer, self.truth_of(question), sure, None if question.choices else value)
        return self.veil(told)

    def _contents(self):
        asks = [self._ask(question)._asdict() for question in self.questions]
        return SheetContents(self.title, self.note, self.skip, self.rows, asks)

    def _ask(self, question):
        shown = [[level, verdict.percent(level)] for level in verdict.levels(question)] if self.asks_sure else []
        return Ask(question.text, self.order(question) if question.choices else None, question.unit, shown,
                   self.reserve(question))

    def reserve(self, question) -> int:
        """Return the letters to keep free for the longest verdict, which says nothing of which one it will be."""
        sentences = [choice.says for choice in question.choices] + [idea.says for idea in question.ideas]
        letters = max(map(len, [*sentences, ""])) + len(question.because) + 90 * (not question.choices)
        return 20 * math.ceil(letters / 20)

    def _publish(self):
        told = [one and {name: value for name, value in one.items() if name != "right"} for one in self.verdicts]
        self.view.state = {"verdicts": told, "ending": self.ending() if self.done else {}}

    def _receive(self, content):
        try:
            said = SheetAnswer(**content)
            i = int(said.item)
            if not 0 <= i < len(self.questions):
                return
        except (TypeError, ValueError):
            return  # no message of ours
        try:
            self.enter(i, None if said.show else said.answer, None if said.show else said.sure)
        except ValueError as error:
            self.view.fault = {"item": i, "says": str(error), "turn": self.view.fault.get("turn", 0) + 1}

    def _repr_mimebundle_(self, include=None, exclude=None):
        return sheet_html.shown(self)
