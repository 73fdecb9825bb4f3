"""A lesson's page: its cells in order, with what stands around them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from helpers.exercises import exercises
from web.pages import cells, clean
from web.pages.notebook import Notebook, leads_to
from web.pages.text import Text


@dataclass(frozen=True)
class Site:
    """What all pages share: where they go, their templates, the course, the addresses of other doors, live or not."""

    out: Path
    templates: Environment
    course: tuple
    doors: object
    live: object = None


class LessonPage:
    """The page of one notebook; `formulas` must be set in type before `write`."""

    def __init__(self, notebook: Notebook, site: Site, words: Mapping = exercises):
        self.notebook, self.site = notebook, site
        pictures = clean.Pictures(site.out, notebook.name)
        self.text = Text({one.name for one in site.course}, pictures)
        firsts = site.live.embeds(notebook.code, live_ones(notebook)) if site.live else {}
        hints = {name: words[name].hints for name in notebook.exercises if name in words}
        self.body = "\n".join(
            cells.text_cell(cell, self.text) if cell.kind == "markdown" else
            cells.code_cell(cell, site.templates, pictures, firsts.get(cell.index, ""), hints, self._lab(cell))
            for cell in notebook.cells
        )
        self.formulas = self.text.formulas

    def _lab(self, cell):
        return self.site.doors.lab(self.notebook.name) if "exercise" in cell.tags else ""

    def write(self, formulas: dict):
        """Write the page; `formulas` are {(tex, displayed): html}."""
        course = [one.name for one in self.site.course]
        at = course.index(self.notebook.name)
        contents = [(level, name, words) for level, name, words in self.text.headings if level in (2, 3)]
        after = next(iter(self.site.course[at + 1:]), None)
        html = self.site.templates.get_template("lesson.html").render(
            site=self.site, here=self.notebook.name, lesson=self.notebook,
            body=Markup(self.text.finished(self.body, formulas)),
            contents=contents, before=self.site.course[at - 1] if at else None,
            after=after, question=leads_to(self.notebook, after) if after else "",
            data=Markup(as_data(cell_data(self.notebook))),
        )
        (self.site.out / f"{self.notebook.name}.html").write_text(html, encoding="utf-8")


def live_ones(notebook: Notebook) -> list:
    """Return the indices of the cells that may show a demo or a question: those whose saved output has HTML."""
    return [cell.index for cell in notebook.cells
            if cell.kind == "code" and "check" not in cell.tags
            and any("text/html" in one.get("data", {}) for one in cell.outputs)]


def cell_data(notebook: Notebook) -> dict:
    """Return what a page tells the scripts that make it live."""
    return {"name": notebook.name, "cells": [{"index": cell.index, "source": cell.source, "tags": list(cell.tags)}
                                             for cell in notebook.cells if cell.kind == "code"]}


def as_data(value) -> str:
    """Return JSON that can stand in a script element: nothing in it ends the element or opens a comment."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
