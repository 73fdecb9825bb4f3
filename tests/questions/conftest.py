"""A learner who has answered nothing yet, without a file or with one."""

import pytest

from helpers.questions import catching, predicting, stock
from tests.support.progress_file import fresh_file


@pytest.fixture(autouse=True)
def nothing_answered(monkeypatch):
    """Begin each test as a new kernel does."""
    monkeypatch.setattr(predicting, "_first", {})
    monkeypatch.setattr(stock, "_answers", {"before": {}, "after": {}})
    monkeypatch.setattr(catching, "_hunts", {})


@pytest.fixture
def file(tmp_path, monkeypatch):
    """The path of a progress file that is not there yet."""
    return fresh_file(tmp_path, monkeypatch)
