"""The program that runs in the box: import NumPy once, run each submission in a fork, relay what it answers.

Started by coursework/box/process.py as process 1 of a sandbox. The fork that runs a student's code holds one
descriptor, the write end of a pipe; it can spell values on it and nothing else. Whether a value is right is decided
outside.
"""

import fcntl
import gc
import os
import resource
import signal
import sys
import time

BOXED = os.getpid() == 1 and "--boxed" in sys.argv
SCRATCH = os.getcwd()
PIPE = 1024 * 1024


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


def clear(child):
    """Kill whatever the fork left running."""
    try:
        os.kill(-1 if BOXED else -child, signal.SIGKILL)
    except ProcessLookupError:
        pass
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        pass


def state():
    """What the next student would feel of this one: limits, priority, processors, and the scratch folder.

    The folder's time of change tells of anything done in it or to it, and no program can set it.
    """
    limits = [resource.getrlimit(number) for name, number in vars(resource).items() if name.startswith("RLIMIT_")]
    folder = os.stat(SCRATCH)
    turn = os.getpriority(os.PRIO_PROCESS, 0), os.sched_getscheduler(0), os.sched_getparam(0).sched_priority
    return limits, turn, os.sched_getaffinity(0), (folder.st_mode, folder.st_ctime_ns)


def computed():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(request, loaded):
    """Run one submission's steps in a fork; the reply tells how it ended and holds the fork's own messages."""
    answers, theirs = os.pipe()
    os.set_blocking(answers, False)
    try:
        fcntl.fcntl(theirs, fcntl.F_SETPIPE_SZ, PIPE)
    except OSError:
        pass  # the machine's limit for pipes is used up: the default size does too
    begun, before, child = time.monotonic(), computed(), os.fork()
    if not child:
        try:
            os.setpgid(0, 0)
            loaded.run(request["steps"], limits.confine(theirs, BOXED, loaded.rules))
        finally:
            os._exit(0)
    os.close(theirs)
    try:
        status, data = watch.attend(child, answers, loaded.messages(request["steps"]), request["limits"])
    finally:
        os.close(answers)
        clear(child)
    times = {"seconds": round(time.monotonic() - begun, 4), "computed": round(computed() - before, 4)}
    return {"status": status, **times}, data


def main():
    if BOXED:
        limits.hide()
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
            cases = wire.decode(request["cases"], blob)
            loaded = student_code.LoadedAssignment(request["prelude"], cases, bytes.fromhex(request["rules"]))
            gc.collect()
            gc.freeze()  # a fork then leaves these objects' pages alone
            gc.disable()
            untouched = state()
            send(replies, {"status": "ready", "skipped": loaded.skipped})
        else:
            header, data = run(request, loaded)
            header["clean"] = state() == untouched
            send(replies, header, data)
            if not header["clean"]:
                return


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    if "--site" in sys.argv:
        sys.path.insert(1, sys.argv[sys.argv.index("--site") + 1])
    import limits
    import student_code
    import watch
    import wire

    main()
