"""A lesson's cells on a page: each demo, question and exercise runs with the cells that it needs, in a room of its own.

So a demo looks as it does at its own cell, whatever was run below it, and in whatever order a reader comes by.
"""

import ast
import contextlib
import io
import linecache
import os
import shutil
import sys
import traceback
import types

from . import pictures, slices
from .stand_ins import AnyWidget, as_json

PROGRESS, VARIABLE = "progress.json", "LOGITS_TO_LOSS_PROGRESS"
REHEARSAL = "rehearsal.json"  # a copy of the learner's file, for what no learner did
MOST_TEXT = 100_000


class Session:
    """The cells of a lesson by index, the views that are on the page, and `tell`, which gets each message as JSON."""

    def __init__(self, cells: dict[int, str], tell, progress=None, said=None):
        self.cells, self._tell, self.progress = dict(cells), tell, progress
        self.views, self.said, self._runs, self._kept = {}, dict(said or {}), 0, self._learners_file()
        AnyWidget.listener = self._changed

    def plan(self, wanted: list[int]) -> dict:
        """Return the cells to run for these, in order, and whether they draw."""
        run = sorted({index for one in wanted for index in slices.needed(self.cells, one)})
        return {"run": run, "draws": any(slices.read(self.cells[index]).draws for index in run)}

    def run(self, wanted: list[int], shown: list[int], own: bool = False):
        """Run what cells need, and tell the outputs of those `shown`; with `own` the learner's progress is kept."""
        room = types.ModuleType("__main__")
        self._interrupted = False
        for index in self.plan(wanted)["run"]:
            counts = own and index in shown
            with self._acting(room, counts):
                outputs, view = self._cell(index, room)
                if view is not None:
                    for content in self.said.get(index, ()):
                        view.hear(content)
            if index in shown:
                self._show(index, outputs, view)
            if self._interrupted:
                break
        self._keep()

    def follow(self, changed: int):
        """Tell the later cells that need a changed one and do not draw."""
        later = [index for index in slices.followers(self.cells, changed) if not self.plan([index])["draws"]]
        self._tell(as_json({"followers": later}))

    def hear(self, name: str, content: dict):
        """Take a message of the page to a view, and remember what was said to a question."""
        view, index = self.views[name]
        if "scene" not in view.keys:
            self.said.setdefault(index, []).append(content)
        with self._acting(None, True):
            view.hear(content)
        self._keep()

    def edit(self, index: int, source: str):
        """Have a cell hold another text from now on."""
        self.cells[index] = source

    def _cell(self, index, room):
        """Run one cell, and return its outputs and the view that it shows, if any."""
        source, text, value = self.cells[index], Text(), None
        self._runs += 1
        name = f"<cell {index}, run {self._runs}>"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        outputs, error = [], []
        with contextlib.redirect_stdout(text), contextlib.redirect_stderr(text):
            try:
                value = _execute(source, name, vars(room))
            except Exception as fault:
                error = [{"error": _trace(fault, name)}]
            except KeyboardInterrupt:
                error, self._interrupted = [{"error": "Stopped. Your text is kept."}], True
            except SystemExit:
                error = [{"error": "SystemExit: a page has no kernel to end."}]
        if text.getvalue():
            outputs.append({"text": text.getvalue()})
        view = getattr(value, "view", None)
        view = view if isinstance(view, AnyWidget) else None
        return outputs + error + ([] if value is None or view else [_bundle(value)]), view

    def _show(self, index, outputs, view):
        told = {"cell": index, "outputs": outputs}
        if view is not None:
            for name in [name for name, (_, where) in self.views.items() if where == index]:
                del self.views[name]
            self.views[view.model_id] = view, index
            told["view"] = {"id": view.model_id, "widget": type(view).__name__, "state": view.get_state()}
        self._tell(as_json(told))

    def _changed(self, view, name):
        if view.model_id in self.views:
            self._tell(as_json({"view": view.model_id, "name": name, "value": getattr(view, name)}))

    @contextlib.contextmanager
    def _acting(self, room, counts):
        """Be in a room, with the learner's file in use only when the learner acts: a recipe predicts nothing."""
        main = sys.modules["__main__"]
        os.environ[VARIABLE] = self._file(counts)
        if room is not None:
            sys.modules["__main__"] = room
        try:
            yield
        finally:
            sys.modules["__main__"] = main
            os.environ[VARIABLE] = "off"

    def _file(self, counts):
        """Return the learner's file, or a copy of it: a recipe may read what was answered, and answers nothing."""
        if not self.progress:
            return "off"
        if counts:
            return self.progress
        copy = os.path.join(os.path.dirname(self.progress), REHEARSAL)
        if os.path.exists(self.progress):
            shutil.copyfile(self.progress, copy)
        return copy

    def _learners_file(self):
        if not self.progress or not os.path.exists(self.progress):
            return ""
        with open(self.progress, encoding="utf-8") as file:
            return file.read()

    def _keep(self):
        """Tell the page what the learner's file holds, if that has changed."""
        text = self._learners_file()
        if text != self._kept:
            self._kept = text
            self._tell(as_json({"progress": text}))


class Text(io.StringIO):
    """What a cell prints, up to a length that a page can show."""

    def write(self, text):
        room = MOST_TEXT - self.tell()
        if room > 0:
            super().write(text if len(text) <= room else f"{text[:room]}\n… and more, which is not shown.\n")
        return len(text)


def _execute(source, name, names):
    """Run a cell and return the value of its last line, None if that is a statement or ends with a semicolon."""
    tree = ast.parse(source, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), names)
    value = eval(compile(ast.Expression(last.value), name, "eval"), names) if last else None
    return None if source.rstrip().endswith(";") else value


def _bundle(value):
    """Return what a notebook would show of a value: HTML, or text."""
    try:
        shown = value._repr_mimebundle_() if hasattr(type(value), "_repr_mimebundle_") else {}
        return {"html": shown["text/html"]} if "text/html" in shown else {"text": repr(value)}
    except Exception as fault:
        return {"error": _trace(fault, "")}


def _trace(fault, name):
    """Return an error as a learner needs it: what, and in which line of the cell."""
    said = "".join(traceback.format_exception_only(fault)).strip()
    if isinstance(fault, SyntaxError):
        return said
    lines = [f"line {step.lineno}: {step.line}" for step in traceback.extract_tb(fault.__traceback__)
             if step.filename == name]
    return "\n".join([*lines[-1:], said])


__all__ = ["Session", "pictures"]
