"""`remember("02")`: three questions on earlier lessons, chosen by what was missed and how long ago."""

import re

from helpers.progress import choose, record
from helpers.progress.course_map import lessons, title

from .found import questions
from .sheet import Sheet

HOW_MANY = 3


class MemorySheet(Sheet):
    """Questions from memory; nothing stands from an earlier run, for remembering again is the point."""

    title, skip, asks_sure = "From memory", "I do not remember", False

    def keep(self, question, told, sure):
        """Keep whether it was remembered."""
        record.remembered(question.name, lesson=question.lesson, right=bool(told["right"]))

    def ending(self):
        """Return how many were remembered, and from which lessons they came."""
        right = sum(told["right"] for told in self.verdicts)
        missed = sorted({question.lesson for question, told in zip(self.questions, self.verdicts, strict=True)
                         if not told["right"]})
        says = f"{right} of {len(self.questions)} remembered."
        if not missed:
            return {"says": f"{says} They come back in a few days, a little later each time."}
        lessons_missed = " and ".join(f"lesson {title(lesson)}" for lesson in missed)
        return {"says": f"{says} What you missed is from {lessons_missed}, and it comes back tomorrow."}


def remember(lesson) -> MemorySheet:
    """Ask three questions on the lessons before this one: `remember("02")`. What was missed comes back first."""
    name = _name(lesson)
    pool = _mixed([each for each in questions().values() if each.kind == "memory" and each.lesson < name])
    if not pool:
        raise ValueError(f"no lesson before {name} has anything to remember: the first with a past is 01")
    names = [question.name for question in pool]
    return MemorySheet([questions()[each] for each in choose(names, HOW_MANY)])


def _name(lesson):
    number = f"{lesson:02d}" if isinstance(lesson, int) and not isinstance(lesson, bool) else str(lesson)
    number = number[:2] if re.fullmatch(r"\d\d(_\w*)?", number) else number.zfill(2)
    if not re.fullmatch(r"\d\d", number):
        known = ", ".join(each.name[:2] for each in lessons())
        raise ValueError(f'remember wants the number of the lesson that you are in, such as "02" (there are {known}); '
                         f"got {lesson!r}")
    return number


def _mixed(pool):
    """Return the questions so that lessons alternate, the latest first: the latest needs it most."""
    rooms = [[each for each in pool if each.lesson == room] for room in sorted({each.lesson for each in pool})[::-1]]
    longest = max(map(len, rooms), default=0)
    return [room[i] for i in range(longest) for room in rooms if i < len(room)]
