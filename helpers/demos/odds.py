"""Demo of lesson 4: the sigmoid, its odds and its log-odds."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider, ghost, seen, trace

ODDS = {0: "1", 2: "{}7.4", 4: "{}55", 6: "{}403"}  # at log-odds of this size: powers of e


def odds(sigmoid, *, after=None):
    """A logit z from -6 to 6, the probability sigmoid(z), and its odds and log-odds on two scales; slider z."""
    grid = np.linspace(-6, 6, 97)
    left = Plot((-6, 6), (0, 1), "logit z", "p = sigmoid(z)", width=340, xticks=range(-6, 7, 2))
    curve = trace(sigmoid, grid)
    left.line(grid, ghost(curve, numerics.sigmoid(grid)), colour="grey", dash="dotted", width=1.6)
    left.line(grid, curve)
    left.line(["z", "z"], [0, "p"], colour="grey", dash="dashed", width=1.4)
    left.line([-6, "z"], ["p", "p"], colour="grey", dash="dashed", width=1.4)
    left.point("z", "ghost", colour="grey", shape="diamond", beyond="").point("z", "p", colour="ink")
    def pages(v, ask):
        p = ask(sigmoid, v["z"])
        ratio = np.divide(p, 1 - p, out=np.full_like(p, np.inf), where=p != 1)
        right = ghost(p, numerics.sigmoid(v["z"]))
        return {"p": p, "odds": ratio, "logodds": np.log(ratio), "against": 1 - p,
                "ghost": right, "differs": seen(right)}

    caption = ("z = {z:.1f}: p = {p:.3p}, 1 − p = {against:.3p}; "
               "odds p/(1 − p) = {odds:.3f}, log-odds = {logodds:.2f}."
               "{differs:|| What is grey shows the right sigmoid.}")
    sliders = [Slider("z", -6, 6, 0.1, 1, "logit z")]
    return Demo("Sigmoid, odds and log-odds", sliders, [left, _two_scales()], pages, caption,
                drag=lambda x, y, plot: {"z": x} if plot == 0 else {}, after=after)


def _two_scales():
    """Return the curve of the log-odds; odds are read from the same curve on a logarithmic scale at the right."""
    heights = range(-6, 7, 2)
    plot = Plot((0, 1), (-6.4, 6.4), "probability p", "log-odds", width=340, yticks=list(heights),
                margins={"right": 48})
    for height in heights:
        plot.label(1, height, ODDS[abs(height)].format("1/" if height < 0 else ""), dx=6, dy=4, align="start",
                   size=12, colour="orange")
    plot.label(1, 6.4, "odds", dx=6, dy=-16, align="start", colour="orange")
    p = numerics.sigmoid(np.linspace(-6.4, 6.4, 129))
    plot.line(p, np.log(p / (1 - p)))
    plot.line([0, "p"], ["logodds", "logodds"], dash="dashed", width=1.4)
    plot.line(["p", 1], ["logodds", "logodds"], colour="orange", dash="dashed", width=1.4)
    plot.label(0.55, 6.4, "odds {odds:e} = exp({logodds:.2f})", dy=-16, size=12, weight="bold")
    return plot.point("p", "logodds")


EXAMPLES = {"odds": lambda: odds(numerics.sigmoid)}
