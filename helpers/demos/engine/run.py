"""A demo that runs: start, pause, step and begin anew, turn by turn, so that the kernel is free in between."""

import numpy as np

from helpers.demos.engine.columns import flat
from helpers.demos.engine.demo import Demo

TURN_SECONDS = 0.03


class Run(Demo):
    """A demo of a `training`: `.step(n)` trains n steps, `.reset()` goes back to the start.

    `numbers(done)` returns what `pages` of a demo returns, for the training after so many steps, one row for all pages;
    `again` is the name of the last button, which begins anew.
    """

    def __init__(self, title, training, sliders, plots, numbers, caption, *, after, again="Reset"):
        self.training, self._numbers, self._again, self._sent = training, numbers, again, 0
        super().__init__(title, sliders, plots, self._told, caption, after=after, buttons=("Start", "Step", again))

    @property
    def losses(self):
        """The losses so far."""
        return self.training.losses

    @property
    def state(self):
        """What the last step returned."""
        return self.training.state

    def step(self, n=1):
        """Train `n` steps, or fewer if the end comes first."""
        self.training.go(n)
        self._moved()
        return self

    def reset(self):
        """Go back to the start, and bring the sliders back to theirs."""
        self.training.restart()
        return super().reset()

    def _told(self, v, ask):
        if self.training.trouble:
            ask.blame(0, self.training.trouble)
        return self._after(len(self.losses)) | {"over": self.training.over}

    def _after(self, done):
        return self._numbers(done) | {"progress": done, "total": self.training.steps, "over": False}

    def _publish(self, rows, starts, messages, reply=0, filled=False, frames=0):
        """Send the steps since the last time as pictures, too, so that the browser need not ask for each."""
        done = len(self.losses)
        between = range(self._sent + 1, done) if reply and not messages else ()
        self._sent = done
        rows = np.concatenate([rows, *map(self._picture, between)])
        super()._publish(rows, starts, messages, reply, filled, len(between))

    def _picture(self, done):
        columns = flat(self._after(done), 1)
        return np.column_stack([np.zeros(1), *(columns[name] for name in self._columns[1:])])

    def _follow(self, said):
        if self.locked:
            return
        self._slide(said.positions)
        if said.act == self._again:
            self.training.restart()
        elif said.act in ("Start", "Step"):
            self.training.go(1 if said.act == "Step" else said.n, TURN_SECONDS)
        self._moved(said.reply, None if said.act else said.active)
        self._reached(said.moves)
