"""Accounts for a test: a hub starts each person's server under their own name, and this machine's people stay as they are.

Inside, /etc/passwd, /etc/group and /home are the test's own, in a mount namespace of their own; the rest is the machine's.
"""

import os
import subprocess
from pathlib import Path

FIRST_NUMBER = 50_001


class Accounts:
    """People with a number and a home each, and a way to start something where only they exist."""

    def __init__(self, folder, names):
        self.folder, self.numbers = folder, {name: FIRST_NUMBER + i for i, name in enumerate(names)}
        people = [("root", 0, "/root"), *((name, number, f"/home/{name}") for name, number in self.numbers.items())]
        lines = {"passwd": [f"{name}:x:{number}:{number}::{home}:/bin/bash" for name, number, home in people],
                 "group": [f"{name}:x:{number}:" for name, number, _ in people]}
        for name, rows in lines.items():
            (folder / name).write_text("\n".join(rows) + "\n")
        for name in names:
            self.home(name).mkdir(parents=True)
            self.give(self.home(name), name)

    def home(self, name):
        """Where somebody's home lies, seen from outside."""
        return self.folder / "homes" / name

    def give(self, path, name):
        """Make a folder, with all that is in it, somebody's own, which nobody else may enter."""
        for each in (path, *path.rglob("*")):
            os.chown(each, self.numbers[name], self.numbers[name])
        path.chmod(0o700)

    def start(self, command, readable, environment, log):
        """Start a command as root where these people exist; all that it starts ends with it."""
        inside = ["bwrap", "--dev-bind", "/", "/", "--tmpfs", "/home", *opened(readable)]
        for name in self.numbers:
            inside += ["--bind", self.home(name), f"/home/{name}"]
        for name in ("passwd", "group"):
            inside += ["--ro-bind", self.folder / name, f"/etc/{name}"]
        inside += ["--unshare-pid", "--proc", "/proc", "--die-with-parent", *command]
        return subprocess.Popen(list(map(str, inside)), env=environment, stdout=log, stderr=subprocess.STDOUT)


def opened(paths):
    """Arguments that let everybody reach these paths, where a folder above them is its owner's alone."""
    found, above = [], {}
    for path in map(Path.resolve, paths):
        shut = [parent for parent in reversed(path.parents) if not parent.stat().st_mode & 0o001]
        if shut:
            above.setdefault(shut[0], set()).add(path)
    for shut, below in above.items():
        found += ["--tmpfs", shut]
        for path in sorted(below):
            for parent in reversed(path.parents):
                found += ["--perms", "0755", "--dir", parent] if shut in parent.parents else []
            found += ["--ro-bind", path, path]
    return found
