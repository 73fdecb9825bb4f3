"""Hostile answers of the kinds that cost a grader most, as texts that stand in for the body of a function."""

WRITE = "import os, struct\n    def frame(text): return struct.pack('>IQ', len(text), 0) + text\n    "
KINDS = {
    "endless loop": "while True: pass",
    "sleep": "import time; time.sleep(999)",
    "ends the process": "import os; os._exit(0)",
    "memory without end": "kept = []\n    while True: kept.append(bytearray(10 ** 7))",
    "huge result": "return np.zeros(10 ** 6)",
    "message flood": WRITE + "flood = frame(b'{\"begin\": 0}') * 10 ** 4\n    while True: os.write(3, flood)",
    "flood of nothing": WRITE + "flood = frame(b'{}') * 10 ** 5\n    while True: os.write(3, flood)",
    "JSON bomb": (
        WRITE + "bomb = frame(b'{\"call\": 3, \"value\": [' + b'{},' * 10 ** 6 + b'0]}')\n    while True: os.write(3, bomb)"
    ),
    "forks": "import os\n    while True:\n        try: os.fork()\n        except OSError: pass",
    "threads": "import threading, time\n    while True: threading.Thread(target=time.sleep, args=(99,)).start()",
    "fills the scratch folder": "for n in range(99): open(f'/tmp/{n}', 'wb').write(b'x' * 10 ** 6)",
    "limits of process 1": "import resource; resource.prlimit(1, resource.RLIMIT_AS, (10 ** 8, 10 ** 8))",
    "deep recursion": "import sys; sys.setrecursionlimit(10 ** 9)\n    f = lambda: f()\n    return f()",
}
JSON_BOMB = b'{"cells": [' + b"{}," * 6_000_000 + b"{}]}"


def answer(stub, kind):
    """The text of an answer cell: the head of its stub with a hostile body."""
    return stub.split("    # YOUR")[0] + "    " + KINDS[kind]
