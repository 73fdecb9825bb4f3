"""Which cells a cell needs: the earlier ones that make the names it uses, found in their code without running it."""

import ast
from dataclasses import dataclass, field
from functools import cache

DRAWING = {"plt", "plots", "matplotlib"}


@dataclass
class Reading:
    """What a cell does with names: uses, makes, and touches (changes what a name holds)."""

    uses: set = field(default_factory=set)
    makes: set = field(default_factory=set)
    touches: set = field(default_factory=set)
    imports: set = field(default_factory=set)

    @property
    def draws(self) -> bool:
        """Whether the cell uses Matplotlib and does more than import it."""
        return bool(self.uses & DRAWING)


@cache
def read(source: str) -> Reading:
    """Return what a cell does with names; a cell that is no Python does nothing."""
    reading = Reading()
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return reading
    for node in ast.walk(tree):
        _look(node, reading)
    return reading


def _look(node, reading):
    if isinstance(node, ast.Name):
        (reading.uses if isinstance(node.ctx, ast.Load) else reading.makes).add(node.id)
    elif isinstance(node, ast.FunctionDef | ast.ClassDef):
        reading.makes.add(node.name)
    elif isinstance(node, ast.Import | ast.ImportFrom):
        reading.imports |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        reading.touches |= _root(node.func)
    elif isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
        reading.touches |= _root(node)
    elif isinstance(node, ast.AugAssign):
        reading.touches |= _root(node.target)


def _root(node):
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def needed(cells: dict[int, str], wanted: int) -> list[int]:
    """Return the cells to run, in order, so that cell `wanted` finds what it uses; it is the last of them.

    Of a cell that draws, only the names that it makes count, so that a picture is not drawn for nothing.
    """
    readings = {index: read(source) for index, source in cells.items() if index <= wanted}
    modules = set().union(*(reading.imports for reading in readings.values()))
    names, chosen = set(readings[wanted].uses), [wanted]
    for index in sorted(readings, reverse=True)[1:]:
        reading = readings[index]
        given = reading.makes | reading.imports | (set() if reading.draws else reading.touches - modules)
        if given & names:
            chosen.append(index)
            names -= reading.makes - reading.uses - reading.touches
            names |= reading.uses
    return chosen[::-1]


def followers(cells: dict[int, str], changed: int) -> list[int]:
    """Return the later cells that need cell `changed`."""
    return [index for index in sorted(cells) if index > changed and changed in needed(cells, index)]
