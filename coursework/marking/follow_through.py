"""Follow-through: a right answer that calls the student's own wrong answer to an earlier problem is not paid twice."""

import re

from coursework.box.process import BUDGET
from coursework.marking import plan

NOTE = "follow-through: right with a right {}"


def followed(examiner, steps, told, verdicts):
    """Give each answer that calls the student's own wrong ones of earlier problems what it earns with right ones."""
    problems, short = examiner.assignment.by_name, []
    for number, first in enumerate(verdicts):
        problem = problems[first.problem]
        if not first.falls_short:
            continue
        text = plan.answer_text(steps, first.problem)
        called = [each for each in short if each.name in told.cases and mentions(text, each)]
        short.append(problem)
        if not called or first.problem not in told.cases or told.computed > BUDGET:
            continue
        right = examiner.run(plan.alone(steps, first.problem, [each.solution for each in short[:-1] if each.solution]))
        told.computed += right.computed
        second = examiner.verdict(problem, right)
        if (second.points, second.right) > (first.points, first.right):
            second.add_note(NOTE.format(", ".join(each.answer for each in called)))
            verdicts[number] = second


def mentions(text, problem):
    return re.search(rf"\b{re.escape(problem.answer)}\b", text) is not None
