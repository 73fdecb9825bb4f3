"""How fast the live parts of the site are: a first touch without Python, Python's start, a lesson's run, the lab.

    python -m tools.bench.site_live --site build/site

Each figure is the best of the runs, in a browser that has nothing yet; the host is this machine and compresses nothing.
Beside it stand the goals, which are for a quiet machine. `slider` is the median of 40 moves, from event to picture.
"""

import argparse
import statistics
from pathlib import Path

from tools.bench.site import served
from tools.browser.page import READY, chromium

ROOT = Path(__file__).resolve().parents[2]
LESSON, DEMO = "01_softmax", ".cell:has(.ltl-demo)"
GOALS = {"first touch, no Python": 16, "Python ready": 3000, "another slider, the first time": None,
         "slider, with the worker": 16, "first cell of the lesson": None, "Run All of the lesson": 6000,
         "lab, first cell": 15000}
CLICK = "() => { document.querySelector('[data-live=bar] button').click(); return performance.now() }"
MARK = "name => performance.getEntriesByName(name)[0]?.startTime"
MOVE = """async ([selector, name, steps]) => {
    const input = document.querySelector(selector).querySelector(`.ltl-demo input[name=${name}]`)
    const picture = input.closest('.ltl-demo').querySelector('svg'), spent = []
    for (let i = 0; i < steps; i += 1) {
        const before = picture.innerHTML, began = performance.now()
        input.valueAsNumber += Number(input.step) * (input.value < input.max ? 1 : -1)
        input.dispatchEvent(new Event('input', {bubbles: true}))
        while (picture.innerHTML === before) await new Promise((next) => setTimeout(next, 1))
        spent.push(performance.now() - began)
        if (steps > 1) await new Promise((next) => setTimeout(next, 100))
    }
    return spent
}"""


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT / "build" / "site", help="a site that is built already")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args(arguments)
    with served(options.site) as address, chromium() as browser:
        figures = [page_figures(browser, address, options.site) for _ in range(options.runs)]
        if (options.site / "lab").exists():
            figures += [lab_figures(browser, address) for _ in range(options.runs)]
    for what, goal in GOALS.items():
        found = [each[what] for each in figures if what in each]
        if found:
            report(what, min(found), goal)
    megabytes = figures[0]["bytes"] / 1e6
    print(f"{'with Python and Matplotlib':32} {megabytes:9.1f} MB as files, {figures[0]['requests']} requests")


def report(what, milliseconds, goal):
    told = "" if goal is None else f"   goal {goal} ms{'  over' if milliseconds > goal else ''}"
    print(f"{what:32} {milliseconds:9.1f} ms{told}", flush=True)


def page_figures(browser, address, site):
    """Return the milliseconds of one visit to the lesson's page, and what was transferred."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(180_000)
    page.goto(f"{address}{LESSON}.html")
    page.locator("section.cell[data-tags~=demo]").first.scroll_into_view_if_needed()
    page.wait_for_selector(".ltl-demo input[name=z0]")
    found = {"first touch, no Python": page.evaluate(MOVE, [DEMO, "z0", 1])[0]}
    found["another slider, the first time"] = page.evaluate(MOVE, [DEMO, "z1", 1])[0]
    found["Python ready"] = page.evaluate(MARK, "python-ready") - page.evaluate(MARK, "python-asked")
    page.wait_for_timeout(1000)
    found["slider, with the worker"] = statistics.median(page.evaluate(MOVE, [DEMO, "z1", 40]))
    page.context.close()
    return found | run_all_figures(browser, address, site)


def run_all_figures(browser, address, site):
    """Return how long "Run this lesson" takes in a page that has no Python yet, and what all of it weighs."""
    page = browser.new_context(service_workers="block").new_page()
    page.set_default_timeout(180_000)
    asked = []  # of a worker's requests the browser tells the address and not the size
    page.context.on("requestfinished", lambda request: asked.append(request.url))
    page.goto(f"{address}{LESSON}.html")
    began = page.evaluate(CLICK)
    page.wait_for_selector(".output.live-now > .live-text")
    first = page.evaluate("() => performance.now()") - began
    page.wait_for_function("() => document.querySelector('[data-live=bar] .live-status').textContent.startsWith('Ran')")
    whole = page.evaluate("() => performance.now()") - began
    page.wait_for_timeout(300)
    page.context.close()
    heavy = sum(weight(site / url.removeprefix(address).split("?")[0]) for url in asked)
    return {"first cell of the lesson": first, "Run All of the lesson": whole, "bytes": heavy, "requests": len(asked)}


def weight(path):
    return path.stat().st_size if path.is_file() else 0


def lab_figures(browser, address):
    """Return the milliseconds from the lab's address to the output of its first cell that prints."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(240_000)
    page.goto(f"{address}lab/lab/index.html?path={LESSON}.ipynb")
    page.wait_for_function(READY)
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells') }")
    page.wait_for_function("""() => {
        const all = [...window.jupyterapp.shell.currentWidget.content.model.cells]
        const cells = all.filter((cell) => cell.type === 'code')
        return cells[1].executionCount && cells[1].executionState === 'idle' && cells[1].outputs.length
    }""")
    milliseconds = page.evaluate("() => performance.now()")
    page.context.close()
    return {"lab, first cell": milliseconds}


if __name__ == "__main__":
    main()
