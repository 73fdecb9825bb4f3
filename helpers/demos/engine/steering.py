"""Moving a demo by code, and giving it a goal."""

from html import escape

from helpers.demos.engine.goal import Goal
from helpers.questions.found import declared_goal


class Steered:
    """What a demo's sliders can be told, all at once, and what they shall bring about."""

    _goal = None

    def set(self, **values):
        """Move several sliders at once, `demo.set(z0=1, T=2)`, with one answer; a wrong name or value moves none."""
        self._place(values)
        self._moved()
        return self

    def reset(self):
        """Bring all sliders back to where they started."""
        for slider in self.sliders.values():
            slider.position = slider.start
        self._moved()
        return self

    def goal(self, words, *, start=None, **more):
        """Give the learner something to bring about: `demo.goal("Make p₂ one half.", reached={"p2": 0.5}, only="z0")`.

        `start` has the values of sliders from which it begins, and to which Reset leads. For the rest see `Goal`.
        A goal that a lesson declares is called by its name alone, `demo.goal("half-for-gentoo")`, so that what is
        found stands in no cell.
        """
        if isinstance(words, str) and not more:
            more = declared_goal(words)
            words, start = more.pop("words"), more.pop("start", start)
        goal = Goal(words, **more)
        goal.aim(self)
        self.reset()
        self._place(start or {})
        for slider in self.sliders.values():
            slider.start = slider.position
        self._moved()
        self._goal, self.view.goal = goal, goal.aim(self)
        return self

    def _place(self, values):
        if unknown := [name for name in values if name not in self.sliders]:
            raise TypeError(f"the demo has no slider {unknown[0]!r}; it has {', '.join(self.sliders) or 'none'}")
        positions = {name: self.sliders[name].nearest(value) for name, value in values.items()}
        for name, position in positions.items():
            self.sliders[name].position = position

    def _reached(self, moves):
        if self._goal and moves > 0 and self._goal.met(self.values):
            self._goal.record(int(moves))
            self.view.goal = self._goal.aim(self)

    def _invitation(self):
        goal = f"<strong>Goal:</strong> {escape(self._goal.words)} " if self._goal and not self.locked else ""
        return f"{goal}<em>Run this cell to make it live.</em>"
