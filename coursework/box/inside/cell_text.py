"""A cell's text as Python: without what only IPython understands; and whether it does more than define functions."""

import ast
import re

ONLY_DEFINES = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.Pass)
REACHING = {
    "setattr", "delattr", "exec", "eval", "globals", "vars", "compile", "open",
    "os", "sys", "signal", "ctypes", "__builtins__",
}
CELL_MAGIC = re.compile(r"\s*%%(\w+)")
PYTHON_MAGICS = {"time", "timeit", "capture", "prun"}
LINE_MAGIC = re.compile(r"^(\s*)(?:%|!|\?|.*\?\s*$)")
ASSIGNED_MAGIC = re.compile(r"^(\s*[\w, ]+=\s*)[%!].*$")


def statements(source):
    """The statements of a cell; lines that only IPython understands are left out."""
    try:
        return ast.parse(source).body
    except SyntaxError:
        pass
    magic = CELL_MAGIC.match(source)
    if magic and magic[1] not in PYTHON_MAGICS:
        return []
    lines = [] if magic is None else [""]
    lines += source.split("\n")[len(lines):]
    lines = [ASSIGNED_MAGIC.sub(r"\1None", line) for line in lines]
    return ast.parse("\n".join(LINE_MAGIC.sub(r"\1pass  # ", line) for line in lines)).body


def binds(source, name):
    """Does a cell define a name itself, by def, class or =, rather than import it?"""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    try:
        nodes = [node for each in statements(source) for node in ast.walk(each)]
    except BaseException:
        return False  # it does not run at all
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return name in stored | {node.name for node in nodes if isinstance(node, kinds)}


def only_defines(source):
    """Does a cell only define functions that do not reach outside themselves? Then it cannot spoil another answer."""
    try:
        body = statements(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True  # it does not run at all
    except BaseException:
        return False  # what ran before it has changed even this
    nodes = [node for each in body for node in ast.walk(each)]
    return all(isinstance(each, ONLY_DEFINES) for each in body) and not any(map(reaches_out, nodes))


def reaches_out(node):
    if isinstance(node, ast.Attribute):
        return not isinstance(node.ctx, ast.Load) or node.attr.startswith("__")
    return isinstance(node, ast.Global) or isinstance(node, ast.Name) and node.id in REACHING
