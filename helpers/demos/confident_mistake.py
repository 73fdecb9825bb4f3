"""Demos of lessons 5 and 6: what a mistake costs, and how hard it pulls."""

import numpy as np

from helpers.demos.engine.asking import trace
from helpers.demos.engine.demo import Demo
from helpers.demos.engine.picture import Plot
from helpers.demos.engine.sliders import Slider, logits

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


def gradient_arrows(softmax, *, after=None):
    """The gradient p - y of cross-entropy as one arrow a logit; sliders z0..z2 from -4 to 4 and the label y."""
    left = Plot((-0.5, 2.5), (0, 1.15), "class", "p filled, label outlined", width=340, xticks=range(3),
                yticks=[0, 0.2, 0.4, 0.6, 0.8, 1])
    right = Plot((-0.5, 2.5), (-1.35, 1.35), "logit", "gradient p − y", width=340, yticks=[-1, -0.5, 0, 0.5, 1],
                 xticks=[(0, "z₀"), (1, "z₁"), (2, "z₂")])
    right.line([-0.5, 2.5], [0, 0], colour="muted", width=1)
    for k in range(3):
        left.bar(k, f"p{k}").label(k, f"p{k}", f"{{p{k}:.2f}}", dy=-6)
        left.bar(k, f"target{k}", width=0.78, fill="none", colour="orange", dash="dashed")
        right.arrow(k, 0, k, f"g{k}", colour="orange", width=3).label(k, f"tag{k}", f"{{g{k}:.2f}}", dy=4)

    def pages(v, ask):
        p = ask(softmax, v["z"], returns=(3,))
        target = (v["y"][:, None] == np.arange(3)).astype(float)
        g = p - target
        tag = g + np.where(g < 0, -0.16, 0.16)
        return {"p": p, "target": np.where(target > 0, target, np.nan), "g": g, "tag": tag, "total": g.sum(axis=1)}

    caption = ("y = {y:.0f}, p = ({p0:.2f}, {p1:.2f}, {p2:.2f}): p − y = ({g0:.2f}, {g1:.2f}, {g2:.2f}), "
               "which sums to {total:.2f}. A step against it raises z{y:.0f}.")
    sliders = [*logits(3, -4, 4, start=(1.5, 0, -0.5)), Slider("y", 0, 2, 1, 1, "label y")]
    return Demo("The gradient as arrows", sliders, [left, right], pages, caption, after=after)
