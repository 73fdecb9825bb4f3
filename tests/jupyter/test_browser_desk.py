"""JupyterLab as a learner finds it: whole lessons, room to read, ticks, a reset, and files that stay as they were."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.support.browsing import browser, eventually, serious  # noqa: F401
from tools.browser.lab import lab
from tools.browser.page import notebook, open_notebook, run_all, save, set_theme, wait_until_idle
from tools.build.notebooks import ROOT

LESSON = "01_softmax.ipynb"
STILL = ".jp-OutputArea .jp-RenderedHTML img"
TICKED, OPEN = "[data-ltl-exercises=passed]", "[data-ltl-exercises=open]"
CHECK = 'check("two_class_probability", lambda z0, z1: 1 / (1 + np.exp({})))'


@pytest.fixture(scope="module")
def server(browser):  # noqa: F811
    with lab([ROOT / "notebooks"]) as running:
        yield running


@pytest.fixture(scope="module")
def opened(browser, server):  # noqa: F811
    """Lesson 1 as it opens for the first time in a browser, once for each width and application."""
    pages = {}

    def opened(width=1280, app="lab"):
        if (width, app) not in pages:
            pages[width, app] = page = open_notebook(browser, server, LESSON, app, width=width)
            page.wait_for_selector("#logits-to-loss", state="attached")
        return pages[width, app]

    yield opened
    for page in pages.values():
        page.context.close()


@pytest.fixture
def desk(opened):
    """Lesson 1 in JupyterLab, opened once: the tests take it as they find it, in their order, and change no text before the last two."""
    return opened()


def look(page, name):
    folder = ROOT / "build" / "look"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")


def test_opened_and_saved_without_a_change_the_file_is_the_same_to_the_byte(desk, server):
    before = (server.root / LESSON).read_bytes()
    stamp = (server.root / LESSON).stat().st_mtime_ns
    expect(desk.get_by_text("Setup: imports and data")).to_be_visible()
    save(desk)

    def written():
        assert (server.root / LESSON).stat().st_mtime_ns != stamp

    eventually(desk, written)
    desk.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    assert (server.root / LESSON).read_bytes() == before == (ROOT / "notebooks" / LESSON).read_bytes()


def test_every_cell_can_be_reached_by_scrolling_and_nothing_pops_up(desk):
    cells = len(notebook(desk)["cells"])
    expect(desk.locator(".jp-Notebook .jp-Cell")).to_have_count(cells)
    desk.eval_on_selector(".jp-WindowedPanel-outer", "e => e.scrollTo({top: e.scrollHeight, behavior: 'instant'})")
    expect(desk.get_by_role("paragraph").filter(has_text="← Before:")).to_be_in_viewport()
    assert desk.locator(".jp-Dialog, .Toastify__toast").count() == 0


@pytest.mark.parametrize("width", [1280, 800])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_there_is_room_to_read(opened, theme, width):
    desk, wide = opened(width), width == 1280
    set_theme(desk, theme)
    expect(desk.locator(".jp-TableOfContents")).to_be_visible(visible=wide)
    expect(desk.locator(".jp-FileBrowser")).to_be_hidden()
    text = desk.locator(".jp-MarkdownCell .jp-RenderedMarkdown > p").first
    assert 560 <= text.bounding_box()["width"] <= 46 * 14 + 1
    look(desk, f"desk-{width}-{theme}")
    assert serious(desk, ".jp-TableOfContents-content" if wide else ".jp-InputPlaceholder") == []


@pytest.mark.parametrize("app", ["lab", "notebook"])
def test_figures_follow_the_theme_and_setup_is_folded(opened, app):
    desk = opened(app=app)
    figure = desk.locator(STILL).first
    figure.scroll_into_view_if_needed()
    papers = {}
    for theme in ("light", "dark"):
        set_theme(desk, theme)
        box = figure.bounding_box()
        papers[theme] = corner(desk.screenshot(clip={"x": box["x"] + 2, "y": box["y"] + 2, "width": 8, "height": 8}))
    assert min(papers["light"]) > 245 and max(papers["dark"]) < 40, papers
    setup = desk.locator(".jp-CodeCell").first
    expect(setup.get_by_text("Setup: imports and data")).to_be_attached()
    picture = desk.locator(".jp-CodeCell").filter(has_text="The code of the picture. Click to see it.")
    expect(picture).to_have_count(2)
    run_all(desk)
    expect(picture).to_have_count(2)  # a run would put the first line of the code there
    setup.locator(".jp-Placeholder-content").click()
    expect(setup.locator(".jp-InputArea-editor")).to_be_visible()


def corner(picture):
    return Image.open(io.BytesIO(picture)).convert("RGB").getpixel((4, 4))


def test_a_passed_exercise_is_ticked_in_the_contents_and_a_failed_one_is_not(desk):
    set_theme(desk, "light")
    expect(desk.locator(OPEN)).to_have_count(3)
    run(desk, "import numpy")
    for difference, passed in [("z0 - z1", 1), ("z1 - z0", 0), ("z0 - z1", 1)]:
        run(desk, 'check("two_class_probability"', CHECK.format(difference))
        expect(desk.locator(TICKED)).to_have_count(passed)
        expect(desk.locator(OPEN)).to_have_count(3 - passed)
    look(desk, "desk-ticked")


def run(page, part, source=None):
    """Run the first cell whose source has `part` in it, with another source if one is given."""
    page.evaluate(RUN, [part, source])
    wait_until_idle(page)


RUN = """async ([part, source]) => {
    const book = window.jupyterapp.shell.currentWidget.content
    const at = book.widgets.findIndex(cell => cell.model.sharedModel.source.includes(part))
    book.activeCellIndex = at
    book.deselectAll()
    if (source) book.widgets[at].model.sharedModel.setSource(source)
    await window.jupyterapp.commands.execute('notebook:run-cell')
}"""


def test_reset_lays_the_original_beside_the_copy_and_opens_it(desk, server):
    before = (server.root / LESSON).read_bytes()
    desk.get_by_role("menuitem", name="Course", exact=True).click()
    desk.get_by_text("Reset This Lesson").click()
    opened = "() => window.jupyterapp.shell.currentWidget.context?.path === '01_softmax (original).ipynb'"
    desk.wait_for_function(opened, timeout=30_000)
    assert (server.root / "01_softmax (original).ipynb").read_bytes() == (ROOT / "notebooks" / LESSON).read_bytes()
    assert (server.root / LESSON).read_bytes() == before
