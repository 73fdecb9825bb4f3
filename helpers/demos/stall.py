"""Demo of lesson 5: a confident mistake is learnt by one loss at once, and by the other after a long wait."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider, name_of

STEPS, H = 2000, 1e-4
STARTS = np.arange(-8, 0.5, 0.5)
SHOWN = np.r_[0:40:4, 40:STEPS + 1:40]  # the steps that the curve goes through
LOSSES = (("se", "squared error", "orange", 1.0, 1.0), ("ce", "cross-entropy", "blue", 0.5, 8.4))


def stall(squared_error, cross_entropy, *, after=None):
    """Two losses f(z, y) against the step of a descent on the logit z, while y = 1.

    Sliders start, the logit from -8 (surely wrong) to 0, and step from 10 to 2,000. The learning rates are 1 and 0.5,
    so that both take the same first step from 0. Each function gets logits and labels of shape (17,), or one of each.
    """
    functions = (squared_error, cross_entropy)
    plots = [_plot(*look[:3], look[4]) for look in LOSSES]
    walks = {look[0]: _walker(f, look[3]) for f, look in zip(functions, LOSSES)}

    def pages(v, ask):
        step, out = np.round(v["step"]), {}
        for key, walk in walks.items():
            told = ask(walk, v["start"], step, returns=(len(SHOWN) + 2,), finite=False)
            out |= {f"{key}steps": told[:, 0], f"{key}loss": told[:, 1], f"{key}_": told[:, 2:]}
        return out | {"shown": step, "late": np.isnan(out["sesteps"] + out["cesteps"])}

    caption = ("From z = {start:.1f} while y = 1, after {shown:.0f} steps: squared error {seloss:.3f}, cross-entropy "
               "{celoss:.3f}. p passes one half at step {sesteps:.0f} with squared error and at step {cesteps:.0f} "
               "with cross-entropy{late:|| (–: not within 2,000 steps)}.")
    sliders = [Slider("start", -8, 0, 0.5, -8, "z at the start"),
               Slider("step", 10, STEPS, 0.2, 100, "descent step", scale="log")]
    return Demo("How long a mistake lasts", sliders, plots, pages, caption, after=after)


def _plot(key, name, colour, top):
    plot = Plot((0, STEPS), (0, 1.05 * top), "step", name, width=340, xticks=range(0, 2001, 500),
                margins={"right": 24})
    plot.line([f"{key}steps"] * 2, [0, 1.05 * top], colour="grey", dash="dashed", width=1.4)
    plot.line(SHOWN, [f"{key}_{i}" for i in range(len(SHOWN))], colour=colour)
    plot.point("shown", f"{key}loss", colour=colour, shape="square" if key == "se" else "circle")
    return plot.label(STEPS, 1.05 * top, f"p > ½ from step {{{key}steps:.0f}}", dy=-2, align="end", weight="bold")


def _walker(f, rate):
    """Return a function from a start and a step to the step at which p passes one half, the loss, and the curve."""
    walked = {}

    def walk(start, step):
        if start not in walked:
            walked.update(_descents(f, rate, start))
        z, loss = walked[start].T
        passed = z > 0
        return np.r_[passed.argmax() if passed.any() else np.nan, loss[int(step)], loss[SHOWN]]
    walk.__name__ = name_of(f)
    return walk


def _descents(f, rate, start):
    """Return logits and losses of the descents from all starts, or from this one if f takes one sample at a time."""
    try:
        together = np.shape(f(STARTS, np.ones(len(STARTS), int))) == STARTS.shape
    except (TypeError, ValueError):  # as math.exp and `if y == 1` raise
        together = False
    if together:
        return dict(zip(STARTS, _descend(lambda z: f(z, np.ones(len(z), int)), rate, STARTS).transpose(2, 0, 1)))
    return {start: _descend(lambda z: float(f(z, 1)), rate, start)}


def _descend(loss, rate, z):
    """Return logits and losses, shape (steps + 1, 2) and then that of z, with central differences for slopes."""
    path = []
    for _ in range(STEPS + 1):
        above, below = loss(z + H), loss(z - H)
        path.append((z, (above + below) / 2))
        z = z - rate * (above - below) / (2 * H)
    return np.array(path)


EXAMPLES = {"stall": lambda: stall(
    lambda z, y: (numerics.sigmoid(z) - y) ** 2,
    lambda z, y: numerics.binary_cross_entropy_with_logits(z, y, reduction="none"),
)}
