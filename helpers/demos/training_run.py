"""A training run that one can start, pause, step and reset."""

import numpy as np

from helpers.demos.engine import Plot, Run, Training


def training_run(step, start, *, steps=200, ylim=None, ylabel="loss", after=None):
    """A training run to start, pause, step and reset, with its loss curve drawn live.

    step(state) gets the state so far, `start` at first (a copy, so that reset works), and
    returns the next state and the loss. `ylim` is the top of the loss axis.
    """
    if not callable(step):
        raise TypeError(f"step must be a function of the state, got {step!r}")
    if not 1 <= int(steps) <= 2000:
        raise ValueError(f"steps must be in [1, 2000], got {steps}")
    training = Training(step, start, int(steps))
    plot = Plot((0, training.steps), (0, ylim or _first_loss(training) * 1.15), "step", ylabel)
    plot.line(range(1, training.steps + 1), [f"l{i}" for i in range(training.steps)])
    plot.point("at", "last", colour="orange", beyond="").label("at", "last", "{last:.3f}", dy=-12)
    return Run("A training run", training, [], [plot], lambda done: _numbers(training, done),
               "Step {progress:.0f} of {total:.0f}: loss {last:.4f}, lowest {lowest:.4f}.", after=after)


def _first_loss(training):
    training.go(1)
    first = training.losses[0] if training.losses else 1.0
    training.restart()
    return first if first > 0 else 1.0


def _numbers(training, done):
    losses = training.losses[:done]
    curve = np.full(training.steps, np.nan)
    curve[:done] = losses
    return {"l": curve[None], "last": losses[-1] if done else np.nan, "lowest": min(losses, default=np.nan),
            "at": max(done, 1)}


def _descent(w):
    return w - 0.1 * (w - 3), float(((w - 3) ** 2).sum())


EXAMPLES = {"training_run": lambda: training_run(_descent, np.zeros(2))}
