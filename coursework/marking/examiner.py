"""Examine one submission: read, plan, run it in the box, again in part where it failed; a verdict on each problem."""

from dataclasses import asdict

from coursework.box.process import BUDGET, PATIENCE
from coursework.marking import plan
from coursework.marking.follow_through import followed
from coursework.marking.leaning import doors, leans_on_library
from coursework.marking.notebook import Unreadable, read_cells
from coursework.marking.told import Told
from coursework.marking.verdict import Judge, Verdict

ENDED = {
    "timeout": "was still running after {seconds:g} s", "still": "was still running after {stay:g} s, and sat still",
    "died": "ended the process", "killed": "was killed by the system",
    "flood": "returned or wrote far too much",
}
TRIES = 3
ENOUGH, TOO_MANY = 6, 24
MARKDOWN, LIBRARY = "the cell is Markdown and was read as code", "uses helpers; read the answer"
DOOR = "uses {}; read the answer"


class BoxFault(Exception):
    """The box failed before any of a student's code ran, and did so again in a new box: the grader's own fault."""


class Examiner:
    """Examines submissions of one assignment, one after another, in one box."""

    def __init__(self, assignment, box, exercises, wall=3.0):
        self.assignment, self.box, self.seconds, self.patience = assignment, box, wall, PATIENCE
        inputs = {name: [list(case["args"]) for case in cases] for name, cases in assignment.cases.items()}
        self.skipped = set(box.load(assignment.prelude, inputs))
        self.judges = {
            problem.name: Judge(exercises[problem.name], problem, assignment.cases[problem.name])
            for problem in assignment.problems if problem.kind != "hand"
        }

    def examine(self, raw, patience=PATIENCE):
        """A verdict on each problem, as dicts, for a submission given as bytes; BoxFault if the grader failed."""
        self.patience = patience
        try:
            cells = read_cells(raw)
        except Unreadable as error:
            return self.nothing(str(error))
        steps, without_own = plan.plan(self.assignment, cells)
        steps = [step for step in steps if self.is_needed(step)]
        told = self.run(steps)
        untried = {name for name in without_own if name in told.missing}
        by_hand = [problem for problem in self.assignment.problems if problem.kind == "hand"]
        untried |= {problem.name for problem in by_hand if plan.is_blank(cells, problem)}
        verdicts = [self.verdict(problem, told, problem.name in untried) for problem in self.assignment.problems]
        self.try_again(steps, told, verdicts, untried)
        followed(self, steps, told, verdicts)
        self.remark(steps, cells, verdicts)
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
        made = self.judges[problem.name].verdict(told.cases.get(problem.name, {}), told.ended.get(problem.name, ""))
        made.hung = problem.name in told.ended_by("timeout", "killed")
        return made

    def try_again(self, steps, told, verdicts, untried):
        """Run by itself each problem that another cell may have spoilt, and keep the better of the two verdicts."""
        spoilers = [number for number, step in enumerate(steps) if "cell" in step and step["cell"] not in told.defining]
        wrong = [number for number, each in enumerate(verdicts) if each.falls_short and each.problem not in untried]
        spent = told.computed
        for number in wrong:
            first = verdicts[number]
            hangs = first.problem in told.ended_by("timeout", "still")
            spoilt = told.ends or plan.may_be_spoilt(steps, first.problem, spoilers)
            if spent < BUDGET and not hangs and spoilt:
                alone = self.run(plan.alone(steps, first.problem))
                second, spent = self.verdict(self.assignment.by_name[first.problem], alone), spent + alone.computed
                verdicts[number] = max(first, second, key=lambda each: (each.points, each.right))

    def remark(self, steps, cells, verdicts):
        """Say what a teacher should know of an answer that got its points in an unusual way."""
        own = [step["cell"] for step in steps if "cell" in step]
        names = [problem.answer for problem in self.assignment.problems]
        for verdict in verdicts:
            answer = plan.answer_text(steps, verdict.problem)
            if verdict.points and leans_on_library(answer, own, names):
                verdict.add_note(LIBRARY)
            if verdict.points and doors(answer):
                verdict.add_note(DOOR.format(", ".join(doors(answer))))
            places = plan.own_cells(cells, self.assignment.by_name[verdict.problem])
            if verdict.points is not None and places and all(cells[index].kind != "code" for index in places):
                verdict.add_note(MARKDOWN)

    def run(self, steps):
        """Run steps until all had their turn: a step that hangs or kills costs itself, and the rest starts anew."""
        told, failures = Told(), 0
        while any("call" in step for step in steps):
            header, begun = self.attempt(steps, told)
            if header["status"] == "done":
                break
            why, failures = self.words(header["status"]), failures + 1
            told.ends.setdefault(header["status"], set()).update(plan.problems_of(steps[begun]))
            if told.computed > BUDGET or failures > TOO_MANY:
                told.ended |= {step["call"]: f"the code {why}" for step in steps if "call" in step}
                break
            steps = plan.without(steps, begun, why, told.ended)
            steps = plan.only_answers(steps) if failures >= ENOUGH else steps
        return told

    def words(self, status):
        return ENDED[status].format(seconds=self.seconds, stay=self.seconds * self.patience)

    def attempt(self, steps, told):
        """Run steps in one fork, (how it ended, its last step begun); a box that fails before it begins is replaced."""
        for _ in range(TRIES):
            header, blob = self.box.run(steps, self.seconds, self.patience)
            begun = told.add(steps, blob)
            told.computed += header["seconds" if header["status"] == "still" else "computed"]
            if begun is not None:
                return header, begun
            self.box.close()
        raise BoxFault(header.get("why") or f"the box says {header['status']}")
