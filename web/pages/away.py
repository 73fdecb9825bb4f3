"""The notebooks to take away: as they are saved, with a first cell that brings the course where it is missing."""

from pathlib import Path

import nbformat

ID = "bring-the-course"


def write(paths: list, folder: Path, first_cell: str):
    """Write a copy of each notebook into `folder`; without a first cell it is the very same file."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(with_first(text, first_cell) if first_cell else text, encoding="utf-8")


def with_first(text: str, source: str) -> str:
    """Return a notebook's text with a code cell before all others, not run and without output."""
    notebook = nbformat.reads(text, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(source, id=ID, metadata={"tags": ["setup"]}))
    return nbformat.writes(notebook) + "\n"
