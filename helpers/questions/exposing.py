"""`expose(ticket, "softmax", z)`: does an input give one wrong function away? The test that its author did not write."""

import numpy as np

from helpers.checks.pasted import call as as_code
from helpers.checks.report import Shown
from helpers.running import guards, plain_values
from helpers.running.safe_call import call

from .fair_input import fair
from .found import exercise_of
from .giving_away import is_wrong
from .sheet_html import MUTED, boxed, escape, paragraph


CAUGHT = "This input would have caught it."
GOT_AWAY = "It gets away: on this input nobody can tell it from a right one."


class Exposed(Shown):
    """What a right function and a wrong one give for one input, and whether that tells them apart."""

    def __init__(self, says, passed=False, shown=()):
        self.says, self.passed, self.shown = says, passed, list(shown)

    @property
    def text(self) -> str:
        """The result as text, the mark first."""
        return "\n".join([f"{'✓' if self.passed else '○'} {self.says}", *self.shown])

    @property
    def html(self) -> str:
        """The result in the card's box."""
        first = paragraph(f"<strong>{'✓ ' if self.passed else ''}{escape(self.says)}</strong>", "margin: 0")
        rest = "".join(paragraph(f"<code>{escape(line)}</code>", f"margin: 6px 0 0; color: {MUTED}") for line in self.shown)
        return boxed("The input that would have caught it", first + rest)


def expose(wrong, name: str, *args) -> Exposed:
    """Say whether an input gives away `wrong`, a function that should do what the exercise `name` asks."""
    exercise = exercise_of(name)
    if not callable(wrong):
        return Exposed(f'Give the wrong function itself, without parentheses: expose(ticket, "{name}", ...).')
    if not args or any(value is None or value is ... for value in args):
        return Exposed("Write an input on which the wrong function and a right one differ.")
    with guards.settings():
        try:
            given = fair(exercise, args, written=f'expose(ticket, "{name}"')
        except ValueError as error:
            return Exposed(str(error))
        truth, found = exercise.expected(given), call(wrong, given)
        caught = is_wrong(exercise, given, found, truth)
    this_one = _fault(found) if found.problem else _short(found.value)
    says = CAUGHT if caught else GOT_AWAY
    return Exposed(says, caught, [as_code(name, given), f"right: {_short(truth)}", f"this one: {this_one}"])


def _short(value):
    plain = np.asarray(plain_values.plain(value))
    text = f"{plain.item():.6g}" if plain.ndim == 0 else " ".join(str(np.round(plain, 6) + 0.0).split())
    return text if len(text) <= 160 else f"{text[:157]}..."


def _fault(found):
    return found.error or found.problem
