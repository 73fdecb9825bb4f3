"""A question in a real JupyterLab and in Notebook 7: nothing that goes over the wire, and nothing saved, tells it."""

import json

import nbformat
import pytest
from nbconvert import HTMLExporter
from playwright.sync_api import expect

from helpers.questions.found import questions
from tests.support.browsing import browser, eventually, serious  # noqa: F401
from tools.browser.lab import lab
from tools.browser.page import ask_kernel, notebook, open_notebook, run_all, save, set_theme

CELLS = ["from helpers import demos, numerics\nfrom helpers.questions import predict, remember, order, take_stock",
         'guess = predict("hot-softmax")\nguess', "demos.temperature(numerics.softmax, after=guess)",
         'remember("03")', 'order("softmax")', 'take_stock("before")']
SECRETS = [questions()["hot-softmax"].because, *(choice.says for choice in questions()["hot-softmax"].choices
                                                 if choice.says)]


@pytest.fixture(scope="module")
def server(browser, tmp_path_factory):  # noqa: F811
    folder = tmp_path_factory.mktemp("questions")
    files = [folder / f"{app}.ipynb" for app in ("lab", "notebook")]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    for file in files:
        nbformat.write(nbformat.v4.new_notebook(metadata=kernel, cells=cells), file)
    with lab(files) as running:
        yield running


def told(text):
    """The secrets that a text holds, as they are or as JSON escapes them."""
    return [secret for secret in SECRETS if secret in text or json.dumps(secret)[1:-1] in text]


@pytest.mark.parametrize("app", ["lab", "notebook"])
def test_a_question_in_jupyter_keeps_its_secret_until_the_answer(browser, server, app):  # noqa: F811
    heard = []

    def listen(page):
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(frame)))

    page = open_notebook(browser, server, f"{app}.ipynb", app, prepare=listen)
    run_all(page)
    card = page.get_by_role("group", name="Predict first").first
    card.scroll_into_view_if_needed()
    expect(card.get_by_role("radio")).to_have_count(10)
    frames = "\n".join(frame if isinstance(frame, str) else bytes(frame).decode("utf-8", "replace") for frame in heard)
    assert "0.2 for each" in frames or "0.2 for each" in json.dumps(notebook(page))
    assert told(frames) == [] and told(json.dumps(notebook(page), ensure_ascii=False)) == []
    for theme in ("light", "dark") if app == "lab" else ("light",):
        if app == "lab":
            set_theme(page, theme)
        assert serious(page, ".ltl-question") == []
    save(page)
    eventually(page, lambda: saved_tells_nothing(server.root / f"{app}.ipynb"))
    card.get_by_role("radio", name="0 for each", exact=True).check()
    card.get_by_role("radio", name="90 %").check()
    card.get_by_role("radio", name="90 %").press("Enter")
    expect(card).to_contain_text("✗ Not this time")
    assert ask_kernel(page, "[guess.done, guess.value]") == [True, "0 for each"]
    expect(page.get_by_role("group", name="Softmax with a temperature").get_by_role("slider").first).to_be_visible()
    page.close()


def saved_tells_nothing(file):
    text = file.read_text(encoding="utf-8")
    assert "No answer given" in text and told(text) == []


def test_a_static_page_shows_cards_and_no_bare_lists(browser, server):  # noqa: F811
    asked = nbformat.read(server.root / "lab.ipynb", as_version=4)
    page = browser.new_page(viewport={"width": 800, "height": 900})
    page.set_content(HTMLExporter().from_notebook_node(asked)[0])
    assert told(page.content()) == []
    for name in ("Predict first", "From memory", "Order the lines: softmax", "Take stock"):
        card = page.get_by_role("group", name=name).first
        expect(card).to_be_visible()
        assert card.evaluate("e => getComputedStyle(e).borderTopWidth") == "1px"
    page.close()
