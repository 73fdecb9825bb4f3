"""Mark one submission: run it in the box, again in part where it failed, and let the judges decide."""

import re
from dataclasses import asdict

from coursework.box.inside import wire as values
from coursework.marking import submission
from coursework.marking.verdict import Judge, Mark

ENDED = {
    "timeout": "was still running after {wall:g} s", "died": "ended the process", "flood": "returned or wrote far too much",
    "broke": "broke the sandbox",
}
BUDGET = 30
LIBRARY = re.compile(r"\b(helpers|numerics)\b")


def collect(steps, blob, plain):
    """Sort the fork's messages by problem: (told, problems without an answer, last step begun).

    Cells that only define go to the set `plain`. Messages that no honest run sends are left out.
    """
    told, missing, begun, position = {}, set(), None, 0
    try:
        while found := values.unframe(blob, position):
            header, raw, position = found
            step, case = header.get("call"), header.get("case")
            ran = header.get("ran")
            if type(header.get("begin")) is int:
                begun = header["begin"]
            elif type(ran) is int and 0 <= ran < len(steps) and header.get("plain") is True:
                plain.add(steps[ran].get("cell"))
            elif type(step) is int and 0 <= step < len(steps) and header.get("missing") is True:
                missing.add(steps[step].get("call"))
            elif type(step) is int and type(case) is int and 0 <= step < len(steps) and "call" in steps[step]:
                value = values.decode(header.get("value"), raw) if "error" not in header else None
                told.setdefault(steps[step]["call"], {}).setdefault(case, (header, value))
    except values.BadValue:
        pass
    return told, missing, begun if begun is not None and 0 <= begun < len(steps) else None


def cell_of(steps, problem):
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
    """May another cell have spoilt this answer: one that does more than define, or one of the student's own below it?"""
    own = next(number for number, step in enumerate(steps) if problem in dict(step.get("answers", [])))
    below = any("cell" in step and "answers" not in step for step in steps[own:])
    return below or any(number != own for number in spoilers)


class Marker:
    """Marks submissions of one assignment in one box."""

    def __init__(self, assignment, box, exercises, wall=3.0):
        self.assignment, self.box, self.wall, self.plain = assignment, box, wall, set()
        inputs = {name: [list(case["args"]) for case in cases] for name, cases in assignment.cases.items()}
        self.skipped = set(box.load(assignment.prelude, inputs))
        self.judges = {
            problem.name: Judge(exercises[problem.name], problem, assignment.cases[problem.name])
            for problem in assignment.problems if problem.kind != "hand"
        }

    def mark(self, raw):
        """Marks and a note for a submission given as bytes; whatever it does, this returns."""
        try:
            cells = submission.parse(raw)
        except submission.Unreadable as error:
            return self.nothing(str(error))
        steps, untried = submission.plan(self.assignment, cells)
        steps = [step for step in steps if self.is_needed(step)]
        told, ended, spent = self.run(steps)
        spoilers = [number for number, step in enumerate(steps) if "cell" in step and step["cell"] not in self.plain]
        marks = [self.judge(problem, told, ended, problem.name in untried) for problem in self.assignment.problems]
        wrong = [mark for mark in marks if mark.points is not None and mark.points < mark.max_points and mark.problem not in untried]
        for mark in wrong:
            hangs_alone = len(wrong) == 1 and "still running" in mark.note
            if spent < BUDGET and not hangs_alone and (ended or may_be_spoilt(steps, mark.problem, spoilers)):
                told, more_ended, more = self.run(alone(steps, mark.problem))
                again, spent = self.judge(self.assignment.by_name[mark.problem], told, more_ended), spent + more
                marks[marks.index(mark)] = max(mark, again, key=lambda each: each.right)
        for mark in marks:
            if mark.points and not mark.note and LIBRARY.search(cell_of(steps, mark.problem)):
                mark.note = "uses helpers; read the answer"
        return [asdict(mark) for mark in marks]

    def judge(self, problem, told, ended, untried=False):
        """The mark of one problem."""
        if untried:
            return Mark(problem.name, 0, problem.points, note="not attempted")
        if problem.kind == "hand":
            return Mark(problem.name, None, problem.points, note="marked by hand")
        return self.judges[problem.name].mark(told.get(problem.name, {}), ended.get(problem.name, ""))

    def nothing(self, note):
        """No marks for anything, with the reason beside each problem."""
        return [asdict(Mark(problem.name, 0, problem.points, note=note)) for problem in self.assignment.problems]

    def is_needed(self, step):
        return "again" not in step or step.get("always") or step["again"] in self.skipped

    def run(self, steps):
        """Run steps until all had their turn: a step that hangs or kills costs itself, and the rest starts anew."""
        told, ended, spent, self.plain = {}, {}, 0.0, set()
        while any("call" in step for step in steps):
            header, blob = self.box.run(steps, self.wall)
            new, missing, begun = collect(steps, blob, self.plain)
            ended |= dict.fromkeys(missing, "the cell does not define its name")
            for name in new:
                told.setdefault(name, new[name])
            spent += header["seconds"]
            if header["status"] == "done":
                break
            why = ENDED[header["status"]].format(wall=self.wall)
            if begun is None or spent > BUDGET:
                ended |= {step["call"]: f"the code {why}" for step in steps if "call" in step}
                break
            steps = self.without(steps, begun, why, ended)
        return told, ended, spent

    @staticmethod
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
