"""The goal of a demo: what the learner shall bring about, how one sees that it is reached, and what comes then."""

import math
import os
from pathlib import Path

from helpers.demos.engine.messages import Aim

REACHED = {}  # in how many moves each goal was reached since the kernel started


class Goal:
    """`words` say what to bring about; it is reached when every number in `reached` is where it says.

    reached={"p2": 0.5} wants the page's number p2 within `within` of a half, {"p2": (0.4, None)} wants it
    at 0.4 or more. `only` names the sliders that may move. Afterwards `asks` is asked, and `found` is what
    to compare the answer with. `name` and `lesson` are what the learner's file remembers it by.
    """

    def __init__(self, words, *, reached, only=(), asks="", found="", within=0.005, name=None, lesson=None):
        for what, text in {"the goal": words, "asks": asks, "found": found}.items():
            if not isinstance(text, str) or what == "the goal" and not text.strip():
                raise TypeError(f"{what} must be a text for the learner, got {text!r}")
        if found and not asks:
            raise ValueError("found is what an answer is compared with, so asks must ask for one")
        if not isinstance(reached, dict) or not reached:
            raise TypeError(f"reached must name numbers and where they shall be ({{'p2': 0.5}}), got {reached!r}")
        self.words, self.asks, self.found = words, asks, found
        self.wants = [(number, *_range(number, where, within)) for number, where in reached.items()]
        self.only = [only] if isinstance(only, str) else list(only)
        self.name, self.lesson = name or words, lesson or _lesson()

    def aim(self, demo):
        """Return what the browser needs to know, or say which name the demo does not have."""
        known = {*demo.sliders, *demo.values}
        for number, _, _ in self.wants:
            _known("reached", number, known)
        for slider in self.only:
            _known("only", slider, demo.sliders)
        start = [slider.start for slider in demo.sliders.values()]
        return Aim(self.words, self.wants, self.only, start, self.asks, self.found, self._reached())._asdict()

    def met(self, values):
        """Return whether the goal is reached on the page with these values."""
        return all(least <= values[number] <= most for number, least, most in self.wants)

    def record(self, moves):
        """Remember that the goal was reached in so many moves, also in the learner's file where the lesson is known."""
        REACHED[self.name] = min(moves, REACHED.get(self.name, moves))
        if self.lesson:
            from helpers.progress import record

            record.goal(self.name, lesson=self.lesson, moves=moves)

    def _reached(self):
        from helpers import progress

        return REACHED.get(self.name) or progress.moves(self.name) or 0


def _range(number, where, within):
    ends = where if isinstance(where, tuple | list) else (where, where)
    try:
        least, most = (None if end is None else float(end) for end in ends)
    except (TypeError, ValueError):
        raise TypeError(f"{number} must reach a number or lie between two, (least, most), got {where!r}") from None
    if ends is not where:
        least, most = least - within, most + within
    least, most = -math.inf if least is None else least, math.inf if most is None else most
    if not least <= most:
        raise ValueError(f"{number} must lie between two numbers, (least, most), got {where!r}")
    return max(least, -1e308), min(most, 1e308)


def _known(argument, name, names):
    if name not in names:
        raise ValueError(f"{argument} names {name!r}, which the demo does not have; it has {', '.join(sorted(names))}")


def _lesson():
    """Return the lesson of the notebook that is open, as Jupyter names it, or ""."""
    return Path(os.environ.get("JPY_SESSION_NAME", "")).name.removesuffix(".ipynb")
