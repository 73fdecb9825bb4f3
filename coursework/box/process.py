"""The box as a process: start it, send it steps, receive what an answer returned, start it anew when it broke."""

import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from coursework.box import system_calls
from coursework.box.inside import wire
from coursework.box.sandbox import HELP, HELPERS, INSIDE, NoBox, command

START = 60
BUDGET, PATIENCE, TRIES = 30, 2, 3
LARGEST_REPLY = 64 * 1024 * 1024
WARNING = (
    "WARNING: --no-sandbox: students' code runs with your rights on this machine. It can read, change and delete "
    "your files and everybody's marks. Use it only for code that you have read."
)


class BoxBroke(Exception):
    """The box ended or did not answer in time; a new one is needed."""


class Box:
    """One running box; `load` gives it an assignment, `run` a submission's steps."""

    def __init__(self, package=HELPERS, sandbox=True):
        self.package, self.sandbox, self.has_served = package, sandbox, False
        self.process = self.assignment = self.scratch = None

    def load(self, prelude, cases):
        """Start the box with an assignment's trusted cells and hidden inputs; returns which cells could not run."""
        blob = bytearray()
        tree = wire.encode(cases, blob)
        rules = system_calls.program(answer=True).hex() if self.sandbox else ""
        self.assignment = wire.frame({"op": "load", "prelude": prelude, "cases": tree, "rules": rules}, blob)
        return self._start()

    def run(self, steps, seconds, patience=PATIENCE):
        """Run steps in a fresh fork; (how it ended, the fork's messages). A box that broke or was changed is renewed.

        A step may compute for `seconds` and all of them for BUDGET; on the clock, `patience` times as long.
        """
        if self.process is None:
            self._start()
        limits = [[each, patience * each] for each in (seconds, BUDGET)]
        try:
            self._send(wire.frame({"op": "run", "steps": steps, "limits": limits}))
            header, blob = self._receive(patience * BUDGET + 10)
        except (BoxBroke, OSError, wire.BadValue) as error:
            self.close()
            return {"status": "broke", "seconds": 0, "computed": 0, "why": str(error)}, b""
        if not header.get("clean"):
            self.close()
        return header, blob

    def close(self):
        """End the box and all that runs in it."""
        if self.process:
            self.process.stdin.close()
            try:
                self.process.wait(0.5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            for pipe in (self.process.stdout, self.process.stderr):
                pipe.close()
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)
        self.process = self.scratch = None

    def _start(self):
        """Start a box; one that served before is given some tries, for the machine may be short of something now."""
        for rest in reversed(range(TRIES if self.has_served else 1)):
            try:
                skipped = self._start_once()
                self.has_served = True
                return skipped
            except NoBox:
                if not rest:
                    raise
                time.sleep(1)

    def _start_once(self):
        self.close()
        try:
            self.process = self._spawn()
            self._send(self.assignment)
            return self._receive(START)[0]["skipped"]
        except (BoxBroke, OSError) as error:
            why = self.process.stderr.read(2000).decode(errors="replace").strip() if self.process else ""
            self.close()
            raise NoBox(f"the box does not start: {why or error}. {HELP}") from None

    def _spawn(self):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "bufsize": 0}
        return self._boxed(pipes) if self.sandbox else self._unboxed(pipes)

    def _boxed(self, pipes):
        descriptor = os.memfd_create("rules", 0)
        try:
            os.write(descriptor, system_calls.program())
            os.lseek(descriptor, 0, os.SEEK_SET)
            return subprocess.Popen(command(self.package, descriptor), env={}, pass_fds=[descriptor], **pipes)
        finally:
            os.close(descriptor)

    def _unboxed(self, pipes):
        self.scratch = tempfile.mkdtemp(prefix="coursework-")
        site = f"{self.package.parent}{os.pathsep}{Path(np.__file__).parent.parent}"
        line = [sys.executable, "-B", str(INSIDE / "program.py"), "--site", site]
        return subprocess.Popen(line, cwd=self.scratch, start_new_session=True, **pipes)

    def _send(self, message):
        self.process.stdin.write(message) if len(message) < 65536 else self._send_long(memoryview(message))

    def _send_long(self, rest):
        while rest:
            rest = rest[self.process.stdin.write(rest):]

    def _receive(self, seconds):
        data, deadline, pipe = bytearray(), time.monotonic() + seconds, self.process.stdout
        while not (found := wire.unframe(data, largest=LARGEST_REPLY)):
            if not select.select([pipe], [], [], max(0, deadline - time.monotonic()))[0]:
                raise BoxBroke(f"no answer in {seconds:.0f} s")
            part = os.read(pipe.fileno(), 1 << 20)
            if not part:
                raise BoxBroke("the box ended")
            data += part
        return found[:2]


def require():
    """Raise NoBox, with what to do, unless a sandbox can be made here; costs some hundredths of a second."""
    system_calls.program()
    line = command(HELPERS, None)
    line = [*line[: line.index("-I")], "-I", "-S", "-c", ""]
    tried = subprocess.run(line, env={}, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if tried.returncode:
        raise NoBox(f"the sandbox does not start: {tried.stderr.strip()}. {HELP}")
