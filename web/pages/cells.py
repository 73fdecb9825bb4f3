"""The cells of a lesson as they stand on its page: coloured source, what it printed, pictures, cards, folded hints."""

from collections.abc import Mapping
from html import escape

from jinja2 import Environment
from markupsafe import Markup

from web.pages import clean
from web.pages.notebook import Cell, checked
from web.pages.text import Text, coloured

FOLDED = ("hide-input", "hide-cell")
RUN = "<br><em>Run this cell to make it live.</em>"  # said to readers of a notebook; here the page does it


def code_cell(cell: Cell, templates: Environment, pictures: clean.Pictures, first: str, hints: Mapping,
              lab: str) -> str:
    """Return a code cell as HTML. `first` is what makes it live, `hints` the words of each exercise's hints."""
    name = checked(cell) if "check" in cell.tags else None
    return templates.get_template("cell.html").render(
        cell=cell, source=Markup(coloured(cell.source)), output=Markup(output(cell, pictures) + first), lab=lab,
        folded=any(tag in FOLDED for tag in cell.tags), hints=[parted(hint) for hint in hints.get(name, ())],
    )


def text_cell(cell: Cell, text: Text) -> str:
    """Return a cell of prose as HTML."""
    return f'<div class="prose">{text.html(cell.source)}</div>'


def parted(hint: str) -> tuple[str, str]:
    """Return what a hint says, and the code under it."""
    says, _, code = hint.partition("\n")
    return says, code


def output(cell: Cell, pictures: clean.Pictures) -> str:
    """Return all that a cell has left behind when it ran, as HTML."""
    return "".join(shown(one, pictures) for one in cell.outputs)


def shown(one, pictures: clean.Pictures) -> str:
    """Return one output: its HTML if it has any, else its picture with the text as alternative, else its text."""
    if one.output_type == "stream":
        return printed(one.text)
    if one.output_type == "error":
        return printed(f"{one.ename}: {one.evalue}")
    data = one.get("data", {})
    if "text/html" in data:
        return f'<div class="card">{clean.output(data["text/html"].replace(RUN, ""), pictures)}</div>'
    plain = data.get("text/plain", "")
    for kind in ("image/png", "image/jpeg"):
        source = pictures.keep(f"data:{kind};base64,{data[kind]}") if kind in data else None
        if source:
            picture = f'<img src="{source}" alt="{escape(plain, quote=True)}" loading="lazy">'
            return f'<div class="card">{pictures.placed(picture)}</div>'
    return printed(plain)


def printed(text: str) -> str:
    """Return printed text; a wide table scrolls by itself, for which a keyboard must reach it."""
    return f'<pre class="printed" tabindex="0">{escape(text)}</pre>' if text.strip() else ""
