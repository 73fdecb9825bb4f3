"""What runs in a fork of the box: a student's cells one statement at a time, then their functions on the cases."""

import ast
import os
import sys
import warnings

import numpy as np
import wire
from cell_text import binds, only_defines, statements
from stand_ins import StandInFinder

DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)


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


class LoadedAssignment:
    """An assignment in the box: its trusted cells, run once, and the cases to call answers on."""

    def __init__(self, prelude, cases, rules=b""):
        sys.meta_path.insert(0, StandInFinder)
        self.names = {"__name__": "__main__", "np": np}
        self.skipped = [index for index, source in enumerate(prelude) if execute(source, self.names)]
        self.prelude = prelude
        self.cases, self.rules = cases, rules
        self.before = {name: [self.spell(arguments) for arguments in group] for name, group in cases.items()}
        self.answers, self.elsewhere = {}, {}

    def messages(self, steps):
        """How many messages an honest run of these steps sends at most."""
        return 1 + sum(2 + len(self.cases.get(step.get("call"), ())) for step in steps)

    @staticmethod
    def spell(value):
        blob = bytearray()
        return wire.encode(value, blob), bytes(blob)

    def run(self, steps, descriptor):
        """Do the steps in order; whatever a student's code raises, the next step has its turn."""
        write, spell, frame = os.write, self.spell, wire.frame

        def tell(header, blob=b""):
            rest = memoryview(frame(header, blob))
            while rest:
                rest = rest[write(descriptor, rest):]

        for index, step in enumerate(steps):
            tell({"begin": index})
            if "cell" in step:
                before = dict(self.names)
                error = execute(step["cell"], self.names, DEFINITIONS if step.get("definitions") else ast.stmt)
                self.keep(step, before)
                tell({"ran": index, "error": error, "only_defines": only_defines(step["cell"])})
            elif "again" in step:
                execute(self.prelude[step["again"]], self.names)
            else:
                self.call(index, step["call"], step["value"], tell, spell)
        tell({"done": True})

    def keep(self, step, before):
        """Note the answers that a cell defines, before a later cell can put others in their place."""
        for kind, found in (("answers", self.answers), ("else", self.elsewhere)):
            for exercise, name in step.get(kind, []):
                is_new = name in self.names and self.names[name] is not before.get(name, self)
                if is_new and (kind == "answers" or binds(step["cell"], name)):
                    found[exercise] = self.names[name]

    def call(self, index, exercise, is_value, tell, spell):
        answers = self.elsewhere | self.answers
        if exercise not in answers:
            return tell({"call": index, "missing": True})
        answer = answers[exercise]
        if is_value:
            tree, blob = spell(answer)
            return tell({"call": index, "case": 0, "value": tree}, blob)
        as_usual = np.errstate(over="warn", divide="warn", invalid="warn", under="ignore")
        with warnings.catch_warnings(record=True) as heard, as_usual:
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
