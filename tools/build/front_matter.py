"""What a lesson says of itself above its title, between two lines `---`: whether it is handed out, and as what."""

import re

import yaml

FRONT = re.compile(r"\A---\n(.*?)^---$", re.DOTALL | re.MULTILINE)
NAME = re.compile(r"[A-Za-z0-9]\w*")
USAGE = "it can say 'handed_out: true', 'handed_out: false' or, under another name, such as 'handed_out: ps1'"


def handed_out(text, name):
    """Return the name under which the lesson `name` is handed out, None if it is not.

    ValueError for front matter that says anything else: it says what was found, and what can stand there.
    """
    found = FRONT.match(text)
    if text.startswith("---\n") and not found:
        raise ValueError("the front matter begins with '---' and never ends with another '---'")
    try:
        facts = yaml.safe_load(found[1]) if found else {}
    except yaml.YAMLError as error:
        raise ValueError(f"the front matter is not YAML ({error}): {USAGE}") from None
    if not isinstance(facts, dict) or set(facts) - {"handed_out"}:
        raise ValueError(f"the front matter says {found[1].strip()!r}: {USAGE}")
    return name_of(facts.get("handed_out", False), name)


def name_of(said, name):
    if isinstance(said, bool):
        return name if said else None
    if isinstance(said, str) and NAME.fullmatch(said):
        return said
    raise ValueError(f"'handed_out' is {said!r}: {USAGE}, in letters, digits and underscores")
