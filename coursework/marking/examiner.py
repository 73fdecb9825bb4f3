"""Examine one submission: read, plan, run it in the box, again in part where it failed; a verdict on each problem."""

import re
from dataclasses import asdict

from coursework.marking import plan
from coursework.marking.notebook import Unreadable, read_cells
from coursework.marking.told import Told
from coursework.marking.verdict import Judge, Verdict

ENDED = {
    "timeout": "was still running after {wall:g} s", "died": "ended the process",
    "flood": "returned or wrote far too much", "broke": "broke the sandbox",
}
BUDGET = 30
LIBRARY = re.compile(r"\b(helpers|numerics)\b")


class Examiner:
    """Examines submissions of one assignment, one after another, in one box."""

    def __init__(self, assignment, box, exercises, wall=3.0):
        self.assignment, self.box, self.wall = assignment, box, wall
        inputs = {name: [list(case["args"]) for case in cases] for name, cases in assignment.cases.items()}
        self.skipped = set(box.load(assignment.prelude, inputs))
        self.judges = {
            problem.name: Judge(exercises[problem.name], problem, assignment.cases[problem.name])
            for problem in assignment.problems if problem.kind != "hand"
        }

    def examine(self, raw):
        """A verdict on each problem, as dicts, for a submission given as bytes; whatever it does, this returns."""
        try:
            cells = read_cells(raw)
        except Unreadable as error:
            return self.nothing(str(error))
        steps, untried = plan.plan(self.assignment, cells)
        steps = [step for step in steps if self.is_needed(step)]
        told = self.run(steps)
        verdicts = [self.verdict(problem, told, problem.name in untried) for problem in self.assignment.problems]
        self.try_again(steps, told, verdicts, untried)
        for verdict in verdicts:
            if verdict.points and not verdict.note and LIBRARY.search(plan.answer_text(steps, verdict.problem)):
                verdict.note = "uses helpers; read the answer"
        return [asdict(verdict) for verdict in verdicts]

    def nothing(self, note):
        """No points for anything, with the reason beside each problem."""
        return [asdict(Verdict(problem.name, 0, problem.points, note=note)) for problem in self.assignment.problems]

    def is_needed(self, step):
        return "again" not in step or step.get("always") or step["again"] in self.skipped

    def verdict(self, problem, told, untried=False):
        """The verdict on one problem."""
        if untried:
            return Verdict(problem.name, 0, problem.points, note="not attempted")
        if problem.kind == "hand":
            return Verdict(problem.name, None, problem.points, note="marked by hand")
        return self.judges[problem.name].verdict(told.cases.get(problem.name, {}), told.ended.get(problem.name, ""))

    def try_again(self, steps, told, verdicts, untried):
        """Run by itself each problem that another cell may have spoilt, and keep the better of the two verdicts."""
        spoilers = [number for number, step in enumerate(steps) if "cell" in step and step["cell"] not in told.defining]
        wrong = [number for number, each in enumerate(verdicts) if each.falls_short and each.problem not in untried]
        spent = told.seconds
        for number in wrong:
            first = verdicts[number]
            hangs_alone = len(wrong) == 1 and "still running" in first.note
            spoilt = told.ended or plan.may_be_spoilt(steps, first.problem, spoilers)
            if spent < BUDGET and not hangs_alone and spoilt:
                alone = self.run(plan.alone(steps, first.problem))
                second, spent = self.verdict(self.assignment.by_name[first.problem], alone), spent + alone.seconds
                verdicts[number] = max(first, second, key=lambda each: (each.points, each.right))

    def run(self, steps):
        """Run steps until all had their turn: a step that hangs or kills costs itself, and the rest starts anew."""
        told = Told()
        while any("call" in step for step in steps):
            header, blob = self.box.run(steps, self.wall)
            begun = told.add(steps, blob)
            told.seconds += header["seconds"]
            if header["status"] == "done":
                break
            why = ENDED[header["status"]].format(wall=self.wall)
            if begun is None or told.seconds > BUDGET:
                told.ended |= {step["call"]: f"the code {why}" for step in steps if "call" in step}
                break
            steps = plan.without(steps, begun, why, told.ended)
        return told
