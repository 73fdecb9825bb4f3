"""`catch("softmax", z)`: which of the known mistakes does an input give away?"""

from functools import cache

import numpy as np

from helpers.checks.report import Shown
from helpers.progress import record
from helpers.running import guards

from .fair_input import fair
from .found import exercise_of
from .giving_away import gives_away, question_on
from .sheet_html import MUTED, boxed, escape, paragraph

SHOWN = 3
_hunts: dict = {}


class Hunt:
    """The wrong functions of one exercise, the inputs used so far, and who was given away."""

    def __init__(self, exercise):
        self.exercise, self.inputs, self.exposed = exercise, [], set()

    def try_input(self, args) -> set:
        """Return the mistakes, by position, of which this input gives away the last; the same input counts once."""
        if any(_same(args, earlier) for earlier in self.inputs):
            return set()
        self.inputs.append(args)
        before = self.caught
        truth = self.exercise.expected(args)
        for key, wrong in _wrong_functions(self.exercise):
            if key not in self.exposed and gives_away(self.exercise, wrong, args, truth):
                self.exposed.add(key)
        return self.caught - before

    @property
    def caught(self) -> set:
        """The positions of the mistakes of which every version is given away."""
        left = {key[0] for key, _ in _wrong_functions(self.exercise) if key not in self.exposed}
        return set(range(len(self.exercise.mistakes))) - left

    @property
    def at_large(self) -> list:
        """The mistakes that no input has given away yet."""
        return [mistake for i, mistake in enumerate(self.exercise.mistakes) if i not in self.caught]


class Catch(Shown):
    """What an input gave away, who is still at large, and a question back."""

    def __init__(self, hunt, new=None, says=""):
        self.exercise, self.passed = hunt.exercise, not hunt.at_large
        self.count, self.caught, self.of = len(hunt.inputs), len(hunt.caught), len(hunt.exercise.mistakes)
        self.says = says or self._summary(new)
        self.at_large = [mistake.says for mistake in hunt.at_large]
        self.question = "" if self.passed else question_on(hunt.exercise, hunt.at_large[0]).format(
            "the first of them" if len(self.at_large) > 1 else "it")

    @property
    def lines(self) -> list:
        """The parts of the text: what happened, how it stands, who is at large, the question."""
        name = self.exercise.name
        if self.passed:
            fewer = "It cannot be done with fewer." if self.count == 1 else (
                f'Can you do it with fewer? catch.again("{name}") starts anew.')
            return [f"All {self.of} wrong functions are exposed, with {_inputs(self.count)}. {fewer}"]
        far = f"{self.caught} of {self.of} exposed, with {_inputs(self.count)}."
        rest = len(self.at_large) - SHOWN
        more = f"And {rest} more." if rest > 0 else ""
        return [self.says, far, self._at_large, *self.quotes, more, self.question]

    @property
    def _at_large(self):
        if len(self.at_large) == 1:
            return "One is still at large. Its author would be told:"
        return f"{len(self.at_large)} are still at large. Their authors would be told:"

    @property
    def quotes(self) -> list:
        """What the check would say to the authors of the first few that are at large."""
        return [f"“{says}”" for says in self.at_large[:SHOWN]]

    @property
    def text(self) -> str:
        """The result as text, the mark first."""
        head = "✓ " if self.passed else "○ "
        return head + "\n".join(filter(None, self.lines))

    @property
    def html(self) -> str:
        """The result in the card's box."""
        bar = (f'<div aria-hidden="true" style="height: 6px; margin: 8px 0; border-radius: 3px; background: '
               f'var(--jp-border-color2, #dfe3e8)"><div style="height: 100%; border-radius: 3px; width: '
               f'{100 * self.caught / self.of:.0f}%; background: var(--jp-brand-color1, #0072b2)"></div></div>')
        says, *rest = self.lines
        label = f"Catch the impostor: {self.exercise.name}"
        head = paragraph(escape(label), f"margin: 0; font-size: 13px; color: {MUTED}")
        first = paragraph(f"<strong>{'✓ ' if self.passed else ''}{escape(says)}</strong>", "margin: 6px 0 0")
        if self.passed:
            return boxed(label, head + first + bar)
        far, intro, *others = rest
        items = "".join(f'<li style="margin: 2px 0">{escape(quote)}</li>' for quote in self.quotes)
        closing = "".join(paragraph(escape(line), "margin: 6px 0 0") for line in others[len(self.quotes):] if line)
        quotes = f'<ul style="margin: 4px 0; padding-left: 1.2em">{items}</ul>'
        stands = paragraph(escape(far), f"margin: 0; color: {MUTED}") + paragraph(escape(intro), "margin: 10px 0 0")
        return boxed(label, head + first + bar + stands + quotes + closing)

    def _summary(self, new):
        if new is None:
            return f'Write an input that gives wrong functions away: catch("{self.exercise.name}", ...).'
        if not new:
            return "Your input exposes nobody who was not exposed before."
        return f"Your input exposes {len(new)} of {self.of}." if self.count == 1 else (
            f"Your input exposes {len(new)} more.")


def catch(name: str, *args) -> Catch:
    """Run an input through every known mistake of an exercise, and say whom it gives away; more inputs add up."""
    hunt = _hunt(name)
    if not args or any(value is None or value is ... for value in args):
        return Catch(hunt)
    with guards.settings():
        try:
            given = fair(hunt.exercise, args, written=f'catch("{name}"')
        except ValueError as error:
            return Catch(hunt, says=str(error))
        if not hunt.at_large:
            return Catch(hunt)
        new = hunt.try_input(given)
    if not hunt.at_large:
        record.goal(f"catch {name}", lesson=hunt.exercise.lesson, moves=len(hunt.inputs))
    return Catch(hunt, new)


def again(name: str) -> Catch:
    """Begin anew: no inputs used, everybody at large."""
    _hunts.pop(name, None)
    return Catch(_hunt(name))


catch.again = again


def _hunt(name):
    exercise = exercise_of(name)
    if exercise.solution is None:
        raise ValueError(f"{name!r} is a marked problem, and nothing is said of its mistakes")
    return _hunts.setdefault(name, Hunt(exercise))


@cache
def _wrong_functions(exercise):
    return [((i, j), wrong) for i, mistake in enumerate(exercise.mistakes) for j, wrong in enumerate(mistake.wrong)]


def _same(args, others):
    return all(np.asarray(a).dtype == np.asarray(b).dtype and np.array_equal(a, b)
               for a, b in zip(args, others, strict=True))


def _inputs(number):
    return f"{number} input" if number == 1 else f"{number} inputs"
