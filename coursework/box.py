"""The box: a sandboxed process, made with bubblewrap, that runs students' code and answers with values."""

import os
import select
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

import numpy as np

from coursework import syscalls, values

HERE = Path(__file__).resolve().parent
SCRATCH_BYTES = 16 * 1024 * 1024
NOBODY = "65534"
START = 60
HELP = (
    "The grader runs students' code only inside a sandbox made by bubblewrap 0.8 or later. Install it "
    "(Debian, Ubuntu: sudo apt-get install bubblewrap; Fedora: sudo dnf install bubblewrap; on Windows and macOS "
    "grade inside a Linux machine such as WSL 2), or pass --no-sandbox to run their code with your rights."
)
WARNING = (
    "WARNING: --no-sandbox: students' code runs with your rights on this machine. It can read, change and delete "
    "your files and everybody's marks. Use it only for code that you have read."
)


class NoBox(Exception):
    """There is no sandbox here; the message says why and what to do."""


class BoxBroke(Exception):
    """The box ended or did not answer in time; a new one is needed."""


def system_paths():
    """The read-only parts of this machine that Python and NumPy need, and nothing else of it."""
    paths = ["/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache", sys.base_prefix]
    return [Path(path) for path in paths if os.path.lexists(path)]


def site_paths(package):
    """Pairs (here, in the box): NumPy, and the modules of helpers that hold no check."""
    libraries = Path(np.__file__).parent
    pairs = [(libraries, "numpy")]
    bundled = libraries.parent / "numpy.libs"
    pairs += [(bundled, "numpy.libs")] if bundled.exists() else []
    for path in (*sorted(package.glob("*.py")), package / "data"):
        pairs += [(path, f"helpers/{path.name}")] if path.exists() else []
    return pairs


def folders(path):
    """The options that make the folders above a path; bubblewrap alone would close them to other users."""
    made = []
    for parent in reversed(Path(path).parents[:-1]):
        made += ["--perms", "0755", "--dir", str(parent)]
    return made


def view(site, program):
    """The file system that the box sees, as options of bwrap."""
    options = []
    for path in system_paths():
        options += folders(path)
        if path.is_symlink():
            options += ["--symlink", os.readlink(path), str(path)]
        else:
            options += ["--ro-bind", str(path), str(path)]
    for device in ("/dev/null", "/dev/urandom"):
        options += folders(device) + ["--dev-bind", device, device]
    for here, there in site:
        options += folders(f"/box/site/{there}") + ["--ro-bind", str(here), f"/box/site/{there}"]
    for name in program:
        options += folders(f"/box/{name}") + ["--ro-bind", str(program[name]), f"/box/{name}"]
    return options


def command(package, filter_descriptor):
    """The whole command line; started by root it first becomes nobody, whose process limit binds."""
    bwrap = shutil.which("bwrap")
    if not bwrap:
        raise NoBox(f"bubblewrap (bwrap) is not installed. {HELP}")
    program = {name: HERE / name for name in ("inside.py", "steps.py", "values.py")}
    site = site_paths(package)
    outer = []
    if os.getuid() == 0:
        outer = [bwrap, "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", *view(site, program)]
        outer += ["--ro-bind", "/usr/bin", "/usr/bin", "--proc", "/proc", "--perms", "1777", "--dir", "/tmp"]
        outer += ["--", "/usr/bin/setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--"]
        site = [(f"/box/site/{there}", there) for _, there in site]
        program = {name: f"/box/{name}" for name in program}
        bwrap = "/usr/bin/bwrap"
    inner = [bwrap, "--unshare-user", "--unshare-all", "--disable-userns", "--uid", NOBODY, "--gid", NOBODY]
    inner += ["--die-with-parent", "--new-session", "--as-pid-1", "--hostname", "box", "--clearenv"]
    for name, value in (("OPENBLAS_NUM_THREADS", "1"), ("LC_ALL", "C.UTF-8"), ("HOME", "/tmp"), ("TMPDIR", "/tmp")):
        inner += ["--setenv", name, value]
    inner += view(site, program)
    inner += ["--size", str(SCRATCH_BYTES), "--perms", "0700", "--tmpfs", "/tmp", "--chdir", "/tmp", "--remount-ro", "/"]
    inner += ["--seccomp", str(filter_descriptor)] if filter_descriptor is not None else []
    python = os.path.join(sys.base_prefix, "bin", f"python{sysconfig.get_python_version()}")
    return [*outer, *inner, "--", python, "-I", "-S", "-B", "/box/inside.py", "--boxed", "--site", "/box/site"]


class Box:
    """One running box; `load` gives it an assignment, `run` a submission's steps."""

    def __init__(self, package=HERE.parent / "helpers", sandbox=True):
        self.package, self.sandbox, self.process, self.work, self.scratch = package, sandbox, None, None, None

    def load(self, prelude, cases):
        """Start the box with an assignment's trusted cells and hidden inputs; returns which cells could not run."""
        blob = bytearray()
        tree = values.encode(cases, blob)
        self.work = values.frame({"op": "load", "prelude": prelude, "cases": tree}, blob)
        return self._start()

    def run(self, steps, wall):
        """Run steps in a fresh fork; (how it ended, the fork's messages). A broken box is started anew."""
        if self.process is None:
            self._start()
        try:
            self._send(values.frame({"op": "run", "steps": steps, "wall": wall}))
            header, blob = self._receive(wall * (len(steps) + 1) + 10)
        except (BoxBroke, OSError, values.BadValue) as error:
            self.close()
            return {"status": "broke", "seconds": 0, "why": str(error)}, b""
        if not header.get("clean"):
            self.close()
        return header, blob

    def close(self):
        """End the box and all that runs in it."""
        if self.process:
            self.process.kill()
            for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
                pipe.close()
            self.process.wait()
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)
        self.process = self.scratch = None

    def _start(self):
        self.close()
        self.process = self._spawn()
        try:
            self._send(self.work)
            return self._receive(START)[0]["skipped"]
        except (BoxBroke, OSError) as error:
            why = self.process.stderr.read(2000).decode(errors="replace").strip()
            self.close()
            raise NoBox(f"the box does not start: {why or error}. {HELP}") from None

    def _spawn(self):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "bufsize": 0}
        if not self.sandbox:
            self.scratch = tempfile.mkdtemp(prefix="coursework-")
            site = f"{self.package.parent}{os.pathsep}{Path(np.__file__).parent.parent}"
            line = [sys.executable, "-B", str(HERE / "inside.py"), "--site", site]
            return subprocess.Popen(line, cwd=self.scratch, start_new_session=True, **pipes)
        rules = syscalls.program()
        descriptor = None
        if rules:
            descriptor = os.memfd_create("rules", 0)
            os.write(descriptor, rules)
            os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            line = command(self.package, descriptor)
            return subprocess.Popen(line, env={}, pass_fds=[] if descriptor is None else [descriptor], **pipes)
        finally:
            if descriptor is not None:
                os.close(descriptor)

    def _send(self, message):
        self.process.stdin.write(message) if len(message) < 65536 else self._send_long(memoryview(message))

    def _send_long(self, rest):
        while rest:
            rest = rest[self.process.stdin.write(rest):]

    def _receive(self, seconds):
        data, deadline, pipe = bytearray(), time.monotonic() + seconds, self.process.stdout
        while not (found := values.unframe(data, largest=2 * 32 * 1024 * 1024)):
            if not select.select([pipe], [], [], max(0, deadline - time.monotonic()))[0]:
                raise BoxBroke(f"no answer in {seconds:.0f} s")
            part = os.read(pipe.fileno(), 1 << 20)
            if not part:
                raise BoxBroke("the box ended")
            data += part
        return found[:2]


def require():
    """Raise NoBox, with what to do, unless a box starts here; costs a tenth of a second."""
    box = Box()
    try:
        box.load([], {})
    finally:
        box.close()
