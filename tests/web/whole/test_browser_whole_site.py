"""Every lesson runs on its page and in the lab as its notebook says, with every other host blocked."""

import json

import pytest
from playwright.sync_api import expect

from tests.support.browsing import browser  # noqa: F401  (a fixture)
from tests.support.course import NAMES
from tests.support.live_site import alone, lesson_cells
from tools.browser.page import READY, notebook, run_all

# Cells that print what WebAssembly has not: it raises no flag of overflow, so NumPy does not warn.
NO_FLAGS = "overflow"
STORE = """([name, from]) => new Promise(async (done) => {
    const base = (await indexedDB.databases()).find((each) => each.name.startsWith('JupyterLite Storage')).name
    indexedDB.open(base).onsuccess = ({target}) => {
        const files = target.result.transaction('files', 'readwrite').objectStore('files')
        files.get(name).onsuccess = ({target: {result}}) => {
            if (from) { result.content.metadata.edition = from; files.put(result, name) }
            files.getAllKeys().onsuccess = ({target}) => done(target.result)
        }
    }
})"""

SHOWN = """() => Object.fromEntries([...document.querySelectorAll('section.cell')].map((cell) => {
    const texts = [...cell.querySelectorAll(':scope > .output > pre.live-text')]
    return [cell.dataset.cell, texts.map((text) => text.textContent).join('')]
}))"""


def printed(cells):
    """What each cell prints, by its index; those that tell of a warning apart."""
    texts = {index: "".join("".join(output.get("text", "")) for output in cell["outputs"])
             for index, cell in enumerate(cells) if cell["cell_type"] == "code"}
    return {index: text for index, text in texts.items() if text and NO_FLAGS not in text}


@pytest.fixture(scope="module")
def reader(browser, whole):  # noqa: F811
    """One browser's page, with all that it keeps."""
    page = alone(browser, whole, viewport={"width": 1280, "height": 900})
    yield page
    page.context.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_prints_what_the_notebook_prints(reader, whole, name):
    reader.goto(f"{whole}{name}.html")
    reader.get_by_role("button", name="Run this lesson").click()
    expect(reader.locator("[data-live=bar] .live-status")).to_contain_text("Ran", timeout=240_000)
    shown = reader.evaluate(SHOWN)
    wanted = printed(lesson_cells(name))
    assert {index: shown[str(index)] for index in wanted} == wanted
    assert reader.locator(".live-error").count() == 0
    assert reader.strangers == []


def predict_warmer(page):
    """Answer the question for which the demo of a temperature waits."""
    question = page.get_by_role("group", name="Predict first").filter(has_text="T rises from 1 to 2")
    question.locator(".ltl-choice").first.click()
    question.locator(".ltl-level").nth(2).click()
    question.get_by_role("button", name="Answer").click()
    expect(question.locator(".ltl-verdict")).to_be_visible(timeout=120_000)


def test_a_reader_on_a_phone_drags_answers_and_solves_the_first_exercise(browser, whole):  # noqa: F811
    phone = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
    page = alone(browser, whole, **phone)
    page.goto(f"{whole}01_softmax.html")
    page.locator("section.cell", has_text='predict("warmer-five")').first.scroll_into_view_if_needed()
    predict_warmer(page)
    page.locator("section.cell", has_text="demos.temperature(").first.scroll_into_view_if_needed()
    demo = page.get_by_role("group", name="Softmax with a temperature").first
    before = demo.locator(".ltl-caption").text_content()
    demo.locator("input[name=T]").tap(position={"x": 20, "y": 5})
    expect(demo.locator(".ltl-caption")).not_to_have_text(before, timeout=60_000)
    page.locator("section.cell", has_text="def two_class_probability(").first.scroll_into_view_if_needed()
    page.get_by_role("textbox", name="Your answer to two_class_probability").tap()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("def two_class_probability(z0, z1):\n    return 1 / (1 + np.exp(np.subtract(z0, z1)))")
    page.get_by_role("button", name="Run and check").first.tap()
    expect(page.get_by_role("group", name="Check of two_class_probability")).to_contain_text("Right", timeout=60_000)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.strangers == []
    page.context.close()


@pytest.fixture
def learner(browser, whole):  # noqa: F811
    """A browser that has not been in the lab before."""
    page = alone(browser, whole, viewport={"width": 1280, "height": 900})
    yield page
    page.context.close()


def open_lab(page, whole, name):
    page.goto(f"{whole}lab/lab/index.html?path={name}.ipynb")
    page.wait_for_selector(".jp-Notebook .jp-Cell", state="attached")
    page.wait_for_function(READY, timeout=240_000)


@pytest.mark.parametrize("name", NAMES)
def test_the_lab_prints_what_the_notebook_prints(learner, whole, name):
    open_lab(learner, whole, name)
    run_all(learner, patience=240)
    cells = notebook(learner)["cells"]
    assert [output for cell in cells for output in cell.get("outputs", []) if output["output_type"] == "error"] == []
    wanted = printed(lesson_cells(name))
    assert {index: text for index, text in printed(cells).items() if index in wanted} == wanted
    assert learner.strangers == []


def test_a_demo_in_the_lab_moves(learner, whole):
    open_lab(learner, whole, "01_softmax")
    run_all(learner, patience=240)
    predict_warmer(learner)
    demo = learner.get_by_role("group", name="Softmax with a temperature").first
    demo.scroll_into_view_if_needed()
    caption = demo.locator(".ltl-caption")
    before = caption.text_content()
    demo.locator("input[name=T]").focus()
    learner.keyboard.press("ArrowRight")
    expect(caption).not_to_have_text(before)


def test_the_lab_folds_setup_cells_ticks_the_contents_and_lays_the_original_beside(learner, whole):
    open_lab(learner, whole, "00_start")
    expect(learner.locator(".jp-InputPlaceholder .jp-PlaceholderText").first).to_have_text("Setup: imports and data. Run it; click to see it.")
    expect(learner.locator('.jp-tocItem-content[data-ltl-exercises="open"]').first).to_be_attached()
    learner.evaluate("() => window.jupyterapp.commands.execute('logits-to-loss:reset-lesson')")
    learner.wait_for_function("() => window.jupyterapp.shell.currentWidget.context?.path === '00_start (original).ipynb'")
    assert learner.strangers == []


def test_the_lab_keeps_the_work_and_asks_when_a_lesson_is_newer(learner, whole):
    open_lab(learner, whole, "00_start")
    learner.evaluate("""() => {
        const panel = window.jupyterapp.shell.currentWidget
        panel.content.model.sharedModel.cells[0].setSource('# Mine')
        return panel.context.save()
    }""")
    open_lab(learner, whole, "00_start")
    assert notebook(learner)["cells"][0]["source"] == "# Mine"
    learner.evaluate(STORE, ["00_start.ipynb", "an older edition"])
    learner.reload()
    expect(learner.get_by_role("dialog")).to_contain_text("There is a newer edition of 00_start.ipynb")
    learner.get_by_role("button", name="Take the new one").click()
    learner.wait_for_function(READY, timeout=240_000)
    assert notebook(learner)["cells"][0]["source"] == "".join(lesson_cells("00_start")[0]["source"])
    kept = [name for name in learner.evaluate(STORE, ["00_start.ipynb", ""]) if "yours until" in name]
    assert len(kept) == 1, json.dumps(kept)
