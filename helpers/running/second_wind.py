"""Make room for an alarm that rings where a recursion has used up every level.

There the alarm's handler, a Python function, cannot be called: it fails with a RecursionError, which the recursion
swallows like all others, and the kernel would hang. A thread that sleeps until an alarm rings raises the limit, and
rings once more before the recursion can go on.
"""

import _thread
import contextlib
import os
import signal
import sys

ROOM = 50  # levels
_listening = {}  # process: its pipe; a copy of the process has no such thread


@contextlib.contextmanager
def at_each_alarm(is_due):
    """In the body, make room at each alarm of this process for which `is_due()` is true; the main thread only."""
    try:
        pipe = _listening.get(os.getpid()) or _listen()
    except (OSError, RuntimeError):  # no more files or threads
        yield
        return
    pipe["is_due"], before = is_due, signal.set_wakeup_fd(pipe["write"], warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        pipe["is_due"] = _never


def _never():
    return False


def _listen():
    read, write = os.pipe()
    os.set_blocking(write, False)
    pipe = _listening[os.getpid()] = {"write": write, "is_due": _never}
    _thread.start_new_thread(_wait, (read, pipe))
    return pipe


def _wait(read, pipe):
    while os.read(read, 1):
        if pipe["is_due"]():
            sys.setrecursionlimit(sys.getrecursionlimit() + ROOM)
            _thread.interrupt_main(signal.SIGALRM)
            os.read(read, 1)  # this alarm is written down as well
