"""What a function's code says of it without running it: the names that it reads, the arguments that it never uses."""

import ast
import dis
import linecache
import re
import types
from functools import lru_cache

import numpy as np

SILENCERS = frozenset({"simplefilter", "filterwarnings", "catch_warnings"})
NUMERICS = "helpers.numerics"


def is_plain(answer) -> bool:
    """Return whether an answer is an ordinary function, whose code can be read."""
    return type(answer) is types.FunctionType


def _codes(code):
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _codes(constant)


def _steps(answer):
    return [step for code in _codes(answer.__code__) for step in dis.get_instructions(code)]


def arguments(answer) -> list[str]:
    """Return the names of a function's arguments, in order."""
    code = answer.__code__
    return list(code.co_varnames[:code.co_argcount + code.co_kwonlyargcount])


def unused(answer) -> list[str]:
    """Return the arguments that a function never reads."""
    read = {name for step in _steps(answer) for name in _read(step)}
    return [name for name in arguments(answer) if name not in read]


def _read(step):
    """Return the names that an instruction reads; from Python 3.13 on, one such as STORE_FAST_LOAD_FAST has two."""
    names = step.argval if isinstance(step.argval, tuple) else (step.argval,)
    verbs = re.findall("LOAD|STORE|DELETE", step.opname)
    return [name for verb, name in zip(verbs, names) if verb != "STORE"]


def silences(answer) -> bool:
    """Return whether a function meddles with the filters of warnings."""
    return is_plain(answer) and any(SILENCERS & set(code.co_names) for code in _codes(answer.__code__))


def outside_values(answer) -> list[str]:
    """Return the names of the arrays and lists of the notebook that a function reads, in order."""
    names = dict.fromkeys(step.argval for step in _steps(answer) if step.opname == "LOAD_GLOBAL")
    return [name for name in names if issubclass(type(answer.__globals__.get(name)), (np.ndarray, list, np.generic))]


def numerics_used(answer) -> list:
    """Return the functions of the course's numerics that a function names, or that it is."""
    if not is_plain(answer):
        return []
    names = dict.fromkeys(name for code in _codes(answer.__code__) for name in code.co_names)
    known = [answer.__globals__.get(name) for name in names]
    modules = [each for each in known if type(each) is types.ModuleType and each.__name__ == NUMERICS]
    return [each for each in (answer, *known, *(vars(module).get(name) for module in modules for name in names))
            if is_plain(each) and str(each.__module__).startswith(NUMERICS)]


def in_place(answer) -> str:
    """Return the line of a function that changes an argument in place, such as 'z -= z.max()', or nothing."""
    if not is_plain(answer):
        return ""
    tree = _tree(answer)
    named = set(arguments(answer))
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.AugAssign) and _root(node.target) in named:
            return ast.unparse(node)
        if isinstance(node, ast.Assign) and any(isinstance(target, ast.Subscript) and _root(target) in named
                                                for target in node.targets):
            return ast.unparse(node)
    return ""


def _root(target):
    while isinstance(target, ast.Subscript):
        target = target.value
    return target.id if isinstance(target, ast.Name) else ""


def _tree(answer):
    code, tree = answer.__code__, file_of(answer)
    if tree is None:
        return None
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
             and code.co_firstlineno in (node.lineno, *(each.lineno for each in node.decorator_list))]
    return found[0] if found else None


def file_of(answer):
    """Return the syntax tree of the file or cell that a function was written in, or None where it cannot be read."""
    return _parsed("".join(linecache.getlines(answer.__code__.co_filename)))


@lru_cache(maxsize=4)  # one check asks several times, and of a whole file
def _parsed(text):
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError):
        return None


def lambdas_at(answer):
    """Return the syntax trees of the lambdas that begin on the line on which a function's code begins."""
    tree = file_of(answer)
    return [each for each in _lambdas(tree) if each.lineno == answer.__code__.co_firstlineno] if tree else []


@lru_cache(maxsize=4)
def _lambdas(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.Lambda)]
