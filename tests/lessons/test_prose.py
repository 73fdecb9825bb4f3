"""The text: British spelling, working links, references in one format."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import codespell_lib
import pytest

from tests.support.course import LESSONS, NAMES, lesson
from tools.build.notebooks import ROOT

PAGES = ["README.md", "CONTRIBUTING.md", "AGENTS.md", *(str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("coursework/*.md")))]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)(?:#([^)\s]+))?[^)]*\)")
# Words that an American dictionary lists but British English spells so as well, or that name something.
FINE = {"program", "programs", "license", "licensed", "practice", "meter", "disk", "analog", "draft", "check", "checks", "story", "mold"}


def prose(text):
    """A text without its code, formulas and addresses."""
    return re.sub(r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$|\]\([^)]*\)|https?://\S+", " ", text, flags=re.DOTALL)


@cache
def american():
    """American spellings, from the right-hand sides of codespell's British-to-American list."""
    lines = (Path(codespell_lib.__file__).parent / "data/dictionary_en-GB_to_en-US.txt").read_text().split()
    return {word for line in lines if "->" in line for word in line.split("->")[1].strip(",").split(",")} - FINE


def texts():
    paths = [*(ROOT / page for page in PAGES), *(ROOT / f"lessons/{name}.md" for name in NAMES)]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}


def test_no_misspelt_words():
    command = [sys.executable, "-m", "codespell_lib", "--builtin", "clear,rare", "--ignore-words-list", "arange,nd,fo,ba", "--skip", "*.csv,*.npz"]
    folders = ["README.md", "CONTRIBUTING.md", "lessons", "helpers", "coursework", "tools", "tests", "Makefile"]
    found = subprocess.run([*command, *(name for name in folders if (ROOT / name).exists())], cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("name", texts())
def test_spelling_is_british(name):
    read_on = texts()[name].find("## Read on")  # titles are quoted as they were printed
    words = re.findall(r"[a-z]+", prose(texts()[name][: read_on if read_on > 0 else None]).lower())
    assert sorted(set(words) & american()) == []


def headings(notebook):
    """The names by which JupyterLab knows the headings of a lesson's notebook."""
    text = re.sub(r"```.*?```", "", texts()[f"lessons/{notebook.stem}.md"], flags=re.DOTALL)
    return {line.lstrip("# ").replace(" ", "-") for line in text.split("\n") if line.startswith("#")}


@pytest.mark.parametrize("name", texts())
def test_links_lead_somewhere(name):
    folder = (ROOT / name.replace("lessons/", "notebooks/")).parent
    for target, heading in LINK.findall(re.sub(r"```.*?```", "", texts()[name], flags=re.DOTALL)):
        assert target.startswith("https://") or (folder / target).exists(), target
        if heading and target.endswith(".ipynb"):
            assert unquote(heading) in headings(folder / target), f"{target}#{heading}"


def test_the_glossary_links_every_word_to_its_place():
    rows = re.findall(r"^\| (?!word|---)(.+?) \|.*\|(.*)\|$", texts()["lessons/12_glossary.md"], flags=re.MULTILINE)
    assert len(rows) > 30
    assert [word for word, links in rows if not all(heading for _, heading in LINK.findall(links))] == []
    words = [word for word, _ in rows]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("name", LESSONS)
def test_references_name_author_year_and_title(name):
    after = "\n".join(cell.source for cell in lesson(name).cells).split("## Read on\n")[1]
    references = [line for line in after.split("\n") if line.startswith("- ")]
    assert len(references) >= 2
    for line in references:
        assert re.match(r"- [^(*]+ \((1[6-9]|20)\d\d\)\. \*[^*]+\*\. ", line), line


@pytest.mark.parametrize("name", texts())
def test_nothing_but_the_project_itself_is_spoken_of(name):
    assert not re.search(r"\bissue #?\d|/work/|\bsession \d", texts()[name], flags=re.IGNORECASE)
