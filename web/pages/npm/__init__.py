"""What the pages take from npm, installed once for each state of its lock into the cache."""

import shutil
import tempfile
from pathlib import Path

from web import parts

HERE = Path(__file__).parent


def modules() -> Path:
    """Return the folder node_modules; `parts.Missing` says what to do if it cannot be had."""
    files = [HERE / "package.json", HERE / "package-lock.json"]
    kept = parts.cache().with_name(f"npm-{parts.fingerprint(files)}")
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
            inside = Path(folder, kept.name)
            inside.mkdir()
            for path in files:
                shutil.copy(path, inside)
            if not parts.run("npm", "ci", "--silent", cwd=inside):
                raise parts.Missing(parts.why("KaTeX, Pagefind and the typefaces"))
            if not kept.exists():  # another build may have been faster
                inside.rename(kept)
    return kept / "node_modules"
