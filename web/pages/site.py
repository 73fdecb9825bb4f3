"""The whole site: its pages, its looks, its search."""

import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from helpers.checks.card import STYLE as CARD
from helpers.progress.card_html import STYLE as PROGRESS
from web import parts
from web.pages import maths, start
from web.pages.lesson import LessonPage, Site
from web.pages.npm import modules

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# Own files in the order in which they are read; the rest of a page's look comes from npm and from the cards.
LOOK = ("type.css", "book.css", "cells.css", "start.css", "print.css")
FONTS = {"source-serif-4": ("latin-wght-normal", "latin-wght-italic", "greek-wght-normal", "greek-wght-italic"),
         "source-sans-3": ("latin-wght-normal",), "source-code-pro": ("latin-wght-normal", "greek-wght-normal")}
MARK = ".site-of-logits-to-loss"


def empty(out: Path):
    """Make an empty folder for the site. ValueError: something else lies there."""
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        raise ValueError(f"{out} holds something that is no site: name another folder, or empty it yourself")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    (out / MARK).touch()
    (out / ".nojekyll").touch()  # or GitHub Pages would leave out folders that begin with an underscore


def write(course: tuple, out: Path, doors, live) -> list:
    """Write every page; return what a builder should look at. `live` is the module web.live, or None."""
    templates = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
                            trim_blocks=True, lstrip_blocks=True)
    whole = Site(out, templates, course, doors, live)
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # what makes a page live is recorded in a process of its own
        pages = list(pool.map(lambda lesson: LessonPage(lesson, whole), course))
    formulas, faults = maths.typeset([formula for page in pages for formula in page.formulas])
    for page in pages:
        page.write(formulas)
    write_look(out / "look")
    start.write(whole)
    write_search(out)
    return faults


def write_look(folder: Path):
    """Write style sheets, scripts and typefaces, each with its licence."""
    fonts = folder / "fonts"
    fonts.mkdir(parents=True)
    for family, cuts in FONTS.items():
        home = modules() / "@fontsource-variable" / family
        for cut in cuts:
            shutil.copy(home / "files" / f"{family}-{cut}.woff2", fonts)
        shutil.copyfile(home / "LICENSE", fonts / f"{family}.LICENSE.txt")
    katex = modules() / "katex"
    for path in (katex / "dist" / "fonts").glob("*.woff2"):
        shutil.copy(path, fonts)
    shutil.copyfile(katex / "LICENSE", fonts / "KaTeX.LICENSE.txt")
    # Every browser that knows woff2 never asks for the older kinds.
    sheet = (katex / "dist" / "katex.min.css").read_text(encoding="utf-8")
    sheet = re.sub(r',url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)', "", sheet)
    own = "\n".join((HERE / "look" / name).read_text(encoding="utf-8") for name in LOOK)
    # Some names are those of the other card's too.
    cards = f"{CARD}\n@scope (.ltl-progress) {{\n{PROGRESS}}}"
    (folder / "book.css").write_text(f"{sheet}\n{cards}\n{own}", encoding="utf-8")
    for path in (*(HERE / "look").glob("*.js"), HERE / "look" / "icon.svg"):
        shutil.copy(path, folder)


def write_search(out: Path):
    """Let Pagefind read the pages and write its index. parts.Missing: it is not there."""
    once = ["--exclude-selectors", ".katex-html", "--exclude-selectors", ".katex annotation"]  # a formula is said once
    program = modules() / "pagefind" / "lib" / "runner" / "bin.cjs"
    command = ["node", str(program), "--site", str(out), "--quiet", *once]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    except FileNotFoundError:
        raise parts.Missing("Node.js is missing, which makes the search: install nodejs and npm") from None
    if done.returncode:
        raise parts.Missing(f"Pagefind could not read the pages: {(done.stderr.strip() or done.stdout.strip())[-300:]}")
    for pattern in ("pagefind-*ui*", "pagefind-highlight.js"):  # boxes of its own, which look/search.js does without
        for path in (out / "pagefind").glob(pattern):
            path.unlink()
