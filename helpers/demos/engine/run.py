"""A demo that runs: start, pause, step and begin anew, turn by turn, so that the kernel is free in between."""

from helpers.demos.engine.demo import Demo

TURN_SECONDS = 0.03


class Run(Demo):
    """A demo of a `training`: `.step(n)` trains n steps, `.reset()` goes back to the start.

    `numbers(v)` returns what `pages` of a demo returns, of the training as it stands; `again` is the name of the last
    button, which begins anew.
    """

    def __init__(self, title, training, sliders, plots, numbers, caption, *, after, again="Reset"):
        self.training, self._numbers, self._again = training, numbers, again
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
        numbers = {"progress": len(self.losses), "total": self.training.steps, "over": self.training.over}
        return self._numbers(v) | numbers

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
