"""The program that runs in the box: import NumPy once, run each submission in a fork, relay what it answers.

Started by coursework/box/process.py as process 1 of a sandbox. The fork that runs a student's code holds one
descriptor, the write end of a pipe; it can spell values on it and nothing else. Whether a value is right is decided
outside.
"""

import fcntl
import gc
import os
import resource
import select
import signal
import sys
import time

BOXED = os.getpid() == 1 and "--boxed" in sys.argv
SCRATCH = os.getcwd()
FLOOD = 8 * 1024 * 1024
PIPE = 1024 * 1024
TICK = 10  # milliseconds: one look at the pipe for many messages, and none missed when the fork ends
OF_THE_BOX = 64  # bytes: longer headers are for the grader, and not read here
STILL = 0.02  # the share of the time that even the last of fifty waiting programs would have computed
PROCESS_CLOCK = 2  # in the kernel's numbers of clocks, this and a process: what it has computed


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


def attend(child, answers, most, limits):
    """Collect a fork's answers until it ends, floods or stays at something for too long: (how it ended, the answers).

    `most` are the messages that it may send; `limits` the seconds that it may compute and stay, at a step and in all.
    """
    data, position, count, status = bytearray(), 0, 0, "died"
    step, whole = (Allowance(child, *seconds) for seconds in limits)
    watch, ended = select.poll(), os.pidfd_open(child)
    watch.register(ended, select.POLLIN)
    try:
        while True:
            over = watch.poll(TICK)
            if not drain(answers, data):
                return "flood", data[:FLOOD]
            while found := wire.bounds(data, position):
                header, _, end = found
                word = wire.header(data[slice(*header)]) if header[1] - header[0] <= OF_THE_BOX else {}
                position, count = end, count + 1
                if count > most:
                    return "flood", data[:position]
                if word.get("done") is True:
                    status = "done"
                if type(word.get("begin")) is int:
                    step = Allowance(child, *limits[0])
            if over:
                return status, data
            if step.is_over() or whole.is_over():
                return "still" if step.sat_still() else "timeout", data
    except wire.BadValue:
        return "flood", data[:position]
    finally:
        os.close(ended)


class Allowance:
    """How long a fork may go on: what it computes decides, and a clock on the wall only stops it."""

    def __init__(self, child, compute, stay):
        self.clock, self.compute, self.stay = (~child << 3) | PROCESS_CLOCK, compute, stay
        self.begun, self.before = time.monotonic(), time.clock_gettime(self.clock)

    def spent(self):
        """The seconds that it computed and that it stayed."""
        return time.clock_gettime(self.clock) - self.before, time.monotonic() - self.begun

    def is_over(self):
        computed, stayed = self.spent()
        return computed > self.compute or stayed > self.stay

    def sat_still(self):
        """Did it wait rather than compute, which no other program on this machine makes it do?"""
        computed, stayed = self.spent()
        return computed < STILL * stayed


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
        status, data = attend(child, answers, loaded.messages(request["steps"]), request["limits"])
    finally:
        os.close(answers)
        clear(child)
    times = {"seconds": round(time.monotonic() - begun, 4), "computed": round(computed() - before, 4)}
    return {"status": status, **times}, data


def main():
    if BOXED:
        limits.hide()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
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
    import wire

    main()
