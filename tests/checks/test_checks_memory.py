"""A check lets an answer have 2 GiB and no more, and puts the limit back."""

import sys

import numpy as np
import pytest

from helpers.checks import check
from helpers.running import guards

GIB = 1 << 30
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is there on Linux only")


def asking_for(size):
    """Softmax that asks for so many bytes first; they are never touched, so no memory is used even without a limit."""
    def softmax(z):
        np.empty(size, dtype=np.uint8)
        e = np.exp(z)
        return e / e.sum(axis=-1, keepdims=True)

    return softmax


def limits():
    return guards.resource.getrlimit(guards.resource.RLIMIT_AS)


@pytest.mark.parametrize("size", [3 * GIB, 6 * GIB])
def test_an_answer_that_asks_for_far_more_is_told_so(size):
    before = limits()
    report = check("softmax", asking_for(size))
    assert report.outcome.error.endswith("MemoryError") and "more memory than the task needs" in report.then
    assert not report.passed and limits() == before


def test_an_answer_that_asks_for_less_is_right():
    assert check("softmax", asking_for(GIB)).passed


def test_the_limit_is_in_force_while_an_answer_runs_and_gone_afterwards():
    before, seen = limits(), []

    def softmax(z):
        seen.append(limits()[0])
        return z

    check("softmax", softmax)
    assert limits() == before
    assert seen and all(0 < limit < 64 * GIB and limit != before[0] for limit in seen)


def test_a_hoard_ends_as_a_memory_error_too():
    def softmax(z):
        hoard = []
        while len(hoard) < 64:
            hoard.append(np.empty(GIB // 8, dtype=np.uint8))
        return z

    assert check("softmax", softmax).outcome.error.endswith("MemoryError")
