"""Marking on a Dask cluster: a real scheduler, three workers as processes of their own, two killed midway, nothing lost."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tests.support.marking import answered, assignment, boxed, raw

from coursework.box.process import require
from coursework.handing_out import hidden_cases
from coursework.marking import marks_file
from coursework.__main__ import main

pytest.importorskip("distributed", reason="the optional extra 'cluster' is not installed")
ROOT = Path(__file__).resolve().parents[2]
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True, "cwd": ROOT}
# A worker that asks a killed one for a result goes on asking for so long.
SETTINGS = {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "10s"}


def started(*words):
    return subprocess.Popen([sys.executable, "-m", "distributed.cli." + words[0], *words[1:]], env=os.environ | SETTINGS, **QUIET)


@pytest.fixture(scope="module")
def cluster():
    """The address of a scheduler with three workers, and the workers' processes."""
    boxed(require)
    processes = [started("dask_scheduler", "--port", "0", "--host", "127.0.0.1", "--no-dashboard", "--no-show")]
    address = next(found[0] for line in processes[0].stderr if (found := re.search(r"tcp://[\d.]+:\d+", line)))
    threading.Thread(target=processes[0].stderr.read, daemon=True).start()
    for _ in range(3):
        processes.append(started("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"))
        threading.Thread(target=processes[-1].stderr.read, daemon=True).start()
    yield address, processes[1:]
    for process in processes:
        process.kill()
        process.wait()


def test_two_killed_workers_cost_no_mark(cluster, tmp_path):
    address, workers = cluster
    made, _, solved = assignment(tmp_path)
    hidden_cases.save(made, tmp_path / "course" / "instructor" / f"{made.name}.cases")
    slow = raw(answered(solved, two_class_probability="import time\ndef two(z0, z1): time.sleep(99)"))
    for n in range(24):
        (tmp_path / "in" / f"s{n:02}" / made.name).mkdir(parents=True)
        (tmp_path / "in" / f"s{n:02}" / made.name / f"{made.name}.ipynb").write_bytes(slow if n % 4 == 1 else raw(solved))
    out = tmp_path / "marks.csv"

    def kill_two():
        for worker, rows in ((workers[0], 9), (workers[1], 33)):
            while not out.exists() or out.read_text().count("\n") < rows:
                time.sleep(0.02)
            worker.send_signal(signal.SIGKILL)

    wait_for_workers(address, 3)
    killer = threading.Thread(target=kill_two, daemon=True)
    killer.start()
    main(["grade", str(tmp_path / "in"), "--course", str(tmp_path / "course"), "--out", str(out), "--wall", "0.3", "--scheduler", address])
    killer.join(timeout=5)
    assert [worker.poll() for worker in workers] == [-signal.SIGKILL, -signal.SIGKILL, None]
    rows = marks_file.by_student(marks_file.read(out))
    assert {student: sum(float(row["points"] or 0) for row in own) for student, own in rows.items()} == {
        f"s{n:02}": 8 if n % 4 == 1 else 12 for n in range(24)
    }
    assert len(marks_file.read(out)) == 24 * 4
    assert len(list((tmp_path / "marks-feedback" / made.name).iterdir())) == 24


def wait_for_workers(address, number):
    from distributed import Client

    with Client(address, timeout=60, set_as_default=False) as client:
        client.wait_for_workers(number, timeout=60)
