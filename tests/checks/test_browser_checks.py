"""The cards in Chromium: both themes, three widths, no faults for axe, the code as it is pasted, read in order."""

import sys
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from helpers.checks import check
from tests.support.browsing import browser, serious  # noqa: F401

THEME = "share/jupyter/lab/themes/@jupyterlab/theme-{}-extension/index.css"
FITS = """() => [...document.querySelectorAll('.ltl-check, .ltl-check *')]
    .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
    .map(e => e.outerHTML.slice(0, 80))"""


def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


def batch_softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=0)


def cards():
    judged = check("softmax", softmax)
    judged.judged = "This is about the softmax that you ran in cell [31]."
    hints = [check.hint("softmax") for _ in range(4)]
    return [
        judged, check("softmax", batch_softmax), check("softmax", None), check("loss-above-one", None),
        check("masked_log_softmax", lambda z, allowed: z * allowed),
        check("softmax", lambda z: np.exp(zz)),  # noqa: F821
        check("cross_entropy", lambda p, y: -np.log(np.prod(p[np.arange(len(y)), y])) / len(y)), *hints,
    ]


@pytest.fixture(scope="module")
def made():
    return "".join(card.html for card in cards())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_cards_are_tidy_at_every_width_and_in_both_themes(browser, made, theme):  # noqa: F811
    page = browser.new_page()
    css = Path(sys.prefix, THEME.format(theme)).read_text(encoding="utf-8")
    light = "true" if theme == "light" else "false"
    page.set_content(
        f'<html lang="en"><title>Cards</title><style>{css}</style><body data-jp-theme-light="{light}" '
        f'style="background: var(--jp-layout-color0)"><main>{made}</main></body></html>')
    for details in page.locator("details").all():
        details.locator("summary").press("Enter")
        expect(details.locator("ul")).to_be_visible()
    for width in (1280, 800, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(FITS) == []
    assert serious(page, ".ltl-check") == []
    page.close()


def test_it_is_read_in_the_order_of_thought_and_the_code_is_what_is_pasted(browser):  # noqa: F811
    report = check("softmax", batch_softmax)
    page = browser.new_page()
    page.set_content(f"<main>{report.html}</main>")
    card = page.get_by_role("group", name="Check of softmax")
    read = card.inner_text()
    places = [read.index(part) for part in ("Not right yet", report.message, report.code, "Expected", "Yours", "Next",
                                            "Tried 11 inputs")]
    assert places == sorted(places)
    assert card.locator("pre").first.inner_text() == report.code
    page.close()
