"""The command that makes the sandbox: what of this machine it sees, and what it may not do."""

import os
import shutil
import sys
import sysconfig
from pathlib import Path

import numpy as np

from coursework.box.inside.stand_ins import REAL_HELPERS

HERE = Path(__file__).resolve().parent
INSIDE = HERE / "inside"
HELPERS = HERE.parents[1] / "helpers"
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
    paths = ["/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache", interpreter(), standard_library()]
    paths += sorted(Path(sys.base_prefix, "lib").glob("libpython*.so*"))
    return [Path(path) for path in paths if os.path.lexists(path)]


def interpreter():
    """The Python that runs in the box: the one that this environment was made from."""
    return Path(sys.base_prefix, "bin", f"python{sysconfig.get_python_version()}")


def standard_library():
    return Path(sysconfig.get_path("stdlib", vars={"installed_base": sys.base_prefix}))


def entering(package):
    """Pairs (here, its place under /box) of all that enters: the folder `inside`, NumPy, the listed helpers."""
    libraries = Path(np.__file__).parent
    pairs = [(INSIDE, "inside"), (libraries, "site/numpy")]
    bundled = libraries.parent / "numpy.libs"
    pairs += [(bundled, "site/numpy.libs")] if bundled.exists() else []
    return pairs + [(path, f"site/helpers/{path.name}") for path in helpers_that_enter(package)]


def helpers_that_enter(package):
    """The files and folders of helpers that the box sees: those of its list, and the package's own `__init__.py`."""
    listed = [package / f"{name}{ending}" for name in ("__init__", *REAL_HELPERS) for ending in ("", ".py")]
    there = [path for path in listed if path.exists()]
    if not {"numerics", "numerics.py"} & {path.name for path in there}:
        raise FileNotFoundError(f"{package} holds no numerics, which answers may import: is it the folder helpers?")
    return there


def folders(path):
    """The options that make the folders above a path; bubblewrap alone would close them to other users."""
    made = []
    for parent in reversed(Path(path).parents[:-1]):
        made += ["--perms", "0755", "--dir", str(parent)]
    return made


def view(pairs):
    """The file system that the box sees, as options of bwrap."""
    options = []
    for path in system_paths():
        options += folders(path)
        if path.is_symlink():
            options += ["--symlink", os.readlink(path), str(path)]
        else:
            options += ["--ro-bind", str(path), str(path)]
    installed = standard_library() / "site-packages"  # what else this machine's Python has is not for the box
    options += ["--tmpfs", str(installed)] if installed.exists() else []
    for device in ("/dev/null", "/dev/urandom"):
        options += folders(device) + ["--dev-bind", device, device]
    for here, there in pairs:
        options += folders(f"/box/{there}") + ["--ro-bind", str(here), f"/box/{there}"]
    return options


def command(package, filter_descriptor):
    """The whole command line; started by root it first becomes nobody, whose process limit binds."""
    bwrap = shutil.which("bwrap")
    if not bwrap:
        raise NoBox(f"bubblewrap (bwrap) is not installed. {HELP}")
    pairs, outer = entering(package), []
    if os.getuid() == 0:
        outer = [bwrap, "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", *view(pairs)]
        outer += ["--ro-bind", "/usr/bin", "/usr/bin", "--proc", "/proc", "--perms", "1777", "--dir", "/tmp"]
        outer += ["--", "/usr/bin/setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--"]
        pairs = [(f"/box/{there}", there) for _, there in pairs]
        bwrap = "/usr/bin/bwrap"
    inner = [bwrap, "--unshare-user", "--unshare-all", "--disable-userns", "--uid", NOBODY, "--gid", NOBODY]
    inner += ["--die-with-parent", "--new-session", "--as-pid-1", "--hostname", "box", "--clearenv"]
    for name, value in (("OPENBLAS_NUM_THREADS", "1"), ("LC_ALL", "C.UTF-8"), ("HOME", "/tmp"), ("TMPDIR", "/tmp")):
        inner += ["--setenv", name, value]
    inner += view(pairs)
    inner += ["--size", str(SCRATCH_BYTES), "--perms", "0700", "--tmpfs", "/tmp", "--chdir", "/tmp"]
    inner += ["--remount-ro", "/"]
    inner += ["--seccomp", str(filter_descriptor)] if filter_descriptor is not None else []
    program = [str(interpreter()), "-I", "-S", "-B", "/box/inside/program.py", "--boxed", "--site", "/box/site"]
    return [*outer, *inner, "--", *program]
