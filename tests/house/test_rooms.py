"""The plan of the house: which room may import which, and what CONTRIBUTING.md says of the way through it."""

import ast
import re
from pathlib import Path

import pytest

from tools.build.notebooks import ROOT

# Each room, and the rooms that it may import; what is not listed here is a room of its own that nobody has thought about.
MAY = {
    "helpers.numerics": set(),
    "helpers.palette": set(),
    "helpers.data": set(),
    "helpers.save_hook": set(),
    "helpers.own_copy": set(),
    "helpers.plots": {"helpers.palette"},
    "helpers.running": set(),
    "helpers.checks": {"helpers.running", "helpers.exercises", "helpers.progress"},
    "helpers.exercises": {"helpers.checks", "helpers.numerics", "helpers.running"},
    "helpers.progress": set(),
    "helpers.widgets": {"helpers.palette", "helpers.plots"},
    "helpers.questions": {"helpers.checks", "helpers.exercises", "helpers.plots", "helpers.progress", "helpers.running", "helpers.widgets"},
    "helpers.demos": {"helpers.numerics", "helpers.palette", "helpers.plots", "helpers.progress", "helpers.questions", "helpers.running", "helpers.widgets"},
    "coursework.box": set(),
    "coursework.handing_out": {"coursework.box", "tools"},
    "coursework.marking": {"coursework.box", "coursework.handing_out", "coursework.passing_on", "helpers.checks", "helpers.running", "tools"},
    "coursework.passing_on": {"coursework.marking", "coursework.handing_out", "tools"},
    "coursework": {"coursework.box", "coursework.handing_out", "coursework.marking", "coursework.passing_on", "helpers.checks", "tools"},
    "tools": {"helpers", "coursework"},
}


def rooms():
    files = [path for top in ("helpers", "coursework", "tools") for path in sorted((ROOT / top).rglob("*.py"))]
    for path in files:
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield path, room_of(".".join(parts))


def room_of(module):
    """The room of a module: the longest name of MAY that it begins with, or its first two words."""
    known = [room for room in MAY if module == room or module.startswith(f"{room}.")]
    return max(known, key=len, default=".".join(module.split(".")[:2]))


def imports(path):
    """The modules of ours that a file imports, with their full names."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            base = ".".join(filter(None, [above, node.module]))
            names = [f"{base}.{alias.name}" for alias in node.names]
            yield from (name if is_module(name) else base for name in names)


def is_module(name):
    path = ROOT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").exists()


def test_every_file_lives_in_a_room_of_the_plan():
    strangers = sorted({room for _, room in rooms()} - set(MAY) - {"helpers.__init__"})
    assert strangers == []


@pytest.mark.parametrize("room", MAY)
def test_a_room_imports_only_the_rooms_that_it_may(room):
    wrong = []
    for path, mine in rooms():
        for name in imports(path) if mine == room else ():
            other = room_of(name)
            allowed = any(other == one or other.startswith(f"{one}.") for one in MAY[room])
            if name.split(".")[0] in ("helpers", "coursework", "tools", "tests") and other != room and not allowed:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def walks():
    """The walks through the code, by their headings: lists whose items name a file and functions in it."""
    found = re.findall(r"^### (What happens to [^\n]*)\n(.*?)(?=^##)", TEXT, flags=re.MULTILINE | re.DOTALL)
    return dict(found)


def test_there_are_four_walks():
    assert [heading.split(" to ")[1] for heading in walks()] == ["a logit", "an answer", "a slider's move", "a hand-in"]


@pytest.mark.parametrize("heading", walks())
def test_a_walk_names_files_that_are_there_and_functions_that_are_in_them(heading):
    steps = re.findall(r"^\d+\. (.*(?:\n   .*)*)", walks()[heading], flags=re.MULTILINE)
    assert 3 <= len(steps) <= 12
    for step in steps:
        files = re.findall(r"`((?:helpers|coursework|tools|lessons)/[\w./]+)`", step)
        assert files and [name for name in files if not (ROOT / name).exists()] == [], step
        sources = "\n".join(source(ROOT / name) for name in files)
        for name in re.findall(r"`(\w+)\(\)`", step):
            assert re.search(rf"\b(?:def|function|class) {name}\b|\b{name} ?[=:(]", sources), f"{name}() is not in {files}: {step}"


def source(path: Path):
    paths = [path] if path.is_file() else [each for each in path.rglob("*") if each.suffix in (".py", ".js")]
    return "\n".join(each.read_text(encoding="utf-8") for each in paths)
