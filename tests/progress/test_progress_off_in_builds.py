"""A build and a bench are no learners: their kernels keep nothing, and the card is the sentence that stands in the saved notebook."""

from types import SimpleNamespace

import nbformat

from helpers.progress.overview import EMPTY
from tools.bench import lessons as bench
from tools.build.notebooks import execute

CELLS = [
    'from helpers.progress import progress, record\n'
    'record.tried("a", lesson="01_softmax", passed=True)\n'
    "print(progress.path)",
    "progress()",
]


def test_a_built_notebook_keeps_nothing_and_shows_the_sentence(tmp_path, monkeypatch):
    monkeypatch.delenv("LOGITS_TO_LOSS_PROGRESS")
    lesson = SimpleNamespace(path=tmp_path / "50_example.md", cells=[SimpleNamespace(line=1)] * 2)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    kept, shown = (cell.outputs[0] for cell in execute(notebook, lesson, False, tmp_path, lambda: None).cells)
    assert kept.text == "None\n" and list(tmp_path.iterdir()) == []
    assert shown.data["text/plain"] == EMPTY


def test_a_bench_keeps_nothing(tmp_path, monkeypatch):
    monkeypatch.delenv("LOGITS_TO_LOSS_PROGRESS")
    monkeypatch.setattr(bench, "NOTEBOOKS", tmp_path)
    assert bench.seconds(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])) > 0
    assert list(tmp_path.iterdir()) == []
