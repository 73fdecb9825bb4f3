"""Hostile answers: no undeserved mark, no mark lost beside them, nobody else's mark changed, nothing outside touched."""

import ast
import errno
import os
import re
import sys
from types import SimpleNamespace

import psutil
import pytest
from tests.support.attacks import MORE_ATTACKS
from tests.support.marking import FULL, boxed, answered, marked_course, points, raw

from coursework.box import sandbox, system_calls
from coursework.box.inside import wire
from coursework.box.process import Box
from coursework.passing_on import feedback
from helpers import numerics

CLEAN = "def softmax(z):\n    e = np.exp(z - np.max(z, axis=-1, keepdims=True))\n    return e / e.sum(axis=-1, keepdims=True)\n"
BESIDE = CLEAN.replace("softmax(z)", "tempered(z, T)").replace("e = ", "z = np.asarray(z) / T\n    e = ", 1)
TRAP = "/tmp/coursework-trap"

# Each defines softmax so that it earns nothing, and attacks while the two answers beside it are right.
ATTACKS = {
    "loop at top level": "while True: pass",
    "loop in the function": "def softmax(z):\n    while True: pass",
    "loop that catches everything": (
        "def softmax(z):\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass"
    ),
    "sleep": "import time\ndef softmax(z):\n    time.sleep(1000)",
    "loop that ignores signals": (
        "import signal\nfor n in range(1, 64):\n    try: signal.signal(n, signal.SIG_IGN)\n    except (OSError, ValueError): pass\n"
        "def softmax(z):\n    while True: pass"
    ),
    "sys.exit in the function": "import sys\ndef softmax(z): sys.exit(0)",
    "sys.exit at top level": "import sys\nsys.exit(0)",
    "os._exit at top level": "import os\nos._exit(0)",
    "os._exit in the function": "import os\ndef softmax(z): os._exit(0)",
    "os.abort": "import os\ndef softmax(z): os.abort()",
    "segmentation fault": "import ctypes\ndef softmax(z): ctypes.string_at(0)",
    "kills itself": "import os\ndef softmax(z): os.kill(os.getpid(), 9)",
    "stops itself": "import os, signal\ndef softmax(z): os.kill(os.getpid(), signal.SIGSTOP)",
    "kills the parent": "import os\nfor n in (9, 15, 2, 19, 1, 6):\n    os.kill(os.getppid(), n)\ndef softmax(z): return z",
    "kills everybody": "import os\ndef softmax(z): os.kill(-1, 9)",
    "kills process 1": "import os\ndef softmax(z): os.kill(1, 9); os.kill(1, 2); os.kill(1, 11); return z",
    "fork bomb": "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
    "thread bomb": (
        "import threading, time\ndef softmax(z):\n    while True: threading.Thread(target=time.sleep, args=(99,)).start()"
    ),
    "orphans": (
        "import os, time\ndef softmax(z):\n    if os.fork() == 0:\n        os.setsid()\n        if os.fork() == 0:\n"
        "            while True:\n                for n in range(64):\n                    try: os.write(n, b'x')\n"
        "                    except OSError: pass\n        os._exit(0)\n    return z"
    ),
    "memory at once": "def softmax(z): return np.ones(10 ** 11)",
    "memory by and by": "kept = []\ndef softmax(z):\n    while True: kept.append(bytearray(10 ** 7))",
    "shared memory": (
        "import ctypes\nlibc = ctypes.CDLL(None)\n"
        "def softmax(z):\n    return z if libc.shmget(0, 10 ** 6, 0o1600) == -1 else np.exp(z) / np.exp(z).sum(-1, keepdims=True)"
    ),
    "output flood": "def softmax(z):\n    while True: print('x' * 10 ** 6)",
    "flood on every descriptor": (
        "import os\ndef softmax(z):\n    while True:\n        for n in range(64):\n"
        "            try: os.write(n, b'\\xff' * 10 ** 6)\n            except OSError: pass"
    ),
    "huge reply": "def softmax(z): return np.zeros(10 ** 6)",
    "huge integer": "def softmax(z): return 1 << 10 ** 7",
    "list in itself": "def softmax(z):\n    a = []\n    a.append(a)\n    return a",
    "deep list": "def softmax(z):\n    a = 0\n    for _ in range(10 ** 5): a = [a]\n    return a",
    "million items": "def softmax(z): return [0.5] * 10 ** 6",
    "deep recursion": "import sys\nsys.setrecursionlimit(10 ** 9)\ndef softmax(z): return softmax(z)",
    "forged replies": (
        "import os, json, struct\ndef frame(h):\n    t = json.dumps(h).encode()\n    return struct.pack('>IQ', len(t), 0) + t\n"
        "forged = b''.join(frame(h) for h in [{'call': c, 'case': n, 'value': v, 'points': 4, 'right': True, 'passed': True}\n"
        "    for c in range(20) for n in range(20) for v in (True, {'float': '0x1p+0'}, {'int': '1'})] + [{'done': True, 'status': 'done'}])\n"
        "for n in range(64):\n    try: os.write(n, forged)\n    except OSError: pass\ndef softmax(z): return True"
    ),
    "forged garbage": (
        "import os\nfor n in range(64):\n    try: os.write(n, b'\\x00\\x00\\x00\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00[]' * 9)\n"
        "    except OSError: pass\nos._exit(0)"
    ),
    "closes every descriptor": "import os\nos.closerange(0, 4096)",
    "patched NumPy": (
        "for name in ('allclose', 'isclose', 'array_equal', 'all', 'abs'):\n    setattr(np, name, lambda *a, **k: True)\n"
        "np.testing.assert_allclose = lambda *a, **k: None\ndef softmax(z): return np.zeros(np.shape(z))"
    ),
    "patched builtins": (
        "import builtins\nfor name in ('isinstance', 'len', 'all', 'any', 'sum'):\n    setattr(builtins, name, lambda *a, **k: True)\n"
        "def softmax(z): return 0.5"
    ),
    "patched protocol": (
        "import sys\nfor name in ('wire', 'student_code', 'cell_text', 'limits', 'stand_ins', '__main__'):\n    m = sys.modules.get(name)\n    for each in list(vars(m) if m else ()):\n"
        "        if each in ('encode', 'frame', 'spell', 'attempt'): setattr(m, each, lambda *a, **k: ({'float': '0x1p+0'}, b''))\n"
        "def softmax(z): return 0"
    ),
    "always-equal object": (
        "class Equal:\n    __eq__ = __le__ = __ge__ = lambda *a: True\n    __hash__ = None\n    shape = (2,)\n    dtype = np.dtype(float)\n"
        "    def __sub__(self, other): return 0\n    def __abs__(self): return 0\ndef softmax(z): return Equal()"
    ),
    "always-equal array": (
        "class Equal(np.ndarray):\n    __eq__ = __le__ = lambda *a: np.True_\n    def __array_ufunc__(self, *a, **k): return True\n"
        "def softmax(z): return np.zeros(np.shape(z)).view(Equal)"
    ),
    "hostile __array__": (
        "class Sly:\n    def __array__(self, *a, **k):\n        import os\n        os._exit(0)\ndef softmax(z): return Sly()"
    ),
    "float in disguise": (
        "class Number(float):\n    def __eq__(self, other): return True\n    __hash__ = None\n    def hex(self): return '0x1p-1'\n"
        "def softmax(z): return [Number(0.0)] * len(np.shape(z))"
    ),
    "pickle": (
        "import os, pickle\nclass Bomb:\n    def __reduce__(self): return os.system, ('touch " + TRAP + "',)\n"
        "def softmax(z): return pickle.dumps(Bomb())"
    ),
    "pickle as object": (
        "class Bomb:\n    def __reduce__(self): return eval, ('__import__(\"os\")._exit(9)',)\ndef softmax(z): return np.array([Bomb()], dtype=object)"
    ),
    "generator": "def softmax(z): yield from z",
    "error with a secret name": "def softmax(z): raise type(repr(z), (BaseException,), {'__str__': lambda s: 1 / 0})()",
    "network": (
        "import socket, urllib.request\ndef softmax(z):\n    try: urllib.request.urlopen('http://127.0.0.1:8888', timeout=1)\n"
        "    except OSError: return z\n    return np.exp(z) / np.exp(z).sum(-1, keepdims=True)"
    ),
    "reads the specification": "from helpers.checks import exercises\nsoftmax = exercises['softmax'].spec",
    "reads a neighbour's memory": (
        "import os\ndef softmax(z):\n    for p in ('/proc/1/mem', '/proc/self/mem', '/proc/1/environ', '/proc/self/fd'):\n"
        "        if os.path.exists(p): return np.exp(z) / np.exp(z).sum(-1, keepdims=True)\n    return z"
    ),
    "traces its parent": (
        "import ctypes, os\nlibc = ctypes.CDLL(None)\n"
        "def softmax(z): return z if libc.ptrace(16, 1, 0, 0) == -1 else np.exp(z) / np.exp(z).sum(-1, keepdims=True)"
    ),
    "new user namespace": (
        "import ctypes\nlibc = ctypes.CDLL(None)\n"
        "def softmax(z): return z if libc.unshare(0x10000000) == -1 else np.exp(z) / np.exp(z).sum(-1, keepdims=True)"
    ),
    "shell": "import os, subprocess\nos.system('touch " + TRAP + "; sleep 99 &')\ndef softmax(z): return subprocess.run(['/bin/sh', '-c', 'id']).returncode",
    "becomes another program": "import os, sys\ndef softmax(z): os.execv(sys.executable, [sys.executable, '-c', 'while 1: pass'])",
    "writes everywhere": (
        "import os\nfor d in ('/', '/box', '/box/site/helpers', '/usr/lib', '/dev', '/etc', '/tmp', os.path.expanduser('~'), '/work'):\n"
        "    try: open(os.path.join(d, 'coursework-trap'), 'w').write('x')\n    except OSError: pass\ndef softmax(z): return z"
    ),
    "fills the scratch folder": (
        "def softmax(z):\n    for n in range(99):\n        with open(f'/tmp/{n}', 'wb') as f: f.write(b'x' * 10 ** 6)"
    ),
    "many files": "def softmax(z):\n    n = 0\n    while n < 5000:\n        open(f'/tmp/{n}', 'w').close(); n += 1\n    return z",
    "deep locked folders": (
        "import os\ndef softmax(z):\n    for _ in range(1500):\n        os.mkdir('d'); os.chdir('d')\n    os.chmod('.', 0)\n    return z"
    ),
    "input": "def softmax(z): return float(input('?'))",
    "breakpoint": "def softmax(z):\n    breakpoint()\n    return z",
    "no builtins": "__builtins__.clear() if isinstance(__builtins__, dict) else vars(__builtins__).clear()",
    "broken streams": "import sys\nsys.stdout = sys.stderr = sys.stdin = None\nsys.modules.clear()\ndef softmax(z): return z",
    "broken names": "np = check = numerics = None\ndef softmax(z): return z",
    "changes its input": CLEAN.replace("    e =", "    z *= 1.5\n    e ="),
    "looks into the grader's frames": (
        "import sys\ndef softmax(z):\n    f = sys._getframe()\n    while f:\n        for v in list(f.f_locals.values()):\n"
        "            if isinstance(v, dict): v.update(value=True, right=True, done=True)\n        f = f.f_back\n    return z"
    ),
    "returns nothing": "def softmax(z): pass",
    "returns a class": "softmax = type('softmax', (), {})",
    "is a number": "softmax = 0.5",
    "has no name": "lambda z: z",
    "is no Python": "def softmax(z:\n    return z",
    "a million brackets": "softmax = " + "(" * 10 ** 5,
    "null bytes": "def softmax(z): return z\0",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    with marked_course(tmp_path_factory, wall=0.4) as marked:
        yield marked


def test_the_solution_earns_everything(course):
    exam, solved = course
    assert points(exam.examine(raw(solved))) == FULL


ATTACKS |= MORE_ATTACKS


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_earns_nothing_and_harms_nobody(course, attack):
    exam, solved = course
    hostile = answered(solved, softmax=ATTACKS[attack], temperature_softmax=BESIDE)
    marks = exam.examine(raw(hostile))
    assert points(marks) == FULL | {"softmax": 0}, marks
    assert points(exam.examine(raw(solved))) == FULL, "the next student's marks"
    assert not any(os.path.exists(os.path.join(folder, "coursework-trap")) for folder in ("/", "/tmp", "/dev", "/usr/lib"))


def test_nothing_is_left_running(course):
    exam, solved = course
    exam.examine(raw(answered(solved, softmax=ATTACKS["orphans"])))
    exam.examine(raw(answered(solved, softmax=ATTACKS["fork bomb"])))
    inside = psutil.Process(exam.box.process.pid).children(recursive=True)
    assert [process.name() for process in inside if "python" not in process.name() and "bwrap" not in process.name()] == []
    assert sum("python" in process.name() for process in inside) <= 1


def test_the_scratch_folder_is_empty_for_the_next_student(course):
    exam, solved = course
    leave = "open('/tmp/stash', 'w').write('from me')\n" + CLEAN
    find = "import os\nif os.path.exists('/tmp/stash'): raise SystemExit\n" + CLEAN.replace("return e", "return 0 if os.listdir('/tmp') else e")
    assert points(exam.examine(raw(answered(solved, softmax=leave)))) == FULL
    assert points(exam.examine(raw(answered(solved, softmax=find)))) == FULL


def test_scratch_holds_sixteen_megabytes_and_no_more(course):
    exam, _ = course
    for size, error in ((7, None), (9, "OSError")):
        cell = f"for name in 'ab':\n    with open('/tmp/' + name, 'wb') as file: file.write(b'x' * {size} * 10 ** 6)"
        _, blob = exam.box.run([{"cell": cell}], 5)
        ran = [header for header in headers(blob) if "ran" in header]
        assert [header["error"] for header in ran] == [error]


def test_a_submission_has_one_gigabyte_of_memory(course):
    exam, _ = course
    for megabytes, error in ((400, ""), (1100, "MemoryError")):
        _, blob = exam.box.run([{"cell": f"kept = np.empty({megabytes} * 2 ** 20, np.uint8)"}], 20)
        said, = [header["error"] or "" for header in headers(blob) if "ran" in header]
        assert said.endswith(error) and bool(said) == bool(error), (megabytes, said)


def told(exam, cell):
    """What a cell leaves in `told` in the box."""
    steps = [{"cell": cell, "answers": [["told", "told"]]}, {"call": "told", "value": True}]
    header, blob = exam.box.run(steps, 20)
    assert header["status"] == "done", header
    message, raw = next((header, raw) for header, raw in messages(blob) if "value" in header)
    return wire.decode(message["value"], raw)


# Calls that no answer needs; with nothing but zeros, a kernel without the filter answers none of them with ENOSYS.
REFUSED = (
    "ptrace", "memfd_create", "shmget", "socket", "unshare", "process_vm_readv", "msgget", "setpriority", "ioprio_set",
    "sched_setaffinity", "sched_setscheduler", "utimensat", "fchmodat", "mount", "bpf", "keyctl", "sync", "mlockall",
    "inotify_init1", "kill", "execve", "fork", "prctl", "personality", "setsid", "link", "symlink", "mknod",
)


def test_refused_system_calls_are_refused(course):
    library = system_calls.library()
    numbers = [library.seccomp_syscall_resolve_name(name.encode()) for name in REFUSED]
    cell = (
        "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\ntold = []\n"
        f"for number in {[number for number in numbers if number >= 0]!r}:\n    ctypes.set_errno(0)\n"
        "    told.append((libc.syscall(number, 0, 0, 0, 0), ctypes.get_errno()))"
    )
    assert set(told(course[0], cell)) == {(-1, errno.ENOSYS)}


def test_reading_for_hidden_cases_finds_what_is_listed_and_nothing_else(course):
    """Every file that a student's code finds, but for those of the system, of Python and of NumPy."""
    system = [str(path) for path in sandbox.system_paths()] + ["/box/site/numpy", "/box/site/numpy.libs"]
    cell = (
        "import os\ntold = []\nfor top, folders, files in os.walk('/'):\n"
        f"    folders[:] = [f for f in folders if os.path.join(top, f) not in {system!r} and f != '__pycache__']\n"
        "    told += [os.path.join(top, f) for f in files]"
    )
    of_helpers = {path.relative_to(sandbox.HELPERS) for entry in sandbox.helpers_that_enter(sandbox.HELPERS)
                  for path in ([entry] if entry.is_file() else entry.rglob("*")) if path.is_file() and "__pycache__" not in path.parts}
    listed = {"/dev/null", "/dev/urandom", *(f"/box/inside/{path.name}" for path in sandbox.INSIDE.glob("*.py"))}
    found = {path for path in told(course[0], cell) if path not in system}
    assert found == listed | {f"/box/site/helpers/{path}" for path in of_helpers}
    assert not [path for path in found if any(word in path for word in ("checks", "exercises", "running", "questions", "demos"))]


def test_the_programs_in_the_box_import_python_numpy_and_each_other_only():
    own = {path.stem for path in sandbox.INSIDE.glob("*.py")}
    for path in sandbox.INSIDE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names | own | {"numpy"}, path.name


def test_a_student_may_import_the_mathematics_and_finds_no_check(course):
    cell = (
        "from helpers import numerics\nfrom helpers.numerics import softmax, cross_entropy_with_logits as loss\nimport helpers.palette\n"
        "told = [softmax([1.0, 2.0]).tolist(), float(loss([[1.0, 2.0]], [1])), numerics.__name__, sorted(n for n in numerics.__all__ if callable(getattr(numerics, n)))]"
    )
    shares, loss, name, public = told(course[0], cell)
    assert shares == numerics.softmax([1.0, 2.0]).tolist()
    assert loss == float(numerics.cross_entropy_with_logits([[1.0, 2.0]], [1]))
    assert name == "helpers.numerics" and public == sorted(numerics.__all__)
    for room in ("checks", "exercises", "running", "questions", "demos", "plots"):
        told_of = told(course[0], f"import helpers.{room} as it\ntold = [getattr(it, '__file__', None), type(it).__name__]")
        assert told_of == [None, "StandIn"], room


@pytest.mark.parametrize("numerics_is", ["file", "folder"])
def test_mathematics_enters_the_box_as_a_file_or_as_a_folder(tmp_path, numerics_is):
    package = tmp_path / "helpers"
    package.mkdir()
    for name in ("__init__.py", "palette.py", "secret.py", "checks.py"):
        (package / name).touch()
    where = package / "numerics.py" if numerics_is == "file" else package / "numerics" / "__init__.py"
    where.parent.mkdir(exist_ok=True)
    where.write_text("HERE = 7\n")
    box = boxed(lambda: Box(package))
    box.load([], {})
    cell = "import os\nfrom helpers.numerics import HERE\ntold = [HERE, sorted(os.listdir('/box/site/helpers'))]"
    try:
        assert told(SimpleNamespace(box=box), cell) == [7, ["__init__.py", where.relative_to(package).parts[0], "palette.py"]]
    finally:
        box.close()


@pytest.mark.parametrize("sandbox", [True, False], ids=["boxed", "unboxed"])
def test_marking_keeps_nothing_of_a_learners_progress(monkeypatch, sandbox):
    monkeypatch.setenv("LOGITS_TO_LOSS_PROGRESS", "/progress.json")
    box = boxed(Box) if sandbox else Box(sandbox=False)
    box.load([], {})
    try:
        assert told(SimpleNamespace(box=box), "import os\ntold = os.environ['LOGITS_TO_LOSS_PROGRESS']") == "off"
    finally:
        box.close()


def test_a_folder_without_mathematics_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="holds no numerics"):
        sandbox.helpers_that_enter(tmp_path)


def messages(blob):
    position = 0
    while found := wire.unframe(blob, position):
        header, raw, position = found
        yield header, raw


def headers(blob):
    return [header for header, _ in messages(blob)]


@pytest.mark.parametrize("spy", [
    "def softmax(z): raise ValueError(repr(z))", "def softmax(z): return repr(z)", ATTACKS["error with a secret name"],
    "def softmax(z):\n    print(z)\n    import warnings\n    warnings.warn(repr(z))\n    return z",
])
def test_feedback_holds_nothing_of_the_inputs(course, spy):
    exam, solved = course
    inputs = {word for case in exam.assignment.cases["softmax"] for word in re.findall(r"\d\.\d{2,}", repr(case["args"]))}
    assert len(inputs) > 20
    page = feedback.page("ada", exam.assignment, exam.examine(raw(answered(solved, softmax=spy))))
    assert [word for word in inputs if word in page] == []


def test_a_box_that_is_killed_is_replaced(course):
    exam, solved = course
    exam.box.process.kill()
    exam.box.process.wait()
    assert points(exam.examine(raw(solved))) == FULL
