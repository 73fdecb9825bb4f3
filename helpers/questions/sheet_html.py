"""A sheet without a kernel: plain text, HTML whose style is in its tags, and a picture."""

from html import escape

from helpers.widgets.bundle import bundle
from helpers.widgets.card import as_picture

EDGE, MUTED = "var(--jp-border-color1, #767d86)", "var(--jp-ui-font-color2, #595959)"
BOX = (f"box-sizing: border-box; max-width: 680px; border: 1px solid {EDGE}; border-radius: 4px; padding: 12px 16px; "
       "line-height: 1.5; color: var(--jp-ui-font-color1, inherit)")
UNANSWERED, HOW = "No answer given.", "Run this cell to answer."
PARTS = ("close", "idea", "because", "cost")


def text(sheet) -> str:
    """Return the sheet in words; without answers they are always the same."""
    lines = [f"{sheet.title}. {_count(sheet)}"] if sheet.long else [
        line for question, told in zip(sheet.questions, sheet.verdicts, strict=True)
        for line in _lines(sheet, question, told)]
    ending = sheet.ending() if sheet.done else {}
    rows = [ending["head"], *ending["rows"]] if ending.get("rows") else []
    closing = [*filter(None, [ending.get("says")]), *("  ".join(map(str, row)) for row in rows)]
    return "\n".join(lines + closing)


def in_words(told: dict) -> str:
    """Return a verdict as one paragraph."""
    if not told["truth"]:
        return f"{told['mark']} {told['word']}. {told['because']}".strip()
    yours = f" Your answer: {told['yours']}." if told["yours"] else ""
    return " ".join([f"{told['mark']} {told['word']}.{yours} The truth: {told['truth']}.",
                     *(told[part] for part in PARTS if told[part])])


def shown(sheet) -> dict:
    """Return what a notebook shows and keeps of a sheet."""
    lines = [_count(sheet)] if sheet.long else [
        line for question, told in zip(sheet.questions, sheet.verdicts, strict=True)
        for line in _picture(sheet, question, told)]
    still = as_picture([sheet.title, *lines], text(sheet), width=600)
    return bundle(sheet.view, still, "") | {"text/html": html(sheet), "text/plain": text(sheet)}


def html(sheet) -> str:
    """Return the sheet as HTML for a page without a kernel."""
    asked = zip(sheet.questions, sheet.verdicts, strict=True)
    items = "".join(_item(sheet, question, told, i) for i, (question, told) in enumerate(asked))
    items = paragraph(escape(_count(sheet)), "margin: 6px 0 0") if sheet.long else items
    head = paragraph(escape(sheet.title), "margin: 0; font-size: 13px; color: " + MUTED)
    foot = "" if sheet.done else paragraph(f"{UNANSWERED} {HOW}", "margin: 10px 0 0; color: " + MUTED)
    return boxed(sheet.title, f"{head}{items}{_ending(sheet.ending() if sheet.done else {})}{foot}")


def table(ending: dict) -> str:
    """Return the table at the end of a sheet as HTML."""
    style = "text-align: left; vertical-align: top; padding: 3px 14px 3px 0; background: transparent"
    heads = "".join(f'<th scope="col" style="{style}">{escape(word)}</th>' for word in ending["head"])
    rows = "".join("<tr>" + "".join(f'<td style="{style}">{escape(str(cell))}</td>' for cell in row) + "</tr>"
                   for row in ending["rows"])
    caption = f'<caption style="text-align: left">{escape(ending["caption"])}</caption>'
    body = f"{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>"
    return f'<table style="margin: 8px 0 0; color: inherit">{body}</table>'


def _count(sheet):
    answered = sum(told is not None for told in sheet.verdicts)
    return f"{sheet.note} {answered} of {len(sheet.questions)} answered."


def _lines(sheet, question, told):
    first = f"{sheet.title}: {question.text}"
    if told:
        return [first, in_words(told)]
    return [first, *(f"○ {choice}" for choice in (sheet.order(question) if question.choices else ())), UNANSWERED]


def _picture(sheet, question, told):
    options = [f"○ {choice}" for choice in (sheet.order(question) if question.choices else ())]
    return [question.text, *([in_words(told)] if told else [*options, HOW if len(sheet.questions) == 1 else ""])]


def _item(sheet, question, told, i):
    number = f"{i + 1}. " if len(sheet.questions) > 1 else ""
    body = paragraph(f"<strong>{number}{escape(question.text)}</strong>", "margin: 6px 0 4px")
    if question.choices:
        body += f'<ul style="list-style: none; margin: 0; padding: 0">{_choices(sheet, question, told)}</ul>'
    elif not told:
        body += paragraph("Your number: ______" + (f" {escape(question.unit)}" if question.unit else ""), "margin: 4px 0")
    return body + (paragraph(escape(in_words(told)), "margin: 8px 0 0") if told else "")


def _choices(sheet, question, told):
    for_sign = {told["yours"]: "●"} if told else {}
    return "".join(f'<li style="margin: 0; padding: 3px 0">{for_sign.get(choice, "○")} {escape(choice)}</li>'
                   for choice in sheet.order(question))


def _ending(ending):
    says = paragraph(escape(ending["says"]), "margin: 10px 0 0") if ending.get("says") else ""
    return says + (table(ending) if ending.get("rows") else "")


def boxed(label: str, inside: str) -> str:
    """Return a card's HTML in its frame, with the name that a screen reader says."""
    return f'<div role="group" aria-label="{escape(label)}" style="{BOX}">{inside}</div>'


def paragraph(inside: str, style: str) -> str:
    """Return a paragraph of a card, with its style."""
    return f'<p style="{style}">{inside}</p>'
