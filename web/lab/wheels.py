"""What the lab's kernel needs beside the pages' Pyodide: IPython and the widgets, the kernel itself, and the course."""

import hashlib
import io
import json
import re
import shutil
import zipfile
from pathlib import Path

from web import parts
from web.live import NOT_DRAWN_WITH, course_files

STAMP = (2020, 1, 1, 0, 0, 0)
# IPython goes without it: five megabytes for completions that its own evaluator makes too.
NO_JEDI = 'raise ImportError("the lab leaves jedi out, and IPython completes without it")\n'


def add(wasm: Path, python: Path) -> list[str]:
    """Add the lab's wheels to a folder that has the pages', list them in its lock, and return all packages' names.

    `python` is that of the environment with JupyterLite, whose kernel brings wheels of its own.
    """
    lock = json.loads((wasm / "pyodide-lock.json").read_text(encoding="utf-8"))
    for path in [*parts.files("lab"), *_kernel(python), *_ours(wasm)]:
        if path.suffix != ".whl" or path.name in {each["file_name"] for each in lock["packages"].values()}:
            continue
        entry = _entry(path)
        if entry["name"] not in NOT_DRAWN_WITH:
            lock["packages"][entry["name"]] = entry
            if path.parent != wasm:
                shutil.copyfile(path, wasm / path.name)
    (wasm / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    return sorted(lock["packages"])


def _entry(path):
    name, version = path.name.split("-")[:2]
    with zipfile.ZipFile(path) as archive:
        tops = {each.split("/")[0].removesuffix(".py") for each in archive.namelist() if ".dist-info" not in each
                and ".data" not in each}
    return {"name": re.sub(r"[-_.]+", "-", name).lower(), "version": version, "file_name": path.name,
            "install_dir": "site", "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "depends": [],
            "imports": sorted(tops), "package_type": "package", "unvendored_tests": False}


def _kernel(python):
    """Return the wheels of JupyterLite's kernel, and of stand-ins for what a browser cannot have."""
    share = python.parents[1] / "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
    return [path for path in sorted(share.glob("*.whl")) if "-3.6." not in path.name]


def _ours(wasm):
    """Make the wheel of the course and the one that says that there is no jedi, and return their paths."""
    yield _wheel(wasm, "logits_to_loss", "0.1.0", course_files())
    yield _wheel(wasm, "jedi", "0.0.0", {"jedi/__init__.py": NO_JEDI.encode()})


def _wheel(folder, name, version, files):
    path, info, raw = folder / f"{name}-{version}-py3-none-any.whl", f"{name}-{version}.dist-info", io.BytesIO()
    about = {"METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
             "WHEEL": "Wheel-Version: 1.0\nGenerator: web.lab\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
             "RECORD": "".join(f"{each},,\n" for each in files)}
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in (files | {f"{info}/{part}": text.encode() for part, text in about.items()}).items():
            archive.writestr(zipfile.ZipInfo(each, STAMP), content, zipfile.ZIP_DEFLATED)
    path.write_bytes(raw.getvalue())
    return path
