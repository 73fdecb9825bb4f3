"""A real JupyterLab on copies of some notebooks, for the browser tests, the bench and the screenshots.

The server works on a copy in a temporary folder, with settings of its own, so
neither the tree nor the user's Jupyter settings are touched or matter.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

JUPYTER = Path(__file__).resolve().parents[2] / "helpers" / "jupyter"


@dataclass
class Server:
    """A running JupyterLab: its address, token, folder of notebooks, process and log."""

    url: str
    token: str
    root: Path
    process: subprocess.Popen
    log: Path

    def page(self, path, app="lab"):
        """The address of notebook `path` in "lab" (JupyterLab) or "notebook" (Notebook 7)."""
        route = {"lab": f"lab/tree/{path}?reset&", "notebook": f"notebooks/{path}?"}[app]
        return f"{self.url}{route}token={self.token}"


@contextmanager
def lab(notebooks, settings=None, patience=60):
    """Start JupyterLab on copies of `notebooks` (files or folders) and end it, kernels and all.

    settings: {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}
    """
    with tempfile.TemporaryDirectory(prefix="lab-", ignore_cleanup_errors=True) as scratch:
        scratch = Path(scratch)
        root = _copy(notebooks, scratch / "notebooks")
        _write_settings(scratch / "settings", settings or {})
        _leave_out_author_tools(scratch / "config")
        shutil.copytree(JUPYTER / "labextension", scratch / "labextensions/logits-to-loss")
        token, log = secrets.token_hex(16), scratch / "server.log"
        process = _start(scratch, root, token, log)
        try:
            yield Server(_wait_for(process, scratch, token, log, patience), token, root, process, log)
        finally:
            _end(process)


def _copy(notebooks, root):
    root.mkdir()
    for source in map(Path, notebooks):
        if source.is_dir():
            shutil.copytree(source, root, dirs_exist_ok=True)
        else:
            shutil.copy(source, root)
    return root


def _write_settings(folder, settings):
    for name, values in settings.items():
        package, plugin = name.split(":")
        file = folder / package / f"{plugin}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))


def _leave_out_author_tools(folder):
    """Switch off what authors have installed and learners have not: their Jupyter is the one to show."""
    nbgrader = ["assignment_list", "course_list", "formgrader", "validate_assignment"]
    servers = ["jupyterlab_jupytext", *(f"nbgrader.server_extensions.{name}" for name in nbgrader)]
    config = {"ServerApp": {"jpserver_extensions": dict.fromkeys(servers, False)}}
    pages = {"disabledExtensions": {"jupyterlab-jupytext": True, "@jupyter/nbgrader": True}}
    (folder / "labconfig").mkdir(parents=True)
    (folder / "jupyter_server_config.json").write_text(json.dumps(config))
    (folder / "labconfig/page_config.json").write_text(json.dumps(pages))


def _start(scratch, root, token, log):
    # JUPYTER_CONFIG_PATH comes first of all, before the environment's own configuration; the tree's is next.
    folders = {"JUPYTER_CONFIG_PATH": "config", "JUPYTER_CONFIG_DIR": "user", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime",
               "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython"}
    env = os.environ | {name: str(scratch / folder) for name, folder in folders.items()}
    env["JUPYTER_CONFIG_PATH"] += f"{os.pathsep}{JUPYTER / 'etc'}"
    ours = [f"--{app}.extra_labextensions_path={scratch / 'labextensions'}" for app in ("LabApp", "JupyterNotebookApp")]
    command = [sys.executable, "-m", "jupyterlab", *ours, "--no-browser", "--allow-root",
               "--expose-app-in-browser", "--JupyterNotebookApp.expose_app_in_browser=True",
               f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={root}",
               "--ServerApp.port=0", "--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1"]
    with open(log, "w") as output:
        return subprocess.Popen(command, env=env, cwd=root, stdout=output, stderr=subprocess.STDOUT)


def _wait_for(process, scratch, token, log, patience):
    end = time.monotonic() + patience
    while time.monotonic() < end and process.poll() is None:
        for file in (scratch / "runtime").glob("jpserver-*.json"):
            url = json.loads(file.read_text() or "{}").get("url")
            if url and _answers(f"{url}api/status?token={token}"):
                return url
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not answer within {patience} s; its log:\n{log.read_text()[-3000:]}")


def _answers(url):
    try:
        return urllib.request.urlopen(url, timeout=5).status == 200
    except (OSError, ValueError):
        return False


def _end(process):
    if process.poll() is not None:
        return
    server = psutil.Process(process.pid)
    family = server.children(recursive=True)
    process.terminate()
    _, alive = psutil.wait_procs([server], timeout=10)
    for survivor in [*alive, *family]:
        try:
            survivor.kill()
        except psutil.NoSuchProcess:
            pass
    process.wait(timeout=10)
