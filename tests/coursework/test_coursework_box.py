"""What one student's code does to the box is no matter to the next, and the box's own faults cost nobody a mark."""

import os
import struct
import subprocess
import sys
import time

import psutil
import pytest
from tests.support.marking import FULL, answered, assignment, examiner, marked_course, points, raw

from coursework.box import process, system_calls
from coursework.box.sandbox import NoBox
from coursework.marking import examiner as examiner_module
from coursework.marking.examiner import BoxFault
from coursework.marking.leaning import leans_on_library

NAMES = {"softmax": "softmax", "temperature_softmax": "tempered", "two_class_probability": "two"}
EVERYTHING = struct.pack("HBBI", 6, 0, 0, system_calls.ALLOW)
CLEAN = "def softmax(z):\n    e = np.exp(z - np.max(z, axis=-1, keepdims=True))\n    return e / e.sum(axis=-1, keepdims=True)\n"
# What one student's code may try to leave behind for the next in process 1 or in the scratch folder.
CHANGES = {
    "memory of process 1": "resource.prlimit(1, resource.RLIMIT_AS, (200 * 2 ** 20, 200 * 2 ** 20))",
    "open files of process 1": "resource.prlimit(1, resource.RLIMIT_NOFILE, (5, 5))",
    "file size of process 1": "resource.prlimit(1, resource.RLIMIT_FSIZE, (0, 0))",
    "processes of process 1": "resource.prlimit(1, resource.RLIMIT_NPROC, (1, 1))",
    "CPU of process 1": "resource.prlimit(1, resource.RLIMIT_CPU, (1, 1))",
    "priority of process 1": "os.setpriority(os.PRIO_PROCESS, 1, 19)",
    "scheduling of process 1": "os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0))",
    "processors of process 1": "os.sched_setaffinity(1, {min(os.sched_getaffinity(1))})",
    "a folder that nobody may write": "os.chmod('/tmp', 0o500)",
    "a message in the folder's times": "os.utime('/tmp', (1, 1))",
    "a message in a file's name": "open('/tmp/the answer is 42', 'w').close()",
    "a file that is gone again": "open('/tmp/x', 'w').close(); os.unlink('/tmp/x')",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    with marked_course(tmp_path_factory) as marked:
        yield marked


def leaving(change):
    return f"import os, resource\ntry:\n    {change}\nexcept OSError:\n    pass\n" + CLEAN


def served_on(exam, solved):
    """Which of the changes leave the box in service; the next student's marks must be full after each."""
    for change, line in CHANGES.items():
        exam.examine(raw(solved))
        before = exam.box.process
        exam.examine(raw(answered(solved, softmax=leaving(line))))
        if exam.box.process is before:
            yield change
        assert points(exam.examine(raw(solved))) == FULL, change


def test_a_box_that_was_changed_is_not_given_to_the_next_student(tmp_path, monkeypatch):
    """Here the box refuses no system call, so every change is made."""
    monkeypatch.setattr(system_calls, "program", lambda answer=False: EVERYTHING)
    made, _, solved = assignment(tmp_path)
    exam = examiner(made)
    try:
        assert list(served_on(exam, solved)) == []
    finally:
        exam.box.close()


def test_what_would_change_the_box_is_refused(course):
    assert list(served_on(*course)) == [change for change in CHANGES if "a file" not in change]


def test_an_honest_submission_leaves_the_box_as_it_was(course):
    exam, solved = course
    exam.examine(raw(solved))
    before = exam.box.process
    assert points(exam.examine(raw(answered(solved, softmax="import os, threading\nos.listdir('.')\n" + CLEAN)))) == FULL
    assert exam.box.process is before


def test_a_box_that_fails_before_it_begins_is_replaced_and_costs_nothing(course, monkeypatch):
    exam, solved = course
    honest, calls = exam.box.run, []

    def fails_once(*words):
        calls.append(words)
        return ({"status": "died", "computed": 0}, b"") if len(calls) == 1 else honest(*words)

    monkeypatch.setattr(exam.box, "run", fails_once)
    before = exam.box.process
    assert points(exam.examine(raw(solved))) == FULL
    assert len(calls) == 2 and exam.box.process is not before


def test_a_box_that_keeps_failing_is_the_graders_fault_and_no_zero(course, monkeypatch):
    exam, solved = course
    monkeypatch.setattr(exam.box, "run", lambda *_: ({"status": "broke", "computed": 0, "why": "no answer in 9 s"}, b""))
    with pytest.raises(BoxFault, match="no answer in 9 s"):
        exam.examine(raw(solved))


COMPUTES = "import time\n" + CLEAN.replace(
    "    e =", "    begun = time.process_time()\n    while time.process_time() < begun + 0.008: pass\n    e ="
)


def test_what_an_answer_computes_decides_and_not_how_busy_the_machine_is(course):
    """Six programs share one processor with the box: by the clock on the wall, this answer takes seconds."""
    exam, solved = course
    exam.examine(raw(solved))
    one = {min(os.sched_getaffinity(0))}
    slow = raw(answered(solved, softmax=COMPUTES))
    for process in (psutil.Process(exam.box.process.pid), *psutil.Process(exam.box.process.pid).children(recursive=True)):
        process.cpu_affinity(list(one))
    busy = f"import os\nos.sched_setaffinity(0, {one})\nwhile True: pass"
    others = [subprocess.Popen([sys.executable, "-S", "-c", busy], start_new_session=True) for _ in range(6)]
    exam.seconds = 0.4
    try:
        first, last = exam.examine(slow), exam.examine(slow, patience=20)
    finally:
        exam.seconds = 3
        for other in others:
            other.kill()
            other.wait()
        exam.box.close()
    assert first[0]["hung"] and "still running" in first[0]["note"], first
    assert points(last) == FULL, last


def test_an_answer_that_sits_still_is_not_tried_again(course):
    exam, solved = course
    exam.seconds = 0.2
    try:
        marks = exam.examine(raw(answered(solved, softmax="import time\ndef softmax(z):\n    time.sleep(99)")))
    finally:
        exam.seconds = 3
    assert marks[0]["note"] == "the function was still running after 0.4 s, and sat still" and not marks[0]["hung"]
    assert marks[2]["points"] == 4


def test_what_the_system_killed_is_tried_again_and_what_ended_itself_is_not(course):
    """A machine short of memory kills with signal 9, and so does this answer."""
    exam, solved = course
    for end, hung in (("signal.pthread_kill(threading.get_ident(), 9)", True), ("os._exit(9)", False), ("os.abort()", False)):
        marks = exam.examine(raw(answered(solved, softmax=f"import os, signal, threading\ndef softmax(z):\n    {end}")))
        assert (marks[0]["points"], marks[0]["hung"], marks[2]["points"]) == (0, hung, 4), (end, marks)


def test_a_box_that_does_not_start_at_once_is_tried_again_when_it_served_before(course, monkeypatch):
    exam, solved = course
    exam.examine(raw(solved))
    honest, calls = exam.box._spawn, []

    def fails_once():
        calls.append(1)
        if len(calls) == 1:
            raise OSError("no memory")
        return honest()

    monkeypatch.setattr(exam.box, "_spawn", fails_once)
    exam.box.close()
    assert points(exam.examine(raw(solved))) == FULL and len(calls) == 2


def test_sleeping_everywhere_costs_the_budget_once(course, monkeypatch):
    exam, solved = course
    monkeypatch.setattr(examiner_module, "BUDGET", 1)
    exam.seconds = 0.2
    nap = "import time\ntime.sleep(9)\n"
    notebook = answered(solved, **{name: nap + f"def {answer}(*a):\n    {nap.splitlines()[1]}" for name, answer in NAMES.items()})
    notebook["cells"][1:1] = [{"cell_type": "code", "source": nap, "metadata": {}}] * 40
    begun = time.monotonic()
    try:
        assert not any(points(exam.examine(raw(notebook))).values())
    finally:
        exam.seconds = 3
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("text", [
    "numerics" + " " * 500_000, "numerics" + ", a" * 300_000, "\n".join(f"a{n} = a{n + 1}" for n in range(40_000)) + "\na40000 = numerics",
    "\n".join(["a = numerics"] * 60_000), "numerics\n" + "(" * 900_000,
])
def test_looking_for_the_library_takes_no_time_whatever_is_written(text):
    begun = time.process_time()
    leans_on_library("def softmax(z): return z", [text])
    assert time.process_time() - begun < 2


def test_without_libseccomp_the_grader_refuses_and_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(system_calls.ctypes.util, "find_library", lambda name: "libseccomp-that-is-not-there.so.2")
    with pytest.raises(NoBox, match="libseccomp is missing .*apt-get install libseccomp2"):
        process.require()
