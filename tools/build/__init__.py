"""Lessons in, notebooks out: `python -m tools.build`."""
