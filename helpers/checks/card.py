"""The card that a notebook shows of a check or a hint, in the family of the demos' and the progress card."""

import re
from html import escape
from pathlib import Path

HEADS = {"right": ("✓", "Right"), "wrong": ("✗", "Not right yet"), "unattempted": ("○", "Not attempted yet")}
STYLE = (Path(__file__).parent / "card.css").read_text(encoding="utf-8")


def of_report(report) -> str:
    """Return the card of a report: verdict, what happened, the smallest failing input as code, one next step."""
    body = [_head(report), _paragraph(escape(report.judged), "ltl-judged"), _paragraph(_words(report.message))]
    if report.state == "unattempted":
        body.append(_list(map(escape, report.exercise.options)))
    body += [_case(report), *(_paragraph(_words(each)) for each in report.remarks), _next(report.then), _tried(report)]
    return _box(f"Check of {report.exercise.name}", report.state, body)


def of_hint(hint) -> str:
    """Return the card of a hint."""
    head = (f'<p class="ltl-head"><strong>Hint {hint.step} of {hint.steps}</strong> '
            f"<code>{escape(hint.name)}</code></p>")
    code = _pre(hint.code, "ltl-code") if hint.code else ""
    return _box(f"Hint for {hint.name}", "hint", [head, _paragraph(escape(hint.says)), code, _next(hint.further)])


def _head(report):
    sign, words = HEADS[report.state]
    name = report.called if report.called.isidentifier() else report.exercise.name
    mark = f' <span class="ltl-mark">{_points(report)}</span>' if report.is_marked else ""
    return (f'<p class="ltl-head"><strong><span aria-hidden="true">{sign}</span> {words}</strong> '
            f"<code>{escape(name)}</code>{mark}</p>")


def _points(report):
    if report.passed:
        return "visible inputs only"
    unit = "point" if report.exercise.points == 1 else "points"
    return f"{report.points:g} of {report.exercise.points:g} {unit} on visible inputs"


def _case(report):
    if not report.code:
        return ""
    rows = "".join(f'<tr><th scope="row">{head}</th><td>{_pre(value)}</td></tr>' for head, value in report.values)
    code = _pre(report.code, "ltl-code").replace("(", "(<wbr>")  # a narrow page breaks there and not inside a word
    head = _paragraph(f"The smallest input that shows it, {escape(report.case.label)}:", "ltl-on")
    return head + code + (f"<table>{rows}</table>" if rows else "")


def _tried(report):
    if not report.rights or report.exercise.is_question:
        return ""
    lines = [f'<span aria-hidden="true">{"✓" if right else "✗"}</span> {escape(case.label)}: '
             f'{"right" if right else "wrong"}'
             for case, right in zip(report.exercise.probes, report.rights, strict=True)]
    summary = f"Tried {len(lines)} inputs, {sum(report.rights)} right"
    return f'<details><summary>{summary}</summary>{_list(lines, "ltl-tried")}</details>'


def _next(text):
    return _paragraph(f"<strong>Next</strong>: {_words(text)}", "ltl-next") if text else ""


def _words(text):
    """Return a sentence with the calls in it set as code."""
    call = r"(?:from [\w.]+ import order; order|check(?:\.hint|\.solution)?)\(&quot;.*?\)"
    return re.sub(call, r"<code>\g<0></code>", escape(text))


def _paragraph(inside, name=""):
    style = f' class="{name}"' if name else ""
    return f"<p{style}>{inside}</p>" if inside else ""


def _list(items, name=""):
    lines = "".join(f"<li>{item}</li>" for item in items)
    style = f' class="{name}"' if name else ""
    return f"<ul{style}>{lines}</ul>" if lines else ""


def _pre(text, name=""):
    style = f' class="{name}"' if name else ""
    return f"<pre{style}>{escape(text)}</pre>"


def _box(label, state, body):
    return (f'<style>{STYLE}</style><div class="ltl-check ltl-{state}" role="group" aria-label="{escape(label)}">'
            f"{''.join(filter(None, body))}</div>")
