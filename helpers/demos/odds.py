"""Demo of lesson 4: the sigmoid, its odds and its log-odds."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider, ghost, seen, trace


def odds(sigmoid, *, after=None):
    """A logit z from -6 to 6, the probability sigmoid(z), and its odds and log-odds; slider z."""
    grid = np.linspace(-6, 6, 97)
    left = Plot((-6, 6), (0, 1), "logit z", "p = sigmoid(z)", width=340, xticks=range(-6, 7, 2))
    curve = trace(sigmoid, grid)
    left.line(grid, ghost(curve, numerics.sigmoid(grid)), colour="grey", dash="dotted", width=1.6)
    left.line(grid, curve)
    left.line(["z", "z"], [0, "p"], colour="grey", dash="dashed", width=1.4)
    left.line([-6, "z"], ["p", "p"], colour="grey", dash="dashed", width=1.4)
    left.point("z", "ghost", colour="grey", shape="diamond", beyond="").point("z", "p", colour="ink")
    p = np.linspace(0.0025, 0.9975, 200)
    right = Plot((0, 1), (-6, 10), "probability p", "odds and log-odds", width=340, yticks=range(-6, 11, 2))
    ratio, steep = p / (1 - p), p / (1 - p) < 10
    right.line(p[steep], ratio[steep], colour="orange", dash="dashed")
    right.line(p, np.log(ratio)).line([0, 1], [0, 0], colour="muted", width=1)
    right.label(0.86, 6.2, "odds", dx=-8, colour="orange", align="end", weight="bold")
    right.label(0.0025, -6, "log-odds", dx=8, dy=-4, colour="blue", align="start", weight="bold")
    right.point("p", "odds", colour="orange", shape="square").point("p", "logodds")

    def pages(v, ask):
        p = ask(sigmoid, v["z"])
        ratio = np.divide(p, 1 - p, out=np.full_like(p, np.inf), where=p != 1)
        right = ghost(p, numerics.sigmoid(v["z"]))
        return {"p": p, "odds": ratio, "logodds": np.log(ratio), "against": 1 - p,
                "ghost": right, "differs": seen(right)}

    caption = ("z = {z:.1f}: p = {p:.3f}, 1 − p = {against:.3f}; "
               "odds p/(1 − p) = {odds:.3f}, log-odds = {logodds:.2f}."
               "{differs:|| What is grey shows the right sigmoid.}")
    return Demo("Sigmoid, odds and log-odds", [Slider("z", -6, 6, 0.1, 1, "logit z")], [left, right], pages, caption,
                drag=lambda x, y, plot: {"z": x} if plot == 0 else {}, after=after)


EXAMPLES = {"odds": lambda: odds(numerics.sigmoid)}
