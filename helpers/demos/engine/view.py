"""The demo's widget: what Python and the browser share."""

from pathlib import Path

import anywidget
import traitlets

from helpers.widgets.style import STYLE


def _text(name):
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


class DemoView(anywidget.AnyWidget):
    """A demo in the browser: a scene drawn once, and a table of pages to turn; messages.py says what each holds."""

    _esm = "".join(_text(script) for script in ("paint.js", "marks.js", "build.js", "goal.js", "demo.js"))
    _css = STYLE + _text("demo.css")
    scene = traitlets.Dict().tag(sync=True)
    table = traitlets.Dict().tag(sync=True)
    goal = traitlets.Dict().tag(sync=True)
    locked = traitlets.Unicode("").tag(sync=True)

    def __repr__(self):
        return "DemoView()"
