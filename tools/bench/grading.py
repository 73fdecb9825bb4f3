"""How fast submissions are marked: this grader beside nbgrader's on the same notebooks, hostile kinds, thousands."""

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from tools.bench import hostile

ROOT = Path(__file__).resolve().parents[2]
NAME = "ps1"
# What students hand in: right, wrong in a usual way, slow, untouched or not running at all.
USUAL = {
    "centred_logits": ["return np.log(p)", "return np.log(p) - np.log(p).mean()", "return np.log(p / (1 - p))"],
    "masked_log_softmax": [
        "e = np.exp(z) * allowed\n    return np.log(e / e.sum(axis=-1, keepdims=True))",
        "z = z * allowed\n    return z - np.log(np.exp(z).sum(axis=-1, keepdims=True))",
    ],
    "joined_average": ["w = s * np.exp(m)\n    return w @ v / w.sum()"],
    "raw_weights": ["return np.vstack([W[:-1] / std[:, None], W[-1]])"],
    "gradient_ratio": ["p = 1 / (1 + np.exp(-z))\n    return 1 / (2 * p * (1 - p))", "return np.cosh(z"],
    "temperature_slope": [
        "return None",
        "p = np.exp(z / T)\n    p = p / p.sum(axis=1, keepdims=True)\n    return -(p * z).sum(axis=1).mean() / T**2",
    ],
}


def submissions(course, number, seed):
    """Notebooks as a class hands them in: two answers in three are right, others wrong in a usual way or not tried."""
    draw = random.Random(seed)
    stubs, solved = (json.loads((course / kind / NAME / f"{NAME}.ipynb").read_text()) for kind in ("release", "source"))
    for _ in range(number):
        notebook = json.loads(json.dumps(stubs))
        for cell, right in zip(notebook["cells"], solved["cells"]):
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            fate = draw.random()
            if name in USUAL and fate < 0.65:
                cell["source"] = right["source"]
            elif name in USUAL and fate < 0.9:
                head = "".join(cell["source"]).split("    # YOUR")[0]
                cell["source"] = head + "    " + draw.choice(USUAL[name])
        yield json.dumps(notebook)


def hand_in(course, number, seed=1):
    """A folder of that many submissions in nbgrader's layout."""
    shutil.rmtree(course / "submitted", ignore_errors=True)
    for student, text in enumerate(submissions(course, number, seed)):
        folder = course / "submitted" / f"s{student:04}" / NAME
        folder.mkdir(parents=True)
        (folder / f"{NAME}.ipynb").write_text(text)


def measured(command, folder):
    """(seconds, CPU seconds of the whole family, its largest memory in MB) of a command."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    process = subprocess.Popen(command, cwd=folder, env=environment(), **pipes)
    family, peak = psutil.Process(process.pid), 0
    while process.poll() is None:
        peak = max(peak, memory(family))
        time.sleep(0.05)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{process.stderr.read()[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - begun, cpu, peak / 1e6


def environment():
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PYTHONPATH": str(ROOT), "PATH": path}


def memory(family):
    total = 0
    for process in (family, *children(family)):
        try:
            total += process.memory_info().rss
        except psutil.Error:
            pass
    return total


def children(family):
    try:
        return family.children(recursive=True)
    except psutil.Error:
        return []


def ours(course, jobs):
    out = course / "marks.csv"
    out.unlink(missing_ok=True)
    command = [sys.executable, "-m", "coursework", "grade", course / "submitted", "--course", course]
    command += ["--out", out, "--jobs", str(jobs)]
    return measured(command, ROOT)


def theirs(course):
    """nbgrader's autograde as it comes, its kernel on this machine without a sandbox."""
    shutil.rmtree(course / "autograded", ignore_errors=True)
    plain = (course / "nbgrader_config.py").read_text().split("class UseTheSandbox")[0]
    (course / "nbgrader_config.py").write_text(plain)
    return measured([Path(sys.executable).parent / "nbgrader", "autograde", NAME], course)


def row(name, number, jobs, seconds, cpu, peak):
    rate = 60 * number / cpu
    each = 1000 * cpu / number
    print(f"{name:<22}{number:>8}{jobs:>6}{seconds:>10.1f}{each:>12.1f}{rate:>18.0f}{peak:>10.0f}", flush=True)


def beside(course, number, jobs):
    """Both graders on the same notebooks; and on one notebook, which is nearly all start-up."""
    hand_in(course, 1)
    started = ours(course, jobs)[1], theirs(course)[1]
    hand_in(course, number)
    mine = ours(course, jobs)
    row("coursework grade", number, jobs, *mine)
    other = theirs(course)
    row("nbgrader autograde", number, 1, *other)
    more = (other[1] - started[1]) / (mine[1] - started[0])
    print(f"nbgrader uses {other[1] / mine[1]:.0f} times the CPU with start-up, {more:.0f} times for each further notebook")


def kinds(course):
    """What one submission of each hostile kind costs beyond an honest one, and beside it what it may."""
    solved = json.loads((course / "source" / NAME / f"{NAME}.ipynb").read_text())
    honest = of_one(course, solved)
    print(f"{'hostile kind':<28}{'seconds':>9}{'CPU s':>8}{'MB more':>9}")
    for kind in [*hostile.KINDS, "JSON bomb of 18 MB"]:
        notebook = hostile.JSON_BOMB if kind not in hostile.KINDS else with_answer(solved, kind)
        more = [max(0, each - usual) for each, usual in zip(of_one(course, notebook), honest)]
        print(f"{kind:<28}{more[0]:>9.1f}{more[1]:>8.1f}{more[2]:>9.0f}", flush=True)


def with_answer(solved, kind):
    """The solved notebook with a hostile first answer."""
    notebook = json.loads(json.dumps(solved))
    cell = next(cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("solution"))
    cell["source"] = hostile.answer("".join(cell["source"]).split("\n")[0] + "\n    # YOUR", kind)
    return notebook


def of_one(course, notebook):
    """Seconds, CPU seconds and memory of marking one notebook."""
    shutil.rmtree(course / "submitted", ignore_errors=True)
    folder = course / "submitted" / "one" / NAME
    folder.mkdir(parents=True)
    content = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
    (folder / f"{NAME}.ipynb").write_bytes(content)
    return ours(course, 1)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", type=int, default=50, help="submissions that nbgrader marks too (0: leave it out)")
    parser.add_argument("--many", type=int, nargs="*", default=[1000, 5000], help="further runs of this grader alone")
    parser.add_argument("--kinds", action=argparse.BooleanOptionalAction, default=True, help="what hostile ones cost")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder) / "course"
        measured([sys.executable, "-m", "coursework", "make", "--out", course], ROOT)
        print(f"{'grader':<22}{'number':>8}{'jobs':>6}{'seconds':>10}", end="")
        print(f"{'CPU ms each':>12}{'per core-minute':>18}{'peak MB':>10}")
        if options.beside:
            beside(course, options.beside, options.jobs)
        if options.kinds:
            kinds(course)
        for number in options.many:
            hand_in(course, number)
            row("coursework grade", number, options.jobs, *ours(course, options.jobs))


if __name__ == "__main__":
    main()
