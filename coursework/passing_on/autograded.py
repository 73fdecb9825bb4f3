"""The notebook that the formgrader shows: the release with a student's answers and our verdicts; nothing of it runs."""

import json
import re

import nbformat

from coursework.marking import plan
from coursework.marking.notebook import Unreadable, cell_of, read_cells
from coursework.marking.submissions import read
from coursework.passing_on import inert
from coursework.passing_on.pages import render
from helpers.atomic import write


def raw_cells(found, inside):
    """The cells of a submission as JSON, with their outputs; none if it cannot be read."""
    try:
        raw = read(found, inside) if found else b""
        read_cells(raw)
        notebook = json.loads(raw.decode("utf-8-sig"))
    except Unreadable:
        return []
    sheets = notebook.get("worksheets") or [notebook]
    return [cell for sheet in sheets for cell in sheet["cells"]]


def answer_texts(assignment, known):
    """problem -> the text that was marked as its answer, of the problems that a program marks."""
    steps, _ = plan.plan(assignment, known)
    marked = [problem for problem in assignment.problems if problem.kind != "hand"]
    texts = {problem.name: answer_text(steps, problem) for problem in marked}
    return {name: text for name, text in texts.items() if text}


def answer_text(steps, problem):
    """The problem's own cells; where none has its id, the last that defines its name, else what the plan takes."""
    cells = [step for step in steps if "cell" in step]
    own = [step["cell"] for step in cells if problem.name in dict(step.get("answers", ()))]
    answer = re.escape(problem.answer)
    begins = re.compile(rf"^(?:async )?(?:def {answer}\b|{answer}\s*=[^=])", re.MULTILINE)
    named = [step["cell"] for step in cells if begins.search(step["cell"])]
    return "\n".join(own or named[-1:]) or plan.answer_text(steps, problem.name)


def autograded(template, cells, assignment, rows):
    """The release with the student's answers in it and our verdicts as outputs."""
    notebook = nbformat.from_dict(json.loads(json.dumps(template)))
    known = [cell_of(cell) for cell in cells]
    texts, problems = answer_texts(assignment, known), assignment.by_name
    results = {row["problem"]: row for row in rows}
    for index, cell in enumerate(notebook.cells):
        facts = cell.metadata.get("nbgrader", {})
        name = facts.get("grade_id", "").removesuffix("-check")
        if name not in results or name not in problems:
            continue
        if facts.solution and facts.grade:
            put_by_hand(cell, place_of(template, index, known, problems[name]), known, cells)
        elif facts.solution:
            cell.source = inert.shown(texts.get(name, cell.source))
        elif facts.grade:
            cell.outputs = [verdict(results[name])]
    notebook.metadata["coursework"] = {"digest": rows[0]["digest"]}
    return notebook


def place_of(template, index, known, problem):
    """Where the answer to a problem is that a person marks: by its id, else after the cell that stood before it."""
    place = last(known, problem)
    if place is not None:
        return place
    before = template.cells[index - 1].source.strip()
    return next((number + 1 for number, cell in enumerate(known[:-1]) if cell.source.strip() == before), None)


def last(known, problem):
    """The last cell with a problem's id that is not blank, else the last with it."""
    own = [number for number, cell in enumerate(known) if cell.grade_id == problem.name]
    written = [number for number in own if known[number].source.strip() not in ("", problem.cell.strip())]
    return (written or own or [None])[-1]


def put_by_hand(cell, place, known, cells):
    """Put what a person is to mark into its cell, and of its outputs the texts and pictures."""
    if place is None:
        return
    source = known[place].source
    cell.source = inert.shown(source) if cell.cell_type == "code" else inert.markdown(source)
    if cell.cell_type == "code":
        shown = inert.outputs(cells[place].get("outputs"))
        cell.outputs = [nbformat.v4.new_output("display_data", {kind: text}) for kind, text in shown]


def verdict(row):
    """What the check cell shows: the mark first."""
    points = f"{row['points'] or '0'}/{row['max_points']}"
    words = f"{row['cases_right']} of {row['cases_tried']} inputs right. {row['misconception']} {row['note']}".strip()
    html = render("verdict.html", points=points, words=words)
    return nbformat.v4.new_output("display_data", {"text/plain": f"{points} {words}", "text/html": html})


def answers(notebook):
    """What a student answered, by problem: text and pictures of the answer cells, to tell whether they changed."""
    found = {}
    for cell in notebook.cells:
        facts = cell.metadata.get("nbgrader", {})
        if facts.get("solution"):
            shown = [dict(output.data) for output in cell.get("outputs", []) if "data" in output]
            found[facts.grade_id] = (cell.source, shown if facts.grade else [])
    return found


def load(path):
    """The notebook written before, or None."""
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.ValidationError):
        return None


def save(path, notebook):
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, nbformat.writes(notebook), "replace")
