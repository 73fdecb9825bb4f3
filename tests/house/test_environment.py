"""One environment, said three times: pyproject.toml, environment.yml and requirements.lock agree."""

import ast
import re
import sys
import tomllib

import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from rattler import MatchSpec

from tests.support.course import NAMES, lesson
from tools.build.notebooks import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text())
LOCK = (ROOT / "requirements.lock").read_text()
# conda-forge calls Matplotlib without a desktop's toolkit matplotlib-base.
PYPI_NAME = {"matplotlib-base": "matplotlib"}


def conda_specs():
    """The packages of environment.yml as a conda client reads them: name to version specification."""
    specs = [MatchSpec(entry) for entry in CONDA["dependencies"] if isinstance(entry, str)]
    return {spec.name.normalized: SpecifierSet(str(spec.version or "")) for spec in specs}


def test_conda_and_pip_users_get_the_same_packages():
    conda = {PYPI_NAME.get(name, name): spec for name, spec in conda_specs().items() if name != "pip"}
    project = {one.name: one.specifier for one in map(Requirement, PROJECT["dependencies"])}
    assert conda == project | {"python": SpecifierSet(PROJECT["requires-python"])}


def test_conda_installs_the_course_itself():
    assert {"pip": ["--editable ."]} in CONDA["dependencies"]


def locked():
    entries = re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)(?: *; *([^\\\n]+))?", LOCK, flags=re.MULTILINE)
    return [(name, version, marker.strip()) for name, version, marker in entries]


def test_the_lock_satisfies_every_bound_for_each_python():
    for python in ["3.11", "3.12", "3.13", "3.14"]:
        fits = {"python_version": python, "python_full_version": f"{python}.0"}
        chosen = {name: version for name, version, marker in locked() if not marker or Marker(marker).evaluate(fits)}
        for requirement in map(Requirement, PROJECT["dependencies"]):
            assert chosen[requirement.name] in requirement.specifier, f"{requirement} on Python {python}"


def test_every_locked_package_has_hashes_and_none_an_address():
    assert not re.search(r"https?://|--index|--find-links", LOCK)
    assert LOCK.count("==") >= len(locked()) > 50
    blocks = re.split(r"^(?=[a-z0-9._-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert [block.split("\n")[0] for block in blocks if "--hash=sha256:" not in block] == []


def imported(code):
    """The top-level names of the packages that a piece of code imports."""
    for node in ast.walk(ast.parse(code)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
        yield from (name.split(".")[0] for name in names)


def test_what_learners_import_is_what_they_are_told_to_install():
    # traitlets and IPython come with ipywidgets; PIL and contourpy with Matplotlib.
    allowed = {Requirement(one).name for one in PROJECT["dependencies"]}
    allowed |= {"helpers", "traitlets", "IPython", "PIL", "contourpy"} | sys.stdlib_module_names
    code = {path.name: path.read_text(encoding="utf-8") for path in ROOT.glob("helpers/**/*.py")}
    code |= {name: "\n".join(cell.source for cell in lesson(name).cells if cell.kind == "code") for name in NAMES}
    assert {name: set(imported(text)) - allowed for name, text in code.items() if set(imported(text)) - allowed} == {}


def test_no_module_tops_200_lines():
    paths = [path for room in ("helpers", "coursework", "tools", "web") for path in (ROOT / room).rglob("*.py")]
    assert [path.name for path in paths if len(path.read_text(encoding="utf-8").splitlines()) > 200] == []
