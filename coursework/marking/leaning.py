"""Does an answer lean on the course's own functions, in its own cell or by names that another cell made of them?"""

import re
from collections import defaultdict

LONGEST = 500  # characters of a statement in which the names that it binds are looked for
LIBRARY = {"helpers", "numerics"}
# Words by which an answer can reach what it does not name.
DOORS = {
    "importlib", "__import__", "eval", "exec", "compile", "modules", "inspect", "gc", "ctypes", "_getframe", "globals",
}
WORD = re.compile(r"\w+")
BLOCK = re.compile(r"^(?=[^\s#)\]}])", re.MULTILINE)
BOUND = re.compile(r"(?:async )?(?:def|class) +(\w+)|([\w, ]+?) *(?::[^=\n]*)?=[^=]|for +([\w, ]+?) +in")
IMPORTED = re.compile(r"(?:from +[\w.]+ +)?import +(.*)", re.DOTALL)


def leans_on_library(answer, cells, answers=()):
    """Does the text of an answer mention the library, or a name that one of these cells took from it?

    `answers` are the names of all answers: one that leans on the library is told of itself, not of those that call it.
    """
    names, new, blocks = set(), set(LIBRARY), mentioning(cells)
    while new:
        names |= new
        new = {name for word in new for block in blocks.pop(word, ()) for name in bound(block)} - names - set(answers)
    return not names.isdisjoint(WORD.findall(answer))


def mentioning(cells):
    """The statements at the left margin of these cells, by the words in them."""
    found = defaultdict(list)
    for block in (block for cell in cells for block in BLOCK.split(cell)):
        for word in set(WORD.findall(block)):
            found[word].append(block[:LONGEST])
    return found


def doors(answer):
    """The words in an answer by which it may reach what it does not name, in order."""
    return sorted(DOORS.intersection(WORD.findall(answer)))


def bound(block):
    """The names that a statement at the left margin binds."""
    found = IMPORTED.match(block)
    if found:
        return {WORD.findall(part)[-1] for part in found[1].split(",") if WORD.search(part)}
    found = BOUND.match(block)
    return set(WORD.findall("".join(filter(None, found.groups())))) if found else set()
