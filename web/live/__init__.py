"""What makes a page live: demos and questions that answer, exercises in an editor, Python in a worker.

A page that obeys the contract below is all that is needed; `install(out)` writes what it links to.

- The page links `live/widgets/widgets.css` and `live/live.css`, and loads `live/live.js` as a module.
- `<script type="application/json" id="lesson">` holds {"name": "01_softmax", "cells": [{"index", "source", "tags"}]},
  written by `as_data`.
- Each code cell is `<section class="cell" id="cell-INDEX" data-cell="INDEX">` with a `div.source` and a `div.output`
  as children. In the output stand the saved text, picture or card, and after them what `embeds` gives for the cell.
- An element `[data-live=bar]`, hidden without JavaScript, gets the button that runs the lesson.
- Dark pages say so on the root or the body: data-jp-theme-light="false".
"""

import json

from .install import NOT_DRAWN_WITH, course_files, install
from .record import record

__all__ = ["NOT_DRAWN_WITH", "course_files", "embeds", "install"]


def embeds(cells: dict[int, str], wanted: list[int] | None = None) -> dict[int, str]:
    """Return, for each cell that shows a demo or a question, the HTML that holds its first state, by index.

    `wanted` are the cells to look at, all without it: fewer are faster, such as those whose output has HTML.
    """
    views = record(cells, sorted(cells) if wanted is None else wanted)
    return {index: f'<script type="application/json" class="live-first">{as_data(view)}</script>'
            for index, view in views.items()}


def as_data(value) -> str:
    """Return JSON that can stand in a script element: nothing in it ends the element or opens a comment."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
