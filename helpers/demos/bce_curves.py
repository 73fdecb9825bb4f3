"""Demo of lesson 4: the two costs of being wrong about yes or no."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider, trace


def bce_curves(loss, *, after=None):
    """The two cost curves of binary cross-entropy against the sigmoid's value; slider z from -5 to 4.8.

    loss(p, y) gets a number p and an integer y, 0 or 1.
    """
    p = numerics.sigmoid(np.arange(-5, 4.9, 0.2))
    plot = Plot((0, 1), (0, 5), "sigmoid(z)", "loss in nats")
    plot.line(p, trace(loss, p, np.ones(len(p), int)))
    plot.line(p, trace(loss, p, np.zeros(len(p), int)), colour="orange", dash="dashed")
    plot.label(0.05, 3.4, "y = 1", dx=6, align="start", colour="blue")
    plot.label(0.95, 3.4, "y = 0", dx=-6, align="end", colour="orange")
    plot.point(0.5, np.log(2), colour="grey", shape="diamond").label(0.5, np.log(2), "ln 2", dy=-14, size=12)
    plot.line(["p", "p"], [0, 5], colour="grey", width=1.2, dash="dotted")
    plot.point("p", "loss1").point("p", "loss0", colour="orange", shape="square")

    def pages(v, ask):
        p, one = numerics.sigmoid(v["z"]), np.ones(len(v["z"]), int)
        return {"p": p, "loss1": ask(loss, p, one), "loss0": ask(loss, p, 0 * one)}

    def drag(x, y, plot):
        p = min(max(x, 0.001), 0.999)
        return {"z": np.log(p / (1 - p))}

    caption = "z = {z:.1f}, sigmoid(z) = {p:.3f}: the loss is {loss1:.3f} if y = 1 and {loss0:.3f} if y = 0."
    return Demo("Two cost curves", [Slider("z", -5, 4.8, 0.2, 1, "logit z")], [plot], pages, caption,
                drag=drag, after=after)


EXAMPLES = {"bce_curves": lambda: bce_curves(lambda p, y: -np.log(p) if y == 1 else -np.log(1 - p))}
