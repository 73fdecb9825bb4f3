"""What a check found, and its plain text; the card that a notebook shows is made from it."""

import os

from . import card, pasted
from .compare import shown, told_apart


class Shown:
    """Something with `text` and `html`, as notebooks display it."""

    def __repr__(self):
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": self.text, "text/html": self.html}


class Report(Shown):
    """The result of one check: `.passed`, `.points`, `.misconception` (an id or None) and `.message`.

    `called` is how the answer is written in a call, such as 'batch_softmax'; `judged` says so if the function that
    was judged may not be the one that the learner means.
    """

    def __init__(self, exercise, state, rights=(), misconception=None, message="", then="", *,
                 case=None, outcome=None, wanted=None, remarks=(), called=""):
        self.exercise, self.state, self.rights, self.misconception = exercise, state, list(rights), misconception
        self.case, self.outcome, self.wanted, self.remarks = case, outcome, wanted, list(remarks)
        self.called, self.judged = called or exercise.name, ""
        self.passed = state == "right"
        self.points = exercise.mark(sum(self.rights), len(exercise.probes))
        self.message, self.then = message or self._summary(), then or self._go_on()

    def _summary(self):
        if self.state == "unattempted":
            return self.exercise.task
        if self.exercise.is_question:
            return "Your answer is right."
        inputs = f"{len(self.rights)} visible inputs" if self.is_marked else f"{len(self.rights)} inputs"
        return f"All {inputs} come out right." + self.is_marked * " The mark comes from others as well."

    def _go_on(self):
        if self.state == "unattempted":
            place = "Write your answer" if self.exercise.is_question else "Fill in the function"
            return f'{place} above, then run this cell again. Stuck? check.hint("{self.exercise.name}").'
        return ""

    @property
    def is_marked(self) -> bool:
        """Return whether marks follow: the exercise is coursework, or nbgrader runs it."""
        return self.exercise.is_marked or "NBGRADER_EXECUTION" in os.environ

    @property
    def mark(self) -> str:
        """Return points of points, such as '1.5/4'."""
        return f"{self.points:g}/{self.exercise.points:g}"

    @property
    def text(self) -> str:
        """Return the plain text, the verdict first; for nbgrader's autograder the points alone, all that it can read.

        Where marks follow, the first line begins with the mark.
        """
        if os.environ.get("NBGRADER_EXECUTION") == "autograde":
            return f"{self.points:g}"
        verdict = {"right": "right", "unattempted": "not attempted yet", "wrong": "not right yet"}[self.state]
        mark = f"{self.mark} " if self.is_marked else ""
        return "\n".join([f"{mark}{self.exercise.name}: {verdict}", *self._lines()])

    def _lines(self):
        yield from filter(None, [self.judged, self.message])
        yield from self.exercise.options if self.state == "unattempted" else ()
        if self.code:
            yield f"Tried {self.case.label}: {_one_line(self.code)}"
        for head, value in self.values:
            yield f"{head}: {_one_line(value)}"
        yield from self.remarks
        if self.then:
            yield f"Next: {self.then}"

    @property
    def code(self) -> str:
        """Return the call that shows the fault, as code to paste, or nothing."""
        return pasted.call(self.called, self.case.args) if self.case is not None and self.case.args else ""

    @property
    def values(self) -> list:
        """Return pairs of heading and value: what was expected and what came, or what an array holds afterwards."""
        if not self.code:
            return []
        if self.misconception == "mutates-input" and self.outcome.after is not None:
            return [("Afterwards", shown(self.outcome.after))]
        if self.outcome.problem == "raised" and self.misconception:
            raised = f"{self.outcome.error}: {self.outcome.detail}".rstrip(": ")
            return [("Expected", shown(self.wanted)), ("Yours", raised)]
        if self.outcome.problem is not None:
            return []
        expected, got = told_apart(self.wanted, self.outcome.value)
        return [("Expected", expected), ("Yours", _truths(self.outcome.value) if self.outcome.truths else got)]

    @property
    def html(self) -> str:
        """Return the report as a card: verdict, what happened, the smallest failing input as code, one next step."""
        return card.of_report(self)


class Hint(Shown):
    """One step of help; `further` says what there is after the last."""

    def __init__(self, name, step, steps, says, code="", further=""):
        self.name, self.step, self.steps, self.says, self.code, self.further = name, step, steps, says, code, further

    @property
    def text(self) -> str:
        """Return the hint as plain text."""
        head = f"Hint {self.step} of {self.steps}, {self.name}: {self.says}"
        return "\n".join(filter(None, [head, self.code, self.further]))

    @property
    def html(self) -> str:
        """Return the hint as a card."""
        return card.of_hint(self)


def _truths(value):
    return str(value.astype(bool).tolist())


def _one_line(text):
    return " ".join(text.replace("(\n    ", "(").replace(",\n)", ")").split())
