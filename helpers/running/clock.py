"""Stop an answer that takes too long."""

import contextlib
import signal
import sys
import threading
from time import monotonic

from . import second_wind

AGAIN = 0.05


class Stopped(BaseException):
    """Raised inside an answer that takes too long; not an Exception, so that `except Exception` lets it by."""


def has_timer() -> bool:
    """Return whether a running answer can be stopped: Linux or macOS, in the main thread."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextlib.contextmanager
def timer(seconds: float, outermost):
    """Raise `Stopped` in the body after so many seconds, and again until it is out of the frames below `outermost`."""
    if not has_timer():
        yield
        return
    watch = _Watch(seconds, outermost)
    before = signal.signal(signal.SIGALRM, watch.ring)
    rest = signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-3), AGAIN)
    try:
        with second_wind.at_each_alarm(watch.is_due):
            yield
    finally:
        watch.on = False
        signal.setitimer(signal.ITIMER_REAL, *rest)
        signal.signal(signal.SIGALRM, before)
        watch.leave()


class _Watch:
    """Raises `Stopped` at the first alarm, and from the second on at every line until the body is left.

    Python takes a tracing function away when it raises. The profiling function, which never raises, puts it back at
    each call and return: so a recursion whose every level swallows what comes is left level by level, and in time.
    """

    def __init__(self, seconds, outermost):
        self.on, self.rings, self.end, self.outermost = True, 0, monotonic() + seconds, outermost
        self.before = sys.gettrace(), sys.getprofile(), sys.getrecursionlimit()

    def is_due(self):
        return self.on and monotonic() >= self.end

    def ring(self, signum, frame):
        if not self.is_due() or frame.f_code.co_filename == __file__:  # raised in a tracing function, it would end that
            return
        self.rings += 1
        if self.rings > 1:  # a bare `except:` swallowed the first: raise inside its handler too
            self._trace_from(frame)
            sys.setprofile(self.trace_again)
        raise Stopped

    def _trace_from(self, frame):
        sys.settrace(self.raise_on_line)
        while frame is not None and frame.f_code is not self.outermost:
            frame.f_trace, frame = self.raise_on_line, frame.f_back

    def raise_on_line(self, frame, event, arg):
        if self.on and event == "line":  # raising on "exception" would be swallowed like the first
            raise Stopped
        return self.raise_on_line

    def trace_again(self, frame, event, arg):
        runs_next = frame.f_back if event == "return" else frame
        if runs_next is None or runs_next.f_code is self.outermost:
            self.on = False
        if self.on:
            sys.settrace(self.raise_on_line)
            frame.f_trace = runs_next.f_trace = self.raise_on_line

    def leave(self):
        tracing, profiling, depth = self.before
        if self.rings:
            sys.settrace(tracing)
            sys.setprofile(profiling)
        sys.setrecursionlimit(depth)
