"""A student's words and pictures made inert, to be looked at by whoever marks: nothing runs, nothing is fetched."""

import base64
import binascii
import re

JOINER = "\N{WORD JOINER}"  # it is not seen, and parts what Markdown would take together
TAG = re.compile(r"<(?=[A-Za-z/!?])")
LINK = re.compile(r"\](?=[(\[:])")
FENCE = re.compile(r"(`{3,}|~{3,})([^\n]*)")
LANGUAGES = {"", "python", "py", "python3"}
REACHING = re.compile(r"\\(?=(?:href|url|require|style|class|cssId|data|includegraphics)\b)")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
PNG = b"\x89PNG\r\n\x1a\n"
LONGEST = 4_000_000


def shown(text, longest=None):
    """A text with each sign that controls, or turns the direction of writing, shown by its number."""
    text = CONTROL.sub(lambda found: f"[U+{ord(found[0]):04X}]", str(text))
    return text if longest is None or len(text) <= longest else f"{text[:longest]}…"


def markdown(text):
    """A student's Markdown in which no link but a bare http(s) address leads anywhere, and no tag or picture is one."""
    text = FENCE.sub(without_language, shown(text))
    text = LINK.sub(f"]{JOINER}", TAG.sub(f"<{JOINER}", text))
    return REACHING.sub(rf"\\{JOINER}", text)


def without_language(found):
    """A fence without the word after it, which would choose a program such as Mermaid; inline code stays."""
    fence, rest = found.groups()
    inline = fence.startswith("`") and "`" in rest
    return found[0] if inline or rest.strip() in LANGUAGES else fence


def outputs(found):
    """(kind, text) of the texts and PNG pictures among a cell's outputs, whatever else stands there."""
    for output in found if isinstance(found, list) else []:
        data = output.get("data") if isinstance(output, dict) else None
        for kind, keep in (("image/png", picture), ("text/plain", text)) if isinstance(data, dict) else ():
            kept = keep(data.get(kind))
            if kept:
                yield kind, kept


def picture(value):
    """A PNG in base64, if that is what this is."""
    packed = "".join(text(value).split())
    try:
        raw = base64.b64decode(packed, validate=True) if len(packed) <= LONGEST else b""
    except (binascii.Error, ValueError):
        return ""
    return packed if raw.startswith(PNG) else ""


def text(value):
    """A text that a notebook holds whole or in lines; anything else is none."""
    parts = value if isinstance(value, list) else [value]
    return shown("".join(part for part in parts if isinstance(part, str)), LONGEST)


def name(value):
    """A person's name for nbgrader's pages, which write it as HTML."""
    return shown(value, 120).translate(str.maketrans({"<": "‹", ">": "›", '"': "”", "&": "+"})) if value else None
