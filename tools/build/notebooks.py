"""Build the notebooks: execute every lesson, save it with its outputs, keep the README's table true."""

import argparse
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import nbformat

from helpers.atomic import write
from tools.build.in_step import check, footer, readme_with, relink
from tools.build.lesson import LessonError, read

ROOT = Path(__file__).resolve().parents[2]
CELL_SECONDS = 120  # as long as nbval waits for a cell
LIVE_VIEW = "application/vnd.jupyter.widget-view+json"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def lessons(names, folder=ROOT / "lessons"):
    """The lessons of those names (all without names), in order of their numbers."""
    paths = sorted(folder.glob("*.md"))
    wanted = {Path(name).stem for name in names}
    unknown = wanted - {path.stem for path in paths}
    if unknown:
        raise SystemExit(f"no lesson called {', '.join(sorted(unknown))}; there are {', '.join(p.stem for p in paths)}")
    return [path for path in paths if path.stem in wanted or not wanted]


def execute(notebook, lesson, solved, folder, tick):
    """Run a notebook top to bottom in a fresh kernel; a cell that fails is a LessonError with its line."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    os.environ["LOGITS_TO_LOSS_PROGRESS"] = "off"  # the kernel inherits it: a build is no learner
    ran = []
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        extra_arguments=["--IPKernelApp.log_level=40"],
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(folder)}},
        on_cell_execute=lambda cell, cell_index: ran.append(cell_index),
        on_cell_executed=lambda **_: tick(),
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        text = ANSI.sub("", str(error))
        raise LessonError(lesson.path, failed_line(lesson, ran[-1], solved, text), f"cell {ran[-1] + 1} fails\n{text}") from None
    return tidy(notebook, lesson)


def failed_line(lesson, index, solved, text):
    """The line of the lesson that a traceback points at."""
    numbers = re.findall(r"Cell In\[\d+\], line (\d+)", text)
    lines = lesson.cells[index].lines(lesson.path, solved)
    return lines[min(int(numbers[-1]), len(lines)) - 1][1] if numbers else lesson.cells[index].line


def tidy(notebook, lesson):
    """Drop what differs from machine to machine; refuse what a learner should not see."""
    notebook.metadata.pop("language_info", None)
    notebook.metadata.pop("widgets", None)
    for cell, text in zip(notebook.cells, lesson.cells):
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                raise LessonError(lesson.path, text.line, f"the cell writes to stderr:\n{output.text}")
            if LIVE_VIEW in output.get("data", {}):
                drop_live_view(output, lesson, text)
    return notebook


def drop_live_view(output, lesson, cell):
    """A saved notebook keeps the still picture of a demo, not the view that needs a kernel."""
    if "image/png" not in output.data:
        raise LessonError(lesson.path, cell.line, "the cell shows a widget that has no still picture (image/png) beside it")
    del output.data[LIVE_VIEW]


def build(path, course, into, solved, tick):
    """Execute one lesson and write its notebook; return what went wrong, or None."""
    try:
        lesson = read(path)
        notebook = lesson.notebook(solved, footer(lesson, course))
        execute(notebook, lesson, solved, ROOT / "notebooks", tick)
        write(into / f"{lesson.name}.ipynb", nbformat.writes(notebook) + "\n")
    except LessonError as error:
        return str(error)


def build_all(paths, course, into, solved=False):
    """Build these lessons, one kernel a core, with a progress bar; return the mistakes found."""
    from tqdm import tqdm

    into.mkdir(parents=True, exist_ok=True)
    total = sum(cell.kind == "code" for lesson in course if lesson.path in paths for cell in lesson.cells)
    with tqdm(total=total, unit="cell", desc="Building", disable=None) as bar, ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(partial(build, course=course, into=into, solved=solved, tick=bar.update), paths)
        mistakes = []
        for path, mistake in zip(paths, results):
            bar.write(f"{'✗' if mistake else '✓'} {path.stem}")
            mistakes += [mistake] if mistake else []
    return mistakes


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lesson", nargs="*", help="a lesson by name, such as 01_softmax (all by default)")
    parser.add_argument("--check", action="store_true", help="only say what is out of step; starts no kernel")
    parser.add_argument("--solved", metavar="DIR", type=Path, help="write the notebooks with their solutions to DIR instead")
    options = parser.parse_args(arguments)
    try:
        course = [read(path) for path in lessons([])]
        paths = lessons(options.lesson)
    except LessonError as error:
        raise SystemExit(str(error)) from None
    if options.check:
        faults = check(course, ROOT)
        print("\n".join(faults) or f"{len(course)} lessons and their notebooks are in step")
        return sys.exit("Mend it with: make lessons" if faults else 0)
    mistakes = build_all(paths, course, options.solved or ROOT / "notebooks", solved=bool(options.solved))
    if not mistakes and not options.solved:
        for path, text in relink(course, ROOT / "notebooks"):
            write(path, text)
        write(ROOT / "README.md", readme_with(course, (ROOT / "README.md").read_text(encoding="utf-8")))
    return sys.exit("\n" + "\n\n".join(mistakes) if mistakes else 0)


if __name__ == "__main__":
    main()
