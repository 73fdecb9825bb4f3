"""What the browser tests share: the browser, and a demo as a learner finds it on the page."""

import re
import time

import numpy as np
import pytest
from playwright.sync_api import expect

from helpers import numerics
from tests.support.demo_shelf import shares
from tests.support.machine import require_chromium
from tools.browser.page import chromium

expect.set_options(timeout=20_000)  # a machine with much to do is slow, not wrong
TEMPERATURE, SIMPLEX = "Softmax with a temperature", "The probability simplex"


@pytest.fixture(scope="module")
def browser():
    require_chromium()
    with chromium() as opened:
        yield opened


class Shown:
    """A live demo on the page, found as a screen reader finds it: by roles and names."""

    def __init__(self, page, title, number=0):
        self.page, self.root = page, page.get_by_role("group", name=title).nth(number)
        self.root.scroll_into_view_if_needed()

    def slider(self, name):
        return self.root.get_by_role("slider", name=name, exact=True)

    def __getattr__(self, name):
        """caption, alternative, picture, labels (the texts that move) or values (of the sliders, by name)."""
        return self.root.evaluate(READ)[name]

    def press(self, slider, key, times=1):
        """Press a key on a focused slider, and wait for the picture to follow."""
        before = self.picture
        self.slider(slider).focus()
        for _ in range(times):
            self.page.keyboard.press(key)
        eventually(self.page, lambda: self._changed(before))

    def _changed(self, before):
        assert self.picture != before, "the picture stays as it was"


# All at one moment, or a picture that is still moving would seem to contradict its caption.
READ = """root => ({
    caption: root.querySelector('[aria-live=polite]').textContent,
    alternative: root.querySelector('[role=img]').ariaLabel,
    picture: root.querySelector('svg').innerHTML,
    labels: [...root.querySelectorAll('svg text[data-key]')].map(text => text.textContent),
    values: Object.fromEntries([...root.querySelectorAll('input[type=range]')].map(i => [i.name, Number(i.dataset.number ?? i.value)])),
})"""


def eventually(page, check, patience=20):
    """Repeat `check` until it holds."""
    end = time.monotonic() + patience
    while True:
        try:
            return check()
        except AssertionError:
            if time.monotonic() > end:
                raise
        page.wait_for_timeout(50)


def resting_box(page, locator):
    """Return where an element is, once the page above it has stopped growing."""
    boxes = [locator.bounding_box()]

    def rests():
        page.wait_for_timeout(200)
        boxes.append(locator.bounding_box())
        assert boxes[-1] == boxes[-2], "the page still moves"

    eventually(page, rests)
    return boxes[-1]


def numbers(text):
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", text.replace("−", "-"))
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", plain)]


def temperature_is_right(demo):
    """Hold the demo's caption, picture and alternative against numerics at the sliders' positions."""
    seen = demo.root.evaluate(READ)
    count = sum(name[0] == "z" for name in seen["values"])
    z, T = np.array([seen["values"][f"z{k}"] for k in range(count)]), seen["values"]["T"]
    p = numerics.softmax(z / T)
    said = numbers(seen["caption"])
    assert said[0] == T
    assert said[1:count + 1] == pytest.approx(shares(p), abs=0.01 + 1e-9), (seen["caption"], p)
    assert said[count + 1] == max(said[1:count + 1]) and said[count + 2] == p.argmax()
    assert [numbers(label) for label in seen["labels"][-count:]] == [[share] for share in said[1:count + 1]]
    assert seen["alternative"] == seen["caption"]


def serious(page, where):
    """The serious and critical faults that axe-core finds in the elements `where`."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, context=where).response["violations"]
    return [
        (fault["id"], [node["html"] for node in fault["nodes"]])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


# Text in a picture against the paper of its demo, by the formula of WCAG 2.
CONTRAST = """() => {
    const channels = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number)
    const linear = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    return [...document.querySelectorAll('.ltl-demo')].flatMap(demo => {
        const paper = light(channels(getComputedStyle(demo).backgroundColor))
        return [...demo.querySelectorAll('svg text')]
            .map(text => [text.textContent, ratio(paper, light(channels(getComputedStyle(text).fill)))])
            .filter(([text, contrast]) => contrast < 4.5)
    })
}"""

# Heights are those of a line of text, a third more than its font size.
CLIPPED = """least => [...document.querySelectorAll('.ltl-demo, .ltl-question')].flatMap(root => {
    const room = root.closest('.jp-OutputArea-output').getBoundingClientRect()
    const right = Math.min(room.right, document.documentElement.clientWidth)
    return [...root.querySelectorAll('text, p, label, input, button, legend')].flatMap(part => {
        const box = part.getBoundingClientRect()
        if (!box.width || !box.height) return []
        const told = `${root.ariaLabel}: ${part.tagName} ${part.textContent.slice(0, 40)}`
        if (box.left < room.left - 1 || box.right > right + 1) return [`${told} is clipped`]
        return part.tagName === 'text' && box.height < least ? [`${told} is ${box.height.toFixed(1)} px high`] : []
    })
})"""
