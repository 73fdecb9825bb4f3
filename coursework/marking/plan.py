"""Plan what the box shall run of a submission: the student's cells in their order, then a call for each answer.

A plan is a list of steps, each a dict: `cell` a text to run, with `answers` the (problem, name) pairs that it answers
as the problem's own cell, and `else` those that it answers if no own cell does; `again` the number of a trusted cell
to run once more; `call` a problem whose answer is called on the hidden inputs.
"""

import re

from coursework.handing_out.assignment import with_cohort

ANSWERS = ("answers", "else")


def own_cells(cells, problem):
    """The indices of a problem's own cells with something new in them; cells turned into Markdown if none is code."""
    own = [index for index, cell in enumerate(cells) if cell.grade_id == problem.name and is_new(cell, problem)]
    return [index for index in own if cells[index].kind == "code"] or own


def is_new(cell, problem):
    return cell.source.strip() not in ("", problem.cell.strip())


def is_blank(cells, problem):
    """Was a problem that is marked by hand left as it was handed out?"""
    own = [cell for cell in cells if cell.grade_id == problem.name]
    stubs = [cell for cell in own or cells if cell.source.strip() == problem.cell.strip()]
    return bool(stubs) and (not own or len(stubs) == len(own))


def plan(assignment, cells):
    """Steps for the box (cells in the student's order, then the calls), and the problems without a cell of theirs."""
    marked = [problem for problem in assignment.problems if problem.kind != "hand"]
    own = {problem.name: own_cells(cells, problem) for problem in marked}
    steps = [step for index, cell in enumerate(cells) for step in steps_of(assignment, index, cell, own)]
    steps += [{"call": problem.name, "value": problem.kind == "value"} for problem in marked]
    return steps, [problem.name for problem in marked if not own[problem.name]]


def steps_of(assignment, index, cell, own):
    """What one cell adds to the plan."""
    text = cell.source.strip()
    answers = [[name, assignment.by_name[name].answer] for name, places in own.items() if index in places]
    if answers:
        return [{"cell": cell.source, "answers": answers, "else": elsewhere(assignment, cell, own)}]
    if not text or cell.kind != "code" or any(text == problem.cell.strip() for problem in assignment.problems):
        return []
    common = with_cohort(text, assignment.cohort)  # a student's own variant has another number there
    if common in assignment.trusted:
        number = assignment.trusted[common]
        return [] if number is None else [{"again": number}]
    step = {"cell": cell.source, "else": elsewhere(assignment, cell, own)}
    if cell.grade_id.startswith("setup-"):
        return [step, {"again": 0, "always": True}]
    is_by_hand = cell.grade_id in {problem.name for problem in assignment.problems if problem.kind == "hand"}
    return [step] if not is_by_hand or re.search(r"^(def|class) ", text, re.MULTILINE) else []


def elsewhere(assignment, cell, own):
    """The pairs that a cell answers if no cell of the problem's own does: of each problem whose name it mentions."""
    marked = [assignment.by_name[name] for name in own]
    return [[each.name, each.answer] for each in marked if re.search(rf"\b{re.escape(each.answer)}\b", cell.source)]


def may_answer(step, problem):
    return any(problem in dict(step.get(kind, ())) for kind in ANSWERS)


def problems_of(step):
    """The problems that a step answers with cells of their own, or calls."""
    return {step["call"]} if "call" in step else {name for name, _ in step.get("answers", ())}


def is_own(step, problem):
    return problem in dict(step.get("answers", ()))


def places(steps, problem):
    """The numbers of the steps that answer a problem: its own cells, else those that mention its name."""
    own = [number for number, step in enumerate(steps) if is_own(step, problem)]
    return own or [number for number, step in enumerate(steps) if may_answer(step, problem)]


def answer_text(steps, problem):
    """The text of the cells that answer a problem."""
    return "\n".join(steps[number]["cell"] for number in places(steps, problem))


def alone(steps, problem, given=()):
    """The steps that mark one problem by itself: the cells up to its own, of other answers only the definitions.

    `given` are right answers to other problems, which stand in for the student's own.
    """
    own = places(steps, problem)
    kept = [step if number in own else step | {"definitions": True} if step.get("answers") else step
            for number, step in enumerate(steps[: max(own, default=-1) + 1])]
    return [*kept, *({"cell": text} for text in given), {"call": problem, "value": False} | call_of(steps, problem)]


def call_of(steps, problem):
    return next((step for step in steps if step.get("call") == problem), {})


def may_be_spoilt(steps, problem, spoilers):
    """May another cell have spoilt this answer: one that does more than define, or a student's own below it?"""
    own = places(steps, problem)
    below = any("cell" in step and not step.get("answers") for step in steps[max(own, default=0):])
    return below or any(number not in own for number in spoilers)


def without(steps, bad, why, ended):
    """The steps that remain when one failed: calls that are done go, a bad cell is cut down to its definitions."""
    step = steps[bad]
    rest = [each for number, each in enumerate(steps) if number != bad and not ("call" in each and number < bad)]
    if "call" in step:
        ended[step["call"]] = f"the function {why}"
    elif "cell" in step:
        ended |= {name: f"the cell {why}" for name, _ in step.get("answers", ())}
        if not step.get("definitions"):
            rest.insert(bad, step | {"definitions": True})
    return rest


def only_answers(steps):
    """The steps with all cells but those of answers cut down to their definitions: the last way out."""
    return [step | {"definitions": True} if "cell" in step and not step.get("answers") else step for step in steps]
