"""The bytes of the learner's file and the entries in them: read what can be read, write one entry a line."""

import json
import re
from typing import NamedTuple

from . import events

VERSION = 1
ABOUT = "What I did in the course Logits to Loss. Nothing of it is sent anywhere."
LARGEST = 16_000_000  # bytes; years of work need less than one hundredth
SENTENCES = {
    "newer": "{path} was written by a newer edition of this course, so it stays as it is and nothing is added to it. "
             "Update the course to go on with it.",
    "foreign": "{path} is no progress file of this course, so it stays as it is and nothing is kept. "
               "To keep your progress elsewhere, set LOGITS_TO_LOSS_PROGRESS=/another/file.json before you start.",
}
# Entries hold no objects, so one ends at the first brace outside a text.
_ENTRY = re.compile(r'\{(?:[^{}"]|"(?:[^"\\]|\\.)*+")*+\}')


class Contents(NamedTuple):
    """The sound entries in a file, and what the file is: "ours", "damaged", "newer" or "foreign"."""

    entries: list
    state: str


def read(raw: bytes) -> Contents:
    """Return what the bytes of a file say; whatever they are, nothing is raised."""
    if len(raw) > LARGEST:
        return Contents([], "foreign")
    text = raw.decode("utf-8-sig", errors="replace")
    if not text.strip("\0 \t\r\n"):
        return Contents([], "ours")
    try:
        return _judge(json.loads(text))
    except (ValueError, RecursionError):
        found, _ = _sound(_pieces(text))
        return Contents(found, "damaged")


def write(entries: list, known_lines: dict | None = None) -> bytes:
    """Return the bytes of a file with these entries, one a line; lines by id that are known need not be made again."""
    known_lines = {} if known_lines is None else known_lines
    for entry in entries:
        if entry["id"] not in known_lines:
            known_lines[entry["id"]] = "    " + json.dumps(entry, ensure_ascii=False)
    lines = ",\n".join(known_lines[entry["id"]] for entry in entries)
    listed = f"[\n{lines}\n  ]" if lines else "[]"
    text = f'{{\n  "about": {json.dumps(ABOUT)},\n  "version": {VERSION},\n  "events": {listed}\n}}\n'
    return text.encode("utf-8", errors="replace")


def _judge(value):
    if not isinstance(value, dict):
        return Contents([], "foreign")
    version, listed = value.get("version"), value.get("events")
    ours = value.get("about") == ABOUT
    if type(version) is int and version > VERSION and (ours or isinstance(listed, list)):
        return Contents([], "newer")
    found, whole = _sound(listed if isinstance(listed, list) else [])
    if type(version) is int and version == VERSION and isinstance(listed, list) and whole:
        return Contents(found, "ours")
    return Contents(found, "damaged" if ours or found else "foreign")


def _sound(listed):
    """Return the entries that are sound, each id once, and whether nothing had to be left out."""
    found, whole = {}, True
    for entry in listed:
        if not isinstance(entry, dict) or events.fault(entry):
            whole = False
            continue
        name = entry.get("id")
        if name in found and found[name] == entry:
            continue  # the same entry twice, as merging two files by hand leaves it
        if not isinstance(name, str) or name in found:
            entry = entry | {"id": events.new_id()}
        found[entry["id"]] = entry
    return list(found.values()), whole


def _pieces(text):
    for match in _ENTRY.finditer(text):
        try:
            yield json.loads(match[0])
        except (ValueError, RecursionError):
            continue
