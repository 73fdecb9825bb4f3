"""A question's card in a browser without Jupyter: the test carries the messages, and can read every one."""

import json
import sys
from pathlib import Path

START = """async ([script, names, values]) => {
    const {default: widget} = await import(URL.createObjectURL(new Blob([script], {type: 'text/javascript'})))
    const hearers = {}
    window.wire = {
        sent: [],
        deliver(name, value) { values[name] = value; hearers[`change:${name}`]?.() },
    }
    const model = {
        get: (name) => values[name],
        on: (event, hear) => { hearers[event] = hear },
        off: () => {},
        send: (message) => wire.sent.push(message),
    }
    widget.render({model, el: document.querySelector('main')})
}"""
JUPYTERS = ("layout", "comm", "tabbable", "tooltip")
LAB = "share/jupyter/lab/themes/@jupyterlab/theme-{}-extension/index.css"


class OnPage:
    """A card of Python's on a page with JupyterLab's theme; `told` is all that the browser ever got."""

    def __init__(self, page, view, theme="light"):
        self.page, self.view, self.told = page, view, []
        self.names = [name for name in view.keys if not name.startswith("_") and name not in JUPYTERS]
        css = Path(sys.prefix, LAB.format(theme)).read_text(encoding="utf-8")
        light = "true" if theme == "light" else "false"
        page.set_content(
            f'<html lang="en"><title>Card</title><style>{css}{view._css}</style><body data-jp-theme-light="{light}" '
            f'style="margin: 0; background: var(--jp-layout-color0)"><main></main><p id="below">below</p></body></html>'
        )
        values = {name: self._value(name) for name in self.names}
        self.told.append(json.dumps(values))
        page.evaluate(START, [view._esm, self.names, values])

    def _value(self, name):
        return json.loads(json.dumps(getattr(self.view, name)))

    def settle(self):
        """Carry the messages both ways until nobody has anything to say."""
        while message := self.page.evaluate("wire.sent.shift()"):
            before = {name: self._value(name) for name in self.names}
            self.view._handle_custom_msg(message, [])
            for name in self.names:
                if self._value(name) != before[name]:
                    self.told.append(json.dumps(self._value(name)))
                    self.page.evaluate("([name, value]) => wire.deliver(name, value)", [name, self._value(name)])
