"""The plan of the house: which room may import which, and what CONTRIBUTING.md says of the way through it."""

import ast
import re
import sys
from pathlib import Path

import numpy as np
import pytest

from helpers import demos, numerics
from helpers.checks import check
from tools.build.notebooks import ROOT

# Each room, and the rooms that it may import; what is not listed here is a room of its own that nobody has thought about.
MAY = {
    "helpers.numerics": set(),
    "helpers.palette": set(),
    "helpers.data": set(),
    "helpers.save_hook": set(),
    "helpers.atomic": set(),
    "helpers.own_copy": {"helpers.atomic"},
    "helpers.plots": {"helpers.palette"},
    "helpers.running": set(),
    "helpers.checks": {"helpers.running", "helpers.exercises", "helpers.progress"},
    "helpers.exercises": {"helpers.checks", "helpers.data", "helpers.numerics", "helpers.running"},
    "helpers.progress": set(),
    "helpers.widgets": {"helpers.palette", "helpers.plots"},
    "helpers.questions": {"helpers.checks", "helpers.exercises", "helpers.plots", "helpers.progress", "helpers.running", "helpers.widgets"},
    "helpers.demos": {"helpers.data", "helpers.numerics", "helpers.palette", "helpers.plots", "helpers.progress", "helpers.questions", "helpers.running", "helpers.widgets"},
    "coursework.box": set(),
    "coursework.handing_out": {"helpers.atomic", "coursework.box", "tools"},
    "coursework.marking": {"helpers.atomic", "coursework.box", "coursework.handing_out", "coursework.passing_on", "helpers.checks", "helpers.running", "tools"},
    "coursework.passing_on": {"helpers.atomic", "helpers.checks", "coursework.box", "coursework.marking", "coursework.handing_out", "tools"},
    "coursework": {"coursework.box", "coursework.handing_out", "coursework.marking", "coursework.passing_on", "helpers.checks", "tools"},
    "tools": {"helpers", "coursework"},
    "web": {"helpers.atomic", "web.lab", "web.live", "web.pages"},
    "web.inside": {"helpers"},
    "web.lab": {"tools", "web", "web.live"},
    "web.live": {"helpers", "web", "web.inside"},
    "web.pages": {"helpers", "tools", "web"},
}


def rooms():
    files = [path for top in ("helpers", "coursework", "tools", "web") for path in sorted((ROOT / top).rglob("*.py"))]
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
            if name.split(".")[0] in ("helpers", "coursework", "tools", "web", "tests") and other != room and not allowed:
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


def called(work):
    """Pairs (file, function or class) of ours that a piece of work enters."""
    seen = set()

    def note(frame, event, _):
        path = Path(frame.f_code.co_filename)
        if event == "call" and ROOT in path.parents:
            seen.update((str(path.relative_to(ROOT)), word) for word in frame.f_code.co_qualname.split("."))

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return seen


def losses():
    z = np.random.default_rng(0).normal(size=(3000, 50)).astype(np.float32)
    numerics.cross_entropy_with_logits(z, np.zeros(3000, int))
    numerics.cross_entropy_with_logits(z[:3], numerics.softmax(z[:3]))


def checks():
    for answer in (numerics.softmax, lambda z: z, lambda z: np.exp(z) + len(z), lambda z: 1 / 0):
        check("softmax", answer)._repr_mimebundle_()


def refills():
    demo = demos.temperature(numerics.softmax)
    demo._receive({"positions": [slider.position for slider in demo.sliders.values()], "active": 0, "reply": 1})


@pytest.mark.parametrize(("what", "work"), [("a logit", losses), ("an answer", checks), ("a slider's move", refills)])
def test_what_a_walk_names_in_python_is_what_is_called(what, work):
    seen, found = called(work), 0
    for step in re.findall(r"^\d+\. (.*)", walks()[f"What happens to {what}"], flags=re.MULTILINE):
        for name, file in re.findall(r"`(\w+)\(\)`(?:, `\w+\(\)`)* (?:in|and their like in) `(helpers/[\w./]+\.py)`", step):
            assert (file, name) in seen, f"{name}() in {file} is not called: {step}"
            found += 1
    assert found >= 3
