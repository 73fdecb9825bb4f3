"""How long each notebook runs: from kernel start to its last cell, one at a time, beside its bare start.

The start is a kernel that runs the notebook's imports and no more. Printed are the medians of several
rounds, and the median ratio of the two in one round: what the lesson itself adds to the start.
"""

import argparse
import os
import sys
import time
from pathlib import Path
from statistics import median

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def seconds(notebook):
    """Return the time from kernel start to the end of the last cell."""
    os.environ["LOGITS_TO_LOSS_PROGRESS"] = "off"  # the kernel inherits it: a bench is no learner
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(NOTEBOOKS)}},
        extra_arguments=["--IPKernelApp.log_level=40"],
    )
    start = time.perf_counter()
    with client.setup_kernel():
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
        return time.perf_counter() - start


def start_of(notebook):
    """Return the notebook cut off after its first code cell, which holds the imports."""
    first = next(i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code")
    return nbformat.from_dict({**notebook, "cells": notebook.cells[: first + 1]})


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lessons", nargs="*", help="names of notebooks (default: all)")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    known = {path.stem: path for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    unknown = [name for name in args.lessons if name not in known]
    if unknown or args.rounds < 1:
        sys.exit(f"no notebook called {', '.join(unknown)}" if unknown else f"--rounds must be 1 or more, got {args.rounds}")
    print(f"{'from kernel start to last cell':32}{'seconds':>9}{'start':>9}{'ratio':>9}{'slowest':>9}")
    for name in args.lessons or known:
        notebook = nbformat.read(known[name], as_version=4)
        pairs = [(seconds(notebook), seconds(start_of(notebook))) for _ in range(args.rounds)]
        whole, start = zip(*pairs)
        ratio = median(a / b for a, b in pairs)
        print(f"{name:32}{median(whole):9.2f}{median(start):9.2f}{ratio:9.2f}{max(whole):9.2f}", flush=True)


if __name__ == "__main__":
    main()
