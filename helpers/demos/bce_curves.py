"""Demo of lesson 4: the two costs of being wrong about yes or no."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider, ghost, seen, trace


def costs(p, y):
    """The right cost of each p where the truth is y."""
    return numerics.binary_cross_entropy(p, np.full(len(p), float(y)), reduction="none")


def bce_curves(loss, *, after=None):
    """The two cost curves of binary cross-entropy against the sigmoid's value; slider z from -5 to 4.8.

    loss(p, y) gets a number p and an integer y, 0 or 1.
    """
    p = numerics.sigmoid(np.arange(-5, 4.9, 0.2))
    plot = Plot((0, 1), (0, 5), "sigmoid(z)", "loss in nats")
    for y, colour, dash in ((1, "blue", "solid"), (0, "orange", "dashed")):
        curve = trace(loss, p, np.full(len(p), y))
        plot.line(p, ghost(curve, costs(p, y)), colour="grey", dash="dotted", width=1.6)
        plot.line(p, curve, colour=colour, dash=dash)
    plot.label(0.01, 5, "y = 1", dx=8, dy=12, align="start", colour="blue", weight="bold")
    plot.label(0.99, 5, "y = 0", dx=-8, dy=12, align="end", colour="orange", weight="bold")
    plot.point(0.5, np.log(2), colour="grey", shape="diamond").label(0.5, np.log(2), "ln 2", dy=26, size=12)
    plot.line(["p", "p"], ["loss0", "loss1"], colour="grey", width=1.2, dash="dotted")
    plot.point("p", "ghost1", colour="grey", shape="diamond", beyond="")
    plot.point("p", "ghost0", colour="grey", shape="diamond", beyond="")
    plot.point("p", "loss1").point("p", "loss0", colour="orange", shape="square")

    def pages(v, ask):
        p, one = numerics.sigmoid(v["z"]), np.ones(len(v["z"]), int)
        loss1, loss0 = ask(loss, p, one), ask(loss, p, 0 * one)
        right1, right0 = ghost(loss1, costs(p, 1)), ghost(loss0, costs(p, 0))
        return {"p": p, "loss1": loss1, "loss0": loss0, "ghost1": right1, "ghost0": right0,
                "differs": seen(right1, right0)}

    def drag(x, y, plot):
        p = min(max(x, 0.001), 0.999)
        return {"z": np.log(p / (1 - p))}

    caption = ("z = {z:.1f}, sigmoid(z) = {p:.3f}: the loss is {loss1:.3f} if y = 1 and {loss0:.3f} if y = 0."
               "{differs:|| What is grey shows the right costs.}")
    return Demo("Two cost curves", [Slider("z", -5, 4.8, 0.2, 1, "logit z")], [plot], pages, caption,
                drag=drag, after=after)


EXAMPLES = {"bce_curves": lambda: bce_curves(lambda p, y: -np.log(p) if y == 1 else -np.log(1 - p))}
