"""A training run that one can start, pause, step and reset."""

import copy
from time import perf_counter

import numpy as np

from helpers.demos.engine import Demo, Plot, name_of
from helpers.demos.engine.asking import changed, raised, stopped, undisturbed
from helpers.running.clock import Stopped

TURN_SECONDS = 0.03
BUTTONS = ("Start", "Step", "Reset")


class TrainingRun(Demo):
    """A live loss curve: `.step(n)` trains n steps, `.reset()` goes back to the start.

    `.state` is what the last step returned, `.losses` the losses so far.
    """

    def __init__(self, step, start, steps, ylim, ylabel, after):
        self._step, self._start, self.steps = step, start, steps
        self._restart()
        top = ylim or self._first_loss() * 1.15
        plot = Plot((0, steps), (0, top), "step", ylabel)
        plot.line(range(1, steps + 1), [f"l{i}" for i in range(steps)])
        plot.point("at", "last", colour="orange", beyond="").label("at", "last", "{last:.3f}", dy=-12)
        super().__init__("A training run", [], [plot], self._curve,
                         "Step {progress:.0f} of {total:.0f}: loss {last:.4f}, lowest {lowest:.4f}.",
                         after=after, buttons=BUTTONS)

    def step(self, n=1):
        """Train `n` steps, or fewer if the end comes first."""
        self._train(n, np.inf)
        self._moved()
        return self

    def reset(self):
        """Go back to the start."""
        self._restart()
        self._moved()
        return self

    def _restart(self):
        self.state, self.losses, self._trouble = copy.deepcopy(self._start), [], ""

    def _train(self, n, seconds):
        began = perf_counter()
        for _ in range(min(n, self.steps - len(self.losses))):
            if self._trouble or perf_counter() - began > seconds:
                return
            self._one()

    def _one(self):
        at = f"at step {len(self.losses) + 1}"
        undone, found = [], None
        try:
            found = undisturbed(self._next, undone=undone)
        except Stopped:
            self._trouble = f"{stopped(self._step)} {at}."
        except BaseException as error:  # a step's SystemExit ends the step only
            self._trouble = f"{name_of(self._step)} {raised(error, at)}."
        if undone:
            self._trouble = changed(self._step, undone)
        if self._trouble:
            return
        state, loss = found
        if not np.isfinite(loss):
            self._trouble = f"{name_of(self._step)} returned the loss {loss} {at}; a smaller learning rate may help."
            return
        self.state = state
        self.losses.append(loss)

    def _next(self):
        state, loss = self._step(self.state)
        return state, float(loss)

    def _first_loss(self):
        self._one()
        first = self.losses[0] if self.losses else 1.0
        self._restart()
        return first if first > 0 else 1.0

    def _curve(self, v, ask):
        done = len(self.losses)
        curve = np.full(self.steps, np.nan)
        curve[:done] = self.losses
        if self._trouble:
            ask.blame(0, self._trouble)
        last = self.losses[-1] if done else np.nan
        lowest = min(self.losses, default=np.nan)
        return {"l": curve[None], "progress": [done], "total": [self.steps], "last": [last], "lowest": [lowest],
                "at": [max(done, 1)], "over": [done == self.steps or bool(self._trouble)]}

    def _follow(self, said):
        if self.locked:
            return
        if said.act == "Reset":
            self._restart()
        elif said.act in ("Start", "Step"):
            self._train(1 if said.act == "Step" else said.n, TURN_SECONDS)
        self._moved(reply=said.reply)


def training_run(step, start, *, steps=200, ylim=None, ylabel="loss", after=None):
    """A training run to start, pause, step and reset, with its loss curve drawn live.

    step(state) gets the state so far, `start` at first (a copy, so that reset works), and
    returns the next state and the loss. `ylim` is the top of the loss axis.
    """
    if not callable(step):
        raise TypeError(f"step must be a function of the state, got {step!r}")
    if not 1 <= int(steps) <= 2000:
        raise ValueError(f"steps must be in [1, 2000], got {steps}")
    return TrainingRun(step, start, int(steps), ylim, ylabel, after)


def _descent(w):
    return w - 0.1 * (w - 3), float(((w - 3) ** 2).sum())


EXAMPLES = {"training_run": lambda: training_run(_descent, np.zeros(2))}
