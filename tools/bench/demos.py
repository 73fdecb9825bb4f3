"""How fast the demos answer in a real browser, beside other ways to draw the same picture, in one run.

    python -m tools.bench.demos                          every demo and every rival
    python -m tools.bench.demos temperature --moves 20   one demo (and every rival), shorter
    python -m tools.bench.demos --memory temperature     how memory grows over 2,000 moves, too

Slider to picture: from the key's arrival in the page to the frame that first shows the new
picture, waiting for the screen included. Pictures a second: frames that show
another picture than the frame before, while the mouse drags the slider (none
where it has too few positions for so many pictures) or a run goes by itself.
"""

import argparse
import json
import sys
from pathlib import Path

import nbformat
import psutil

from tools.bench import demo_cells, demo_table
from tools.browser.page import ask_kernel, chromium, notebook, open_notebook, run_all
from tools.browser.lab import lab

BUILD = Path(__file__).resolve().parents[2] / "build"
RIVAL, PNG, FLOOR = demo_cells.RIVALS
RUN_SECONDS = 2
FEW = 20  # positions of a slider


def main():
    options = _options()
    load = psutil.getloadavg()[0]
    cells = demo_cells.chosen(options.demos)
    BUILD.mkdir(exist_ok=True)
    file = BUILD / "bench_demos.ipynb"
    nbformat.write(demo_cells.notebook(cells), file)
    with lab([file]) as server, chromium() as browser:
        page = open_notebook(browser, server, file.name)
        run_all(page)
        _refuse_errors(notebook(page))
        bench = Bench(page, server, options.moves)
        rows = {name: _told(bench.measure, name, number) for number, name in enumerate(cells, 1)}
        growth = {name: _told(bench.growth, name, [*cells].index(name) + 1) for name in options.memory}
    for row in rows.values():
        row["faster"] = row["ms"] and rows[RIVAL]["ms"] / row["ms"]
        row["smoother"] = row["rate"] and row["rate"] / rows[RIVAL]["rate"]
    demo_table.show(rows, growth, RIVAL)
    print(f"load before the run: {load:.1f} on {psutil.cpu_count()} cores")
    result = json.dumps({"moves": options.moves, "load_before": load, "demos": rows, "growth": growth}, indent=2)
    (BUILD / "bench_demos.json").write_text(result)


class Bench:
    """Moves sliders in the open page and watches pictures, wire and kernel."""

    def __init__(self, page, server, moves):
        self.page, self.moves, self.bytes = page, moves, 0
        page.evaluate(demo_cells.WATCH)
        self.devtools = page.context.new_cdp_session(page)
        self.devtools.send("Network.enable")
        for way in ("Sent", "Received"):
            self.devtools.on(f"Network.webSocketFrame{way}", self._count)
        family = psutil.Process(server.process.pid).children(recursive=True)
        self.kernel = next(p for p in family if "ipykernel_launcher" in " ".join(p.cmdline()))

    def measure(self, name, number):
        """The figures of the contender `name` in cell `number`."""
        if name in demo_cells.RUNS:
            return self._run(number)
        fill = self._fill(number) if name in demo_cells.SLIDING else None
        slider = self._slider(number)
        slider.focus()
        self.page.keyboard.press("ArrowRight")
        self.page.evaluate("() => bench.settled(400)")
        self.bytes, before = 0, self._busy()
        delays = sorted(self._press(move) for move in range(self.moves))
        kernel, sent = self._busy() - before, self.bytes
        rate = None if slider.evaluate("e => (e.max - e.min) / e.step") < FEW else self._drag(slider)
        return {"ms": delays[len(delays) // 2], "p95": delays[int(0.95 * len(delays))], "rate": rate,
                "kernel": 1000 * kernel / self.moves, "bytes": sent / self.moves, "fill": fill}

    def _run(self, number):
        self.page.evaluate("number => bench.watch(number)", number)
        start = self.page.locator("[data-bench-cell]").get_by_role("button", name="Start", exact=True)
        start.scroll_into_view_if_needed()
        self.bytes, before = 0, self._busy()
        start.click()
        self.page.evaluate("() => bench.begin()")
        self.page.wait_for_timeout(1000 * RUN_SECONDS)
        rate = self.page.evaluate("() => bench.rate()")
        kernel, sent = (each / max(1, rate * RUN_SECONDS) for each in (self._busy() - before, self.bytes))
        return {"ms": None, "p95": None, "rate": rate, "kernel": 1000 * kernel, "bytes": sent, "fill": None}

    def growth(self, name, number, moves=2000, warm=400):
        """What kernel and page hold more after `moves` moves, in kB; `warm` moves go before."""
        self._slider(number)
        self.page.evaluate("moves => bench.shake(moves)", warm)
        before = self._held()
        self.page.evaluate("moves => bench.shake(moves)", moves)
        after = self._held()
        return {"moves": moves, "kernel kB": (after[0] - before[0]) / 1e3, "page kB": (after[1] - before[1]) / 1e3}

    def _slider(self, number):
        self.page.evaluate("number => bench.watch(number)", number)
        slider = self.page.locator("[data-bench]")
        slider.scroll_into_view_if_needed()
        return slider

    def _press(self, move):
        right = move // 3 % 2 == 0  # a slider of six positions has room for it
        self.page.keyboard.press("ArrowRight" if right else "ArrowLeft")
        delay = self.page.evaluate("() => bench.settled(150)")
        if delay is None:
            raise RuntimeError(f"no new picture within 3 s of move {move}")
        return delay

    def _drag(self, slider):
        box = slider.evaluate("e => (e.closest('.noUi-target') ?? e).getBoundingClientRect().toJSON()")
        grip = slider.evaluate("e => bench.grip(e)")
        y, left, right = box["y"] + box["height"] / 2, box["x"] + 0.1 * box["width"], box["x"] + 0.9 * box["width"]
        self.page.mouse.move(grip, y)
        self.page.mouse.down()
        self.page.evaluate("() => bench.begin()")
        for x in (left, right, left, right, left):
            self.page.mouse.move(x, y, steps=30)
        rate = self.page.evaluate("() => bench.rate()")
        self.page.mouse.up()
        self.page.wait_for_timeout(500)
        return rate

    def _fill(self, number):
        return ask_kernel(self.page, "_times[10]", demo_cells.FILL.format(name=f"contender{number}"))

    def _held(self):
        self.page.wait_for_timeout(500)
        self.devtools.send("HeapProfiler.collectGarbage")
        return self.kernel.memory_info().rss, self.devtools.send("Runtime.getHeapUsage")["usedSize"]

    def _busy(self):
        return sum(self.kernel.cpu_times()[:2])

    def _count(self, event):
        frame = event["response"]
        self.bytes += len(frame["payloadData"]) * (0.75 if frame["opcode"] == 2 else 1)


def _told(measure, name, number):
    print(f"  {name} ...", file=sys.stderr, flush=True)
    return measure(name, number)


def _refuse_errors(content):
    for cell in content["cells"]:
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                raise SystemExit(f"{cell['source']}\n{output['ename']}: {output['evalue']}")


def _options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("demos", nargs="*", help="their names (all)")
    parser.add_argument("--moves", type=int, default=60, help="key presses for each (60)")
    parser.add_argument("--memory", nargs="*", help="demos whose memory is watched (the first by default)")
    options = parser.parse_args()
    if options.memory is None:
        options.memory = options.demos[:1] or ["temperature"]
    demo_cells.chosen([*options.demos, *options.memory])
    options.demos += [name for name in options.memory if options.demos and name not in options.demos]
    return options


if __name__ == "__main__":
    main()
