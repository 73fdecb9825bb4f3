"""`take_stock("before")` and `take_stock("after")`: the same twelve questions, and what the course has changed."""

import random

from helpers.progress import progress, record
from helpers.progress import stock as kept

from .found import questions
from .sheet import Sheet

MOMENTS = ("before", "after")
KEPT = "Kept until lesson 10."
# What was answered in this kernel; where a file is kept, it is the file that counts.
_answers = {moment: {} for moment in MOMENTS}


class StockSheet(Sheet):
    """Twelve questions, one a misconception; before the course nothing is said of the truth."""

    title, skip, asks_sure = "Take stock", "I do not know yet", False

    def __init__(self, moment):
        self.moment = moment
        self.note = ("Twelve questions on what the course is about. Guess freely: nobody sees your answers, and the "
                     "same twelve come back after lesson 10." if moment == "before" else
                     "The same twelve questions as before lesson 1.")
        names = [question.name for question in questions().values() if question.kind == "stock"]
        random.Random("take stock").shuffle(names)
        super().__init__([questions()[name] for name in names])

    def earlier(self, question):
        """Return the first answer at this moment, from the learner's file or else from this kernel."""
        return answers(self.moment).get(question.name)

    def keep(self, question, told, sure):
        """Keep the answer, and that there was none."""
        from helpers.progress import Answer

        right = self._is_right(question, told["answer"])
        _answers[self.moment].setdefault(question.name, Answer(told["answer"], right, None))
        record.stock(question.name, moment=self.moment, answer=told["answer"], right=right)

    def veil(self, told):
        """Return of a verdict what may be told: before the course, nothing of the truth."""
        if self.moment == "after":
            return told
        return dict.fromkeys(told, "") | {"mark": "●", "word": "Noted", "because": KEPT, "answer": told["answer"],
                                          "right": False}

    @property
    def outline(self) -> dict:
        """The table at the end with its longest words, so that the card keeps the room for it."""
        rows = [[question.about, _sign(None), _sign(None), "same"] for question in self.questions]
        return self._table(_gain({}, {}, len(rows)), rows) if self.moment == "after" else {}

    def reserve(self, question):
        """Return the letters to keep free for a verdict: none where none is told."""
        return super().reserve(question) if self.moment == "after" else 0

    def ending(self):
        """Return what stands at the end: a word of thanks before, the gain of each question after."""
        if self.moment == "before":
            return {"says": "Thank you. Your answers are kept, and so are the right ones, until lesson 10."}
        before, after = answers("before"), answers("after")
        rows = [_row(question, before.get(question.name), after.get(question.name)) for question in self.questions]
        return self._table(_gain(before, after, len(rows)), rows)

    @staticmethod
    def _table(says, rows):
        return {"says": says, "caption": "Each question, before and after the course",
                "head": ["Question", "Before", "After", "Change"], "rows": rows}

    @staticmethod
    def _is_right(question, answer):
        return answer is not None and question.right_choice(question.truth()).text == answer


def take_stock(moment: str = "before") -> StockSheet:
    """Ask the twelve questions: `take_stock("before")` before lesson 1, `take_stock("after")` after lesson 10."""
    if moment not in MOMENTS:
        raise ValueError(f'take_stock wants "before" or "after", got {moment!r}')
    return StockSheet(moment)


def answers(moment: str) -> dict:
    """Return the first answers at a moment, by question."""
    return kept(moment) if progress.path else _answers[moment]


def _row(question, before, after):
    return [question.about, _sign(before), _sign(after), _change(before, after)]


def _sign(answer):
    if answer is None:
        return "not asked"
    return "✓ right" if answer.right else "○ open" if answer.answer is None else "✗ wrong"


def _change(before, after):
    if before is None or after is None or before.right == after.right:
        return "–" if before is None or after is None else "same"
    return "gained" if after.right else "lost"


def _gain(before, after, number):
    now = sum(answer.right for answer in after.values())
    if not before:
        return f"{now} of {number} right. There is nothing to compare with: no answers from before lesson 1 are kept."
    then = sum(answer.right for answer in before.values())
    return f"{now} of {number} right, and {then} of {number} before the course."
