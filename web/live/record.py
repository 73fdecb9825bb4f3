"""Record what the demos and questions of a lesson look like at first, so that a page shows them without Python.

    python -m web.live.record < cells.json      {"cells": {index: source}, "wanted": [index, ...]}

It runs by itself, in a process of its own, since it puts stand-ins in the place of Jupyter's modules.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONG = 60  # seconds for a demo's table, which a build can spare and a reader need not wait for


def record(cells: dict[int, str], wanted: list[int]) -> dict[int, dict]:
    """Return, for each wanted cell that shows a demo or a question, its widget's name and first state."""
    told = json.dumps({"cells": cells, "wanted": wanted})
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run([sys.executable, "-m", "web.live.record"], input=told, capture_output=True, text=True,
                          env=os.environ | {"PYTHONPATH": path}, timeout=600)
    if done.returncode:
        raise RuntimeError(f"the demos of a page could not be recorded:\n{done.stderr[-3000:]}")
    return {int(index): view for index, view in json.loads(done.stdout).items()}


def main():
    """Read cells from standard input and write the views to standard output."""
    from web.inside import stand_ins

    stand_ins.install()
    from web.inside.session import Session

    given, views = json.load(sys.stdin), {}

    def tell(message):
        told = json.loads(message)
        if "view" in told and "cell" in told:
            views[told["cell"]] = told["view"]

    session = Session({int(index): source for index, source in given["cells"].items()}, tell)
    for index in given["wanted"]:
        session.run([index], [index])
    for view, index in session.views.values():
        _fill(view)
        views[index]["state"] = json.loads(stand_ins.as_json(view.get_state()))
    json.dump(views, sys.stdout)


def _fill(view):
    """Have a demo write the pages of every slider, however long that takes."""
    if "scene" in view.keys and not view.locked:
        from helpers.demos.engine import demo

        demo.TABLE_SECONDS = LONG
        view.hear({"active": 0})


if __name__ == "__main__":
    main()
