"""Build the lab into a site: JupyterLite with the notebooks, the course's own code, and the pages' Pyodide.

The lab uses the pages' folder `wasm`, so that a reader who comes from a page has Pyodide already.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from web import parts
from web.lab import editions, wheels

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SETTINGS = ROOT / "helpers/jupyter/etc/labconfig/default_setting_overrides.json"
EXTENSION, EXTENSION_NAME = ROOT / "helpers/jupyter/labextension", "logits-to-loss"
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"


def install(out: Path, notebooks: list | None = None):
    """Write a site's folder `lab` into `out`, and into `wasm` what its kernel needs; of all notebooks, or of these.

    parts.Missing: JupyterLite or a wheel is not there and cannot be fetched.
    """
    chosen = sorted((ROOT / "notebooks").glob("*.ipynb")) if notebooks is None else notebooks
    packages = wheels.add(out / "wasm", python())
    with tempfile.TemporaryDirectory() as scratch:
        folder = _contents(Path(scratch), chosen, packages)
        command = [python(), "-m", "jupyter", "lite", "build", "--lite-dir", folder, "--contents", folder / "files",
                   "--output-dir", Path(scratch) / "made", "--apps", "lab", "--no-sourcemaps",
                   "--no-unused-shared-packages",
                   f"--FederatedExtensionAddon.extra_labextensions_path={folder.parent / 'labextensions'}"]
        if not parts.run(*map(str, command), cwd=scratch):
            raise parts.Missing(parts.why("The lab"))
        shutil.rmtree(out / "lab", ignore_errors=True)
        shutil.copytree(Path(scratch) / "made", out / "lab")
    editions.install(out / "lab", chosen)


def _contents(scratch, notebooks, packages):
    """Write what JupyterLite builds from, and return the folder."""
    folder = scratch / "lite"
    (folder / "files").mkdir(parents=True)
    for path in notebooks:
        (folder / "files" / path.name).write_text(editions.stamped(path), encoding="utf-8")
    settings = {KERNEL: {"pyodideUrl": "../../wasm/pyodide.mjs", "disablePyPIFallback": True,
                         "loadPyodideOptions": {"packages": packages}}}
    config = {"appName": "Logits to Loss", "litePluginSettings": settings, "defaultKernelName": "python",
              "exposeAppInBrowser": True}
    (folder / "jupyter-lite.json").write_text(json.dumps(
        {"jupyter-lite-schema-version": 0, "jupyter-config-data": config}), encoding="utf-8")
    if SETTINGS.exists():
        shutil.copy(SETTINGS, folder / "overrides.json")
    shutil.copytree(EXTENSION, scratch / "labextensions" / EXTENSION_NAME)
    return folder


def python() -> Path:
    """Return the Python of an environment with JupyterLite and nothing of an author's, made once from the lock."""
    from tools.run import EXE, BIN, LOCK, find_uv

    group = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]["lab"]
    home = Path(os.environ.get("LOGITS_TO_LOSS_LAB") or parts.cache().parent / "lab")
    found, stamp = home / BIN / f"python{EXE}", home / ".made-of"
    wanted = json.dumps([sys.version_info[:2], group, LOCK.read_text(encoding="utf-8")])
    if found.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return found
    uv = find_uv()
    made = parts.run(str(uv), "venv", "--quiet", "--clear", "--python", sys.executable, str(home))
    install = (str(uv), "pip", "install", "--quiet", "--python", str(found), "--constraint", str(LOCK), *group)
    if not made or not parts.run(*install):
        raise parts.Missing(parts.why("JupyterLite"))
    stamp.write_text(wanted, encoding="utf-8")
    return found
