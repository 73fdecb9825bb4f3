"""The other doors to a lesson: the lab of this site, Colab, Binder, and the notebook's file."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"[\w.-]+/[\w.-]+")
# The branch to which the site's workflow pushes notebooks that install the course where it is missing.
BRANCH = "colab"
# Without what it depends on: Colab has NumPy and Matplotlib already, and must not get others under its running kernel.
FIRST = """\
# Silent where the course is installed; elsewhere, as in Colab, it brings what the lesson imports.
from importlib.util import find_spec

if find_spec("helpers") is None:
    %pip install --quiet --no-deps "git+https://github.com/{repository}"
    %pip install --quiet anywidget"""


@dataclass(frozen=True)
class Doors:
    """Addresses; an empty one means that there is no such door. `repository` is OWNER/NAME on GitHub."""

    repository: str = ""
    has_lab: bool = False

    def ways(self, lesson: str) -> list:
        """Return (address, words) of each other way to work on a lesson."""
        ways = [(self.lab(lesson), "Open in the lab"), (self.colab(lesson), "Open in Colab"),
                (self.binder(lesson), "Open in Binder"), (f"notebooks/{lesson}.ipynb", "Download the notebook")]
        return [(address, words) for address, words in ways if address]

    def lab(self, lesson: str) -> str:
        return f"lab/lab/index.html?path={lesson}.ipynb" if self.has_lab else ""

    def colab(self, lesson: str) -> str:
        here = f"https://colab.research.google.com/github/{self.repository}/blob/{BRANCH}/{lesson}.ipynb"
        return here if self.repository else ""

    def binder(self, lesson: str) -> str:
        here = f"https://mybinder.org/v2/gh/{self.repository}/HEAD?urlpath=lab/tree/notebooks/{lesson}.ipynb"
        return here if self.repository else ""

    def first_cell(self) -> str:
        """Return a cell that brings the course where it is missing, silent elsewhere; nothing without a repository."""
        return FIRST.format(repository=self.repository) if self.repository else ""

    def source(self) -> str:
        return f"https://github.com/{self.repository}" if self.repository else ""


def repository(said: str | None = None) -> str:
    """Return OWNER/NAME on GitHub: as said, as a workflow knows it, or as the clone's own remote says; else nothing.

    ValueError: what was said is no OWNER/NAME.
    """
    found = said or os.environ.get("GITHUB_REPOSITORY") or _of_clone()
    if found and not NAME.fullmatch(found):
        raise ValueError(f"the repository is {found!r}; say OWNER/NAME, such as ada/logits-to-loss")
    return found


def _of_clone():
    told = subprocess.run(["git", "remote", "get-url", "origin"], cwd=ROOT, capture_output=True, text=True)
    match = re.search(r"github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?\s*$", told.stdout)
    return match[1] if match else ""
