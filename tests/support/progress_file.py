"""A progress file that is not there yet, as a new kernel finds it."""

from helpers.progress import keeper, place


def fresh_file(tmp_path, monkeypatch):
    """Return the path at which progress is kept from now on; nothing is read yet, and nothing told."""
    path = tmp_path / "progress.json"
    monkeypatch.setenv("LOGITS_TO_LOSS_PROGRESS", str(path))
    monkeypatch.setattr(keeper, "_keepers", {})
    monkeypatch.setattr(place, "_told", set())
    return path
