"""Why a student has these points: the answer run once more in the box, input by input, for the instructor's eyes."""

import numpy as np

from coursework.marking import plan
from coursework.marking.notebook import read_cells
from coursework.passing_on import inert

SHOWN, WIDTH = 6, 400


def explain(examiner, raw, problem):
    """Lines that show an answer, and for each input what was wanted and what came back; hidden inputs too."""
    verdict = next(each for each in examiner.examine(raw) if each["problem"] == problem)
    steps, _ = plan.plan(examiner.assignment, read_cells(raw))
    steps = [step for step in steps if examiner.is_needed(step)]
    points = f"{verdict['points']:g} of {verdict['max_points']:g} points"
    yield f"{problem}: {points}, {verdict['right']} of {verdict['tried']} inputs right"
    for words in (verdict["misconception"], verdict["says"], verdict["note"]):
        yield from [words] if words else []
    yield from ["", *inert.shown(plan.answer_text(steps, problem)).split("\n"), ""]
    if any(step.get("call") == problem for step in steps):
        yield from cases(examiner, steps, problem)


def cases(examiner, steps, problem):
    """A line for each input: whether it is hidden, whether it came out right, and the first wrong ones in full."""
    judge, whole = examiner.judges[problem], examiner.run(steps)
    alone = examiner.run(plan.alone(steps, problem))
    runs = [outcomes_of(judge, told.cases.get(problem, {})) for told in (whole, alone)]
    outcomes = max(runs, key=lambda found: sum(judge.is_right(number, each) for number, each in enumerate(found)))
    wrong = 0
    for number, outcome in enumerate(outcomes):
        right = judge.is_right(number, outcome)
        case, hidden = judge.exercise.probes[number], "hidden" if number in judge.hidden else "in the check"
        yield f"{'right' if right else 'WRONG'}  {case.label} ({hidden})"
        wrong += not right
        if not right and wrong <= SHOWN:
            yield from details(case, judge.wanted[number], outcome)


def outcomes_of(judge, told):
    return [judge.outcome(number, *told.get(number, (None, None))) for number in range(len(judge.wanted))]


def details(case, wanted, outcome):
    """The input, what was wanted, and what came back."""
    for name, value in (("input", case.args), ("wanted", wanted)):
        yield f"       {name}: {short(value)}"
    found = short(outcome.value) if not outcome.problem else f"{outcome.problem} {outcome.error or ''}".strip()
    remarks = [*["it changed its input"] * outcome.mutated, *["it warned"] * outcome.warned]
    yield f"       came back: {', '.join([found, *remarks])}"


def short(value):
    """A value in one line."""
    with np.printoptions(precision=6, threshold=40, edgeitems=3, suppress=True):
        text = " ".join(str(value if not isinstance(value, tuple) or len(value) > 1 else value[0]).split())
    return inert.shown(text, WIDTH)
