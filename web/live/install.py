"""Put what makes pages live into a site: scripts, widgets, the editor, the course's own code, and Pyodide."""

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from helpers import atomic
from web import parts

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCRIPTS = ("live.js", "python.js", "widgets.js", "exercises.js", "outputs.js", "kept.js", "worker.js", "live.css")
LEFT_OUT = ("helpers/jupyter/", "helpers/own_copy.py", "helpers/save_hook.py")
STAMP = (2020, 1, 1, 0, 0, 0)  # the same bytes from the same files
# Matplotlib asks for these and draws PNG without them: 1.7 MB that no reader waits for.
NOT_DRAWN_WITH = ("fonttools", "pytz")


def install(out: Path):
    """Write the folders `live` and `wasm` and the service worker of a site into `out`."""
    live, wasm = out / "live", out / "wasm"
    for folder in (live, live / "widgets", wasm):
        folder.mkdir(parents=True, exist_ok=True)
    for name in SCRIPTS:
        shutil.copyfile(HERE / name, live / name)
    shutil.copyfile(HERE / "sw.js", out / "sw.js")
    shutil.copyfile(editor(), live / "editor.js")
    (live / "course.zip").write_bytes(course())
    write_widgets(live / "widgets")
    write_wasm(wasm)


def write_widgets(folder: Path):
    """Write the script and the style sheet of each widget, as JupyterLab runs them."""
    code = ("import json, sys; from web.inside import stand_ins; stand_ins.install();"
            "from helpers.demos.engine.view import DemoView; from helpers.questions import view;"
            "views = [DemoView, view.QuestionView, view.SheetView, view.OrderView];"
            "json.dump({each.__name__: (each._esm, each._css) for each in views}, sys.stdout)")
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    views = json.loads(told)
    for name, (script, _) in views.items():
        (folder / f"{name}.js").write_text(script, encoding="utf-8")
    (folder / "widgets.css").write_text("\n".join(dict.fromkeys(css for _, css in views.values())), encoding="utf-8")


def course() -> bytes:
    """Return a zip of the course's code and of traitlets, which is all that the worker needs beside NumPy."""
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            _add(archive, "web/__init__.py", (ROOT / "web/__init__.py").read_bytes())
            for name, raw in (course_files() | course_files("web/inside")).items():
                _add(archive, name, raw)
            _add_traitlets(archive)
        file.seek(0)
        return file.read()


def course_files(folder: str = "helpers") -> dict[str, bytes]:
    """Return the files of the course's own code that a browser needs, by their paths."""
    paths = sorted(path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    inside = {path.relative_to(ROOT).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in inside.items() if not name.startswith(LEFT_OUT)}


def _add(archive, name, raw):
    archive.writestr(zipfile.ZipInfo(name, STAMP), raw, zipfile.ZIP_DEFLATED)


def _add_traitlets(archive):
    wheel = next(path for path in parts.files("page") if path.name.startswith("traitlets-"))
    with zipfile.ZipFile(wheel) as source:
        for name in source.namelist():
            if not name.startswith("traitlets/tests/") and not name.endswith("/"):
                _add(archive, name, source.read(name))


def write_wasm(folder: Path):
    """Write Pyodide and its wheels, a lock that lists them alone, and the licences that each brings."""
    kept = [path for path in parts.files("pictures") if not path.name.startswith("traitlets-")]
    pyodide = json.loads(next(path for path in kept if path.name == "pyodide-lock.json").read_text(encoding="utf-8"))
    pyodide["packages"] = slim(pyodide["packages"], {path.name for path in kept})
    names = {package["file_name"] for package in pyodide["packages"].values()}
    for path in kept:
        if path.suffix != ".whl" or path.name in names:
            shutil.copyfile(path, folder / path.name)
    (folder / "pyodide-lock.json").write_text(json.dumps(pyodide), encoding="utf-8")
    (folder / "LICENCES.txt").write_text(licences(folder), encoding="utf-8")


def slim(packages: dict, there: set) -> dict:
    """Return of Pyodide's packages those whose files are there, and of their needs what drawing needs."""
    chosen = {name: package for name, package in packages.items()
              if package["file_name"] in there and name not in NOT_DRAWN_WITH}
    return {name: package | {"depends": [each for each in package["depends"] if each.lower() in chosen]}
            for name, package in chosen.items()}


def licences(folder: Path) -> str:
    """Return what each wheel says of its licence, and where in it the text lies."""
    lines = [f"{parts.lock()['npm']}: MPL-2.0; https://github.com/pyodide/pyodide",
             "python_stdlib.zip: the Python Software Foundation's licence; https://docs.python.org/3/license.html"]
    for wheel in sorted(folder.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            texts = [name for name in archive.namelist()
                     if ".dist-info/" in name and any(word in name.upper() for word in ("LICEN", "COPYING"))]
            about = archive.read(next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA")))
        said = [line.split(": ", 1)[1] for line in about.decode().splitlines()
                if line.startswith(("License-Expression: ", "License: "))]
        lines.append(f"{wheel.name}: {(said or ['see its metadata'])[0]}; {', '.join(texts) or 'no file'}")
    return "\n".join(lines) + "\n"


def editor() -> Path:
    """Return the editor's bundle, made by npm and esbuild once for each state of its sources."""
    sources = [HERE / "editor" / name for name in ("editor.js", "package.json", "package-lock.json")]
    kept = parts.cache() / f"editor-{parts.fingerprint(sources)}.js"
    if not kept.exists():
        parts.cache().mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            for path in sources:
                shutil.copy(path, folder)
            bundle = ("npx", "esbuild", "editor.js", "--bundle", "--format=esm", "--minify", "--outfile=made.js")
            if not (parts.run("npm", "ci", "--silent", cwd=folder) and parts.run(*bundle, cwd=folder)):
                raise parts.Missing(parts.why("The editor's packages"))
            atomic.write_bytes(kept, (Path(folder) / "made.js").read_bytes())
    return kept
