"""Read a notebook given as bytes, without trust: what of its cells matters for marks, or a note that says why not."""

import json
from dataclasses import dataclass

MOST_CELLS, MOST_TEXT = 2_000, 1_000_000
MOST_PARTS, MOST_QUOTES = 500_000, 2_000_000  # of JSON, whose parts weigh twenty times as much once they are read


class Unreadable(Exception):
    """A file that is not a notebook; the message is a note for the marks."""


@dataclass(frozen=True)
class Cell:
    """What of a notebook's cell matters for marks."""

    kind: str
    source: str
    grade_id: str


def read_cells(raw):
    """The cells of a notebook given as bytes, in order."""
    if not raw.strip():
        raise Unreadable("an empty file")
    if raw.count(b"{") + raw.count(b"[") > MOST_PARTS or raw.count(b'"') > MOST_QUOTES:
        raise Unreadable(f"not marked: JSON of over {MOST_PARTS} parts or {MOST_QUOTES // 2} texts")
    try:
        notebook = json.loads(raw.decode("utf-8-sig"))
        sheets = notebook.get("worksheets") or [notebook]
        cells = [cell_of(cell) for sheet in sheets for cell in sheet["cells"][: MOST_CELLS + 1]]
    except UnicodeDecodeError:
        raise Unreadable("not a notebook: not text") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, MemoryError):
        raise Unreadable("not a notebook: its JSON is broken or holds no cells") from None
    if len(cells) > MOST_CELLS or sum(len(cell.source) for cell in cells) > MOST_TEXT:
        raise Unreadable(f"not marked: over {MOST_CELLS} cells or {MOST_TEXT} characters")
    return cells


def cell_of(cell):
    source = cell.get("source", cell.get("input", ""))
    source = source if isinstance(source, str) else "".join(part for part in source if isinstance(part, str))
    metadata = cell.get("metadata")
    ours = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = ours.get("grade_id") if isinstance(ours, dict) else None
    source = source.encode("utf-8", "replace").decode().replace("\r\n", "\n")
    return Cell(str(cell.get("cell_type")), source, grade_id if isinstance(grade_id, str) else "")
