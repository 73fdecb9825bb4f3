"""A real Chromium on a running JupyterLab: open a notebook, run it, save it, look at it.

    with lab(["notebooks"]) as server, chromium() as browser:
        page = open_notebook(browser, server, "01_softmax.ipynb")
        run_all(page)
"""

import ast
import json
import shutil
from contextlib import contextmanager

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-first-run"]
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            r"C:\Program Files\Google\Chrome\Application\chrome.exe"]
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


@contextmanager
def chromium():
    """Chromium as installed on this machine, driven by Playwright, closed at the end."""
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None:
        raise FileNotFoundError("Chromium is missing: install the package chromium (or Google Chrome)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        try:
            yield browser
        finally:
            browser.close()


def find_chromium():
    """The path of a Chromium or Chrome on this machine, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def open_notebook(browser, server, path, app="lab", width=1280, height=900, kernel=True, prepare=None, **context):
    """A page with notebook `path` open, and its kernel idle unless that need not be waited for.

    `prepare`, if given, gets the page while it is still empty. Further arguments go to the browser context.
    """
    page = browser.new_context(viewport={"width": width, "height": height}, **context).new_page()
    if prepare:
        prepare(page)
    page.set_default_timeout(30_000)
    page.goto(server.page(path, app))
    page.wait_for_selector(".jp-Notebook .jp-Cell", state="attached")
    page.wait_for_function(READY if kernel else LOADED)
    page.set_default_timeout(20_000)  # a machine with much to do is slow, not wrong
    return page


def run_all(page, patience=120):
    """Run every cell of the open notebook and wait until the last has ended."""
    page.evaluate(RUN_ALL)
    wait_until_idle(page, patience)


def wait_until_idle(page, patience=120):
    """Wait until no cell is running or waiting and the kernel is idle."""
    page.wait_for_function(IDLE, timeout=1000 * patience)


def save(page):
    """Save the open notebook through Jupyter, save hook included."""
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")


def notebook(page):
    """The open notebook as JSON, outputs included, as the page holds it now."""
    return json.loads(page.evaluate("() => JSON.stringify(window.jupyterapp.shell.currentWidget.content.model)"))


def ask_kernel(page, expression, code=""):
    """The value (numbers, texts, lists, dicts) of a Python expression in the open notebook's kernel, after `code`."""
    return ast.literal_eval(page.evaluate(ASK, [expression, code]))


def set_theme(page, theme):
    """Switch the open page to the "light" or "dark" theme."""
    page.evaluate(
        """name => window.jupyterapp.commands.execute('apputils:change-theme', {theme: name})""",
        THEMES[theme],
    )
    flag = "true" if theme == "light" else "false"
    page.wait_for_selector(f"body[data-jp-theme-light='{flag}']", state="attached")
    page.wait_for_timeout(300)  # style sheets of the new theme are still arriving


LOADED = "() => window.jupyterapp?.shell?.currentWidget?.context?.isReady"

READY = """() => {
    const panel = window.jupyterapp?.shell?.currentWidget
    const kernel = panel?.sessionContext?.session?.kernel
    return panel?.context?.isReady && kernel?.status === 'idle'
}"""

RUN_ALL = """() => {
    window.running = true
    window.jupyterapp.commands.execute('notebook:run-all-cells').finally(() => { window.running = false })
}"""

# Not by print: what is printed can arrive under the name of a slider's message.
ASK = """async ([expression, code]) => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel
    const ask = {code, store_history: false, user_expressions: {value: expression}}
    const reply = await kernel.requestExecute(ask).done
    const value = reply.content.user_expressions?.value
    if (value?.status !== 'ok') throw new Error((value ?? reply.content).evalue)
    return value.data['text/plain']
}"""

# Asked of the model, not of the page: cells out of sight are not always drawn.
IDLE = """() => {
    const panel = window.jupyterapp.shell.currentWidget
    const cells = [...panel.content.model.cells]
    const idle = panel.sessionContext.session?.kernel?.status === 'idle'
    const busy = cell => cell.type === 'code' && cell.executionState === 'running'
    return idle && !window.running && !cells.some(busy) && panel.content.widgets.every(w => w.promptNode?.textContent !== '[*]:')
}"""
