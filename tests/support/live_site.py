"""A small site for the tests of what lives on a page: pages that obey the contract and nothing more."""

import functools
import http.server
import json
import threading
from contextlib import contextmanager
from html import escape
from pathlib import Path

from tools.build.notebooks import ROOT
from web import live

CSP = ("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
       "img-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'")
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title>
<meta http-equiv="Content-Security-Policy" content="{csp}">
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="live/widgets/widgets.css"><link rel="stylesheet" href="live/live.css">
</head><body><main><h1>{name}</h1><div data-live="bar" hidden></div>{body}</main>
<script type="application/json" id="lesson">{lesson}</script>
<script type="module" src="live/live.js"></script></body></html>"""


def write_page(out: Path, name: str, cells: list):
    """Write a page of notebook cells, {"cell_type", "source", "outputs"}, into a site."""
    sources = {index: "".join(cell["source"]) for index, cell in enumerate(cells) if cell["cell_type"] == "code"}
    cards = [index for index in sources
             if any("text/html" in output.get("data", {}) for output in cells[index]["outputs"])]
    firsts = live.embeds(sources, cards)
    body = "".join(_cell(index, cell, firsts.get(index, "")) for index, cell in enumerate(cells))
    listed = [{"index": index, "source": source, "tags": []} for index, source in sources.items()]
    lesson = {"name": name, "cells": listed}
    text = PAGE.format(name=escape(name), csp=CSP, body=body, lesson=live.as_data(lesson))
    (out / f"{name}.html").write_text(text, encoding="utf-8")


def lesson_cells(name):
    """Return the cells of a lesson's notebook."""
    return json.loads((ROOT / f"notebooks/{name}.ipynb").read_text(encoding="utf-8"))["cells"]


def code(source, *outputs):
    """Return a code cell; an output is HTML."""
    return {"cell_type": "code", "source": source,
            "outputs": [{"output_type": "execute_result", "data": {"text/html": output}} for output in outputs]}


def _cell(index, cell, first):
    if cell["cell_type"] != "code":
        return f"<pre style='white-space: pre-wrap'>{escape(''.join(cell['source']))}</pre>"
    shown = "".join(_output(output) for output in cell["outputs"])
    return (f'<section class="cell" id="cell-{index}" data-cell="{index}"><div class="source"><pre tabindex="0"><code>'
            f'{escape("".join(cell["source"]))}</code></pre></div><div class="output">{shown}{first}</div></section>')


def _output(output):
    data = output.get("data", {"text/plain": "".join(output.get("text", ""))})
    return "".join(data["text/html"]) if "text/html" in data else f"<pre>{escape(''.join(data['text/plain']))}</pre>"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """`python -m http.server` without a word; with `isolated` it sends the headers that some hosts send."""

    isolated = False

    def log_message(self, *_):
        pass

    def end_headers(self):
        if self.isolated:
            self.send_header("Cross-Origin-Opener-Policy", "same-origin")
            self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()


@contextmanager
def served(folder: Path, isolated: bool = False):
    """Serve a folder at an address of its own, as any static host does."""
    handler = type("Handler", (Quiet,), {"isolated": isolated})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def alone(browser, address, **context):
    """Return a page that reaches this address and no other host; `page.strangers` lists what it asked of others."""
    opened = browser.new_context(**context)
    strangers = []

    def route(request):
        if request.request.url.startswith(address):
            return request.continue_()
        strangers.append(request.request.url)
        return request.abort()

    opened.route("**/*", route)
    page = opened.new_page()
    page.strangers = strangers
    page.set_default_timeout(60_000)
    return page
