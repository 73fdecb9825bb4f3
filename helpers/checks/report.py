"""What a check or a hint shows: plain text whose first line is the mark, and HTML for reading."""

import os
from html import escape

from .compare import shown

# JupyterLab's own variables, so that light and dark themes both read well; the fallback keeps 3:1 on either.
COLOURS = {
    "right": "var(--jp-success-color1, #00855f)",
    "wrong": "var(--jp-error-color1, #d55e00)",
    "unattempted": "var(--jp-ui-font-color2, #767676)",
    "hint": "var(--jp-info-color1, #0072b2)",
}
HEADS = {"right": "✓ Right", "wrong": "✗ Not right yet", "unattempted": "○ Not attempted yet"}


class Shown:
    """Something with `text` and `html`, as notebooks display it."""

    def __repr__(self):
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": self.text, "text/html": self.html}


class Report(Shown):
    """The result of one check: `.passed`, `.points`, `.misconception` (an id or None) and `.message`."""

    def __init__(self, exercise, state, rights=(), misconception=None, message="", then="", *,
                 case=None, outcome=None, wanted=None, remarks=()):
        self.exercise, self.state, self.rights, self.misconception = exercise, state, list(rights), misconception
        self.case, self.outcome, self.wanted, self.remarks = case, outcome, wanted, list(remarks)
        self.passed = state == "right"
        self.points = exercise.mark(sum(self.rights), len(exercise.probes))
        self.message, self.then = message or self._summary(), then or self._go_on()

    def _summary(self):
        if self.state == "unattempted":
            return self.exercise.task
        if self.exercise.is_question:
            return "Your answer is right."
        return f"All {len(self.rights)} inputs come out right."

    def _go_on(self):
        if self.state == "unattempted":
            place = "Write your answer" if self.exercise.is_question else "Fill in the function"
            return f'{place} above, then run this cell again. Stuck? check.hint("{self.exercise.name}").'
        return ""

    @property
    def mark(self) -> str:
        """Return points of points, such as '1.5/4'."""
        return f"{self.points:g}/{self.exercise.points:g}"

    @property
    def text(self) -> str:
        """Return the plain text, the mark first; for nbgrader's autograder the points alone, all that it can read."""
        if os.environ.get("NBGRADER_EXECUTION") == "autograde":
            return f"{self.points:g}"
        verdict = {"right": "right", "unattempted": "not attempted yet"}.get(self.state, self.misconception
                                                                             or "not right yet")
        return "\n".join([f"{self.mark} {self.exercise.name}: {verdict}", *self._lines()])

    def _lines(self):
        yield self.message
        yield from self.exercise.options if self.state == "unattempted" else ()
        if self.case is not None and self.case.args:
            yield f"Tried {self.case.label}: {_one_line(_call(self.exercise, self.case))}"
        if self._has_values:
            yield f"Expected {_one_line(shown(self.wanted))}"
            yield f"Got {_one_line(shown(self.outcome.value))}"
        if self._has_changed:
            yield f"Afterwards the array holds {_one_line(shown(self.outcome.after))}"
        yield from self.remarks
        if self.then:
            yield f"Next: {self.then}"

    @property
    def _has_values(self):
        return bool(self.case and self.case.args and self.outcome.problem is None) and not self._has_changed

    @property
    def _has_changed(self):
        """Return whether the fault to show is a changed argument, and not a value."""
        return self.misconception == "mutates-input" and self.outcome is not None and self.outcome.after is not None

    @property
    def html(self) -> str:
        """Return the report as HTML: verdict, mistake by name, the smallest failing input, one next step."""
        unit = "point" if self.exercise.points == 1 else "points"
        mark = f"{self.points:g} of {self.exercise.points:g} {unit}"
        head = f"<strong>{HEADS[self.state]}</strong>: {escape(self.exercise.name)}, {mark}"
        name = f" <strong>{escape(self.misconception)}</strong>:" if self.misconception else ""
        label = "<strong>Mistake</strong>:" if self.misconception else ""
        body = [_paragraph(head), _paragraph(f"{label}{name} {escape(self.message)}".strip())]
        if self.state == "unattempted" and self.exercise.options:
            body.append(_list(escape(option) for option in self.exercise.options))
        body += [self._values(), *(_paragraph(escape(each)) for each in self.remarks)]
        if self.then:
            body.append(_paragraph(f"<strong>Next</strong>: {escape(self.then)}"))
        body.append(self._tried())
        return _box(f"Check of {self.exercise.name}", self.state, body)

    def _values(self):
        if self.case is None or not self.case.args:
            return ""
        rows = [("Input", _call(self.exercise, self.case))]
        if self._has_values:
            rows += [("Expected", shown(self.wanted)), ("Yours", shown(self.outcome.value))]
        if self._has_changed:
            rows.append(("Afterwards", shown(self.outcome.after)))
        return _paragraph(f"Smallest input that shows it: {escape(self.case.label)}") + _table(rows)

    def _tried(self):
        if not self.rights or self.exercise.is_question:
            return ""
        lines = [f"{'✓ right' if right else '✗ wrong'}: {escape(case.label)}"
                 for case, right in zip(self.exercise.probes, self.rights, strict=True)]
        summary = f"Tried {len(lines)} inputs, {sum(self.rights)} right"
        return f"<details><summary>{summary}</summary>{_list(lines)}</details>"


class Hint(Shown):
    """One step of help."""

    def __init__(self, name, step, steps, says, code=""):
        self.name, self.step, self.steps, self.says, self.code = name, step, steps, says, code

    @property
    def text(self) -> str:
        """Return the hint as plain text."""
        return "\n".join(filter(None, [f"Hint {self.step} of {self.steps}, {self.name}: {self.says}", self.code]))

    @property
    def html(self) -> str:
        """Return the hint as HTML."""
        code = _pre(self.code) if self.code else ""
        head = f"<strong>Hint {self.step} of {self.steps}</strong>, {escape(self.name)}: {escape(self.says)}"
        return _box(f"Hint for {self.name}", "hint", [_paragraph(head), code])


def _call(exercise, case):
    prefix = f"{exercise.name}("
    return prefix + ", ".join(shown(arg, prefix=prefix) for arg in case.args) + ")"


def _one_line(text):
    return " ".join(text.split())


def _paragraph(inside):
    return f'<p style="margin: 0.3em 0">{inside}</p>'


def _list(items):
    return '<ul style="margin: 0.3em 0">' + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def _pre(text):
    return f'<pre style="margin: 0; background: transparent; color: inherit">{escape(text)}</pre>'


def _table(rows):
    cells = "".join(
        f'<tr><th scope="row" style="text-align: left; vertical-align: top; background: transparent">{head}</th>'
        f'<td style="text-align: left; background: transparent">{_pre(value)}</td></tr>'
        for head, value in rows
    )
    return f'<table style="margin: 0.3em 0; color: inherit">{cells}</table>'


def _box(label, state, body):
    style = f"border-left: 4px solid {COLOURS[state]}; padding: 0.2em 0.9em; max-width: 52em"
    return f'<div role="group" aria-label="{escape(label)}" style="{style}">{"".join(filter(None, body))}</div>'
