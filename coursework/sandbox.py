"""The command that makes the sandbox: what of this machine it sees, and what it may not do."""

import os
import shutil
import sys
import sysconfig
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
SCRATCH_BYTES = 16 * 1024 * 1024
NOBODY = "65534"
HELP = (
    "The grader runs students' code only inside a sandbox made by bubblewrap 0.8 or later. Install it "
    "(Debian, Ubuntu: sudo apt-get install bubblewrap; Fedora: sudo dnf install bubblewrap; on Windows and macOS "
    "grade inside a Linux machine such as WSL 2), or pass --no-sandbox to run their code with your rights."
)


class NoBox(Exception):
    """There is no sandbox here; the message says why and what to do."""


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
    for path in (*sorted(package.glob("*.py")), package / "numerics", package / "data"):
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
