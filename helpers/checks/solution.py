"""The course's solution beside the learner's, when it is time for it, and what to compare in the two."""

import ast
import inspect
import re
import sys
import textwrap
from html import escape

from .diagnosis import examine
from .report import Shown

TRIES = 3
BOX = ("box-sizing: border-box; max-width: 840px; border: 1px solid var(--jp-border-color1, #767d86); "
       "border-radius: 4px; padding: 12px 16px; line-height: 1.5; color: var(--jp-ui-font-color1, inherit)")
MUTED = "var(--jp-ui-font-color2, #595959)"


class Solution(Shown):
    """Two functions side by side, or the sentence that says what is still to do: `.shown` tells which."""

    def __init__(self, name, says="", theirs="", yours="", compare=()):
        self.name, self.says, self.theirs, self.yours, self.compare = name, says, theirs, yours, list(compare)
        self.shown = bool(theirs)

    @property
    def text(self) -> str:
        """Return both sources and what to compare, or the sentence."""
        if not self.shown:
            return self.says
        yours = ["Yours:", self.yours, ""] if self.yours else []
        return "\n".join([f"Solution of {self.name}", *yours, "The course's:", self.theirs, "", *self.compare])

    @property
    def html(self) -> str:
        """Return the same as HTML; the two stand side by side where there is room."""
        head = f'<p style="margin: 0; font-size: 13px; color: {MUTED}">Solution of {escape(self.name)}</p>'
        if not self.shown:
            return self._box(head + f'<p style="margin: 6px 0 0">{escape(self.says)}</p>')
        sides = "".join(_side(title, source) for title, source in (("Yours", self.yours), ("The course's", self.theirs))
                        if source)
        points = "".join(f"<li>{escape(point)}</li>" for point in self.compare)
        pair = f'<div style="display: flex; flex-wrap: wrap; gap: 8px 24px; margin: 8px 0 0">{sides}</div>'
        return self._box(head + pair + f'<p style="margin: 10px 0 0"><strong>What to compare</strong></p>'
                         f'<ul style="margin: 2px 0 0; padding-left: 1.2em">{points}</ul>')

    def _box(self, inside):
        return f'<div role="group" aria-label="Solution of {escape(self.name)}" style="{BOX}">{inside}</div>'


def reveal(exercise, answer=None, hints_now: int = 0) -> Solution:
    """Return the solution if it is time, else what is still to do; `hints_now` counts the hints of this session."""
    if exercise.is_question:
        return Solution(exercise.name, f"{exercise.name} is a short answer, and its check says why: there is no code "
                                       f"to compare.")
    if exercise.solution is None:
        return Solution(exercise.name, f"{exercise.name} is marked, so its solution is not shown.")
    answer = _in_notebook(exercise) if answer is None else answer
    todo = _to_do(exercise, answer, hints_now)
    if todo:
        return Solution(exercise.name, todo)
    theirs, yours = _without_docstring(source_of(exercise.solution)), source_of(answer)
    return Solution(exercise.name, theirs=theirs, yours=yours, compare=compare(yours, theirs))


def _to_do(exercise, answer, hints_now):
    from helpers import progress

    passed = progress.passed(exercise.name) or callable(answer) and examine(exercise, answer).passed
    tries = max(TRIES - progress.tries(exercise.name), 0)
    hints = max(len(exercise.hints) - max(progress.hints(exercise.name), hints_now), 0)
    if passed or not (tries or hints):
        return ""
    left = [_count(tries, "more try", "more tries") if tries else "", _count(hints, "more hint", "more hints") if hints
            else ""]
    return (f"The solution is shown after a pass, or after three tries and the last hint. It takes "
            f'{" and ".join(filter(None, left))}: check("{exercise.name}", ...), check.hint("{exercise.name}").')


def _count(number, one, more):
    return f"{number} {one if number == 1 else more}"


def _in_notebook(exercise):
    names = vars(sys.modules.get("__main__", sys))
    found = names.get(exercise.name)
    return found if callable(found) else None


def source_of(function) -> str:
    """Return a function's source without the lines around it, or "" where there is none to find."""
    try:
        return textwrap.dedent(inspect.getsource(function)).strip()
    except (OSError, TypeError):
        return ""


def has_several_lines(exercise) -> bool:
    """Return whether there is a solution to show, of two lines or more below its first."""
    source = source_of(exercise.solution)
    return bool(source) and len(_without_docstring(source).splitlines()) > 2


def _without_docstring(source):
    function = ast.parse(source).body[0]
    first, *rest = function.body
    lines = source.splitlines()
    told = ast.get_docstring(function) and rest
    return "\n".join(lines[:first.lineno - 1] + lines[first.end_lineno:]) if told else source


def compare(yours: str, theirs: str) -> list[str]:
    """Return what to look at in two sources; never empty."""
    if not yours:
        return ["Write yours first without looking, then run this again to see the two side by side."]
    points = [says for says, holds in POINTS if holds(yours, theirs)]
    mine, other = _calls(yours), _calls(theirs)
    if other - mine:
        points.append(f"The course's uses {_listed(other - mine)}, yours {_listed(mine - other) or 'does not'}. "
                      "Do both agree at the edges: zeros, ties, very large numbers?")
    return points or ["Both take the same steps. Which names say better what they hold?"]


def _loops(source):
    return bool(re.search(r"\b(for|while)\b", _code(source)))


def _code(source):
    """Return a source without comments and docstrings, or as it is where it is no whole statement."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return source
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) and len(node.body) > 1:
            node.body = node.body[1:]
    return ast.unparse(tree)


def _steps(source):
    return len(_code(source).splitlines()) - 1


def _calls(source):
    return set(re.findall(r"\b(?:np|numerics)\.\w+(?=\()", _code(source)))


def _listed(names):
    return " and ".join(sorted(names)[:3])


POINTS = (
    ("Yours goes through the entries one by one, the course's takes whole arrays. Which would you rather read, and "
     "which is faster on a million rows?", lambda yours, theirs: _loops(yours) and not _loops(theirs)),
    ("The course's keeps an axis with keepdims=True. How do the shapes line up in yours?",
     lambda yours, theirs: "keepdims" in theirs and "keepdims" not in yours),
    ("The course's names the last axis, axis=-1. What does yours do with one row, and with a stack of batches?",
     lambda yours, theirs: "axis=-1" in theirs and "-1" not in yours.replace(" ", "")),
    ("Yours takes more steps. Which of them could a reader do without?",
     lambda yours, theirs: _steps(yours) > _steps(theirs) + 1),
)


def _side(title, source):
    return (f'<div style="flex: 1 1 360px; min-width: 0"><div style="font-size: 13px; color: {MUTED}">{title}</div>'
            '<pre tabindex="0" style="margin: 2px 0 0; overflow-x: auto; background: transparent; color: inherit; '
            f'font-size: 13px">{escape(source)}</pre></div>')
