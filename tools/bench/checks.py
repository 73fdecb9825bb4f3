"""Time how long a check takes to answer, for the course's solution of each exercise and for a known mistake.

Where the package holds no solution, of a question and of what is marked, the slow specification answers.
The first check of an exercise also computes what is expected; the last column is the second kind,
where the mistake is looked up among all known ones. Prints milliseconds of wall-clock time.
"""

import argparse
import os
import statistics
import time

from helpers.checks import check, diagnosis, exercises

GOAL = 50


def milliseconds(name, answer, rounds):
    """Return the time of each of so many checks, and whether all passed."""
    times, passed = [], []
    for _ in range(rounds):
        start = time.perf_counter()
        passed.append(check(name, answer).passed)
        times.append(1e3 * (time.perf_counter() - start))
    return times, all(passed)


def main():
    """Print one row for each exercise; return 1 if a right answer's median is over the goal or does not pass."""
    os.environ["LOGITS_TO_LOSS_PROGRESS"] = "off"  # a bench is no learner
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    print(f"{'exercise':34}{'inputs':>7}{'first':>9}{'median':>9}{'most':>9}{'mistake, first':>17}{'then':>9}   ms")
    slow = []
    for name, exercise in exercises.items():
        times, passed = milliseconds(name, exercise.solution or exercise.spec, rounds)
        wrong, _ = milliseconds(name, exercise.mistakes[-1].wrong[-1], rounds)
        middle = statistics.median(times)
        row = f"{name:34}{len(exercise.probes):7}{times[0]:9.1f}{middle:9.1f}{max(times[1:]):9.1f}"
        print(f"{row}{wrong[0]:17.1f}{statistics.median(wrong[1:]):9.1f}")
        slow += [name] if middle > GOAL or not passed else []
    print(f"goal: a right answer in under {GOAL} ms (a check gives up after {diagnosis.SECONDS:g} s); "
          f"over it: {', '.join(slow) or 'none'}")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
