"""What the site is made of and the repository does not hold: Pyodide and its wheels, fetched once and pinned.

`wasm.lock` names each file and its SHA-256, for Pyodide's own packages that of Pyodide's official lock. A file is
kept only if it has that hash; it lies in a cache outside the worktree, so that a second build asks nobody.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
import zipfile
from pathlib import Path

from helpers import atomic

LOCK = Path(__file__).with_name("wasm.lock")
NETWORK = ("{what} could not be fetched: {why}. The pages need it once and keep it in {cache}; "
           "connect to the network, or copy that folder from a machine that has it, and run this again.")


class Missing(RuntimeError):
    """A part that is neither in the cache nor to be had; the message says what to do."""


def lock() -> dict:
    """Return what `wasm.lock` says."""
    return json.loads(LOCK.read_text(encoding="utf-8"))


def cache() -> Path:
    """Return the folder of what was fetched; the variable LOGITS_TO_LOSS_CACHE moves it."""
    usual = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "logits-to-loss"
    return Path(os.environ.get("LOGITS_TO_LOSS_CACHE") or usual) / "wasm"


def files(purpose: str) -> list[Path]:
    """Return the paths of all files for "page" (NumPy), "pictures" (Matplotlib too) or "lab", fetched if need be."""
    wanted = {name: part for name, part in lock()["files"].items() if purpose in part["for"]}
    absent = {name: part for name, part in wanted.items() if not _sound(cache() / name, part)}
    for carrier in CARRIERS:
        lacking = {name: part for name, part in absent.items() if not (cache() / name).exists()}
        if lacking:
            carrier(lacking)
    lacking = [name for name in absent if not _sound(cache() / name, wanted[name])]
    if lacking:
        raise Missing(why(", ".join(lacking)))
    return [cache() / name for name in wanted]


def fingerprint(files) -> str:
    """Return what changes whenever one of the files does, for the name of what is made from them."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:16]


def why(what: str) -> str:
    """Return the sentence that says why something is missing and what to do."""
    return NETWORK.format(what=what, why=_said[-1] if _said else "nobody has it", cache=cache())


_said = []


def _sound(path, part):
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == part["sha256"]


def _keep(name, raw, part):
    """Keep a file under its name if it has its hash; return whether it has."""
    if hashlib.sha256(raw).hexdigest() != part["sha256"]:
        _said.append(f"what came as {name} does not have the hash of wasm.lock")
        return False
    cache().mkdir(parents=True, exist_ok=True)
    atomic.write_bytes(cache() / name, raw)
    return True


def _runtime(lacking):
    """Pyodide itself, from npm."""
    mine = {name: part for name, part in lacking.items() if part["from"] == "npm"}
    if mine:
        with tempfile.TemporaryDirectory() as folder:
            if run("npm", "pack", "--silent", lock()["npm"], cwd=folder):
                with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
                    for name, part in mine.items():
                        _keep(name, archive.extractfile(f"package/{name}").read(), part)


def _release(lacking):
    """Pyodide's wheels, from its own release."""
    for name, part in lacking.items():
        if part["from"] == "release":
            try:
                with urllib.request.urlopen(lock()["release"] + name, timeout=15) as answer:
                    _keep(name, answer.read(), part)
            except OSError as error:
                _said.append(f"{lock()['release']} does not answer ({error})")
                return


def _carrier(lacking):
    """The same wheels where only registries are reached: inside another package, which is opened and not installed."""
    mine = {name: part for name, part in lacking.items() if part["from"] == "release"}
    package, folder = lock()["carrier"]
    if mine:
        for file in _downloaded(package):
            with zipfile.ZipFile(file) as archive:
                inside = set(archive.namelist())
                for name, part in mine.items():
                    if folder + name in inside:
                        _keep(name, archive.read(folder + name), part)


def _registry(lacking):
    """Pure Python wheels, from PyPI."""
    mine = {name: part for name, part in lacking.items() if part["from"] == "pypi"}
    packages = [part["package"] for part in mine.values()]
    for file in _downloaded("--python-version", "3.14", "--platform", "any", *packages) if mine else ():
        if file.name in mine:
            _keep(file.name, file.read_bytes(), mine[file.name])


CARRIERS = (_runtime, _release, _carrier, _registry)


def _downloaded(*packages):
    """Yield the wheels that pip downloads (options may stand before the packages); their folder is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = ("--no-deps", "--only-binary", ":all:", "--quiet", "--dest", folder)
        if run(*_pip(), "download", *wanted, *packages):
            yield from sorted(Path(folder).iterdir())


def _pip():
    """Return how to call pip: this Python's, or else one on the PATH, since environments made by uv have none."""
    for command in ([sys.executable, "-m", "pip"], ["python3", "-m", "pip"], ["pip3"], ["pip"]):
        if shutil.which(command[0]) and not subprocess.run([*command, "--version"], capture_output=True).returncode:
            return command
    return ["pip"]


def run(*command, cwd=None):
    """Run a command and return whether it worked; why not is kept for the message."""
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=300)
    except (OSError, subprocess.TimeoutExpired) as error:
        _said.append(f"{command[0]} did not run ({error})")
        return False
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no word"])[-1]
        _said.append(f"{' '.join(command[:2])} ended with {done.returncode}: {last[:200]}")
    return done.returncode == 0
