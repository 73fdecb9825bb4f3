"""Which cells a cell needs: the earlier ones that make the names it uses, found in their code without running it."""

import ast
import symtable
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
    table = symtable.symtable(source, "cell", "exec")
    reading.uses = _used(table)
    reading.imports = {each.get_name() for each in table.get_symbols() if each.is_imported()}
    reading.makes = {each.get_name() for each in table.get_symbols() if each.is_assigned() or each.is_namespace()}
    for node in ast.walk(tree):
        reading.touches |= _touched(node)
    return reading


def _used(table, outermost=True):
    """Return the names of the notebook that a cell reads, those inside its functions too, but not their own."""
    own = {each.get_name() for each in table.get_symbols()
           if each.is_referenced() and (outermost or each.is_global())}
    return own.union(*(_used(child, False) for child in table.get_children()))


def _touched(node):
    """Return the name whose value a step may change: by a call of its method, or by writing into it."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return _root(node.func)
    if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
        return _root(node)
    return _root(node.target) if isinstance(node, ast.AugAssign) else set()


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
