"""The learner's own copy of the course, opened in JupyterLab with one friendly line in the terminal.

    python -m tools.my_course lab                bring the copy up to date and open it
    python -m tools.my_course reset 01_softmax   lay the original of a lesson beside the copy

The copy is the folder my-course, or what LOGITS_TO_LOSS_MY_COURSE names; where the
course cannot be written to, it is "my-course" in the home folder.
"""

import json
import logging
import os
import sys
import tempfile
import threading
import time
import urllib.request
from http.client import HTTPException
from pathlib import Path

from helpers.own_copy import COURSE, reset_notebook, update

START = "00_start.ipynb"


def main(arguments):
    command, *rest = arguments or [""]
    if command == "lab":
        return open_lab(own_folder(), rest)
    if command == "reset":
        return lay_beside(" ".join(rest), own_folder())
    raise SystemExit(__doc__)


def own_folder():
    """The first folder that can be written to of: the one named in the environment, the course's, the home folder's."""
    named = os.environ.get("LOGITS_TO_LOSS_MY_COURSE")
    places = [Path(named).expanduser().resolve()] if named else [COURSE.parent / "my-course", Path.home() / "my-course"]
    for place in places:
        if _can_write(place):
            return place
    raise SystemExit(
        f"Your copy of the course cannot be kept in {' or '.join(map(str, places))}: nothing can be written there.\n"
        "Name a folder of yours: LOGITS_TO_LOSS_MY_COURSE=/a/folder/of/mine make lab"
    )


def _can_write(folder):
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def lay_beside(lesson, own):
    try:
        path = reset_notebook(lesson, own)
    except ValueError as error:
        ask = "which lesson? make reset LESSON=01_softmax"
        raise SystemExit(str(error).replace("no lesson is called ''", ask)) from None
    print(f"The original lies in {path}. Your own copy is as you left it.")


def open_lab(own, rest):
    """Bring the copy up to date and run JupyterLab on it until Ctrl+C."""
    update(own, say=lambda line: print(line, flush=True))
    trust(COURSE)
    from jupyterlab.labapp import LabApp

    quiet = ["-y", "--ServerApp.log_level=ERROR", "--LabApp.log_level=ERROR"]
    as_root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    start = [f"--ServerApp.root_dir={own}", f"--LabApp.default_url=/lab/tree/{START}"]
    if not {"-h", "--help", "--help-all", "--version"} & set(rest):
        logging.getLogger("ServerApp").addFilter(worth_reading)
        threading.Thread(target=greet, args=[own], daemon=True).start()
    os.chdir(own)
    try:
        LabApp.launch_instance([*quiet, *as_root, *start, *rest])
    except KeyboardInterrupt:  # Jupyter catches it in its loop alone, and not on the way in and out
        return 0


def trust(course):
    """Sign the course's notebooks, so that Jupyter shows their pictures and says nothing of trust."""
    import nbformat
    from nbformat.sign import NotebookNotary

    notary = NotebookNotary()
    for path in course.glob("*.ipynb"):
        try:
            notary.sign(nbformat.read(path, as_version=4))
        except Exception:  # an unsigned notebook opens all the same
            pass


def worth_reading(record):
    """Is a line of Jupyter's log an error? Its greeting is one by rank only, and ours stands in its place."""
    return record.levelno >= logging.ERROR and "To access the server" not in record.getMessage()


def greet(own, patience=120):
    """Say where the course is open and how to stop, as soon as the server, whose address it wrote down, answers."""
    from jupyter_core.paths import jupyter_runtime_dir

    note = Path(jupyter_runtime_dir()) / f"jpserver-{os.getpid()}.json"
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            server = json.loads(note.read_text())
            break
        except (OSError, ValueError):
            time.sleep(0.05)
    else:
        return
    answered(server["url"])
    token = f"?token={server['token']}" if server.get("token") else ""
    print(f"Your course ({own}) is open at {server['url']}lab/tree/{START}{token} and stops with Ctrl+C.", flush=True)


def answered(address, patience=30):
    """Wait for a first answer, so that what is said to be open is: the address is written before the loop runs."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        direct.open(f"{address}api", timeout=patience).close()
    except (OSError, HTTPException):  # a refusal is an answer too, and a certificate is the learner's own business
        pass


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
