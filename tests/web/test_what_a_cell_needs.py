"""Which cells run before a demo or an exercise on a page, and what is fetched for it; no browser."""

import hashlib
import json

import pytest

from web import parts
from web.inside import slices
from web.lab import editions

CELLS = {
    0: "import numpy as np\nimport matplotlib.pyplot as plt\nfrom helpers import demos, plots",
    1: "def softmax(z):\n    return np.exp(z)",
    2: "z = np.zeros(3)",
    3: "fig, ax = plt.subplots()\nax.plot(z)\nz.sort()",
    4: "print(softmax(z))",
    5: "z[0] = 1",
    6: "demo = demos.temperature(softmax, z)\ndemo",
    7: "demo.sliders['T'].value = 5",
    8: "def softmax(z):\n    return z",
    9: "demos.simplex(softmax)",
}


@pytest.mark.parametrize(("wanted", "run"), [(4, [0, 1, 2, 4]), (6, [0, 1, 2, 5, 6]), (7, [0, 1, 2, 5, 6, 7]), (9, [0, 8, 9])])
def test_a_cell_runs_with_what_makes_and_changes_its_names_and_nothing_else(wanted, run):
    assert slices.needed(CELLS, wanted) == run


def test_a_picture_on_the_way_is_not_drawn():
    assert slices.read(CELLS[3]).draws and not slices.read(CELLS[0]).draws
    assert 3 not in slices.needed(CELLS, 6)


def test_what_follows_a_changed_cell_is_what_needs_it():
    assert slices.followers(CELLS, 8) == [9]
    assert slices.followers(CELLS, 1) == [4, 6, 7]


def test_half_a_function_is_no_reason_to_fail():
    assert slices.needed(CELLS | {8: "def softmax(z:"}, 9) == [0, 1, 9]


def test_a_file_with_another_hash_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("LOGITS_TO_LOSS_CACHE", str(tmp_path))
    part = {"sha256": hashlib.sha256(b"right").hexdigest()}
    assert not parts._keep("a.whl", b"wrong", part) and not (tmp_path / "wasm/a.whl").exists()
    assert parts._keep("a.whl", b"right", part) and (tmp_path / "wasm/a.whl").read_bytes() == b"right"


def test_without_a_network_a_sentence_says_what_is_missing_and_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("LOGITS_TO_LOSS_CACHE", str(tmp_path))
    monkeypatch.setattr(parts, "CARRIERS", ())
    with pytest.raises(parts.Missing, match=r"numpy-\S+\.whl.* could not be fetched.*connect to the network"):
        parts.files("page")


def test_an_edition_changes_with_the_text_and_not_with_the_outputs():
    cell = {"cell_type": "code", "source": ["print(1)"], "outputs": []}
    first = editions.edition({"cells": [cell]})
    assert editions.edition({"cells": [cell | {"source": "print(1)", "outputs": [json.dumps(1)]}]}) == first
    assert editions.edition({"cells": [cell | {"source": "print(2)"}]}) != first
