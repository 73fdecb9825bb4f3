"""Time helpers.numerics beside its rivals, in one process and interleaved, and print the ratios.

Every round times each contender once, in a rotating order; a ratio is the median over rounds of
ours / theirs, so that whatever slows the machine down for a while slows both.
"""

import argparse
import gc
import json
import os
import platform
import sys
import time
import tracemalloc
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import scipy.special as sp
from sklearn.metrics import log_loss
from sklearn.utils.extmath import softmax as sklearn_softmax

from helpers import numerics as ours

SHAPES = ((7,), (32, 10), (1024, 10), (1024, 1000), (64, 50257))
RIVALS = ("floor", "naive", "scipy", "sklearn", "torch")
RESULT = Path(__file__).parents[1] / "build" / "bench.json"


def naive_softmax(z, axis):
    e = np.exp(z)
    return e / e.sum(axis=axis, keepdims=True)


def naive_sigmoid(z):
    return 1 / (1 + np.exp(-z))


def naive_bce(z, y):
    s = naive_sigmoid(z)
    return -(y * np.log(s) + (1 - y) * np.log(1 - s)).mean()


def scipy_bce(z, y):
    return -(y * sp.log_expit(z) + (1 - y) * sp.log_expit(-z)).mean()


def pick(log_p, y, axis):
    """Return the mean of -log_p at the labels, one along each row of the class axis."""
    rows = log_p if axis == -1 else log_p.T
    return -(rows[y] if rows.ndim == 1 else rows[np.arange(len(rows)), y]).mean()


def contenders(name, z, y, axis):
    """Return {contender: call without arguments} for one function, one array and one axis."""
    rows = z if axis == -1 else z.T
    two_d = z.ndim == 2 and axis == -1
    scratch = np.empty_like(z)
    calls = {
        "softmax": {
            "ours": lambda: ours.softmax(z, axis=axis),
            "naive": lambda: naive_softmax(z, axis),
            "scipy": lambda: sp.softmax(z, axis=axis),
            "sklearn": two_d and (lambda: sklearn_softmax(z)),
            "torch": lambda torch, t: torch.softmax(t, axis),
        },
        "log_softmax": {
            "ours": lambda: ours.log_softmax(z, axis=axis),
            "naive": lambda: np.log(naive_softmax(z, axis)),
            "scipy": lambda: sp.log_softmax(z, axis=axis),
            "torch": lambda torch, t: torch.log_softmax(t, axis),
        },
        "cross_entropy_with_logits": {
            "ours": lambda: ours.cross_entropy_with_logits(rows, y),
            "naive": lambda: pick(np.log(naive_softmax(z, axis)), y, axis),
            "scipy": lambda: pick(sp.log_softmax(z, axis=axis), y, axis),
            "sklearn": two_d
            and z.shape[1] <= 1000
            and (lambda: log_loss(y, sklearn_softmax(z), labels=np.arange(z.shape[1]))),
            "torch": lambda torch, t: torch.nn.functional.cross_entropy(
                t if axis == -1 else t.T, torch.from_numpy(y)
            ),
        },
        "sigmoid": {
            "ours": lambda: ours.sigmoid(z),
            "naive": lambda: naive_sigmoid(z),
            "scipy": lambda: sp.expit(z),
            "torch": lambda torch, t: torch.sigmoid(t),
        },
        "binary_cross_entropy_with_logits": {
            "ours": lambda: ours.binary_cross_entropy_with_logits(z, y),
            "naive": lambda: naive_bce(z, y),
            "scipy": lambda: scipy_bce(z, y),
            "sklearn": lambda: log_loss(y.ravel(), sp.expit(z).ravel(), labels=[0, 1]),
            "torch": lambda torch, t: torch.nn.functional.binary_cross_entropy_with_logits(
                t, torch.from_numpy(y)
            ),
        },
    }[name]
    torch_call = calls.pop("torch")
    if torch := torch_on_one_thread():
        calls["torch"] = lambda t=torch.from_numpy(z): torch_call(torch, t)
    calls["floor"] = lambda: np.exp(z, out=scratch)
    return {rival: call for rival, call in calls.items() if call}


def torch_on_one_thread():
    """Return PyTorch where it is installed, else None."""
    try:
        import torch
    except ImportError:
        return None
    torch.set_num_threads(1)
    return torch


def cases():
    """Yield (function, shape, dtype, axis) for the whole table."""
    for name in ("softmax", "log_softmax", "cross_entropy_with_logits"):
        for axis in (-1, 0):
            for dtype in ("float32", "float64"):
                yield from ((name, s, dtype, axis) for s in SHAPES if axis == -1 or len(s) == 2)
    for name in ("sigmoid", "binary_cross_entropy_with_logits"):
        for dtype in ("float32", "float64"):
            yield from ((name, s, dtype, -1) for s in SHAPES)


def inputs(name, shape, dtype, axis):
    """Return logits, and targets that suit the function."""
    rng = np.random.default_rng(0)
    z = (3 * rng.normal(size=shape)).astype(dtype)
    if name == "binary_cross_entropy_with_logits":
        return z, rng.integers(0, 2, shape).astype(dtype)
    rows = shape if axis == -1 else shape[::-1]
    return z, rng.integers(0, rows[-1], rows[:-1])


def seconds(call, number):
    start = time.process_time()
    for _ in range(number):
        call()
    return (time.process_time() - start) / number


def paired_times(calls, budget):
    """Return {contender: times}, one a round, in as many rounds as the budget (seconds) allows."""
    number = {k: max(1, round(2e-4 / seconds(call, 2))) for k, call in calls.items()}
    once = sum(number[k] * seconds(call, number[k]) for k, call in calls.items())
    order, times = list(calls), {k: [] for k in calls}
    for _ in range(int(np.clip(budget / once, 7, 101))):
        order = order[1:] + order[:1]
        for k in order:
            times[k].append(seconds(calls[k], number[k]))
    return times


def peak_ratio(call, z):
    """Return the peak memory of a call beyond its input, in units of the input."""
    tracemalloc.start()
    call()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / z.nbytes


def measure(name, shape, dtype, axis, budget):
    """Return one line of the table."""
    z, y = inputs(name, shape, dtype, axis)
    calls = contenders(name, z, y, axis)
    times = paired_times(calls, budget)
    mine = np.array(times["ours"])
    line = {"function": name, "shape": shape, "dtype": dtype, "axis": axis, "rounds": len(mine)}
    line |= {"microseconds": float(np.median(mine)) * 1e6, "peak": peak_ratio(calls["ours"], z)}
    return line | {k: float(np.median(mine / np.array(times[k]))) for k in RIVALS if k in times}


def show(line):
    cells = "".join(f"{line[k]:9.2f}" if k in line else f"{'-':>9}" for k in RIVALS)
    shape = "x".join(map(str, line["shape"]))
    head = f"{line['function']:33}{shape:>10} {line['dtype']} {line['axis']:>4}"
    print(f"{head}{line['microseconds']:11.1f}{cells}{line['peak']:7.2f}", flush=True)


def save(lines):
    """Write the table aside and rename it, so that nobody reads half a file."""
    facts = {"python": platform.python_version(), "machine": platform.machine()}
    facts |= {p: version(p) for p in ("numpy", "scipy", "scikit-learn")}
    RESULT.parent.mkdir(exist_ok=True)
    aside = RESULT.with_suffix(f".{os.getpid()}.tmp")
    aside.write_text(json.dumps({"versions": facts, "ratios": lines}, indent=1) + "\n")
    aside.replace(RESULT)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=1.0, help="time for each line")
    parser.add_argument("--only", default="", help="a part of the function's name")
    options = parser.parse_args()
    print(f"{'ours / theirs; below 1 = ours is faster':33}{'':>22}{'us':>10}", end="")
    print("".join(f"{k:>9}" for k in RIVALS) + "   peak")
    todo, lines = [c for c in cases() if options.only in c[0]], []
    warnings.simplefilter("ignore")
    gc.disable()
    for i, case in enumerate(todo, 1):
        print(f"\r{i}/{len(todo)} {case[0]} {case[1]}\033[K\r", end="", file=sys.stderr)
        lines.append(measure(*case, options.seconds))
        show(lines[-1])
        gc.collect()
    save(lines)


if __name__ == "__main__":
    main()
