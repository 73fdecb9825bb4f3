"""The question's widget: what Python and the browser share."""

from pathlib import Path

import anywidget
import traitlets

from helpers.widgets.style import STYLE


def _text(name):
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


class _View(anywidget.AnyWidget):
    def __repr__(self):  # an address in it would make each run of a notebook another
        return f"{type(self).__name__}()"


class QuestionView(_View):
    """A question in the browser; messages.py says what it holds."""

    _esm = _text("question.js")
    _css = STYLE + _text("question.css")
    question = traitlets.Dict().tag(sync=True)
    outcome = traitlets.Dict().tag(sync=True)


class SheetView(_View):
    """A sheet of questions in the browser; messages.py says what it holds. Verdicts arrive with the answers."""

    _esm = _text("sheet.js")
    _css = STYLE + _text("sheet.css")
    sheet = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    fault = traitlets.Dict().tag(sync=True)


class OrderView(_View):
    """Lines to put in order in the browser, which knows them shuffled and not which one is the impostor."""

    _esm = _text("order.js")
    _css = STYLE + _text("sheet.css") + _text("order.css")
    puzzle = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
