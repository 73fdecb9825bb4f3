"""Demos of lesson 4: the sigmoid, its odds, and the cost of being wrong."""

import numpy as np

from helpers.demos.engine.asking import trace
from helpers.demos.engine.demo import Demo
from helpers.demos.engine.picture import Plot
from helpers.demos.engine.sliders import Slider, logits


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
    right.label(0.78, 7.6, "odds", colour="orange", align="end").label(0.2, -3.4, "log-odds", colour="blue", align="start")
    right.point("p", "odds", colour="orange", shape="square").point("p", "logodds")

    def pages(v, ask):
        p = ask(sigmoid, v["z"])
        ratio = np.divide(p, 1 - p, out=np.full_like(p, np.inf), where=p != 1)
        return {"p": p, "odds": ratio, "logodds": np.log(ratio), "against": 1 - p}

    caption = ("z = {z:.1f}: p = {p:.3f}, 1 − p = {against:.3f}; odds p/(1 − p) = {odds:.3f}, log-odds = {logodds:.2f}.")
    return Demo("Sigmoid, odds and log-odds", [Slider("z", -6, 6, 0.1, 1, "logit z")], [left, right], pages, caption,
                drag=lambda x, y, plot: {"z": x} if plot == 0 else {}, after=after)


def bce_curves(loss, *, after=None):
    """The two cost curves of binary cross-entropy against the sigmoid's value; slider z from -5 to 4.8.

    loss(p, y) gets a number p and an integer y, 0 or 1.
    """
    from helpers.numerics import sigmoid

    p = sigmoid(np.arange(-5, 4.9, 0.2))
    plot = Plot((0, 1), (0, 5), "sigmoid(z)", "loss in nats")
    plot.line(p, trace(loss, p, np.ones(len(p), int)))
    plot.line(p, trace(loss, p, np.zeros(len(p), int)), colour="orange", dash="dashed")
    plot.label(0.05, 3.4, "y = 1", dx=6, align="start", colour="blue").label(0.95, 3.4, "y = 0", dx=-6, align="end", colour="orange")
    plot.point(0.5, np.log(2), colour="grey", shape="diamond").label(0.5, np.log(2), "ln 2", dy=-14, size=12)
    plot.line(["p", "p"], [0, 5], colour="grey", width=1.2, dash="dotted")
    plot.point("p", "loss1").point("p", "loss0", colour="orange", shape="square")

    def pages(v, ask):
        p, one = sigmoid(v["z"]), np.ones(len(v["z"]), int)
        return {"p": p, "loss1": ask(loss, p, one), "loss0": ask(loss, p, 0 * one)}

    def drag(x, y, plot):
        p = min(max(x, 0.001), 0.999)
        return {"z": np.log(p / (1 - p))}

    caption = "z = {z:.1f}, sigmoid(z) = {p:.3f}: the loss is {loss1:.3f} if y = 1 and {loss0:.3f} if y = 0."
    return Demo("Two cost curves", [Slider("z", -5, 4.8, 0.2, 1, "logit z")], [plot], pages, caption,
                drag=drag, after=after)


def softmax_or_sigmoid(softmax, sigmoid, *, after=None):
    """Softmax of two logits beside the sigmoid of their difference; sliders z0 and z1 from -6 to 6."""
    left = Plot((-0.5, 1.5), (0, 1), "class", "softmax([z₀, z₁])", width=340, xticks=range(2))
    for k, fill in enumerate(("tint", "solid")):
        left.bar(k, f"p{k}", fill=fill).label(k, f"p{k}", f"{{p{k}:.3f}}", dy=-7)
    grid = np.linspace(-12, 12, 97)
    right = Plot((-12, 12), (0, 1), "z₁ − z₀", "sigmoid(z₁ − z₀)", width=340, xticks=range(-12, 13, 4))
    right.line(grid, trace(sigmoid, grid), colour="orange")
    right.line([-12, "gap"], ["p1", "p1"], dash="dashed", width=1.6)
    right.point("gap", "s", colour="orange", shape="square").label(-12, "p1", "class 1", dx=8, dy=-6, align="start", size=12)

    def pages(v, ask):
        gap = v["z1"] - v["z0"]
        p, s = ask(softmax, v["z"], returns=(2,)), ask(sigmoid, gap)
        return {"p": p, "s": s, "gap": gap, "apart": np.abs(p[:, 1] - s)}

    caption = ("z = ({z0:.1f}, {z1:.1f}): softmax gives class 1 {p1:.4f}; sigmoid({gap:.1f}) = {s:.4f}; "
               "they differ by {apart:.6f}.")
    return Demo("Softmax of two, sigmoid of one", logits(2, -6, 6, start=(0, 1)), [left, right], pages, caption, after=after)
