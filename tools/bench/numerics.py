"""Time helpers.numerics beside its rivals, in one process and interleaved, and print the ratios.

Every round times each contender once, in a shuffled order: whoever always followed the same
neighbour would find the caches always warm or always cold. A ratio is the median over rounds of
ours / theirs of processor time, so that neither other programs nor a slow spell favour one.
"""

import argparse
import ctypes
import gc
import json
import os
import sys
import time
import tracemalloc
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np

from tools.bench.passes import numpys_passes
from tools.bench.rivals import contenders, jax_contender, torch_contender

SHAPES = ((7,), (32, 10), (1024, 10), (1024, 1000), (64, 50257))
GOALS = ("softmax", "log_softmax", "cross_entropy_with_logits")
RIVALS = ("floor", "naive", "scipy", "sklearn", "torch", "jax")
RESULT = Path(__file__).resolve().parents[2] / "build" / "bench.json"


def cases():
    """Yield (function, shape, dtype, axis) for the whole table."""
    for name in GOALS:
        for axis in (-1, 0):
            for dtype in ("float32", "float64"):
                yield from ((name, s, dtype, axis) for s in SHAPES if axis == -1 or len(s) == 2)
    for name in ("cross_entropy_with_logits_grad", "sigmoid", "binary_cross_entropy_with_logits"):
        for dtype in ("float32", "float64"):
            yield from ((name, s, dtype, -1) for s in SHAPES)


def inputs(name, shape, dtype, axis):
    """Return logits, and targets that suit the function."""
    rng = np.random.default_rng(0)
    z = (3 * rng.normal(size=shape)).astype(dtype)
    if name == "binary_cross_entropy_with_logits":
        return z, rng.integers(0, 2, shape).astype(dtype)
    classes, samples = (shape[-1], shape[:-1]) if axis == -1 else (shape[0], shape[1:])
    return z, rng.integers(0, classes, samples)


def seconds(call, number=1):
    start = time.process_time()
    for _ in range(number):
        call()
    return (time.process_time() - start) / number


def paired_times(calls, budget):
    """Return {contender: times}, one a round, in as many rounds as the budget (seconds) allows."""
    number = {k: max(1, round(2e-4 / seconds(call, 2))) for k, call in calls.items()}
    once = sum(number[k] * seconds(call, number[k]) for k, call in calls.items())
    order, times, rng = list(calls), {k: [] for k in calls}, np.random.default_rng(0)
    for _ in range(int(np.clip(budget / once, 25, 1001))):
        rng.shuffle(order)
        for k in order:
            times[k].append(seconds(calls[k], number[k]))
    return times


def peak(call):
    """Return the peak memory of a call in bytes."""
    tracemalloc.start()
    call()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def measure(name, shape, dtype, axis, budget):
    """Return one line of the table."""
    z, y = inputs(name, shape, dtype, axis)
    scratch = np.empty_like(z)
    calls = {"floor": lambda: np.exp(z, out=scratch), "torch": torch_contender(name, z, y, axis)}
    calls["jax"] = jax_contender(name, z, y, axis)
    calls = {k: f for k, f in (calls | contenders(name, z, y, axis)).items() if f}
    times = paired_times(calls, budget)
    mine = np.array(times["ours"])
    line = {"function": name, "shape": shape, "dtype": dtype, "axis": axis, "rounds": len(mine)}
    line |= {"microseconds": float(np.median(mine)) * 1e6, "peak": peak(calls["ours"]) / z.nbytes}
    return line | {k: float(np.median(mine / np.array(times[k]))) for k in RIVALS if k in times}


def show(line):
    cells = "".join(f"{line[k]:9.2f}" if k in line else f"{'-':>9}" for k in RIVALS)
    head = f"{line['function']:33}{'x'.join(map(str, line['shape'])):>10} {line['dtype']}"
    times = f"{line['axis']:>5}{line['microseconds']:11.1f}{cells}"
    print(f"{head}{times}{line['peak']:7.2f}", flush=True)


def judge(lines):
    """Say how many lines of softmax, log_softmax and cross-entropy reach their goals."""
    last = [x for x in lines if x["axis"] == -1 and x["function"] in GOALS]
    columns = [x for x in lines if x["axis"] == 0]
    sigmoid = [x for x in lines if x["function"] == "sigmoid" and np.prod(x["shape"]) >= 1024 * 10]
    softmax = [x for x in lines if x["function"] == "softmax" and np.prod(x["shape"]) >= 1024 * 1000]
    large = [x for x in last if np.prod(x["shape"]) >= 1024 * 1000]
    for goal, key, limit, of in (
        ("1.0 x scipy on the last axis", "scipy", 1, last),
        ("1.1 x scipy on axis 0", "scipy", 1.1, columns),
        ("1.0 x scipy for sigmoid from 1024x10 up", "scipy", 1, sigmoid),
        ("3 x floor for sigmoid from 1024x10 up", "floor", 3, sigmoid),
        ("3 x floor from 1024x1000 up", "floor", 3, large),
        ("2 x the input's memory there", "peak", 2, large),
    ):
        print(f"at most {goal}: {sum(x[key] <= limit for x in of)} of {len(of)}")
    beside = [x for x in softmax if "torch" in x]
    if beside:
        print(f"at most 1.3 x torch for large softmax: {sum(x['torch'] <= 1.3 for x in beside)} of {len(beside)}")


def show_passes(budget):
    """Print how long NumPy's own passes take beside what softmax and sigmoid are to be near.

    What they add up to is the least that any arrangement of them takes, before a line of Python.
    """
    for name, beside, shapes in (("softmax", "torch", SHAPES[-2:]), ("sigmoid", "floor", SHAPES[-3:])):
        print(f"the passes of {name} alone, and ours, x {beside}")
        for dtype in ("float32", "float64"):
            for shape in shapes:
                show_sum(name, beside, shape, dtype, budget)


def show_sum(name, beside, shape, dtype, budget):
    """Print one line of passes and their sum, if what they are beside is installed."""
    z, y = inputs(name, shape, dtype, -1)
    scratch = np.empty_like(z)
    whole = {"floor": lambda: np.exp(z, out=scratch), "torch": torch_contender(name, z, y, -1)}[beside]
    if whole is None:
        return
    calls = numpys_passes(name, z)
    with np.errstate():  # which restores the buffer
        np.setbufsize(1024)
        times = paired_times({"whole": whole, "ours": contenders(name, z, y, -1)["ours"]} | calls, budget)
    ratio = {k: np.median(np.array(t) / times["whole"]) for k, t in times.items()}
    listed = " + ".join(f"{k} {ratio[k]:.2f}" for k in calls)
    total = sum(ratio[k] for k in calls)
    print(f"{'x'.join(map(str, shape)):>10} {dtype}: {listed} = {total:.2f}; ours {ratio['ours']:.2f}", flush=True)


def save(lines):
    """Write the table aside and rename it, so that nobody reads half a file."""
    facts = {p: version(p) for p in ("numpy", "scipy", "scikit-learn")}
    RESULT.parent.mkdir(exist_ok=True)
    aside = RESULT.with_suffix(f".{os.getpid()}.tmp")
    aside.write_text(json.dumps({"versions": facts, "ratios": lines}, indent=1) + "\n")
    aside.replace(RESULT)


def keep_freed_memory():
    """Have glibc's malloc keep what is freed, for every contender alike; no change elsewhere.

    A result of 26 MB is handed back to the system or not depending on what ran before. Its page
    faults then count as arithmetic, though not for the floor, which writes to memory it has.
    """
    malloc = ctypes.CDLL(None) if sys.platform == "linux" else None
    if hasattr(malloc, "mallopt"):
        trim_threshold, mmap_threshold, gigabyte = -1, -3, 2**30
        malloc.mallopt(mmap_threshold, gigabyte)
        malloc.mallopt(trim_threshold, gigabyte)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=1.0, help="time for each line")
    parser.add_argument("--page-faults", action="store_true", help="leave malloc as it is")
    args = parser.parse_args()
    if not args.page_faults:
        keep_freed_memory()
    budget = args.seconds
    heads = "".join(f"{k:>9}" for k in RIVALS)
    print(f"{'ours / theirs: below 1, ours is faster':55}{'us':>10}{heads}   peak")
    todo, lines = list(cases()), []
    warnings.simplefilter("ignore")
    gc.disable()
    for i, case in enumerate(todo, 1):
        if sys.stderr.isatty():
            print(f"\r{i}/{len(todo)} {case[0]} {case[1]}\033[K\r", end="", file=sys.stderr)
        lines.append(measure(*case, budget))
        show(lines[-1])
        gc.collect()
    judge(lines)
    show_passes(budget)
    save(lines)


if __name__ == "__main__":
    main()
