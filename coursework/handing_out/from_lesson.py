"""An assignment, made from a lesson: its problems, its cells as nbgrader wants them, what the box may run of it."""

import ast
import re

from coursework.handing_out.assignment import Assignment, Problem, with_cohort
from tools.build.lesson import BEGIN, CHECK

BY_HAND = re.compile(r"by-hand-(\w+)-(\d+)")
KEPT = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)


def definitions(source):
    """The part of a trusted cell that answers may need: imports, definitions, assignments; no printing, no drawing."""
    body = [node for node in ast.parse(source).body if isinstance(node, KEPT)]
    return "\n".join(ast.unparse(node) for node in body)


def problems_of(lesson, exercises, release):
    """The lesson's problems in order of their cells; `release` is the notebook with stubs."""
    found, solved = {}, lesson.notebook(solved=True)
    for exercise in lesson.exercises:
        name = CHECK.search(lesson.cells[exercise.check].source)[2]
        known = exercises[exercise.name]
        kind = "function" if known.is_function else "value"
        stub = release.cells[exercise.answer].source
        solution = solved.cells[exercise.answer].source
        found[exercise.answer] = Problem(exercise.name, known.points, kind, name, stub, solution)
    for index, cell in enumerate(lesson.cells):
        match = hand_tag(cell.metadata)
        if match:
            found[index] = Problem(match[1], float(match[2]), "hand", "", release.cells[index].source)
    return [found[index] for index in sorted(found)]


def hand_tag(metadata):
    return next(filter(None, map(BY_HAND.fullmatch, metadata.get("tags", []))), None)


def assignment_of(lesson, exercises, cohort):
    """The assignment and its release notebook, both for one cohort, without hidden cases yet."""
    release = lesson.notebook(solved=False)
    for cell in release.cells:
        cell.source = with_cohort(cell.source, cohort)
    made = Assignment(lesson.handed_out, cohort, problems_of(lesson, exercises, release))
    special = {index for exercise in lesson.exercises for index in (exercise.answer, exercise.check)}
    for index, cell in enumerate(release.cells):
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "code" and index not in special and not hand_tag(cell.metadata):
            made.trusted[cell.source.strip()] = None if "demo" in tags else len(made.prelude)
            if "demo" not in tags:
                made.prelude.append(definitions(cell.source))
    for exercise in lesson.exercises:
        made.trusted[release.cells[exercise.check].source.strip()] = None
    mark_up(release, lesson, made)
    return made, release


def mark_up(notebook, lesson, made):
    """Write nbgrader's metadata into a release or source notebook, checksums included."""
    problems = made.by_name
    for exercise in lesson.exercises:
        answer, check = notebook.cells[exercise.answer], notebook.cells[exercise.check]
        stamp(answer, exercise.name, grade=False, solution=True, locked=False)
        points = problems[exercise.name].points
        stamp(check, f"{exercise.name}-check", grade=True, solution=False, locked=True, points=points)
    for cell in notebook.cells:
        match = hand_tag(cell.metadata)
        if match:
            stamp(cell, match[1], grade=True, solution=True, locked=False, points=float(match[2]))
        elif "setup" in cell.metadata.get("tags", []):
            stamp(cell, f"setup-{cell.id}", grade=False, solution=False, locked=True)


def stamp(cell, grade_id, **facts):
    facts |= {"grade_id": grade_id, "schema_version": 3, "task": False, "cell_type": cell.cell_type}
    cell.metadata["nbgrader"] = facts | {"checksum": checksum(cell, facts)}


def checksum(cell, facts):
    """What nbgrader compares to see whether a cell was changed (MD5 of text, kind, flags, id and points)."""
    from hashlib import md5

    parts = [cell.source, cell.cell_type, str(facts["grade"]), str(facts["solution"]), str(facts["locked"])]
    parts += [facts["grade_id"]] + ([str(float(facts["points"]))] if facts["grade"] else [])
    return md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


def source_notebook(lesson, made, cohort):
    """The instructor's version: solutions between their markers, as nbgrader's own tools expect them."""
    notebook = lesson.notebook(solved=True)
    for cell, text in zip(notebook.cells, lesson.cells):
        cell.source = with_cohort(text.source if BEGIN in text.source else cell.source, cohort)
    mark_up(notebook, lesson, made)
    return notebook
