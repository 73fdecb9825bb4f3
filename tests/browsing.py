"""What the browser tests share: the browser, and a demo as a learner finds it on the page."""

import os
import re

import numpy as np
import pytest

from helpers import numerics
from tools.browser import chromium, find_chromium

TEMPERATURE, SIMPLEX = "Softmax with a temperature", "The probability simplex"


@pytest.fixture(scope="module")
def browser():
    if find_chromium() is None:
        word = "Chromium is missing: install the package chromium (or Google Chrome)"
        pytest.fail(word) if os.environ.get("CI") else pytest.skip(word)
    with chromium() as opened:
        yield opened


class Shown:
    """A live demo on the page, found and read as a screen reader does: by roles and names."""

    def __init__(self, page, title):
        self.page, self.root = page, page.get_by_role("region", name=title).first
        self.root.scroll_into_view_if_needed()

    def slider(self, name):
        return self.root.get_by_role("slider", name=name, exact=True)

    @property
    def caption(self):
        return self.root.locator("[aria-live=polite]").text_content()

    @property
    def alternative(self):
        return self.root.get_by_role("img").first.get_attribute("aria-label")

    @property
    def picture(self):
        return self.root.locator("svg").first.inner_html()

    @property
    def labels(self):
        """The numbers that move with the picture."""
        return [numbers(text) for text in self.root.locator("svg text[data-key]").all_text_contents()]

    def press(self, slider, key, times=1):
        """Press a key on a focused slider, and wait for the picture to follow."""
        before = self.picture
        self.slider(slider).focus()
        for _ in range(times):
            self.page.keyboard.press(key)
        self.page.wait_for_function(
            "([node, before]) => node.innerHTML !== before",
            arg=[self.root.locator("svg").first.element_handle(), before], timeout=5000,
        )


def numbers(text):
    return [float(found.replace("−", "-")) for found in re.findall(r"[−-]?\d+(?:\.\d+)?", text)]


def temperature_is_right(demo):
    """Whether caption, picture and its alternative say what numerics says at the sliders' positions."""
    z = np.array([float(demo.slider(f"logit z{k}").input_value()) for k in "₀₁₂₃₄"])
    T = float(demo.slider("temperature T").input_value())
    p = numerics.softmax(z / T)
    said = numbers(demo.caption)
    assert said[0] == T
    assert np.allclose(said[1:6], p, atol=0.005 + 1e-9), (demo.caption, p)
    assert said[6] == max(said[1:6]) and said[7] == p.argmax()
    assert demo.labels == [[share] for share in said[1:6]]
    assert demo.alternative == demo.caption
    return True


def serious(page, where):
    """The serious and critical faults that axe-core finds in the elements `where`."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, context=where).response["violations"]
    return [
        (fault["id"], [node["html"] for node in fault["nodes"]])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
