"""What HTML of a notebook may stand on a page: a notebook's text is a stranger's until it has passed here."""

import base64
import hashlib
import re
import secrets
from pathlib import Path

import nh3

PROSE = set("a abbr b blockquote br code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img kbd "
            "li ol p pre q s small span strong sub summary sup table tbody td tfoot th thead tr u ul wbr".split())
ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "width", "height"}, "ol": {"start"}, "abbr": {"title"},
              "td": {"align", "colspan", "rowspan", "style"}, "th": {"align", "colspan", "rowspan", "scope", "style"},
              "details": {"open"}, "*": {"id"}}
# The cards of checks and questions: their classes and roles are kept, so that the course's style sheet dresses them.
CARD = {tag: ATTRIBUTES.get(tag, set()) | {"class", "role", "aria-label", "aria-hidden"} for tag in PROSE}
CARD_CLASS = re.compile(r"(?:ltl-[\w-]+|c-\w+)(?: (?:ltl-[\w-]+|c-\w+))*")
ALIGN = re.compile(r"text-align: ?(left|right|center)")
PICTURE = re.compile(r"data:image/(png|jpeg);base64,([A-Za-z0-9+/=\s]+)")
BEGINS = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}


class Pictures:
    """The pictures of one lesson, taken out of its HTML and written to files named by their content."""

    def __init__(self, out: Path, lesson: str):
        self.out, self.folder, self._kept = out, f"pictures/{lesson}", []
        self._mark = f"x{secrets.token_hex(8)}x"  # nobody who writes a notebook can know it

    def keep(self, source: str) -> str | None:
        """Write the picture of a data: address and return a mark for its file; None for all that is no picture."""
        found = PICTURE.fullmatch(source.strip())
        try:
            raw = base64.b64decode(found[2], validate=False) if found else b""
        except ValueError:
            return None
        if not raw or not raw.startswith(BEGINS[found[1]]):
            return None
        name = f"{self.folder}/{hashlib.sha256(raw).hexdigest()[:12]}.{found[1]}"
        (self.out / self.folder).mkdir(parents=True, exist_ok=True)
        (self.out / name).write_bytes(raw)
        self._kept.append(name + _shape(raw))
        return f"{self._mark}{len(self._kept) - 1}x"

    def placed(self, html: str) -> str:
        """Return HTML in which each mark is the address of its picture, with its shape; marks stand between quotes."""
        return re.sub(rf"{self._mark}(\d+)x", lambda found: self._kept[int(found[1])], html)


def _shape(raw):
    """What follows the address of a PNG, so that it has its place on the page before it is fetched."""
    wide, high = (int.from_bytes(raw[at:at + 4], "big") for at in (16, 20))
    return f'" style="aspect-ratio: auto {wide} / {high}' if raw.startswith(BEGINS["png"]) and wide and high else ""


def prose(html: str, mark: str, pictures: Pictures) -> str:
    """Return rendered Markdown without scripts, styles, forms, frames and ids; `mark` begins the ids that are ours."""
    return _cleaned(html, ATTRIBUTES, pictures, mark)


def output(html: str, pictures: Pictures) -> str:
    """Return the HTML of a cell's output, with the course's own classes and without anything that acts."""
    return _cleaned(html, CARD, pictures, None)


def _cleaned(html, attributes, pictures, mark):
    def seen(tag, name, value):
        if name == "id":
            return value.removeprefix(mark) if mark and value.startswith(mark) else None
        if name == "class":
            return value if CARD_CLASS.fullmatch(value) else None
        if name == "style":
            return value if ALIGN.fullmatch(value) else None
        if name == "role":
            return value if value in ("group", "img", "status") else None
        if name == "href":
            return None if value.strip().lower().startswith("data:") else value
        return pictures.keep(value) if name == "src" else value

    kept = nh3.clean(html, tags=PROSE, attributes=attributes, attribute_filter=seen, link_rel="noopener",
                     set_tag_attribute_values={"img": {"loading": "lazy"}},
                     url_schemes={"http", "https", "mailto", "data"}, clean_content_tags={"script", "style"})
    return pictures.placed(kept)
