"""`own("your-softmax", softmax)`: after a pass, a question whose truth is what the learner's own function does."""

from dataclasses import replace

from helpers.checks.diagnosis import examine
from helpers.checks.report import Shown
from helpers.exercises import exercises
from helpers.exercises._parts.asked import Choice
from helpers.running import guards
from helpers.running.safe_call import call

from .found import find
from .predicting import Declared, PredictionSheet
from .sheet_html import boxed, escape

FAILED = "something else"


class OwnSheet(PredictionSheet):
    """A question about a function that passes its check; the truth is what that function returns."""

    title, skip = "Your own function", "Show me"

    def __init__(self, question, function):
        self._function = function
        super().__init__([question])

    def order(self, question) -> list:
        """Return the choices' texts, shuffled and always alike, but for the one that stands for all the others."""
        return sorted(super().order(question), key=FAILED.__eq__)

    def truth_of(self, question):
        """Return what the learner's function gives, as the question asks; "" where it fails."""
        with guards.settings():
            try:
                return question.truth(self._run)
            except (TypeError, ValueError, IndexError):
                return FAILED

    def _run(self, *args):
        outcome = call(self._function, args, 2.0)
        if outcome.problem:
            raise ValueError(outcome.problem)
        return outcome.value


class NotYet(Shown):
    """A sentence in place of a question that has to wait, done with nothing."""

    def __init__(self, says):
        self.text = says

    @property
    def html(self):
        """The sentence in the card's box."""
        return boxed("Your own function", escape(self.text))


def own(name: str, function=None):
    """Ask about your own function once it passes its check; before that, say what to do."""
    question = find(name, "own")
    exercise = exercises[question.exercise]
    known = getattr(function, "__name__", "")
    yours = known if known.isidentifier() else exercise.name
    call_it = f'check("{exercise.name}", {yours})'
    if function is not None and function is not ... and not callable(function):
        return NotYet(f'Give your function itself, without parentheses: own("{name}", {exercise.name}).')
    with guards.settings():
        passed = function not in (None, ...) and examine(exercise, function).passed
    if not passed:
        return NotYet(f"A question about your own function waits here. First let {call_it} pass.")
    return Declared(OwnSheet(_with_something_else(question), function))


def _with_something_else(question):
    """Return the question with a choice for a function that does what no other choice claims."""
    def none_holds(truth):
        return isinstance(truth, str) and truth == FAILED or not any(choice.holds(truth) for choice in question.choices)

    other = Choice(FAILED, none_holds, "something-else", "Your function does what one of the other answers says.")
    guarded = [replace(choice, claims=_unless_failed(choice)) for choice in question.choices]
    return replace(question, choices=(*guarded, other))


def _unless_failed(choice):
    return lambda truth: not isinstance(truth, str) and choice.holds(truth)
