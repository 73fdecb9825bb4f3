"""Thousands of submissions, some of them hostile, marked by a grader that is killed on the way: is anything lost?"""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from coursework.marking import marks_file
from tools.bench import hostile
from tools.bench.grading import NAME, ROOT, environment, measured, memory, submissions


def hand_in(folder, notebooks):
    """Write notebooks, by student, in nbgrader's layout."""
    for student, notebook in notebooks.items():
        place = folder / student / NAME
        place.mkdir(parents=True)
        (place / f"{NAME}.ipynb").write_text(json.dumps(notebook))


def functions(notebook):
    """The cells that hold answers in code, by problem."""
    facts = [(cell["metadata"].get("nbgrader", {}), cell) for cell in notebook["cells"]]
    return {each["grade_id"]: cell for each, cell in facts if each.get("solution") and text(cell).startswith("def ")}


def text(cell):
    return "".join(cell["source"])


def attack(notebook, draw):
    """Put a hostile answer into a notebook; returns its problem."""
    problem, cell = draw.choice(sorted(functions(notebook).items()))
    head = text(cell).split("\n", 1)[0]
    cell["source"] = hostile.answer(f"{head}\n    # YOUR", draw.choice(sorted(hostile.KINDS)))
    return problem


def deserved(course, notebooks):
    """The points of each (problem, text) among these notebooks, all honest: each text is marked once, in peace."""
    texts = {}
    for notebook in notebooks:
        for problem, cell in functions(notebook).items():
            texts.setdefault(problem, {})[text(cell)] = None
    some, rows = json.loads(json.dumps(notebooks[0])), {}
    for number in range(max(map(len, texts.values()))):
        for problem, cell in functions(some).items():
            cell["source"] = list(texts[problem])[number % len(texts[problem])]
        rows[f"q{number}"] = json.loads(json.dumps(some))
    hand_in(course / "quiet", rows)
    measured(command(course, "quiet", 1), ROOT)
    points = points_of(course / "quiet.csv")
    return {(problem, text(cell)): points[student, problem] for student, each in rows.items()
            for problem, cell in functions(each).items()}


def command(course, folder, jobs):
    line = [sys.executable, "-m", "coursework", "grade", course / folder, "--assignment", NAME, "--course", course]
    return [*map(str, line), "--out", str(course / f"{folder}.csv"), "--jobs", str(jobs)]


def points_of(path):
    return {(row["student"], row["problem"]): row["points"] for row in marks_file.read(path)}


def killed_run(line, out, goals):
    """Start the grader, kill it at each of the goals (rows of marks), start it again; (seconds, peak MB) of each run."""
    for goal in [*goals, None]:
        begun, peak = time.monotonic(), 0
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(line, cwd=ROOT, env=environment(), **quiet)
        family = psutil.Process(process.pid)
        while process.poll() is None:
            peak = max(peak, memory(family))
            if goal and out.exists() and out.read_bytes().count(b"\n") > goal:
                process.send_signal(signal.SIGKILL)
                process.wait()
            time.sleep(0.2)
        yield time.monotonic() - begun, peak / 1e6


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=5000)
    parser.add_argument("--hostile", type=float, default=0.02, help="the share of hostile submissions")
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder) / "course"
        measured([sys.executable, "-m", "coursework", "make", "--out", course], ROOT)
        report(course, options)


def report(course, options):
    """Hand in, mark with kills on the way, and compare each mark with what its answer deserves."""
    draw, attacked = random.Random(2), {}
    notebooks = {f"s{n:05}": json.loads(each) for n, each in enumerate(submissions(course, options.number, seed=2))}
    points = deserved(course, list(notebooks.values()))
    for student in draw.sample(sorted(notebooks), round(options.hostile * options.number)):
        attacked[student] = attack(notebooks[student], draw)
    hand_in(course / "many", notebooks)
    out, rows = course / "many.csv", 8 * options.number
    goals = [rows * (kill + 1) // (options.kills + 1) for kill in range(options.kills)]
    for number, (seconds, peak) in enumerate(killed_run(command(course, "many", options.jobs), out, goals), 1):
        students = len(points_of(out)) // 8
        print(f"run {number}: {seconds:6.1f} s, peak {peak:.0f} MB, {students} students marked", flush=True)
    tell(notebooks, attacked, points, points_of(out), marks_file.read(out))


def tell(notebooks, attacked, points, got, rows):
    """Say what was lost, what was earned undeservedly, and what was not marked."""
    wanted = {(student, problem): "0" if attacked.get(student) == problem else points[problem, text(cell)]
              for student, notebook in notebooks.items() for problem, cell in functions(notebook).items()}
    unmarked = [key for key in wanted if got.get(key) == ""]
    lost = [key for key in wanted if key not in got or got[key] and float(got[key]) < float(wanted[key])]
    undeserved = [key for key in wanted if got.get(key) and float(got[key]) > float(wanted[key])]
    counts = f"{len(lost)} marks lost, {len(undeserved)} undeserved, {len(unmarked)} not marked"
    print(f"{len(notebooks)} submissions, {len(attacked)} hostile: {counts}, {len(rows) - len(got)} rows twice")
    for key in (lost + undeserved + unmarked)[:20]:
        print("  ", *key, "wanted", wanted[key], "got", got.get(key))


if __name__ == "__main__":
    main()
