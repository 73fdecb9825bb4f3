"""A hub with a teacher and three students, for the tests of this folder: `make test-hub` runs them."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest

from tests.support.accounts import Accounts
from tests.support.machine import require_bubblewrap, require_npm
from tools.build.notebooks import ROOT

RECIPE = ROOT / "coursework" / "hub"
PYTHON = os.environ.get("HUB_PYTHON", "")
TEACHER, STUDENTS = "teacher", ("ada", "ben", "mallory")
ROSTER = "id,first_name,last_name,email,lms_user_id\n" + "".join(f"{name},{name.title()},,{name}@example.org,\n" for name in STUDENTS)
# All that differs from a real hub: a password for everybody in place of the system's, free ports, and that the tests may
# press JupyterLab's commands.
LOCAL = """load_subconfig({recipe!r})
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = {password!r}
c.JupyterHub.bind_url = "http://127.0.0.1:{0}"
c.JupyterHub.hub_port = {1}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{2}"
c.Spawner.args = ["--LabApp.expose_app_in_browser=True"]
"""
PASSWORD = "correct horse battery staple"


class Hub:
    """A running hub, the accounts on it and the folder of the course."""

    def __init__(self, address, accounts, course, exchange):
        self.address, self.accounts, self.course, self.exchange = address, accounts, course, exchange


@pytest.fixture(scope="module")
def hub():
    require_bubblewrap()
    require_npm()
    if os.geteuid() != 0:
        pytest.skip("a hub that starts servers under their owners' names must be started by root: sudo make test-hub")
    folder = Path(tempfile.mkdtemp(prefix="hub-"))
    folder.chmod(0o755)
    try:
        yield from running(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def running(folder):
    accounts = Accounts(folder, (TEACHER, *STUDENTS))
    course, own = made(folder / "course"), folder / "hub"
    accounts.give(course, TEACHER)
    own.mkdir(mode=0o700)
    shutil.copy(RECIPE / "package.json", own)
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=own, check=True)
    ports = free_ports(3)
    (own / "local_config.py").write_text(LOCAL.format(*ports, recipe=str(RECIPE / "jupyterhub_config.py"), password=PASSWORD))
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "LOGITS", "PYTHON"))}
    environment |= {"COURSE_FOLDER": str(course), "COURSE_HUB": str(own), "COURSE_EXCHANGE": str(folder / "exchange"),
                    "INSTRUCTORS": TEACHER}
    python = Path(PYTHON)
    base = subprocess.run([PYTHON, "-c", "import sys; print(sys.base_prefix)"], capture_output=True, text=True, check=True)
    with open(folder / "log", "wb") as log:
        command = [python, "-m", "jupyterhub", "-f", own / "local_config.py"]
        started = accounts.start(command, [ROOT, Path(base.stdout.strip())], environment, log)
        try:
            address = f"http://127.0.0.1:{ports[0]}"
            wait_for(f"{address}/hub/login", started, folder / "log")
            yield Hub(address, accounts, course, folder / "exchange")
        finally:
            started.terminate()
            started.wait(30)


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def made(course):
    """A course as `coursework make` writes it, with a roster."""
    make = [PYTHON, "-m", "coursework", "make", "--out", course]
    subprocess.run(make, cwd=ROOT, check=True, capture_output=True)
    (course / "roster.csv").write_text(ROSTER)
    subprocess.run(make, cwd=ROOT, check=True, capture_output=True)
    return course


def wait_for(address, process, log):
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            return urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the hub did not start:\n{log.read_text(errors='replace')[-3000:]}")
