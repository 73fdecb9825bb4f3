"""The verdict, outside the box: values against the specification's, points, and the mistake by name."""

import builtins
from dataclasses import asdict, dataclass, replace

from coursework import submission, values
from helpers.checks import Case, diagnosis
from helpers.checks.runner import Outcome
from helpers.checks.values import Unreadable, plain

ERRORS = {name for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, BaseException)}
ERRORS |= {"AxisError", "LinAlgError", "UFuncTypeError"}
ENDED = {
    "timeout": "was still running after {wall:g} s", "died": "ended the process", "flood": "returned or wrote far too much",
    "broke": "broke the sandbox",
}
BUDGET = 30


@dataclass
class Mark:
    """The mark of one problem: points of a maximum, inputs right of those tried, notes for teacher and student."""

    problem: str
    points: float | None
    max_points: float
    right: int = 0
    tried: int = 0
    note: str = ""
    misconception: str = ""
    says: str = ""


class Judge:
    """One exercise with its hidden cases in place of the probes that students know."""

    def __init__(self, exercise, problem, cases):
        self.problem = problem
        self.exercise = replace(exercise, probes=tuple(Case(case["label"], tuple(case["args"])) for case in cases))
        self.wanted = [plain(case["expected"]) for case in cases]
        self.hidden = [number for number, case in enumerate(cases) if not case["known"]] or list(range(len(cases)))

    def outcome(self, number, header, value):
        """What the box told of one case, in the words of the checks."""
        if header is None:
            return Outcome(problem="stopped")
        if "error" in header:
            known = header["error"] if header["error"] in ERRORS else "an error of its own"
            return Outcome(problem="raised", error=known)
        if value is None or value is Ellipsis:
            return Outcome(problem="none")
        try:
            outcome = Outcome(value=plain(value))
        except (Unreadable, ValueError, OverflowError):
            return Outcome(problem="unreadable")
        outcome.mutated, outcome.warned = header.get("mutated") is True, header.get("warned") is True
        return outcome

    def is_right(self, number, outcome):
        if outcome.problem or outcome.mutated or self.exercise.quiet and outcome.warned:
            return False
        return self.exercise.agrees(self.exercise.probes[number].args, outcome.value, self.wanted[number])

    def mark(self, told, ended=""):
        """Points for what the box told of this problem; `ended` says why it told no more.

        The share of all inputs, but no more than the share of the hidden ones: a table of the check's own inputs earns nothing.
        """
        outcomes = [self.outcome(number, *told.get(number, (None, None))) for number in range(len(self.wanted))]
        rights = [self.is_right(number, outcome) for number, outcome in enumerate(outcomes)]
        hidden = [rights[number] for number in self.hidden]
        points = min(self.exercise.mark(sum(some), len(some)) for some in (rights, hidden))
        made = Mark(self.problem.name, points, self.problem.points, sum(rights), len(rights), ended)
        if not all(rights):
            self.explain(made, outcomes, rights)
        return made

    def explain(self, made, outcomes, rights):
        """Name the mistake, or say what kind of failure it was; no hidden value is in the words."""
        wrong = [outcome for outcome, right in zip(outcomes, rights) if not right]
        mistake = diagnosis.name_mistake(self.exercise, outcomes)
        if mistake is not None:
            made.misconception, made.says = mistake.id, mistake.says
        elif any(outcome.mutated for outcome in outcomes):
            made.misconception, made.says = "mutates-input", "Your function changes the array that it is given."
        elif all(outcome.problem == "none" for outcome in outcomes):
            made.misconception, made.says = "forgot-return", "Your function returns None."
        elif not made.note and any(outcome.problem == "raised" for outcome in wrong):
            kinds = sorted({outcome.error for outcome in wrong if outcome.problem == "raised"})
            made.says = f"Your function raised {', '.join(kinds)}."
        elif any(outcome.problem == "unreadable" for outcome in wrong):
            made.says = "Your function returned something that is not a number or an array."
        elif made.note:
            made.says = f"{made.note.capitalize()}."


def collect(steps, blob):
    """Sort the fork's messages by problem; (told, problems without an answer, last step begun). Messages that no honest run sends are left out."""
    told, missing, begun, position = {}, set(), None, 0
    try:
        while found := values.unframe(blob, position):
            header, raw, position = found
            step, case = header.get("call"), header.get("case")
            if type(header.get("begin")) is int:
                begun = header["begin"]
            elif type(step) is int and 0 <= step < len(steps) and header.get("missing") is True:
                missing.add(steps[step].get("call"))
            elif type(step) is int and type(case) is int and 0 <= step < len(steps) and "call" in steps[step]:
                value = values.decode(header.get("value"), raw) if "error" not in header else None
                told.setdefault(steps[step]["call"], {}).setdefault(case, (header, value))
    except values.BadValue:
        pass
    return told, missing, begun if begun is not None and 0 <= begun < len(steps) else None


def alone(steps, problem):
    """The steps that mark one problem by itself: the cells up to its own, of other answers only the definitions."""
    kept, call = [], [step for step in steps if step.get("call") == problem]
    for step in steps:
        if problem in dict(step.get("answers", [])):
            return [*kept, step, *call]
        kept.append(step | {"definitions": True} if "answers" in step else step)
    return call


class Marker:
    """Marks submissions of one assignment in one box."""

    def __init__(self, assignment, box, exercises, wall=3.0):
        self.assignment, self.box, self.wall = assignment, box, wall
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
        marks = [self.judge(problem, told, ended, problem.name in untried) for problem in self.assignment.problems]
        wrong = [mark for mark in marks if mark.points is not None and mark.points < mark.max_points and mark.problem not in untried]
        for mark in wrong:
            if spent < BUDGET and (len(wrong) > 1 or "still running" not in mark.note):
                told, ended, more = self.run(alone(steps, mark.problem))
                again, spent = self.judge(self.assignment.by_name[mark.problem], told, ended), spent + more
                marks[marks.index(mark)] = max(mark, again, key=lambda each: each.right)
        return [asdict(mark) for mark in marks]

    def judge(self, problem, told, ended, untried=False):
        """The mark of one problem."""
        if problem.kind == "hand":
            return Mark(problem.name, None, problem.points, note="marked by hand")
        if untried:
            return Mark(problem.name, 0, problem.points, note="not attempted")
        return self.judges[problem.name].mark(told.get(problem.name, {}), ended.get(problem.name, ""))

    def nothing(self, note):
        """No marks for anything, with the reason beside each problem."""
        return [asdict(Mark(problem.name, 0, problem.points, note=note)) for problem in self.assignment.problems]

    def is_needed(self, step):
        return "again" not in step or step.get("always") or step["again"] in self.skipped

    def run(self, steps):
        """Run steps until all had their turn: a step that hangs or kills costs itself, and the rest starts anew."""
        told, ended, spent = {}, {}, 0.0
        while any("call" in step for step in steps):
            header, blob = self.box.run(steps, self.wall)
            new, missing, begun = collect(steps, blob)
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
