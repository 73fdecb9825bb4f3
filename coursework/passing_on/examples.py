"""What a student wrote, without who wrote it: comments, docstrings and names taken out; an example for each mistake."""

import ast
import builtins
import re

from coursework.marking.notebook import cell_of
from coursework.marking.submissions import find
from coursework.passing_on.autograded import answer_texts, raw_cells

SOMEBODY, LONGEST_TEXT, MOST_LINES = "somebody", 24, 40
WORD, KNOWN = re.compile(r"([^\W_]+)"), frozenset(dir(builtins))


def answers_of(assignment, found, inside):
    """problem -> the text of the cell that answers it, for one submission."""
    return answer_texts(assignment, [cell_of(cell) for cell in raw_cells(found, inside)])


def anonymous(source, names=frozenset()):
    """A cell's code without comments, docstrings, long texts and the given words; empty if it does not parse."""
    try:
        text = ast.unparse(Nameless(names).visit(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    lines = text.split("\n")
    return "\n".join(lines[:MOST_LINES] + (["…"] if len(lines) > MOST_LINES else []))


class Nameless(ast.NodeTransformer):
    """Takes out docstrings, texts so long that they may say who speaks, and words that do; np.max is no Max."""

    def __init__(self, names):
        self.names = names

    def without_names(self, text):
        parts = [SOMEBODY if part.casefold() in self.names else part for part in WORD.split(text)]
        return text if text in KNOWN else "".join(parts)

    def visit_Name(self, node):
        node.id = self.without_names(node.id)
        return node

    def visit_arg(self, node):
        node.arg, node.annotation = self.without_names(node.arg), None
        return node

    def visit_Expr(self, node):
        is_text = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return ast.Pass() if is_text else self.generic_visit(node)

    def visit_Constant(self, node):
        if not isinstance(node.value, str):
            return node
        return ast.Constant("…" if len(node.value) > LONGEST_TEXT else self.without_names(node.value))

    def visit_FunctionDef(self, node):
        node = self.generic_visit(node)
        node.name = self.without_names(node.name)
        node.body = [each for each in node.body if not isinstance(each, ast.Pass)] or [ast.Pass()]
        return node


def names_of(made):
    """All words that say who a student is: ids, names, addresses, of three letters and more."""
    facts = [fact for line in made.people.lines.values() for name, fact in line.items() if name != "lms_user_id"]
    words = {word for text in (*facts, *(student.id for student in made.students)) for word in WORD.findall(text)}
    return frozenset(word.casefold() for word in words if len(word) >= 3 and not word.isdecimal())


def add_examples(items, made, assignment, submitted, people=None, keep=()):
    """Give each misconception the shortest answer of those who made it; needs the folder of hand-ins."""
    makers = {}
    for student in made.students:
        for mark in student.marks:
            if mark.row["misconception"]:
                makers.setdefault(student.id, []).append((mark.problem, mark.row["misconception"]))
    names, shortest = names_of(made), {}
    for found in find(submitted, assignment.name, people, keep):
        texts = answers_of(assignment, found, submitted) if found.student in makers else {}
        for problem, mistake in makers.get(found.student, []):
            text = anonymous(texts.get(problem, ""), names)
            if text and len(text) < len(shortest.get((problem, mistake), text + " ")):
                shortest[problem, mistake] = text
    for item in items:
        for each in item.misconceptions:
            each.example = shortest.get((each.problem, each.name), "")
