"""Build the site: pages, search, and what makes them live, in one folder that any static host serves.

    python -m web.build                          every lesson, into build/site
    python -m web.build 00_start 01_softmax      these lessons alone
    python -m web.build --still                  pages only: nothing that needs Pyodide

`python -m http.server --directory build/site` shows it at home.
"""

import argparse
import sys
import time
from pathlib import Path

from web import parts
from web.pages import away, doors, notebook, site

ROOT = Path(__file__).resolve().parents[1]


def main(arguments=None):
    """Build as the command line says; what is missing or wrong is said in a sentence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lesson", nargs="*", help="a lesson by name, such as 01_softmax (all by default)")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "site", help="the folder (build/site)")
    parser.add_argument("--still", action="store_true", help="leave out what makes pages live")
    parser.add_argument("--lab", action="store_true", help="add the lab, which takes a minute")
    parser.add_argument("--repository", help="OWNER/NAME on GitHub, for the links to Colab and Binder")
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    try:
        faults = build(notebooks(options.lesson), options.out, live=not options.still, lab=options.lab,
                       repository=doors.repository(options.repository))
    except (ValueError, parts.Missing) as error:
        raise SystemExit(str(error)) from None
    print(*faults, sep="\n", file=sys.stderr)
    print(f"{options.out}: built in {time.perf_counter() - began:.1f} s")


def notebooks(names: list) -> list:
    """Return the paths of these lessons' notebooks, of all without names, in the order of the course."""
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    unknown = sorted({Path(name).stem for name in names} - {path.stem for path in paths})
    if unknown:
        raise ValueError(f"no lesson called {', '.join(unknown)}; there are {', '.join(path.stem for path in paths)}")
    wanted = {Path(name).stem for name in names}
    return [path for path in paths if path.stem in wanted or not wanted]


def build(paths: list, out: Path, *, live: bool = True, lab: bool = False, repository: str = "") -> list:
    """Write the site of these notebooks into `out`, and return what a builder should look at, as sentences.

    ValueError: a file is no notebook. parts.Missing: something must be fetched first.
    """
    alive = None
    if live:
        from web import live as alive
    if lab:
        from web import lab as laboratory
    course = tuple(notebook.read(path) for path in paths)
    site.empty(out)
    ways = doors.Doors(repository, lab)
    faults = site.write(course, out, ways, alive)
    away.write(paths, out / "notebooks", ways.first_cell())
    if live:
        alive.install(out)
    if lab:
        laboratory.install(out)
    return faults


if __name__ == "__main__":
    main()
