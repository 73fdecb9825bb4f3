"""The program that runs in the box: import NumPy once, run each submission in a fork, relay what it answers.

Started by coursework/box/process.py as process 1 of a sandbox. The fork that runs a student's code holds one
descriptor, the write end of a pipe; it can spell values on it and nothing else. Whether a value is right is decided
outside.
"""

import ctypes
import fcntl
import gc
import os
import select
import shutil
import signal
import sys
import time

BOXED = os.getpid() == 1 and "--boxed" in sys.argv
SCRATCH = os.getcwd()
FLOOD = 32 * 1024 * 1024
PIPE = 1024 * 1024
TICK = 10  # milliseconds: one look at the pipe for many messages, and none missed when the fork ends
NOT_DUMPABLE = (4, 0)


def receive(descriptor):
    """The next message from the grader; None when it has gone."""
    data, found = bytearray(), None
    while found is None:
        part = os.read(descriptor, 1 << 20)
        if not part:
            return None
        data += part
        found = wire.unframe(data)
    return found[:2]


def send(descriptor, header, blob=b""):
    rest = memoryview(wire.frame(header, blob))
    while rest:
        rest = rest[os.write(descriptor, rest):]


def attend(child, answers, steps, wall):
    """Collect a fork's answers until it ends, floods or sits on one step for longer than `wall` seconds."""
    data, position, begun, status = bytearray(), 0, 0, "died"
    watch, ended = select.poll(), os.pidfd_open(child)
    watch.register(ended, select.POLLIN)
    deadline = time.monotonic() + wall
    try:
        while True:
            over = watch.poll(TICK)
            if not drain(answers, data):
                return "flood", data[:FLOOD]
            while found := wire.unframe(data, position):
                header, _, position = found
                if header.get("done") is True:
                    status = "done"
                if type(header.get("begin")) is int and begun < steps:
                    begun, deadline = begun + 1, time.monotonic() + wall
            if over:
                return status, data
            if time.monotonic() > deadline:
                return "timeout", data
    except wire.BadValue:
        return "flood", data[:position]
    finally:
        os.close(ended)


def drain(answers, data):
    """Take what the pipe holds; False when it was far too much."""
    try:
        while part := os.read(answers, PIPE):
            data += part
            if len(data) > FLOOD:
                return False
    except BlockingIOError:
        pass
    return True


def clear(child):
    """Kill whatever the fork left running and empty the scratch folder; False if that cannot be done."""
    try:
        os.kill(-1 if BOXED else -child, signal.SIGKILL)
    except ProcessLookupError:
        pass
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        pass
    try:
        return empty(SCRATCH)
    except (OSError, RecursionError):
        return False


def empty(folder):
    """Delete all that lies in a folder; False if that takes over a second, and then this box has had its day."""
    begun = time.monotonic()
    for entry in list(os.scandir(folder)):
        shutil.rmtree(entry.path) if entry.is_dir(follow_symlinks=False) else os.unlink(entry.path)
        if time.monotonic() - begun > 1:
            return False
    return True


def run(request, loaded):
    """Run one submission's steps in a fork; the reply tells how it ended and holds the fork's own messages."""
    answers, theirs = os.pipe()
    os.set_blocking(answers, False)
    try:
        fcntl.fcntl(theirs, fcntl.F_SETPIPE_SZ, PIPE)
    except OSError:
        pass  # the machine's limit for pipes is used up: the default size does too
    begun = time.monotonic()
    child = os.fork()
    if not child:
        try:
            os.setpgid(0, 0)
            loaded.run(request["steps"], limits.confine(theirs, BOXED))
        finally:
            os._exit(0)
    os.close(theirs)
    try:
        status, data = attend(child, answers, len(request["steps"]), request["wall"])
    finally:
        os.close(answers)
    clean = clear(child)
    return {"status": status, "clean": clean, "seconds": round(time.monotonic() - begun, 4)}, data


def main():
    if BOXED:
        ctypes.CDLL(None).prctl(*NOT_DUMPABLE)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.environ["LOGITS_TO_LOSS_PROGRESS"] = "off"  # what is marked here is no try of a learner's
    requests, replies = os.dup(0), os.dup(1)
    silence = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(silence, descriptor)
    loaded = None
    while (message := receive(requests)) is not None:
        request, blob = message
        if request["op"] == "load":
            loaded = student_code.LoadedAssignment(request["prelude"], wire.decode(request["cases"], blob))
            gc.collect()
            gc.freeze()  # a fork then leaves these objects' pages alone
            gc.disable()
            send(replies, {"status": "ready", "skipped": loaded.skipped})
        else:
            header, data = run(request, loaded)
            send(replies, header, data)
            if not header["clean"]:
                return


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    if "--site" in sys.argv:
        sys.path.insert(1, sys.argv[sys.argv.index("--site") + 1])
    import limits
    import student_code
    import wire

    main()
