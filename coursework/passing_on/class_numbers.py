"""What a class did, in numbers: for each problem how many had it right, what went wrong, and how well it tells."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import StatisticsError, correlation, mean, median

FEWEST = 10
KINDS = ("right", "partly", "nothing", "not tried", "open")


@dataclass
class Misconception:
    """A mistake by name: how many made it, the sentences of its check, and what one of them wrote."""

    problem: str
    name: str
    count: int
    says: str = ""
    then: str = ""
    example: str = ""


@dataclass
class Item:
    """One problem: how many hand-ins of each kind, share of the points, discrimination, time-outs, mistakes."""

    problem: str
    largest: float
    counts: dict
    share: float | None
    discrimination: float | None
    timeouts: int
    misconceptions: list = field(default_factory=list)
    unnamed: dict = field(default_factory=dict)

    @property
    def tells(self):
        """What the discrimination means, in words."""
        if self.discrimination is None:
            return "too few to say"
        if self.discrimination < 0:
            return "against the rest: look at it"
        return "little" if self.discrimination < 0.2 else "some" if self.discrimination < 0.4 else "well"


def kind_of(mark):
    """As what a hand-in of one problem counts, by the grader's own points, before anybody changed them."""
    row = mark.row
    if row["points"] is None:
        return "open" if mark.points is None else by_points(mark.points, mark.max_points)
    return "not tried" if row["note"].startswith("not attempted") else by_points(row["points"], mark.max_points)


def by_points(points, largest):
    return "right" if points >= largest else "partly" if points > 0 else "nothing"


def items_of(made):
    """The items of a class in the order of the problems."""
    marks = defaultdict(dict)
    for student in made.students:
        for mark in student.marks:
            marks[mark.problem][student.id] = mark
    return [item_of(problem, marks[problem], made) for problem in made.problems]


def item_of(problem, marks, made):
    counts = Counter(map(kind_of, marks.values()))
    shares = [mark.points / mark.max_points for mark in marks.values() if mark.points is not None and mark.max_points]
    names = Counter(mark.row["misconception"] for mark in marks.values() if mark.row["misconception"])
    return Item(
        problem, max(mark.max_points for mark in marks.values()), {kind: counts[kind] for kind in KINDS},
        mean(shares) if shares and not counts["open"] else None, discrimination(problem, made),
        sum("still running" in mark.row["note"] for mark in marks.values()),
        [Misconception(problem, name, names[name]) for name in sorted(names, key=lambda name: (-names[name], name))],
        dict(Counter(map(words_of, filter(is_unnamed, marks.values()))).most_common()),
    )


def is_unnamed(mark):
    return kind_of(mark) in ("partly", "nothing") and mark.row["points"] is not None and not mark.row["misconception"]


def words_of(mark):
    """What is known of an answer that is wrong in a way without a name; other notes are for its marker."""
    note = mark.row["note"] if mark.row["cases_tried"] in ("", "0") else ""
    return mark.row["says"] or note or "some values differ"


def discrimination(problem, made):
    """The correlation of a problem's points with those of all others; None for under ten students or no spread."""
    pairs = []
    for student in made.students:
        points = {mark.problem: mark.points for mark in student.marks}
        if points.get(problem) is not None:
            rest = sum(each for name, each in points.items() if name != problem and each is not None)
            pairs.append((points[problem], rest))
    try:
        return correlation(*zip(*pairs)) if len(pairs) >= FEWEST else None
    except StatisticsError:
        return None


def totals(made):
    """(median, smallest, largest) of the totals, and how many lie in each tenth of what can be had."""
    found = [student.total for student in made.students]
    step = made.largest / 10 or 1
    tenths = [0] * 10
    for total in found:
        tenths[min(9, max(0, int(total / step)))] += 1
    return (median(found), min(found), max(found)), tenths


def explained(items, exercises):
    """Give each misconception the sentences of its check, where the exercise knows it by name."""
    for item in items:
        known = {each.id: each for each in exercises[item.problem].mistakes} if item.problem in exercises else {}
        for each in item.misconceptions:
            mistake = known.get(each.name)
            each.says, each.then = (mistake.says, mistake.then) if mistake else COMMON.get(each.name, ("", ""))
    return items


COMMON = {
    "mutates-input": ("The function changes the array that it is given.", "Compute with a copy, or without += on it."),
    "forgot-return": ("The function returns None.", "End it with return."),
}


def for_monday(items, number, most=3):
    """What to talk about: the most frequent mistakes first, made by two or more and by one in twenty at least."""
    every = [each for item in items for each in item.misconceptions if each.count >= max(2, number / 20)]
    return sorted(every, key=lambda each: (-each.count, each.problem, each.name))[:most]
