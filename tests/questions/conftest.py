"""A learner who has answered nothing yet, without a file or with one."""

import pytest

from helpers.progress import keeper, place
from helpers.questions import catching, predicting, stock


@pytest.fixture(autouse=True)
def nothing_answered(monkeypatch):
    """Begin each test as a new kernel does."""
    monkeypatch.setattr(predicting, "_first", {})
    monkeypatch.setattr(stock, "_answers", {"before": {}, "after": {}})
    monkeypatch.setattr(catching, "_hunts", {})


@pytest.fixture
def file(tmp_path, monkeypatch):
    """The path of a progress file that is not there yet."""
    path = tmp_path / "progress.json"
    monkeypatch.setenv("LOGITS_TO_LOSS_PROGRESS", str(path))
    monkeypatch.setattr(keeper, "_keepers", {})
    monkeypatch.setattr(place, "_told", set())
    return path
