"""A demo's script in a browser without Jupyter: the test stands in for the wire, and time moves only when told."""

import base64
import json

import pytest

from helpers.demos.engine import demo as engine

START = """async ([script, scene, table, goal]) => {
    const {default: widget} = await import(URL.createObjectURL(new Blob([script], {type: 'text/javascript'})))
    const names = {scene: new Set(), sliders: new Set(), moves: new Set(), maps: new Set(), table: new Set(), goal: new Set()}
    const spied = (thing, kind) => new Proxy(thing, {get(object, name) {
        const value = object[name]
        names[kind].add(name)
        return kind === 'scene' && name in names ? value.map((one) => spied(one, name)) : value
    }})
    const opened = (table) => {
        const bytes = Uint8Array.from(atob(table.rows), (letter) => letter.charCodeAt(0))
        return spied({...table, rows: new DataView(bytes.buffer)}, 'table')
    }
    const values = {scene: spied(scene, 'scene'), table: opened(table), locked: '', goal: spied(goal, 'goal')}, hearers = {}
    window.wire = {
        names: () => Object.fromEntries(Object.entries(names).map(([kind, found]) => [kind, [...found]])),
        sent: [],
        deliver(table) { values.table = opened(table); hearers['change:table']() },
        aim(goal) { values.goal = spied(goal, 'goal'); hearers['change:goal']() },
    }
    const model = {
        get: (name) => values[name],
        on: (event, hear) => { hearers[event] = hear },
        off: () => {},
        send: (message) => wire.sent.push(message),
    }
    document.body.replaceChildren(document.createElement('main'))
    widget.render({model, el: document.querySelector('main')})
}"""
MOVE = """([name, position]) => {
    const input = document.querySelector(`input[name=${name}]`)
    input.valueAsNumber = Number(input.min) + position * Number(input.step)
    input.dispatchEvent(new Event('input'))
}"""


class OnPage:
    """A demo of Python's and its picture in the browser; messages wait on the wire until they are let through."""

    def __init__(self, page, demo):
        self.page, self.demo = page, demo
        page.evaluate(START, [demo.view._esm, json.loads(json.dumps(demo.view.scene)), self._table(), self._goal()])

    def _goal(self):
        return json.loads(json.dumps(self.demo.view.goal))

    def _table(self):
        table = self.demo.view.table
        return table | {"rows": base64.b64encode(table["rows"]).decode()}

    @property
    def caption(self):
        """The words that the page shows."""
        return self.page.text_content(".ltl-caption")

    def move(self, name, position):
        """Move a slider of the page, as a hand does."""
        self.page.evaluate(MOVE, [name, int(position)])

    def value(self, name):
        """The number at which a slider of the page stands."""
        return round(self.page.evaluate("name => document.querySelector(`input[name=${name}]`).valueAsNumber", name), 9)

    def sent(self):
        """The messages that wait for Python."""
        return self.page.evaluate("wire.sent")

    def to_python(self):
        """Let Python hear the first message that waits, and return it; its table waits in the demo."""
        message = self.page.evaluate("wire.sent.shift()")
        self.demo._receive(message)
        return message

    def to_page(self):
        """Let the page have Python's last table, and what has become of the goal."""
        self.page.evaluate("table => wire.deliver(table)", self._table())
        self.page.evaluate("goal => wire.aim(goal)", self._goal())

    def wait(self, milliseconds):
        """Let time pass on the page."""
        self.page.clock.run_for(milliseconds)

    def settle(self):
        """Let everything through until nobody has anything to say."""
        self.wait(200)
        while self.sent():
            self.to_python()
            self.to_page()
            self.wait(200)


def filled(demo):
    """The demo with the pages of every slider, however busy the machine."""
    usual, engine.TABLE_SECONDS = engine.TABLE_SECONDS, 60
    demo._moved(active=0)
    engine.TABLE_SECONDS = usual
    return demo


def truth(demo, positions):
    """What the demo says with its sliders at these positions."""
    for slider, position in zip(demo.sliders.values(), positions, strict=True):
        slider.position = position
    demo._moved()
    return demo.caption


@pytest.fixture(scope="module")
def page(browser):
    """A page on which time stands still until a test moves it."""
    opened = browser.new_page()
    opened.clock.install(time=0)
    opened.goto("about:blank")
    opened.clock.pause_at(1000)
    yield opened
    opened.close()
