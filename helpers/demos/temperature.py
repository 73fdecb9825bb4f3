"""Demo of lesson 1: what a temperature does to softmax."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Classes, Demo, Plot, Slider, ghost, logits, seen


def temperature(softmax, *, classes=None, after=None):
    """Five logits and a temperature T: the bars of z / T, and those of softmax(z / T).

    Sliders z0..z4 from -5 to 5 and T from 0.1 to 1,000,000; softmax gets an array of shape (5,). `classes` has five
    names for the classes.
    """
    classes = Classes(classes, 5)

    def pages(v, ask):
        w = v["z"] / v["T"][:, None]
        p = ask(softmax, w, returns=(5,))
        right = ghost(p, numerics.softmax(w))
        tag = np.where(w < 0, 0.35, -1.15)  # on the other side of zero, where no bar and no outline crosses it
        return {"p": p, "largest": p.max(axis=1), "winner": p.argmax(axis=1), "w": w, "tag": tag,
                "ghost": right, "differs": seen(right)}

    sliders = [*logits(5, -5, 5, start=(2, 1, 0, -1, 0.5), classes=classes),
               Slider("T", 0.1, 1e6, 0.1, 1, "temperature T", scale="log")]
    caption = ("T = {T:n}: p = {p0:.2p}, {p1:.2p}, {p2:.2p}, {p3:.2p}, {p4:.2p}; "
               f"largest {{largest:.2p}} for {{winner:{classes.words}}}."
               "{differs:|| The dashed outlines show what softmax gives.}")
    return Demo("Softmax with a temperature", sliders, [_logits(classes), _probabilities(classes)], pages, caption,
                after=after, colours=classes.colours_of("p"))


def _logits(classes):
    plot = Plot((-0.5, 4.5), (-6.4, 6.4), "class", "logit z outlined, z / T filled", width=340,
                xticks=classes.ticks(), yticks=range(-5, 6, 5))
    for k, colour in enumerate(classes.colours):
        plot.bar(k, f"w{k}", colour=colour)
        plot.bar(k, f"z{k}", colour=colour, fill="none", width=0.78)
        plot.label(k, f"tag{k}", f"{{w{k}:.1f}}", size=12)
    plot.line([-0.5, 4.5], [0, 0], colour="muted", width=1)
    return plot.label(4.5, 6.4, "T = {T:n}", dy=-16, align="end", weight="bold")


def _probabilities(classes):
    plot = Plot((-0.5, 4.5), (0, 1.08), "class", "probability p = softmax(z / T)", width=340,
                xticks=classes.ticks(), yticks=[0, 0.2, 0.4, 0.6, 0.8, 1])
    for k, colour in enumerate(classes.colours):
        plot.bar(k, f"ghost{k}", fill="none", colour="grey", dash="dashed", width=0.8)
        plot.bar(k, f"p{k}", colour=colour).label(k, f"p{k}", f"{{p{k}:.2p}}", dy=-7)
    return plot


EXAMPLES = {"temperature": lambda: temperature(numerics.softmax)}
