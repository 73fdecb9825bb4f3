"""The notebooks to take away: as they are saved, with a first cell that brings the course where it is missing.

    python -m web.pages.away build/colab --repository ada/logits-to-loss
"""

import argparse
from pathlib import Path

import nbformat

from web.pages import doors

ID = "bring-the-course"


def main(arguments=None):
    """Write the notebooks of the course into a folder; without --repository, that of the clone or the workflow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repository", help="OWNER/NAME on GitHub")
    options = parser.parse_args(arguments)
    try:
        first_cell = doors.Doors(doors.repository(options.repository)).first_cell()
    except ValueError as error:
        raise SystemExit(str(error)) from None
    write(sorted((doors.ROOT / "notebooks").glob("*.ipynb")), options.folder, first_cell)


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


if __name__ == "__main__":
    main()
