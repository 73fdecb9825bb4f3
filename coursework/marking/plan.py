"""Plan what the box shall run of a submission: the student's cells in their order, then a call for each answer.

A plan is a list of steps, each a dict: `cell` a text to run, with `answers` the (problem, name) pairs that it answers;
`again` the number of a trusted cell to run once more; `call` a problem whose answer is called on the hidden inputs.
"""

import re


def defines(name, source):
    return re.search(rf"^(?:async )?(?:def {name}\b|{name}\s*=[^=])", source, re.MULTILINE) is not None


def chosen(cells, problem):
    """The index of the cell that answers a problem: the last attempted one of its own, else one with its name."""
    code = [(index, cell) for index, cell in enumerate(cells) if cell.kind == "code"]
    own = [index for index, cell in code if cell.grade_id == problem.name]
    named = [index for index, cell in code if defines(problem.answer, cell.source)]
    for group in (own, named):
        attempted = [index for index in group if cells[index].source.strip() != problem.cell.strip()]
        if attempted:
            return attempted[-1]
    return None


def is_blank(cells, problem):
    """Was a problem that is marked by hand left as it was handed out?"""
    own = [cell for cell in cells if cell.grade_id == problem.name]
    stubs = [cell for cell in own or cells if cell.source.strip() == problem.cell.strip()]
    return bool(stubs) and (not own or len(stubs) == len(own))


def plan(assignment, cells):
    """Steps for the box (cells in the student's order, then the calls), and the problems that nobody attempted."""
    answers, steps = {}, []
    marked = [problem for problem in assignment.problems if problem.kind != "hand"]
    for problem in marked:
        index = chosen(cells, problem)
        if index is not None:
            answers.setdefault(index, []).append((problem.name, problem.answer))
    ids = {f"{problem.name}-check" for problem in marked} | {problem.name for problem in assignment.problems}
    for index, cell in enumerate(cells):
        text = cell.source.strip()
        if cell.kind != "code" or not text:
            continue
        if index in answers:
            steps.append({"cell": cell.source, "answers": answers[index]})
        elif text in assignment.trusted:
            number = assignment.trusted[text]
            steps += [] if number is None else [{"again": number}]
        elif cell.grade_id.startswith("setup-"):
            steps += [{"cell": cell.source}, {"again": 0, "always": True}]
        elif cell.grade_id not in ids:
            steps.append({"cell": cell.source})
    tried = {name for pairs in answers.values() for name, _ in pairs}
    steps += [{"call": problem.name, "value": problem.kind == "value"} for problem in marked if problem.name in tried]
    blank = [problem.name for problem in assignment.problems if problem.kind == "hand" and is_blank(cells, problem)]
    return steps, [problem.name for problem in marked if problem.name not in tried] + blank


def answer_text(steps, problem):
    """The text of the cell that answers a problem."""
    return next((step["cell"] for step in steps if problem in dict(step.get("answers", []))), "")


def alone(steps, problem):
    """The steps that mark one problem by itself: the cells up to its own, of other answers only the definitions."""
    kept, call = [], [step for step in steps if step.get("call") == problem]
    for step in steps:
        if problem in dict(step.get("answers", [])):
            return [*kept, step, *call]
        kept.append(step | {"definitions": True} if "answers" in step else step)
    return call


def may_be_spoilt(steps, problem, spoilers):
    """May another cell have spoilt this answer: one that does more than define, or a student's own below it?"""
    own = next(number for number, step in enumerate(steps) if problem in dict(step.get("answers", [])))
    below = any("cell" in step and "answers" not in step for step in steps[own:])
    return below or any(number != own for number in spoilers)


def without(steps, bad, why, ended):
    """The steps that remain when one failed: calls that are done go, a bad cell is cut down to its definitions."""
    step = steps[bad]
    rest = [each for number, each in enumerate(steps) if number != bad and not ("call" in each and number < bad)]
    if "call" in step:
        ended[step["call"]] = f"the function {why}"
    elif "cell" in step:
        ended |= {name: f"the cell {why}" for name, _ in step.get("answers", [])}
        if not step.get("definitions"):
            rest.insert(bad, step | {"definitions": True})
    return rest
