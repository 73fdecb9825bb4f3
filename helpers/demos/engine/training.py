"""Training by the learner's function, step by step: what goes wrong ends the run and not the demo."""

import copy
from time import perf_counter

import numpy as np

from helpers.demos.engine.asking import changed, name_of, raised, stopped, undisturbed
from helpers.running.clock import Stopped


class Training:
    """At most `steps` times step(state) -> (state, loss); `function` is the learner's, if `step` only calls it.

    `state` and `losses` tell how far it has come, and `trouble` is the sentence for a step that failed, or "".
    """

    def __init__(self, step, start, steps, function=None):
        self._step, self._start, self.steps = step, start, steps
        self.function = function or step
        self.restart()

    @property
    def over(self):
        """Whether there is no further step."""
        return len(self.losses) == self.steps or bool(self.trouble)

    def restart(self):
        """Go back to the start."""
        self.state, self.losses, self.trouble = copy.deepcopy(self._start), [], ""

    def go(self, n, seconds=np.inf):
        """Train `n` steps, or fewer if the end or the time comes first."""
        began = perf_counter()
        for _ in range(n):
            if self.over or perf_counter() - began > seconds:
                return
            self._one()

    def _one(self):
        at = f"at step {len(self.losses) + 1}"
        undone, found = [], None
        try:
            found = undisturbed(self._next, undone=undone)
        except Stopped:
            self.trouble = f"{stopped(self.function)} {at}."
        except BaseException as error:  # a step's SystemExit ends the step only
            self.trouble = f"{name_of(self.function)} {raised(error, at)}."
        if undone:
            self.trouble = changed(self.function, undone)
        if self.trouble:
            return
        state, loss = found
        if not np.isfinite(loss):
            self.trouble = f"{name_of(self.function)} returned the loss {loss} {at}; a smaller learning rate may help."
            return
        self.state = state
        self.losses.append(loss)

    def _next(self):
        state, loss = self._step(self.state)
        return state, float(loss)
