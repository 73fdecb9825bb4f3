"""The widgets: what Python and the browser share."""

from pathlib import Path

import anywidget
import traitlets

_HERE = Path(__file__).parent
_STYLE = (_HERE / "demo.css").read_text(encoding="utf-8")
LIVE = "application/vnd.jupyter.widget-view+json"


class DemoView(anywidget.AnyWidget):
    """A demo in the browser: a scene drawn once, and a table of pages to turn."""

    _esm = (_HERE / "demo.js").read_text(encoding="utf-8")
    _css = _STYLE
    scene = traitlets.Dict().tag(sync=True)
    table = traitlets.Dict().tag(sync=True)
    locked = traitlets.Unicode("").tag(sync=True)

    def __repr__(self):
        return "DemoView()"


class QuestionView(anywidget.AnyWidget):
    """A question in the browser."""

    _esm = (_HERE / "predict.js").read_text(encoding="utf-8")
    _css = _STYLE
    question = traitlets.Dict().tag(sync=True)
    outcome = traitlets.Dict().tag(sync=True)

    def __repr__(self):
        return "QuestionView()"


def bundle(view, still, caption):
    """Return what a notebook shows: the live view, or the still picture, or the words."""
    live = {"version_major": 2, "version_minor": 0, "model_id": view.model_id}
    shown = still._repr_mimebundle_()
    shown["text/html"] = f'<figure style="margin:0">{still.image()}<figcaption>{caption}</figcaption></figure>'
    return {LIVE: live} | shown
