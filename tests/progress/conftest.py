"""A progress file of its own for each test, and a clock that the test sets."""

from datetime import UTC, datetime, timedelta

import pytest

from helpers.progress import events, keeper, place
from tests.support.progress_file import fresh_file


class Clock:
    """A clock that goes on by a second at each look, so that times tell the order."""

    def __init__(self):
        self.at = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self):
        self.at += timedelta(seconds=1)
        return self.at

    def turn(self, **by):
        self.at += timedelta(**by)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(events, "now", clock)
    return clock


@pytest.fixture
def file(tmp_path, monkeypatch, clock):
    """The path of a progress file that is not there yet."""
    return fresh_file(tmp_path, monkeypatch)


@pytest.fixture
def another_notebook(monkeypatch):
    """Go on as another process would: with nothing in memory but what is in the file."""

    def begin():
        monkeypatch.setattr(keeper, "_keepers", {})
        monkeypatch.setattr(place, "_told", set())

    return begin
