"""Watch a fork that runs a student's code: collect its answers, and stop it when it floods or goes on for too long."""

import os
import select
import signal
import time

import wire

FLOOD = 8 * 1024 * 1024
TICK = 10  # milliseconds: one look at the pipe for many messages, and none missed when the fork ends
OF_THE_BOX = 64  # bytes: longer headers are for the grader, and not read here
STILL = 0.02  # the share of the time that even the last of fifty waiting programs would have computed
PROCESS_CLOCK = 2  # in the kernel's numbers of clocks, this and a process: what it has computed


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
                return "killed" if was_killed(child) else status, data
            if step.is_over() or whole.is_over():
                return "still" if step.sat_still() else "timeout", data
    except wire.BadValue:
        return "flood", data[:position]
    finally:
        os.close(ended)


def was_killed(child):
    """Was a fork that ended killed, as the system does that runs short of memory?"""
    end = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    return end.si_code != os.CLD_EXITED and end.si_status == signal.SIGKILL


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
        while part := os.read(answers, 1 << 20):
            data += part
            if len(data) > FLOOD:
                return False
    except BlockingIOError:
        pass
    return True
