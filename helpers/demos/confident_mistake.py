"""Demo of lesson 5: what a confident mistake costs, and how hard it pulls."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider, trace

H = 1e-4


def confident_mistake(squared_error, cross_entropy, *, after=None):
    """Two losses f(z, y) and their gradients for a sample with y = 1; slider z from -8 (surely wrong) to 8.

    Each function gets a number z, the logit, and the integer y = 1; gradients are central differences.
    """
    grid, one = np.linspace(-8, 8, 129), np.ones(129, int)
    left = Plot((-8, 8), (0, 8), "logit z, while y = 1", "loss", width=340, xticks=range(-8, 9, 4))
    right = Plot((-8, 8), (-1.2, 0.2), "logit z, while y = 1", "gradient dL/dz", width=340, xticks=range(-8, 9, 4),
                 yticks=[-1, -0.75, -0.5, -0.25, 0])
    for f, colour, dash, name in ((squared_error, "orange", "dashed", "se"), (cross_entropy, "blue", "solid", "ce")):
        shape = "circle" if name == "ce" else "square"
        left.line(grid, trace(f, grid, one), colour=colour, dash=dash).point("z", name, colour=colour, shape=shape)
        slope = (trace(f, grid + H, one) - trace(f, grid - H, one)) / (2 * H)
        right.line(grid, slope, colour=colour, dash=dash).point("z", f"{name}slope", colour=colour, shape=shape)
    right.label(-7.8, 0, "squared error", dy=-8, align="start", colour="orange")
    right.label(-7.8, -1, "cross-entropy", dy=20, align="start", colour="blue")
    left.label(-5.2, 5.4, "cross-entropy", dx=10, align="start", colour="blue")
    left.label(-7.8, 1, "squared error", dy=-8, align="start", colour="orange")

    def pages(v, ask):
        z, one = v["z"], np.ones(len(v["z"]), int)
        slope = {f"{name}slope": (ask(f, z + H, one) - ask(f, z - H, one)) / (2 * H)
                 for name, f in (("se", squared_error), ("ce", cross_entropy))}
        return {"se": ask(squared_error, z, one), "ce": ask(cross_entropy, z, one)} | slope

    caption = ("z = {z:.1f} while y = 1: squared error {se:.3f} with gradient {seslope:.4f}; "
               "cross-entropy {ce:.3f} with gradient {ceslope:.4f}.")
    return Demo("A confident mistake", [Slider("z", -8, 8, 0.1, -5, "logit z")], [left, right], pages, caption,
                drag=lambda x, y, plot: {"z": x}, after=after)


EXAMPLES = {"confident_mistake": lambda: confident_mistake(
    lambda z, y: (numerics.sigmoid(z) - y) ** 2, numerics.binary_cross_entropy_with_logits,
)}
