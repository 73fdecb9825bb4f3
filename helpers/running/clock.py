"""Stop an answer that takes too long."""

import contextlib
import signal
import sys
import threading

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
    state, tracing = {"on": True, "rings": 0}, sys.gettrace()

    def raise_on_line(frame, event, arg):
        if state["on"] and event == "line":  # raising on "exception" would be swallowed like the first
            raise Stopped
        return raise_on_line

    def ring(signum, frame):
        if not state["on"]:
            return
        state["rings"] += 1
        if state["rings"] > 1:  # a bare `except:` swallowed the first: raise inside its handler too
            _trace(frame, outermost, raise_on_line)
        raise Stopped

    before = signal.signal(signal.SIGALRM, ring)
    rest = signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-3), AGAIN)
    try:
        yield
    finally:
        state["on"] = False
        signal.setitimer(signal.ITIMER_REAL, *rest)
        signal.signal(signal.SIGALRM, before)
        if state["rings"] > 1:
            sys.settrace(tracing)


def _trace(frame, outermost, function):
    sys.settrace(function)
    while frame is not None and frame.f_code is not outermost:
        frame.f_trace, frame = function, frame.f_back
