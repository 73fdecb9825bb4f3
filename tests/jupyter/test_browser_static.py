"""Lesson 1 as a static page (nbconvert, GitHub, nbviewer): pictures and captions, without kernel or network."""

import pytest

from tests.support.browsing import browser  # noqa: F401
from tests.support.course import saved
from tools.build.notebooks import ROOT
from tools.browser.look import static_page

LESSON = "01_softmax"


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):  # noqa: F811
    file = static_page(ROOT / "notebooks" / f"{LESSON}.ipynb", tmp_path_factory.mktemp("static"))
    page = browser.new_context(offline=True, viewport={"width": 800, "height": 900}).new_page()
    page.goto(file.as_uri(), wait_until="domcontentloaded")
    page.wait_for_selector("body", state="attached")
    return page


def test_every_picture_is_there_with_its_alternative(page):
    cells = saved(LESSON).cells
    html = "".join(o.data.get("text/html", "") for c in cells for o in c.get("outputs", []) if "data" in o)
    images = page.locator("img").evaluate_all("all => all.map(i => [i.naturalWidth, i.alt])")
    assert len(images) == html.count("<img") > 2
    assert all(width > 100 and len(alternative) > 20 for width, alternative in images)


def test_each_demo_shows_its_caption_and_nothing_is_broken(page):
    captions = page.locator("figcaption").all_inner_texts()
    assert sum(caption.startswith(("Scores ", "z = ")) for caption in captions) == 2
    assert "Error displaying widget" not in page.locator("body").inner_text()


def test_pictures_fit_a_narrow_page(page):
    wide = page.locator("img").evaluate_all("all => all.filter(i => i.getBoundingClientRect().right > innerWidth).map(i => i.alt)")
    assert wide == []
