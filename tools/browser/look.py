"""Screenshots of lessons as a learner sees them, whole notebook, page after page, into build/look/.

    python -m tools.browser.look 01                      lesson 1 in JupyterLab, 1280 and 800 px wide
    python -m tools.browser.look 01 --run                the same after Run All: the demos are live
    python -m tools.browser.look 01 --themes light dark --apps lab notebook html --widths 1280
    python -m tools.browser.look build/solved/01_softmax.ipynb --apps html
"""

import argparse
import sys
from pathlib import Path

from tools.browser.page import chromium, notebook, open_notebook, run_all, set_theme
from tools.browser.lab import lab

TREE = Path(__file__).resolve().parents[2]
SETTINGS = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none", "scrollPastEnd": False}}
TIDY = "() => window.jupyterapp.shell.collapseLeft?.()"
SCROLLER = ".jp-WindowedPanel-outer"


def main():
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    paths = [path for name in options.notebooks for path in find(name)]
    pictures, errors = [], []
    with chromium() as browser:
        if "html" in options.apps:
            pictures += [file for path in paths for file in shoot_html(browser, path, options)]
        apps = [app for app in options.apps if app != "html"]
        if apps:
            with lab(paths, SETTINGS) as server:
                for path in paths:
                    for app in apps:
                        shot, wrong = shoot_live(browser, server, path, app, options)
                        pictures, errors = pictures + shot, errors + wrong
    print(*pictures, sep="\n")
    print(*errors, sep="\n", file=sys.stderr)
    return 1 if errors else 0


def find(name):
    """The notebooks that `name` means: a path, or the beginning of a name in notebooks/."""
    path = Path(name)
    if path.is_file():
        return [path]
    found = sorted((TREE / "notebooks").glob(f"{name}*.ipynb"))
    if not found:
        raise SystemExit(f"no notebook {name}: give a path, or how a name in notebooks/ begins, such as 01")
    return found


def shoot_live(browser, server, path, app, options):
    """The pictures of one notebook in "lab" or "notebook", and what went wrong in it."""
    page = open_notebook(browser, server, path.name, app, max(options.widths), options.height)
    page.evaluate(TIDY)
    if options.run:
        run_all(page)
    files = []
    for theme in options.themes:
        set_theme(page, theme)
        for width in options.widths:
            page.set_viewport_size({"width": width, "height": options.height})
            page.wait_for_timeout(800)  # the notebook settles at its new width
            files += _scroll_and_shoot(page, options.out / f"{path.stem}-{app}-{width}-{theme}")
    errors = faults(page, path.name)
    page.context.close()
    return files, errors


def shoot_html(browser, path, options):
    """The pictures of one notebook as nbconvert's static page; offline, so mathematics stays as typed."""
    page = browser.new_context(offline=True).new_page()
    file = static_page(path, options.out)
    page.goto(file.resolve().as_uri(), wait_until="domcontentloaded")
    files = []
    for width in options.widths:
        page.set_viewport_size({"width": width, "height": options.height})
        files += _scroll_and_shoot(page, options.out / f"{path.stem}-html-{width}", scroller="html")
    page.context.close()
    return files


def static_page(path, folder):
    """The file that `nbconvert --to html` makes of the notebook, in `folder`."""
    from nbconvert import HTMLExporter

    html, _ = HTMLExporter().from_filename(str(path))
    file = folder / f"{path.stem}.html"
    file.write_text(html, encoding="utf-8")
    return file


def faults(page, name):
    """One line for each error output and each widget that the page could not draw."""
    cells = notebook(page)["cells"]
    outputs = [(number, output) for number, cell in enumerate(cells) for output in cell.get("outputs", [])]
    raised = [f"{name} cell {n}: {o['ename']}: {o['evalue']}" for n, o in outputs if o["output_type"] == "error"]
    broken = page.get_by_text("Error displaying widget").count() + page.locator(".jupyter-widgets-error-widget").count()
    return raised + [f"{name}: {broken} x Error displaying widget"] * bool(broken)


def _scroll_and_shoot(page, stem, scroller=SCROLLER, overlap=60):
    for old in stem.parent.glob(f"{stem.name}-[0-9]*.png"):
        old.unlink()
    total, view = page.eval_on_selector(scroller, "e => [e.scrollHeight, e.clientHeight]")
    tops = range(0, max(total - overlap, 1), view - overlap)
    return [_shoot(page, scroller, top, Path(f"{stem}-{n}.png")) for n, top in enumerate(tops, 1)]


def _shoot(page, scroller, top, file):
    page.eval_on_selector(scroller, "(e, top) => e.scrollTo({top, behavior: 'instant'})", top)
    page.wait_for_timeout(150)
    size = page.viewport_size
    bottom = page.evaluate("() => [...document.querySelectorAll('.jp-Cell')].at(-1).getBoundingClientRect().bottom")
    page.screenshot(path=file, clip={"x": 0, "y": 0, **size, "height": min(size["height"], bottom + 30)})
    return file


def _options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("notebooks", nargs="*", default=[""], help="a path, or how a name in notebooks/ begins (all)")
    add("--run", action="store_true", help="Run All first")
    add("--widths", nargs="+", type=int, default=[1280, 800])
    add("--height", type=int, default=1600, help="of each picture (1600)")
    add("--themes", nargs="+", choices=["light", "dark"], default=["light"])
    add("--apps", nargs="+", choices=["lab", "notebook", "html"], default=["lab"])
    add("--out", type=Path, default=TREE / "build" / "look")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
