"""The card in Chromium: both themes, three widths, no faults for axe, nothing hostile run; and in a real JupyterLab."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect

from helpers.progress import progress, record
from helpers.progress.card import Card
from tests.support.browsing import browser, eventually, serious  # noqa: F401
from tools.browser.lab import lab
from tools.browser.page import ask_kernel, notebook, open_notebook, run_all, set_theme

HOSTILE = '<script>window.hurt = 1</script><img src=x onerror="window.hurt = 1">'
THEME = "share/jupyter/lab/themes/@jupyterlab/theme-{}-extension/index.css"
# What is hidden for the eye alone is out of the flow.
FITS = """() => [...document.querySelectorAll('.ltl-progress, .ltl-progress *')]
    .filter(e => e.scrollWidth > e.clientWidth + 1)
    .filter(e => getComputedStyle(e).display !== 'inline' && getComputedStyle(e).position !== 'absolute')
    .map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture
def card(file, clock, tmp_path):
    for lesson in ("01_softmax", "03_cross_entropy", "04_sigmoid_bce"):
        (tmp_path / "exercises" / lesson).mkdir(parents=True)
    for name in (
        "01_softmax/softmax",
        "01_softmax/two_class_probability",
        "04_sigmoid_bce/binary_cross_entropy_with_logits",
    ):
        (tmp_path / "exercises" / f"{name}.py").touch()
    record.tried("softmax", lesson="01_softmax", passed=True)
    record.tried("two_class_probability", lesson="01_softmax", passed=False)
    for i in range(12):
        record.predicted(
            f"q{i}{HOSTILE}", lesson="01_softmax", answer=HOSTILE, right=i % 3 > 0, confidence=0.5 + i / 25
        )
    record.remembered("q", lesson=HOSTILE, right=False)
    return Card(tmp_path / "exercises", datetime(2026, 3, 4, tzinfo=UTC))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_card_is_tidy_at_every_width_and_in_both_themes(browser, card, theme):  # noqa: F811
    page = browser.new_page()
    css = Path(sys.prefix, THEME.format(theme)).read_text(encoding="utf-8")
    page.set_content(
        f'<html lang="en"><title>Card</title><style>{css}</style><body style="background: '
        f'var(--jp-layout-color0)"><main>{card.html}{progress.reset().html}</main></body></html>'
    )
    for width in (1280, 800, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("[document.documentElement.scrollWidth, window.hurt ?? 0]") == [width, 0]
        assert page.evaluate(FITS) == []
    assert serious(page, ".ltl-progress") == []
    tables = page.get_by_role("table")
    expect(tables).to_have_count(2)
    expect(page.get_by_role("rowheader", name="1 Softmax")).to_be_visible()
    expect(page.get_by_role("listitem").first).to_have_text("✓ softmax, done")
    page.close()


FIRST = """from helpers.progress import progress, record
record.tried("softmax", lesson="01_softmax", passed=True)
for i in range(30): record.predicted(f"{NAME}{i}", lesson="01_softmax", answer=i, right=True, confidence=0.8)"""


def work(name):
    cells = [f'NAME = "{name}"\n{FIRST}', "progress()"]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    return nbformat.v4.new_notebook(metadata=kernel, cells=[nbformat.v4.new_code_cell(cell) for cell in cells])


@pytest.fixture
def server(browser, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.delenv("LOGITS_TO_LOSS_PROGRESS")
    files = [tmp_path / f"{name}.ipynb" for name in ("left", "right")]
    for file in files:
        nbformat.write(work(file.stem), file)
    with lab(files) as running:
        yield running


def test_in_jupyterlab_two_notebooks_keep_one_file_beside_them_and_show_it(browser, server):  # noqa: F811
    pages = [open_notebook(browser, server, f"{name}.ipynb") for name in ("left", "right")]
    for page in pages:
        run_all(page)
    kept = json.loads((server.root / "progress.json").read_bytes())["events"]
    assert len(kept) == 62 and {entry["name"][0] for entry in kept} == {"s", "l", "r"}
    page = pages[1]
    assert not [
        output for cell in notebook(page)["cells"] for output in cell["outputs"] if output["output_type"] == "error"
    ]
    assert ask_kernel(page, "str(progress.path)") == str((server.root / "progress.json").resolve())
    for theme in ("light", "dark"):
        set_theme(page, theme)
        for width in (1280, 800):
            page.set_viewport_size({"width": width, "height": 900})
            shown = page.locator(".ltl-progress")
            expect(shown.get_by_role("rowheader", name="1 Softmax")).to_be_visible()
            expect(shown).to_contain_text("60 predictions cost you 0.22 nats")
            eventually(page, lambda: fits(page))
            aligned = shown.locator("th, td").evaluate_all("all => all.map(e => getComputedStyle(e).textAlign)")
            assert set(aligned) == {"left"}, "JupyterLab's own style of tables wins"
        assert serious(page, ".ltl-progress") == []
    for page in pages:
        page.context.close()


def fits(page):
    assert page.evaluate(FITS) == []
