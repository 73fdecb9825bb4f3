"""One writer at a time: a lock of the operating system, which a killed holder cannot keep."""

import contextlib
import os
import time

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None


class Busy(OSError):
    """Somebody else holds the lock for longer than one should wait."""


@contextlib.contextmanager
def locked(file, patience: float):
    """Hold the lock on `file` during the body; raise Busy after `patience` seconds.

    Where the file system knows no locks the body runs without one.
    """
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        held = _take(handle, time.monotonic() + patience)
        try:
            yield
        finally:
            _release(handle, held)
    finally:
        os.close(handle)


def _take(handle, end):
    while True:
        try:
            _try(handle)
            return True
        except (BlockingIOError, PermissionError):
            if time.monotonic() > end:
                raise Busy("another program is writing to it") from None
        except Exception:  # a file system without locks: a network's says OSError, a browser's an error of JavaScript
            return False
        time.sleep(0.001 + os.urandom(1)[0] / 50_000)  # not in step with others who wait


def _try(handle):
    if fcntl:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)


def _release(handle, held):
    with contextlib.suppress(OSError):
        if held and fcntl:
            fcntl.flock(handle, fcntl.LOCK_UN)  # said aloud: a forked child may share the handle
        elif held:
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
