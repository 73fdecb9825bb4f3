"""What the grader knows of an assignment."""

import re
from dataclasses import dataclass, field

COHORT = re.compile(r"^COHORT = \d+$", re.MULTILINE)


def with_cohort(text, cohort):
    """The text of a cell with its line COHORT = ... set to this number."""
    return COHORT.sub(f"COHORT = {cohort}", text)


@dataclass(frozen=True)
class Problem:
    """One marked item: `name` the exercise, `answer` the Python name that a student defines, `cell` its stub's text.

    `solution` is the course's own, with which later answers are tried that call a wrong one of the student's.
    """

    name: str
    points: float
    kind: str  # "function", "value" or "hand"
    answer: str = ""
    cell: str = ""
    solution: str = ""


@dataclass
class Assignment:
    """What the grader knows of one assignment; hidden cases come in `cases`, name -> list of dicts.

    `variants` holds each student's own number, where students were given data of their own.
    """

    name: str
    cohort: int
    problems: list
    prelude: list = field(default_factory=list)
    trusted: dict = field(default_factory=dict)
    cases: dict = field(default_factory=dict)
    variants: dict = field(default_factory=dict)

    @property
    def points(self):
        return sum(problem.points for problem in self.problems)

    @property
    def by_name(self):
        return {problem.name: problem for problem in self.problems}
