"""Editions of lessons: a learner's copy in the browser is neither used silently over a newer lesson nor lost.

Each notebook of the lab says in its metadata which edition it is, and a learner's copy takes that along. Before the
lab opens, editions.js compares it with what the site has now, and asks.
"""

import hashlib
import json
import shutil
from pathlib import Path

KERNEL = {"display_name": "Python", "language": "python", "name": "python"}  # another name makes the lab ask
CALL = "await import(\n          '../config-utils.js"
ASK = "await (await import('../editions.js')).ask();\n        "


def stamped(path: Path) -> str:
    """Return a notebook as the lab has it: for its kernel, and with its edition."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"] |= {"kernelspec": KERNEL, "edition": edition(notebook)}
    return json.dumps(notebook, ensure_ascii=False)


def edition(notebook: dict) -> str:
    """Return what tells one edition of a lesson from another: a hash of its cells' text, outputs left out."""
    text = "\0".join(f"{cell['cell_type']}\0{''.join(cell['source'])}" for cell in notebook["cells"])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def install(lab: Path, notebooks: list):
    """Write beside the lab what each lesson's edition is, and have the lab ask before it opens."""
    editions = {path.name: edition(json.loads(path.read_text(encoding="utf-8"))) for path in notebooks}
    (lab / "editions.json").write_text(json.dumps(editions), encoding="utf-8")
    shutil.copyfile(Path(__file__).with_name("editions.js"), lab / "editions.js")
    page = lab / "lab/index.html"
    text = page.read_text(encoding="utf-8")
    if CALL not in text:
        raise RuntimeError("JupyterLite's page has changed: where should the lab ask about editions?")
    text = text.replace(CALL, ASK + CALL).replace("<title>JupyterLite", "<title>Logits to Loss")
    page.write_text(text, encoding="utf-8")
