"""`order("softmax")`: the solution's lines, shuffled and with one that does not belong, to be put in order."""

import re

from helpers.progress import record
from helpers.widgets.bundle import bundle
from helpers.widgets.card import as_picture

from . import lines
from .found import exercise_of
from .sheet_html import HOW, MUTED, boxed, escape
from .view import OrderView

TASK = "Put the lines in order, and leave out the one that does not belong."
WANTED = ("Say the numbers of the lines in the order that you want, without the one that does not belong: "
          ".arrange({})")


class Order:
    """The lines of a solution to put in order: by hand on the card, or by code with `.arrange(2, 1)`."""

    def __init__(self, exercise):
        self.exercise, self.puzzle = exercise, lines.puzzle(exercise)
        self.done, self.tries, self.says = False, 0, ""
        self.view = OrderView(puzzle={"title": f"Order the lines: {exercise.name}", "task": TASK,
                                      "head": self.puzzle.head, "lines": list(self.puzzle.lines)})
        self.view.on_msg(lambda _, content, buffers: self._receive(content))

    def __repr__(self):
        numbered = [f"{i + 1}  {line}" for i, line in enumerate(self.puzzle.lines)]
        return "\n".join([f"Order the lines: {self.exercise.name}. {TASK}", self.puzzle.head, *numbered,
                          *filter(None, [self.says])])

    def arrange(self, *numbers):
        """Give the lines in an order, by their numbers from 1; the one that does not belong is left out."""
        known = range(1, len(self.puzzle.lines) + 1)
        whole = all(isinstance(number, int) and not isinstance(number, bool) for number in numbers)
        if not whole or not set(numbers) <= set(known) or len(set(numbers)) < len(numbers):
            example = ", ".join(map(str, [*known][:-1]))
            raise ValueError(f"{WANTED.format(example)}, each of 1 to {known[-1]} once at most; got {numbers}")
        if not self.done:
            self._judge([number - 1 for number in numbers])
        return self

    def _judge(self, places):
        self.tries += 1
        self.says = self._fault(places)
        if not self.says:
            self.done = True
            times = "at the first try" if self.tries == 1 else f"after {self.tries} tries"
            self.says = (f"✓ Right, {times}: this function passes the check. "
                         "Now write it in your own cell, without looking.")
            record.goal(f"order {self.exercise.name}", lesson=self.exercise.lesson, moves=self.tries)
        self.view.state = {"done": self.done, "says": self.says, "turn": self.tries, "places": places}

    def _fault(self, places):
        chosen, left_out = [self.puzzle.lines[i] for i in places], len(self.puzzle.lines) - len(places)
        if left_out == 0:
            return f"✗ One line does not belong: leave it out. {self.puzzle.look}"
        if left_out > 1:
            return "✗ Only one line does not belong. Put the others back."
        if self.puzzle.impostor in places:
            return f"✗ The line that you left out is needed. {self.puzzle.look}"
        report = lines.works(self.exercise, chosen)
        return "" if report.passed else f"✗ The right lines, in another order: {_why(report)}"

    def _receive(self, content):
        places = content.get("places") if isinstance(content, dict) else None
        if isinstance(places, list):
            try:
                self.arrange(*(place + 1 for place in places if isinstance(place, int)))
            except ValueError as error:
                self.view.state = {"done": False, "says": str(error), "turn": self.tries, "places": []}

    def _repr_mimebundle_(self, include=None, exclude=None):
        still = as_picture(repr(self).splitlines(), repr(self), width=600)
        return bundle(self.view, still, "") | {"text/html": self.html, "text/plain": repr(self)}

    @property
    def html(self) -> str:
        """The card for a page without a kernel."""
        name = escape(self.exercise.name)
        rows = "".join(f"<li><code>{escape(line)}</code></li>" for line in self.puzzle.lines)
        says = escape(self.says or HOW)
        return boxed(f"Order the lines: {self.exercise.name}", (
            f'<p style="margin: 0; font-size: 13px; color: {MUTED}">Order the lines: {name}</p>'
            f'<p style="margin: 6px 0 4px"><strong>{TASK}</strong></p><code>{escape(self.puzzle.head)}</code>'
            f'<ol style="margin: 4px 0; padding-left: 2em">{rows}</ol>'
            f'<p style="margin: 8px 0 0; color: {MUTED}">{says}</p>'))


def order(name: str) -> Order:
    """Give an exercise's solution as shuffled lines with one impostor among them; a marked problem has none."""
    exercise = exercise_of(name)
    if exercise.solution is None:
        raise ValueError(f"{name!r} is a marked problem, and its lines are yours to write")
    return Order(exercise)


def _why(report):
    """Return what the check says of an order, with the name that is used before it has a value."""
    early = re.search(r"variable '(\w+)'", report.message)
    return f"{early[1]} is used before it has a value." if early else f"{report.message.rstrip('.')}."
