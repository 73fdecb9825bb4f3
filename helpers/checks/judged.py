"""Which source of a function was judged, and whether the learner thinks of another one.

A check judges the function that the notebook holds. Where a later cell with a `def` of that name failed, the
notebook still holds the older one; where the cell was edited since it ran, what is on the page is not what was run.
IPython's record of what was typed tells the first, the notebook's file, saved since, the second.
"""

import ast
import json
import os
import re
import sys
import time
import types
from pathlib import Path

_ran = {}  # text that ran: (id of its cell, time), of the last time


def remark(answer) -> str:
    """Return a sentence if the function judged may not be the one that the learner means, else nothing."""
    shell = _shell()
    if shell is None or type(answer) is not types.FunctionType:
        return ""
    try:
        return _remark(shell, answer)
    except Exception:  # a notebook's record may be of any kind; a check goes on without it
        return ""


def listen() -> None:
    """Have IPython tell which cell each run is of, from now on; without IPython do nothing."""
    shell = _shell()
    if shell is not None and not any(getattr(each, "__module__", "") == __name__
                                     for each in shell.events.callbacks["pre_run_cell"]):
        shell.events.register("pre_run_cell", _note)


def _note(info):
    if info.store_history and getattr(info, "cell_id", None):
        _ran[info.raw_cell.strip()] = info.cell_id, time.time()


def _shell():
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def _remark(shell, answer):
    name, typed = answer.__name__, shell.history_manager.input_hist_raw
    run = _run_of(shell, answer.__code__.co_filename)
    if run is None or run >= len(typed):
        return ""
    later = [number for number in range(run + 1, min(shell.execution_count, len(typed)))
             if _defines(typed[number], name)]
    if later and getattr(shell.user_ns.get(name), "__code__", None) is answer.__code__:
        return (f"This is about the {name} that you ran in cell [{run}]. Cell [{later[-1]}] has another def {name}, and "
                f"{_why(typed[later[-1]])}. Mend that cell and run it, then this one.")
    if _edited(typed[run].strip(), name):
        return (f"This is about the {name} that you ran in cell [{run}]. You have edited that cell since: run it, "
                "then this one.")
    return ""


def _run_of(shell, file):
    """Return the number of the run whose code has this file name, or None."""
    return getattr(shell.compile, "_filename_map", {}).get(file)


def _defines(source, name):
    return re.search(rf"^(async[ \t]+)?def[ \t]+{re.escape(name)}\b", source, re.MULTILINE) is not None


def _why(source):
    try:
        ast.parse(source)
    except SyntaxError as error:
        return f"it did not run (a syntax error in line {error.lineno})"
    return "it stopped before the new function was there"


def _edited(typed, name):
    """Return whether the notebook's file, saved after the run, holds another text of the cell that ran."""
    cell, when = _ran.get(typed, (None, 0.0))
    file = Path(os.environ.get("JPY_SESSION_NAME", ""))
    if cell is None or file.suffix != ".ipynb" or not file.is_file() or file.stat().st_mtime <= when:
        return False
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    found = ["".join(each["source"]) for each in cells if each.get("id") == cell]
    return bool(found) and _defines(found[0], name) and found[0].strip() != typed
