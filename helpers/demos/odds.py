"""Demo of lesson 4: the sigmoid, its odds and its log-odds."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider, trace


def odds(sigmoid, *, after=None):
    """A logit z from -6 to 6, the probability sigmoid(z), and its odds and log-odds; slider z."""
    grid = np.linspace(-6, 6, 97)
    left = Plot((-6, 6), (0, 1), "logit z", "p = sigmoid(z)", width=340, xticks=range(-6, 7, 2))
    left.line(grid, trace(sigmoid, grid))
    left.line(["z", "z"], [0, "p"], colour="grey", dash="dashed", width=1.4)
    left.line([-6, "z"], ["p", "p"], colour="grey", dash="dashed", width=1.4).point("z", "p", colour="ink")
    p = np.linspace(0.0025, 0.9975, 200)
    right = Plot((0, 1), (-6, 10), "probability p", "odds and log-odds", width=340, yticks=range(-6, 11, 2))
    ratio, steep = p / (1 - p), p / (1 - p) < 10
    right.line(p[steep], ratio[steep], colour="orange", dash="dashed")
    right.line(p, np.log(ratio)).line([0, 1], [0, 0], colour="muted", width=1)
    right.label(0.78, 7.6, "odds", colour="orange", align="end")
    right.label(0.2, -3.4, "log-odds", colour="blue", align="start")
    right.point("p", "odds", colour="orange", shape="square").point("p", "logodds")

    def pages(v, ask):
        p = ask(sigmoid, v["z"])
        ratio = np.divide(p, 1 - p, out=np.full_like(p, np.inf), where=p != 1)
        return {"p": p, "odds": ratio, "logodds": np.log(ratio), "against": 1 - p}

    caption = ("z = {z:.1f}: p = {p:.3f}, 1 − p = {against:.3f}; "
               "odds p/(1 − p) = {odds:.3f}, log-odds = {logodds:.2f}.")
    return Demo("Sigmoid, odds and log-odds", [Slider("z", -6, 6, 0.1, 1, "logit z")], [left, right], pages, caption,
                drag=lambda x, y, plot: {"z": x} if plot == 0 else {}, after=after)


EXAMPLES = {"odds": lambda: odds(numerics.sigmoid)}
