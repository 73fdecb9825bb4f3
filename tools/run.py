"""Make the course's environment from the lock if need be, then run one thing in it.

    python3 tools/run.py lab                open the learner's copy of the course in JupyterLab
    python3 tools/run.py reset 01_softmax   lay the original of a lesson beside the learner's copy
    python3 tools/run.py test               run the tests
    python3 tools/run.py install-hub        make the environment of JupyterHub, and print its Python
    python3 tools/run.py hub                run the tests of the hub in it
    python3 tools/run.py pythons 3.12 3.13  run the tests with other Pythons, each in an environment of its own
    python3 tools/run.py python             run Python in the environment

Only the standard library, and nothing newer than Python 3.8: this file runs
before anything is installed. What follows the command is passed on.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
LEFT_OUT = ROOT / "tools" / "left_out.txt"
VENV = ROOT / ".venv"
BIN = "Scripts" if os.name == "nt" else "bin"
EXE = ".exe" if os.name == "nt" else ""
OLDEST_UV = (0, 8)
PYTHONS = ["3.11", "3.12", "3.13"]


def main():
    command, *rest = sys.argv[1:] or ["help"]
    if command in ("lab", "reset"):
        return call([sync(), "-m", "tools.my_course", command, *rest])
    if command == "test":
        return test(sync("dev", extra="cluster"), rest)
    if command == "install-hub":
        return print(hub_python())
    if command == "hub":
        return test_hub(rest)
    if command == "pythons":
        versions = [word for word in rest if re.fullmatch(r"\d+\.\d+", word)]
        return test_with(versions or PYTHONS, [word for word in rest if word not in versions])
    if command == "python":
        return call([sync("dev", extra="cluster"), *rest])
    if command == "lock":
        return lock(rest)
    print(__doc__)
    return 0 if command in ("help", "--help", "-h") else f"no command called '{command}'"


def call(command):
    """Run a command in the project's folder; its exit status is ours."""
    try:
        return subprocess.run([str(word) for word in command], cwd=str(ROOT)).returncode
    except KeyboardInterrupt:
        return 130


def test(python, rest):
    """Run the tests. They start a hundred Pythons, and what one has compiled the others need not compile again."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return call([python, "-m", "pytest", *rest])


def hub_python():
    """The Python of JupyterHub's environment. It stands apart, since learners and the other tests have no use for it."""
    return sync("hub", venv=ROOT / ".venv-hub")


def test_hub(rest):
    """Run the tests of JupyterHub."""
    os.environ["HUB_PYTHON"] = str(hub_python())
    return test(sync("dev", extra="cluster"), ["-n", "1", "--timeout=600", "tests/coursework/hub", *rest])


def test_with(versions, rest):
    """Run the tests once with each of these Pythons; one that this machine lacks is named and left out."""
    missing, failed = [], []
    for version in versions:
        interpreter = find_python(version)
        if not interpreter:
            print(f"Python {version} is not on this machine: its tests are left out", flush=True)
            missing.append(version)
            continue
        print(f"Python {version}:", flush=True)
        python = sync("dev", extra="cluster", venv=ROOT / f".venv-{version}", interpreter=interpreter)
        failed += [version] if test(python, rest) else []
    passed = [version for version in versions if version not in failed + missing]
    print(f"passed with {', '.join(passed) or 'none'}; failed with {', '.join(failed) or 'none'}; missing: {', '.join(missing) or 'none'}")
    return 1 if failed or not passed else 0


def find_python(version):
    """The path of a Python of that version on this machine, or None; a name on the PATH that does not run is no Python."""
    name = f"python{version}{EXE}"
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    folders += [folder / "bin" for folder in sorted(pyenv.glob(f"{version}*"), reverse=True)]
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    for path in (folder / name for folder in folders):
        try:
            if subprocess.run([str(path), "-c", ask], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode().strip() == version:
                return path
        except OSError:
            pass
    try:
        found = subprocess.run([str(find_uv()), "python", "find", version], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return Path(found.stdout.decode().strip())


def sync(group=None, extra=None, venv=VENV, interpreter=">=3.11,<3.15"):
    """Bring an environment to what the lock says, and return its Python; nothing to do takes no time."""
    stamp, python = venv / f".synced-{group or 'lab'}", venv / BIN / f"python{EXE}"
    wanted = digest()
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return python
    uv = find_uv()
    if not python.exists():
        print(f"Making the environment in {venv.name} ...", flush=True)
        run([uv, "venv", "--quiet", "--clear", "--python", interpreter, venv])
    print("Installing what requirements.lock lists ...", flush=True)
    package = f".[{extra}]" if extra else "."
    packages = ["--editable", package, *(["--group", group] if group else [])]
    # Compiled once here, a kernel and its imports take half the time in the first lesson already.
    run([uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", venv, "--constraint", LOCK, "--override", LEFT_OUT, *packages])
    # An environment that was made before something was left out still has it.
    run([uv, "pip", "uninstall", "--quiet", "--python", venv, *left_out()])
    stamp.write_text(wanted)
    return python


def left_out():
    """The names of the packages that are never installed."""
    lines = LEFT_OUT.read_text(encoding="utf-8").splitlines()
    return [re.split(r"[ ;=<>]", line)[0] for line in lines if line and not line.startswith("#")]


def digest():
    """Changes whenever the environment would."""
    files = [ROOT / "pyproject.toml", LOCK, LEFT_OUT, *sorted(path for path in (ROOT / "helpers" / "jupyter").rglob("*") if path.is_file())]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def find_uv():
    """uv from the machine if it is recent, otherwise our own copy in .uv."""
    own = ROOT / ".uv" / BIN / f"uv{EXE}"
    for uv in (os.environ.get("UV"), shutil.which("uv"), own):
        if uv and recent(uv):
            return uv
    print("Bringing uv, which installs the rest, into .uv ...", flush=True)
    try:
        run([sys.executable, "-m", "venv", "--clear", ROOT / ".uv"])
        run([ROOT / ".uv" / BIN / f"python{EXE}", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"])
    except subprocess.CalledProcessError:
        raise SystemExit(
            "Python's venv module is missing or has no pip. On Debian or Ubuntu: sudo apt install python3-venv.\n"
            "Elsewhere install uv by hand: https://docs.astral.sh/uv"
        ) from None
    return own


def recent(uv):
    try:
        text = subprocess.run([str(uv), "--version"], stdout=subprocess.PIPE, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return False
    return tuple(map(int, re.search(r"(\d+)\.(\d+)", text).groups())) >= OLDEST_UV


def run(command):
    try:
        subprocess.run([str(word) for word in command], cwd=str(ROOT), check=True)
    except subprocess.CalledProcessError as error:
        if Path(str(command[0])).stem == "uv":
            raise SystemExit(f"uv could not finish (see above). Is there a network, and room on the disk? Exit status {error.returncode}") from None
        raise


def lock(rest):
    """Write requirements.lock anew: every version and hash, for Python 3.11 to 3.14, no index addresses."""
    return call([
        find_uv(), "pip", "compile", "pyproject.toml", "--all-extras", "--group", "dev", "--group", "lab", "--group", "hub", "--universal",
        "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links",
        "--custom-compile-command", "make lock", "--override", LEFT_OUT.relative_to(ROOT), "--quiet", "--output-file", LOCK.name, *rest,
    ])  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
