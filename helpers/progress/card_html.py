"""The card as HTML: one heading, the map, what to review, the curve of confidence, where the file is."""

from html import escape
from pathlib import Path

from .overview import MARKS, WORDS, band, percent, span

STYLE = (Path(__file__).parent / "card.css").read_text(encoding="utf-8")


def box(inside: str) -> str:
    """Return the card around some HTML."""
    return f'<style>{STYLE}</style><div class="ltl-progress" role="group" aria-label="Your progress">{inside}</div>'


def page(seen) -> str:
    """Return the whole card."""
    return box("".join([_head(seen), _map(seen), _legend(), _part("To review today", seen.review),
                        _part("Your confidence", seen.confidence), _curve(seen.calibration),
                        f'<p class="ltl-place">{_place(seen.place)}</p>']))


def _head(seen):
    done, of = seen.done
    told = ", ".join(filter(None, [f"{done} of {of} exercises done" if of else "", _total(seen)]))
    bar = f'<div class="ltl-track" aria-hidden="true"><span style="width:{done / of:.1%}"></span></div>' if of else ""
    return f'<div class="ltl-head"><strong>Your progress</strong><span>{told}</span></div>{bar}'


def _total(seen):
    minutes = sum(row.minutes for row in seen.rows)
    return f"{span(minutes)} of work" if round(minutes) else ""


def _map(seen):
    heads = "".join(f'<th scope="col">{word}</th>' for word in ("Lesson", "Exercises", "Questions", "Time"))
    rows = "".join(map(_row, seen.rows))
    return (f'<table class="ltl-map"><caption class="ltl-unseen">Lessons and exercises</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")


def _row(row):
    chips = "".join(_chip(name, state) for name, state in row.exercises)
    exercises = f"<ul>{chips}</ul>" if chips else "–"
    right = f'{row.right} of {row.answered}<span class="ltl-narrow"> questions</span> right' if row.answered else "–"
    return (f'<tr><th scope="row">{escape(row.title)}</th>{_cell(exercises)}{_cell(right, "ltl-number")}'
            f'{_cell(span(row.minutes), "ltl-number")}</tr>')


def _cell(inside, name=""):
    empty = " ltl-none" if inside == "–" else ""
    return f'<td class="{name}{empty}">{inside}</td>'


def _chip(name, state):
    return (f'<li class="ltl-{state}"><span aria-hidden="true">{MARKS[state]}</span> <code>{escape(name).replace("_", "_<wbr>")}</code>'
            f'<span class="ltl-unseen">, {WORDS[state]}</span></li>')


def _legend():
    return '<p class="ltl-legend" aria-hidden="true">' + "".join(
        f"<span>{MARKS[state]} {WORDS[state]}</span>" for state in MARKS) + "</p>"


def _part(head, told):
    return f"<p><strong>{head}</strong>: {escape(told)}</p>"


def _curve(found):
    if not found.bins:
        return ""
    heads = "".join(f'<th scope="col">{word}</th>' for word in ("You said", "You were right"))
    caption = "The bar is how often you were right, the mark how sure you were."
    return (f'<table class="ltl-curve"><caption>{caption}</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{''.join(map(_bin, found.bins))}</tbody></table>")


def _bin(each):
    bar = (f'<span class="ltl-track" aria-hidden="true"><span style="width:{each.share:.1%}"></span>'
           f'<i style="left:{each.said:.1%}"></i></span>')
    told = f"{percent(each.share)}, {round(each.share * each.number)} of {each.number}"
    return f'<tr><th scope="row">{band(each)}</th><td><div>{bar}<span class="ltl-told">{told}</span></div></td></tr>'


def _place(text):
    """Return the last sentence with places to break in a long path."""
    return escape(text).replace("/", "/<wbr>")
