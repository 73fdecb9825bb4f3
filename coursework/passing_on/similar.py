"""Answers that look alike: pairs of students to look at, ranked by what they share and few others have; no verdict."""

import ast
import csv
import io
import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain, combinations, islice

from coursework.marking.marks_file import safe
from coursework.passing_on.pages import render
from coursework.passing_on.words import count
from helpers.atomic import write

SMALLEST, FEW, PAIRS, MOST_NODES = 12, 4, 30, 5_000


@dataclass
class Pair:
    """Two students, a weight, and for each problem the share of their trees that is alike and both texts."""

    first: str
    second: str
    weight: float = 0.0
    alike: dict = field(default_factory=dict)
    texts: dict = field(default_factory=dict)


def trees(source, name):
    """The parts of an answer, each by what its tree says, with its size; none of an answer that is huge or broken.

    Names are numbered as they come; docstrings and types are left out.
    """
    found, numbers = {}, {}
    try:
        body = ast.parse(source).body
        mine = [node for node in body if getattr(node, "name", None) == name] or body
        size = sum(1 for _ in islice(chain.from_iterable(map(ast.walk, mine)), MOST_NODES))
        for node in mine if size < MOST_NODES else ():
            spell(node, numbers, found)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    return found


def spell(node, numbers, found):
    """Put what a tree says into one number, noting each part of some size; returns (number, size)."""
    words, size = [type(node).__name__], 1
    for field_name, value in ast.iter_fields(node):
        if field_name in ("annotation", "returns", "ctx", "type_comment", "kind", "type_params"):
            continue
        for each in value if isinstance(value, list) else [value]:
            if is_docstring(each):
                continue
            if isinstance(each, ast.AST):
                spelled, count = spell(each, numbers, found)
                words, size = [*words, spelled], size + count
            elif isinstance(each, str) and field_name != "attr":
                words.append(f"#{numbers.setdefault(each, len(numbers))}")
            else:
                words.append(repr(each)[:60])
    spelled = hash(tuple(words))
    if size >= SMALLEST and isinstance(node, (ast.stmt, ast.expr)):
        found[spelled] = size
    return spelled, size


def is_docstring(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def pairs_of(answers, names):
    """The pairs that share most of what few have. answers: student -> problem -> text; names: problem -> function."""
    pairs = {}
    for problem, name in names.items():
        parts = {student: trees(texts[problem], name) for student, texts in answers.items() if problem in texts}
        parts = {student: found for student, found in parts.items() if found}
        add_problem(pairs, problem, parts)
    best = sorted(pairs.values(), key=lambda pair: (-pair.weight, pair.first, pair.second))[:PAIRS]
    for pair in best:
        for problem in pair.alike:
            pair.texts[problem] = answers[pair.first][problem], answers[pair.second][problem]
    return best


def add_problem(pairs, problem, parts):
    """Weigh what pairs share in one problem: the larger a part, and the rarer in the class, the heavier it is."""
    owners = defaultdict(list)
    for student, found in parts.items():
        for spelled in found:
            owners[spelled].append(student)
    shared = Counter()
    for spelled, students in owners.items():
        if 2 <= len(students) <= FEW:
            weight = parts[students[0]][spelled] * math.log(len(parts) / len(students) + 1)
            for two in combinations(sorted(students), 2):
                shared[two] += weight
    for two, weight in shared.items():
        pair = pairs.setdefault(two, Pair(*two))
        pair.weight += weight
        first, second = (parts[student] for student in two)
        largest = max(sum(first.values()), sum(second.values()))
        pair.alike[problem] = sum(first[each] for each in first if each in second) / largest


def write_pairs(made, pairs, out):
    """Write page and table; returns sentences."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["first", "second", "weight", "problems"])
    for pair in pairs:
        problems = "; ".join(f"{problem} {share:.0%}" for problem, share in pair.alike.items())
        writer.writerow([safe(pair.first), safe(pair.second), f"{pair.weight:.0f}", problems])
    out.parent.mkdir(parents=True, exist_ok=True)
    write(out.with_suffix(".csv"), text.getvalue(), "replace")
    write(out, render("similar.html", pairs=pairs, title=made), "replace")
    remark = "short functions come out alike by themselves, so this proves nothing"
    return [f"{count(len(pairs), 'pair')} to look at in {out}; {remark}"]
