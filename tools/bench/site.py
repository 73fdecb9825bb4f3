"""How heavy and how fast the site's pages are: bytes, requests, first paint, first touch of the start page's demo.

    python -m tools.bench.site                  build/site, built anew
    python -m tools.bench.site --site build/site --runs 5

Each page is opened in a fresh browser, so that nothing is cached; the best of the runs is told, since a busy machine
only ever makes it slower. The host is this machine: what a network would add is not in the figures.
"""

import argparse
import functools
import http.server
import subprocess
import sys
import threading
from pathlib import Path

from tools.browser.page import chromium

ROOT = Path(__file__).resolve().parents[2]
GOALS = {"bytes": 1_000_000, "paint": 1000, "touch": 16}
FIRST = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
# From the input event to the frame in which the picture has changed.
TOUCH = """async () => {
    const input = document.querySelector('.ltl-demo input[type=range]')
    if (!input) return null
    const picture = input.closest('.ltl-demo').querySelector('svg'), before = picture.innerHTML
    const began = performance.now()
    input.valueAsNumber += Number(input.step)
    input.dispatchEvent(new Event('input', {bubbles: true}))
    if (picture.innerHTML === before) return null
    return performance.now() - began
}"""


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, help="a site that is built already")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args(arguments)
    site = options.site or build()
    with served(site) as address, chromium() as browser:
        print(f"{'page':26} {'requests':>8} {'kB':>6} {'first paint':>12} {'first touch':>12}")
        for path in sorted(site.glob("*.html")):
            figures = [measure(browser, address + path.name) for _ in range(options.runs)]
            report(path.stem, *best(figures))


def build():
    """Build the whole site as `make site` does, and return its folder."""
    subprocess.run([sys.executable, "-m", "web.build"], cwd=ROOT, check=True)
    return ROOT / "build" / "site"


def measure(browser, address):
    """Return requests, bytes, ms to the first paint and ms from a slider's first move to its picture, if there is one."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    sizes = []
    page.on("requestfinished", lambda request: sizes.append(received(request.sizes())))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(300)
    paint, before = page.evaluate(FIRST), (len(sizes), sum(sizes))
    slider = page.locator(".ltl-demo input[type=range]").first
    if slider.count():
        slider.scroll_into_view_if_needed()
    touch = page.evaluate(TOUCH)
    page.context.close()
    return *before, paint, touch


def received(sizes):
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


def best(figures):
    touches = [touch for *_, touch in figures if touch is not None]
    return figures[0][0], figures[0][1], min(figure[2] for figure in figures), min(touches, default=None)


def report(name, requests, size, paint, touch):
    figures = {"bytes": size, "paint": paint, "touch": touch}
    over = [word for word, figure in figures.items() if figure and figure > GOALS[word]]
    shown = f"{touch:9.1f} ms" if touch is not None else f"{'–':>12}"
    note = f"  over: {', '.join(over)}" if over else ""
    print(f"{name:26} {requests:8d} {size / 1000:6.0f} {paint:9.0f} ms {shown}{note}", flush=True)


class served:
    """A folder at an address of this machine, as any static host serves it."""

    def __init__(self, folder):
        handler = functools.partial(Quiet, directory=str(folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}/"

    def __exit__(self, *_):
        self.server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


if __name__ == "__main__":
    main()
