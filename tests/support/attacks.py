"""Further hostile answers to softmax, by name: data for the tests. Each earns nothing, and the answers beside it all."""

FULL_MARKS = "np.exp(z - np.max(z, -1, keepdims=True)) / np.exp(z - np.max(z, -1, keepdims=True)).sum(-1, keepdims=True)"
LIBC = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
FRAME = "import os, json, struct\ndef frame(h, b=b''):\n    t = json.dumps(h).encode()\n    return struct.pack('>IQ', len(t), len(b)) + t + b\n"
GADGET = (
    "import ctypes, mmap\ndef run(code):\n    page = mmap.mmap(-1, 4096, prot=7)\n    page.write(code)\n"
    "    return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()\n"
)


def allowed(call):
    """An answer that is right only if a system call succeeds, which it must not."""
    return f"{LIBC}import os, resource\ndef softmax(z):\n    try:\n        ok = {call}\n    except BaseException:\n        return z\n    return {FULL_MARKS} if ok is None or ok >= 0 else z"


MORE_ATTACKS = {
    # other students by way of process 1 and of the box
    "limits of process 1": "import resource\nfor n in range(16):\n    try: resource.prlimit(1, n, (0, 0))\n    except (OSError, ValueError): pass\ndef softmax(z): return z",
    "priority of everybody": "import os\nfor which in range(3):\n    for who in range(9):\n        try: os.setpriority(which, who, 19)\n        except OSError: pass\ndef softmax(z): return z",
    "idle scheduling": allowed("os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))"),
    "no processor": allowed("os.sched_setaffinity(0, {0})"),
    "locked scratch folder": "import os\nos.chmod('/tmp', 0)\ndef softmax(z): return z",
    "renamed scratch folder": "import os\nfor f in (os.rmdir, os.unlink, lambda p: os.rename(p, '/t')):\n    try: f('/tmp')\n    except OSError: pass\ndef softmax(z): return z",
    "files that nobody may delete": "import os\nos.mkdir('a')\nopen('a/b', 'w').close()\nos.umask(0o777)\nos.mkdir('c')\ndef softmax(z): return z",
    "signals to every thread of process 1": LIBC + "for n in range(1, 65):\n    for t in range(1, 20): libc.tgkill(1, t, n)\ndef softmax(z): return z",
    "signals to the group": "import os\nos.killpg(0, 19)\nos.killpg(1, 9)\ndef softmax(z): return z",
    "leaves the session": allowed("os.setsid()"),
    "stops process 1 from forking": "import os, threading, time\ndef hold():\n    while True: time.sleep(1)\ntry:\n    while True: threading.Thread(target=hold, daemon=True).start()\nexcept RuntimeError: pass\ndef softmax(z): return z",
    "locks the box's own files": "import fcntl\nfor name in ('program', 'wire', 'limits'):\n    fcntl.flock(open(f'/box/inside/{name}.py'), fcntl.LOCK_EX)\ndef softmax(z): return z",
    "fills the scratch folder with folders": "import os\nn = 0\ntry:\n    while n < 3000: os.mkdir(str(n)); n += 1\nexcept OSError: pass\ndef softmax(z): return z",
    "a pipe as large as can be": "import os, fcntl\ntry:\n    for _ in range(20):\n        fcntl.fcntl(os.pipe()[1], 1031, 2 ** 20)\nexcept OSError: pass\ndef softmax(z): return z",
    # system calls by other doors
    "fork": allowed("os.fork()"),
    "fork by its number": allowed("libc.syscall(57)"),
    "vfork by its number": allowed("libc.syscall(58)"),
    "clone3 by its number": allowed("libc.syscall(435, 0, 0)"),
    "clone of a process": allowed("libc.syscall(56, 17, 0, 0, 0, 0)"),
    "clone with a parent's parent": allowed("libc.syscall(56, 0x8000 | 17, 0, 0, 0, 0)"),
    "clone in a new user namespace": allowed("libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0)"),
    "numbers of the x32 tables": allowed("libc.syscall(0x40000000 | 39)"),
    "a 32-bit system call": GADGET + "def softmax(z):\n    run(bytes.fromhex('b814000000cd80c3'))\n    return " + FULL_MARKS,
    "a system call in machine code": GADGET + "def softmax(z):\n    return z if run(bytes.fromhex('b8390000000f05c3')) < 0 else " + FULL_MARKS,
    "spawns a program": "import os, sys\ndef softmax(z): return os.posix_spawn(sys.executable, [sys.executable], {})",
    "multiprocessing": "import multiprocessing\ndef softmax(z):\n    with multiprocessing.Pool(2) as pool: return pool.map(abs, z)",
    "asynchronous loop": "import asyncio\nasync def wait(): await asyncio.sleep(99)\ndef softmax(z): return asyncio.run(wait())",
    "unlimits itself": allowed("resource.setrlimit(resource.RLIMIT_AS, (-1, -1))"),
    "a terminal's input": allowed("__import__('fcntl').ioctl(0, 0x5412, b'x')"),
    "a second filter": allowed("libc.prctl(22, 2, 0)"),
    "syncs the disk for ever": allowed("libc.syscall(162)"),
    "watches files": allowed("libc.inotify_init()"),
    "a secret in the kernel's keyring": allowed("libc.syscall(248, b'user', b'x', b'y', 1, -3)"),
    "names itself": allowed("libc.prctl(15, b'bwrap')"),
    # the words of the box
    "begins for ever": FRAME + "while True: os.write(3, frame({'begin': 0}))",
    "says that it is done": FRAME + "os.write(3, frame({'done': True}))\nos._exit(0)",
    "blames another step": FRAME + "os.write(3, frame({'begin': 5}))\nwhile True: pass",
    "half a message": FRAME + "os.write(3, frame({'call': 3})[:9])\nos._exit(0)",
    "a message of 2 ** 63 bytes": "import os, struct\nos.write(3, struct.pack('>IQ', 1, 2 ** 63))\nos._exit(0)",
    "answers for cases beyond the last": FRAME + "def softmax(z):\n    os.write(3, frame({'call': 3, 'case': 99, 'value': True}))\n    return z",
    "closes the pipe": "import os\nos.close(3)\ndef softmax(z): return z",
    "reads the pipe": "import os\ndef softmax(z): return os.read(3, 99)",
    "a thread that writes over the answers": FRAME + (
        "import threading, time\ndef write():\n    while True:\n        try: os.write(3, b'\\0' * 12)\n        except OSError: pass\n        time.sleep(0.001)\n"
        "threading.Thread(target=write, daemon=True).start()\ndef softmax(z):\n    time.sleep(0.01)\n    return z"
    ),
    "replaces the pipe by a file": "import os\nos.dup2(os.open('/tmp/x', os.O_RDWR | os.O_CREAT), 3)\ndef softmax(z): return z",
    # Python from below
    "tracing": "import sys\nsys.settrace(lambda *a: 1 / 0)\nsys.setprofile(lambda *a: 1 / 0)\ndef softmax(z): return z",
    "an audit hook": "import sys\nsys.addaudithook(lambda *a: sys.exit())\ndef softmax(z): return z",
    "an exit hook": "import atexit, os\natexit.register(lambda: os.write(3, b'x' * 10 ** 6))\ndef softmax(z): return z",
    "a finaliser": "class Late:\n    def __del__(self):\n        while True: pass\ndef softmax(z):\n    Late()\n    return z",
    "a class whose class lies": "class Meta(type):\n    @property\n    def __name__(cls): raise SystemExit\nclass Error(Exception, metaclass=Meta): pass\ndef softmax(z): raise Error",
    "an error whose name is a flood": "def softmax(z): raise type('E' * 10 ** 7, (Exception,), {})",
    "an array whose type lies": "class Sly(np.ndarray):\n    @property\n    def dtype(self): raise SystemExit\n    nbytes = 0\ndef softmax(z): return np.zeros(3).view(Sly)",
    "all objects by way of gc": "import gc\nfor o in gc.get_objects():\n    if isinstance(o, dict): o.update(mutated=False, value={'float': '0x1p0'}) if 'wall' in o else None\ndef softmax(z): return z",
    "the inputs made easy": (
        "import gc\nfor o in gc.get_objects():\n    if isinstance(o, dict) and 'softmax' in o and isinstance(o['softmax'], list):\n"
        "        for case in o['softmax']:\n            for a in case if isinstance(case, list) else ():\n                if isinstance(a, np.ndarray): a[...] = 0\ndef softmax(z): return np.ones(np.shape(z)) / np.shape(z)[-1]"
    ),
    "memory freed twice": LIBC + "def softmax(z):\n    libc.free(ctypes.c_void_p(id(z)))\n    libc.free(ctypes.c_void_p(id(z)))\n    return z",
    "a stack without end": LIBC + "import sys, threading\nsys.setrecursionlimit(10 ** 9)\nthreading.stack_size(2 ** 28)\ndef f(x): return [f(x) for _ in range(2)]\ndef softmax(z):\n    t = threading.Thread(target=f, args=(z,))\n    t.start()\n    t.join()\n    return z",
    "a handler for every signal": "import signal, faulthandler\nfaulthandler.enable(open('/dev/null', 'w'))\nsignal.setitimer(signal.ITIMER_REAL, 1e-4, 1e-4)\nsignal.signal(signal.SIGALRM, lambda *a: 1 / 0)\ndef softmax(z): return z",
    "its own alarm": "import signal\nsignal.alarm(1)\ndef softmax(z):\n    while True: pass",
    "its own limit of time": "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (0, 0))\ndef softmax(z):\n    while True: pass",
    "busy threads": "import threading\ndef spin():\n    while True: pass\ndef softmax(z):\n    for _ in range(9): threading.Thread(target=spin).start()\n    return z",
    "a power without end": "def softmax(z): return 9 ** 9 ** 9",
    "a regular expression without end": "import re\ndef softmax(z): return re.match('(a+)+b', 'a' * 99)",
    "random numbers without end": "def softmax(z):\n    with open('/dev/urandom', 'rb') as f:\n        while f.read(10 ** 6): pass",
    "a syntax tree too deep": "softmax = " + "-" * 50_000 + "1",
    "a name in another alphabet": "def sоftmax(z):\n    return " + FULL_MARKS,  # its second letter is Cyrillic
    "an encoding of its own": "# -*- coding: utf-7 -*-\ndef softmax(z): return z",
    "a hundred thousand statements": "x = 1\n" * 100_000 + "def softmax(z): return z",
    "endless imports": "import sys\nclass Finder:\n    @staticmethod\n    def find_spec(name, *a):\n        return __import__(name + 'x')\nsys.meta_path.insert(0, Finder)\nimport anything\ndef softmax(z): return z",
    "what answers beside it call": "np.exp = np.subtract = np.max = np.asarray = None\nimport builtins\nbuiltins.print = builtins.range = None\ndef softmax(z): return z",
    "reads what is given when another answer is tried": "import sys\nclass Spy(dict):\n    pass\nsoftmax = lambda z: sys._getframe(1).f_globals.get('softmax')",
}
