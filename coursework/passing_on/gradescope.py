"""An autograder for Gradescope: a zip that marks one assignment there, in our box, with this cohort's hidden cases."""

import io
import json
import zipfile

import numpy as np

from coursework.handing_out import hidden_cases
from helpers.atomic import write_bytes

# Gradescope unpacks the zip into /autograder/source, runs setup.sh once, and run_autograder for each hand-in.
SETUP = """#!/usr/bin/env bash
# Once, when the image is built: bubblewrap, a Python of its own, NumPy as in the course.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends bubblewrap libseccomp2 util-linux python3-pip
python3 -m pip install -q uv || python3 -m pip install -q --break-system-packages uv
export UV_PYTHON_INSTALL_DIR=/opt/python
python3 -m uv venv -q --managed-python --python 3.12 /opt/course
python3 -m uv pip install -q --python /opt/course/bin/python numpy=={numpy}
chmod -R go-rwx /autograder/source/instructor
"""
RUN = """#!/usr/bin/env bash
# For each hand-in: mark what lies in /autograder/submission, write /autograder/results/results.json.
cd /autograder/source
export LOGITS_TO_LOSS_PROGRESS=off PYTHONPATH=/autograder/source
exec /opt/course/bin/python -m coursework.passing_on.on_gradescope /autograder
"""
FOLDERS = ("coursework", "helpers")
EARLIEST = (1980, 1, 1, 0, 0, 0)


def autograder(root, cases, out, sandbox=True, wall=3):
    """Write the zip for the assignment in a file of hidden cases; returns sentences."""
    assignment, blob = hidden_cases.load(cases), io.BytesIO()
    settings = {"assignment": assignment.name, "sandbox": sandbox, "wall": wall}
    with zipfile.ZipFile(blob, "w", zipfile.ZIP_DEFLATED) as archive:
        put(archive, "setup.sh", SETUP.format(numpy=np.__version__).encode(), 0o755)
        put(archive, "run_autograder", RUN.encode(), 0o755)
        put(archive, "instructor/settings.json", json.dumps(settings).encode(), 0o600)
        put(archive, f"instructor/{assignment.name}.cases", cases.read_bytes(), 0o600)
        for path in sources(root):
            put(archive, path.relative_to(root).as_posix(), path.read_bytes(), 0o644)
    out.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(out, blob.getvalue(), mode=0o600)
    by_hand = [problem.name for problem in assignment.problems if problem.kind == "hand"]
    points = sum(problem.points for problem in assignment.problems if problem.kind != "hand")
    said = [f"{out}: {len(blob.getvalue()) / 1e6:.1f} MB, for Gradescope under Configure Autograder; {points:g} points"]
    said += [f"marked by you there, with a rubric of its own: {', '.join(by_hand)}"] if by_hand else []
    return said + ["it holds the hidden cases, so it is for you alone"]


def sources(root):
    """The course's own files that marking needs."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def put(archive, name, content, mode):
    """Add a file, with its rights and no time, so that the same course gives the same zip."""
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.external_attr, entry.compress_type = (0o100000 | mode) << 16, zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
