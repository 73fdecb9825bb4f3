"""JupyterHub for a class on one Linux machine, where each person has an account: hand out, collect and give back.

COURSE_FOLDER    the folder that `coursework make` wrote; its roster.csv says who may come in
COURSE_HUB       a folder that only root writes, for the hub's own files
COURSE_EXCHANGE  the folder over which nbgrader hands notebooks out and collects them
INSTRUCTORS      the accounts of those who teach, with blanks between them
"""

import csv
import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821
HERE = Path(__file__).resolve().parent
COURSE = Path(os.environ["COURSE_FOLDER"])
HUB = Path(os.environ["COURSE_HUB"])
EXCHANGE = Path(os.environ["COURSE_EXCHANGE"])
INSTRUCTORS = set(os.environ["INSTRUCTORS"].split())
with open(COURSE / "roster.csv", encoding="utf-8-sig", newline="") as file:
    STUDENTS = {line["id"] for line in csv.DictReader(file) if line["id"]}

if both := INSTRUCTORS & STUDENTS:
    raise SystemExit(f"{', '.join(sorted(both))} must not be in INSTRUCTORS and in {COURSE / 'roster.csv'}")
# Anybody may hand in, and nobody may list what others have handed in; nbgrader sets the folders below.
EXCHANGE.mkdir(parents=True, exist_ok=True)
EXCHANGE.chmod(0o777)

c.JupyterHub.bind_url = "http://127.0.0.1:8000"  # behind a web server that speaks https
c.JupyterHub.db_url = f"sqlite:///{HUB / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(HUB / "cookie_secret")
c.ConfigurableHTTPProxy.command = [str(HUB / "node_modules" / ".bin" / "configurable-http-proxy")]
c.ConfigurableHTTPProxy.pid_file = str(HUB / "proxy.pid")
c.Authenticator.allowed_users = INSTRUCTORS | STUDENTS

c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.default_url = "/lab"
c.Spawner.environment = {"COURSE_EXCHANGE": str(EXCHANGE)}


def by_role(spawner):
    """Teachers begin in the course folder, by whose settings they work. Students get no formgrader, no list of courses."""
    teaches = spawner.user.name in INSTRUCTORS
    spawner.notebook_dir = str(COURSE) if teaches else "~"
    settings = [COURSE if teaches else HERE / "student", HERE / "everyone"]
    spawner.environment["JUPYTER_CONFIG_PATH"] = os.pathsep.join(map(str, settings))
    if teaches:
        spawner.environment["LOGITS_TO_LOSS_COURSE"] = str(COURSE)


c.Spawner.pre_spawn_hook = by_role
