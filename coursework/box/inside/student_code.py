"""What runs in the fork: a student's cells one statement at a time, then their functions on the cases."""

import ast
import os
import re
import sys
import warnings
from types import ModuleType

import numpy as np
import wire as values

PICTURES = {"matplotlib", "ipywidgets", "anywidget", "traitlets", "IPython", "tqdm", "ipympl"}
DEFINING = (ast.Import, ast.ImportFrom, ast.FunctionDef)
PLAIN = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.Pass)
REACHING = {"setattr", "delattr", "exec", "eval", "globals", "vars", "compile", "open", "os", "sys", "signal", "ctypes", "__builtins__"}
OURS = {"helpers.checks", "helpers.demos", "helpers.plots"}
CELL_MAGIC = re.compile(r"\s*%%(\w+)")
PYTHON_MAGICS = {"time", "timeit", "capture", "prun"}
LINE_MAGIC = re.compile(r"^(\s*)(?:%|!|\?|.*\?\s*$)")
ASSIGNED_MAGIC = re.compile(r"^(\s*[\w, ]+=\s*)[%!].*$")


class Mute(ModuleType):
    """Stands for what draws or checks: any attribute, call or item of it is itself again, and nothing happens."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_, **__):
        return self

    def __getitem__(self, _):
        return self

    def __iter__(self):
        return iter((self, self))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


class MuteFinder:
    """Imports of pictures, demos and checks find a Mute, so that a fork costs milliseconds."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        from importlib.machinery import ModuleSpec

        if name.split(".")[0] in PICTURES or any(name == ours or name.startswith(ours + ".") for ours in OURS):
            return ModuleSpec(name, MuteFinder, is_package=True)

    @staticmethod
    def create_module(spec):
        return Mute(spec.name)

    @staticmethod
    def exec_module(module):
        pass


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


def is_plain(source):
    """Does a cell only define functions, none of which reaches outside itself? Such a cell cannot spoil another answer."""
    try:
        body = statements(source)
    except BaseException:
        return True  # it does not run at all
    return all(isinstance(each, PLAIN) for each in body) and not any(reaches_out(node) for each in body for node in ast.walk(each))


def reaches_out(node):
    if isinstance(node, ast.Attribute):
        return not isinstance(node.ctx, ast.Load) or node.attr.startswith("__")
    return isinstance(node, ast.Global) or isinstance(node, ast.Name) and node.id in REACHING


def execute(source, names, kinds=ast.stmt):
    """Run a cell's statements, each whatever became of the one before it; return the first error's type name."""
    first = None
    try:
        body = [statement for statement in statements(source) if isinstance(statement, kinds)]
    except BaseException as error:
        return type(error).__name__
    for statement in body:
        try:
            exec(compile(ast.Module([statement], []), "<cell>", "exec"), names)
        except BaseException as error:
            first = first or type(error).__name__
    return first


class Work:
    """An assignment in the box: its trusted cells, run once, and the cases to call answers on."""

    def __init__(self, prelude, cases):
        sys.meta_path.insert(0, MuteFinder)
        self.names = {"__name__": "__main__", "np": np}
        self.skipped = [index for index, source in enumerate(prelude) if execute(source, self.names)]
        self.prelude = prelude
        self.cases = cases
        self.before = {name: [self.spell(arguments) for arguments in group] for name, group in cases.items()}
        self.answers = {}

    @staticmethod
    def spell(value):
        blob = bytearray()
        return values.encode(value, blob), bytes(blob)

    def run(self, steps, descriptor):
        """Do the steps in order; whatever a student's code raises, the next step has its turn."""
        write, spell, frame = os.write, self.spell, values.frame

        def tell(header, blob=b""):
            rest = memoryview(frame(header, blob))
            while rest:
                rest = rest[write(descriptor, rest):]

        for index, step in enumerate(steps):
            tell({"begin": index})
            if "cell" in step:
                before = {name: self.names.pop(name) for _, name in step.get("answers", []) if name in self.names}
                error = execute(step["cell"], self.names, DEFINING if step.get("definitions") else ast.stmt)
                self.keep(step, before)
                tell({"ran": index, "error": error, "plain": is_plain(step["cell"])})
            elif "again" in step:
                execute(self.prelude[step["again"]], self.names)
            else:
                self.call(index, step["call"], step["value"], tell, spell)
        tell({"done": True})

    def keep(self, step, before):
        """Note the answers that a cell defines, before a later cell can put others in their place."""
        for exercise, name in step.get("answers", []):
            if name in self.names:
                self.answers[exercise] = self.names[name]
            elif name in before:
                self.names[name] = before[name]

    def call(self, index, exercise, is_value, tell, spell):
        if exercise not in self.answers:
            return tell({"call": index, "missing": True})
        answer = self.answers[exercise]
        if is_value:
            tree, blob = spell(answer)
            return tell({"call": index, "case": 0, "value": tree}, blob)
        with warnings.catch_warnings(record=True) as heard, np.errstate(over="warn", divide="warn", invalid="warn", under="ignore"):
            warnings.simplefilter("always")
            for number, arguments in enumerate(self.cases[exercise]):
                before = len(heard)
                try:
                    found = answer(*arguments)
                except BaseException as error:
                    tell({"call": index, "case": number, "error": type(error).__name__[:40]})
                    continue
                try:
                    tree, blob = spell(found)
                    mutated = spell(arguments) != self.before[exercise][number]
                except BaseException:
                    tree, blob, mutated = {"unsupported": 1}, b"", False
                warned = any(issubclass(each.category, RuntimeWarning) for each in heard[before:])
                tell({"call": index, "case": number, "value": tree, "mutated": mutated, "warned": warned}, blob)
