"""The verdict, outside the box: values against the specification's, points, and the mistake by name."""

import builtins
from dataclasses import dataclass, replace

from helpers.checks import Case, diagnosis
from helpers.running.plain_values import Unreadable, plain
from helpers.running.safe_call import Outcome

ERRORS = {name for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, BaseException)}
ERRORS |= {"AxisError", "LinAlgError", "UFuncTypeError"}


@dataclass
class Verdict:
    """The verdict on one problem: points of a maximum, inputs right of those tried, notes for teacher and student."""

    problem: str
    points: float | None
    max_points: float
    right: int = 0
    tried: int = 0
    note: str = ""
    misconception: str = ""
    says: str = ""
    hung: bool = False

    def add_note(self, note):
        self.note = f"{self.note}; {note}" if self.note else note

    @property
    def falls_short(self):
        """Does it lack points that a program can give?"""
        return self.points is not None and self.points < self.max_points


class Judge:
    """Judges one exercise: it knows the hidden cases and the specification's values for them."""

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
            told = header["error"]
            known = told if type(told) is str and told in ERRORS else "an error of its own"
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

    def verdict(self, told, ended=""):
        """Points for what the box told of this problem; `ended` says why it told no more.

        The share of all inputs, but no more than the share of the hidden ones: a table of the check's own inputs
        earns nothing.
        """
        outcomes = [self.outcome(number, *told.get(number, (None, None))) for number in range(len(self.wanted))]
        rights = [self.is_right(number, outcome) for number, outcome in enumerate(outcomes)]
        hidden = [rights[number] for number in self.hidden]
        points = min(self.exercise.mark(sum(some), len(some)) for some in (rights, hidden))
        made = Verdict(self.problem.name, points, self.problem.points, sum(rights), len(rights), ended)
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
