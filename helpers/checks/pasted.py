"""Values and calls as Python code that a learner can paste into a cell: it runs, and gives the same values."""

import ast
import keyword
import math
import types
from functools import singledispatch

import numpy as np

from .source import lambdas_at

MOST = 200  # numbers in an array that is shown whole
WIDE = 88
DEFAULTS = {np.dtype(bool), np.dtype(np.int64), np.dtype(np.float64)}  # what np.array makes of plain numbers


def call(name: str, args: tuple) -> str:
    """Return a call as code, one argument a line where one line would be too wide; `name` may be a lambda's code."""
    parts = [code(arg) for arg in args]
    opening = f"{name}("
    lines = [part for arg in parts for part in arg.split("\n")]
    if len(parts) == 1 or len(opening) + sum(map(len, parts)) + 2 * len(parts) <= WIDE and len(lines) == len(parts):
        return opening + ", ".join(part.replace("\n", "\n" + " " * len(opening)) for part in parts) + ")"
    inside = ",\n".join("    " + part.replace("\n", "\n    ") for part in parts)
    return f"{opening}\n{inside},\n)"


def name_of(answer, otherwise: str) -> str:
    """Return what to write for an answer in a call: its own name, a lambda's code in brackets, or else the given name.

    A function that goes by a name that is no name, and any other callable, gets the given one.
    """
    is_lambda = type(answer) is types.FunctionType and answer.__name__ == "<lambda>"
    return own_name(answer) or is_lambda and _lambda_of(answer) or otherwise


def own_name(answer) -> str:
    """Return the name of a function, or nothing where it has none that could stand in code."""
    name = answer.__name__ if type(answer) is types.FunctionType else ""
    return name if name.isidentifier() and not keyword.iskeyword(name) else ""


def _lambda_of(answer):
    """Return the only lambda that begins on its line, in brackets, or None."""
    found = lambdas_at(answer)
    written = ast.unparse(found[0]) if len(found) == 1 else ""
    return f"({written})" if written and not answer.__code__.co_freevars and len(written) <= WIDE else None


@singledispatch
def code(value) -> str:
    """Return the code of a number, a text or an array; of a long array the beginning, and how long it is."""
    return repr(value)


@code.register
def _(value: float):
    return repr(float(value)) if math.isfinite(value) else f"{'-' if value < 0 else ''}np.{abs(float(value))!r}"


@code.register
def _(value: np.generic):
    return f"np.{value.dtype.name}({_number(value)})"


@code.register
def _(value: np.ndarray):
    kind = "" if value.dtype in DEFAULTS else f", dtype=np.{value.dtype.name}"
    if value.size == 0:
        return f"np.empty({value.shape}, dtype=np.{value.dtype.name})"
    if value.size > 12 and _is_constant(value):
        shape = value.shape if value.ndim > 1 else value.size
        return f"np.full({shape}, {_number(value.flat[0])}{kind})"
    if value.size > MOST:
        first = ", ".join(map(_number, value.ravel()[:3]))
        return f"np.array([{first}, ...])  # shortened: its shape is {value.shape}"
    return f"np.array({_nested(value, len('np.array('))}{kind})"


def _is_constant(array):
    first = array.flat[:1].tobytes()
    return array.tobytes() == first * array.size


def _nested(array, indent):
    if array.ndim == 0:
        return _number(array[()])
    inner = [_nested(part, indent + 1) for part in array]
    one_line = f"[{', '.join(inner)}]"
    if array.ndim == 1 or len(one_line) <= WIDE - indent and "\n" not in one_line:
        return one_line
    return f"[{(',' + chr(10) + ' ' * (indent + 1)).join(inner)}]"


def _number(value):
    """Return the shortest digits that give the same bits again."""
    plain = value.item()
    if not isinstance(plain, float):
        return repr(plain)
    short = str(value)
    same = math.isfinite(plain) and value.dtype.type(float(short)) == value
    return short if same else code(plain)
