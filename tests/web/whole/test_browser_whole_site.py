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
    shown = reader.evaluate("""() => Object.fromEntries([...document.querySelectorAll('section.cell')].map((cell) =>
        [cell.dataset.cell, [...cell.querySelectorAll(':scope > .output > pre.live-text')].map((text) => text.textContent).join('')]))""")
    wanted = printed(lesson_cells(name))
    assert {index: shown[str(index)] for index in wanted} == wanted
    assert reader.locator(".live-error").count() == 0
    assert reader.strangers == []


def open_lab(page, whole, name):
    page.goto(f"{whole}lab/lab/index.html?path={name}.ipynb")
    page.wait_for_selector(".jp-Notebook .jp-Cell", state="attached")
    page.wait_for_function(READY, timeout=240_000)


@pytest.mark.parametrize("name", NAMES)
def test_the_lab_prints_what_the_notebook_prints(reader, whole, name):
    open_lab(reader, whole, name)
    run_all(reader, patience=240)
    cells = notebook(reader)["cells"]
    assert [output for cell in cells for output in cell.get("outputs", []) if output["output_type"] == "error"] == []
    wanted = printed(lesson_cells(name))
    assert {index: text for index, text in printed(cells).items() if index in wanted} == wanted
    assert reader.strangers == []


def test_a_demo_in_the_lab_moves(reader, whole):
    open_lab(reader, whole, "01_softmax")
    run_all(reader, patience=240)
    demo = reader.get_by_role("group", name="Softmax with a temperature").first
    demo.scroll_into_view_if_needed()
    caption = demo.locator(".ltl-caption")
    before = caption.text_content()
    demo.locator("input[name=z1]").focus()
    reader.keyboard.press("ArrowRight")
    expect(caption).not_to_have_text(before)


def test_the_lab_keeps_the_work_and_asks_when_a_lesson_is_newer(reader, whole):
    open_lab(reader, whole, "00_start")
    reader.evaluate("""() => {
        const panel = window.jupyterapp.shell.currentWidget
        panel.content.model.sharedModel.cells[0].setSource('# Mine')
        return panel.context.save()
    }""")
    open_lab(reader, whole, "00_start")
    assert notebook(reader)["cells"][0]["source"] == "# Mine"
    reader.evaluate(STORE, ["00_start.ipynb", "an older edition"])
    reader.reload()
    expect(reader.get_by_role("dialog")).to_contain_text("There is a newer edition of 00_start.ipynb")
    reader.get_by_role("button", name="Take the new one").click()
    reader.wait_for_function(READY, timeout=240_000)
    assert notebook(reader)["cells"][0]["source"] == "".join(lesson_cells("00_start")[0]["source"])
    kept = [name for name in reader.evaluate(STORE, ["00_start.ipynb", ""]) if "yours until" in name]
    assert len(kept) == 1, json.dumps(kept)
