"""Demo of lesson 1: what a temperature does to softmax."""

import math

import numpy as np

from helpers import numerics
from helpers.demos.engine import Classes, Demo, Plot, Slider, ghost, logits, seen, starting_scores

TOLERANCE = 1e-12


def temperature(softmax, *, scores=(2, 1, 0, -1, 0.5), classes=None, after=None):
    """Logits and a temperature T: the bars of z / T, those of softmax(z / T), and the mean score sum(p * z).

    Sliders z0, z1, ... from -5 to 5 (as far as the scores, and from 0 if none is negative) and T from 0.1 to
    1,000,000; softmax gets an array of shape (K,). `scores` are the two to seven logits to begin with, and
    `classes` has a name for each.
    """
    scores = starting_scores(scores, 7)
    count = len(scores)
    classes, high = Classes(classes, count), max(5, math.ceil(max(map(abs, scores))))
    low = -high if min(scores) < 0 else 0

    def pages(v, ask):
        w = v["z"] / v["T"][:, None]
        p = ask(softmax, w, returns=(count,))
        right = ghost(p, numerics.softmax(w))
        mean, differs = (p * v["z"]).sum(axis=1), seen(right)
        return {"p": p, "largest": p.max(axis=1), "winner": p.argmax(axis=1), "ties": _ties(p), "w": w, "mean": mean,
                "turn": np.where(differs[:, None] > 0, 0, _turns(v["z"], mean)), "ghost": right, "differs": differs}

    sliders = [*logits(count, low, high, start=scores, classes=classes),
               Slider("T", 0.1, 1e6, 0.1, 1, "temperature T", scale="log")]
    listed = ", ".join(f"{{p{k}:.2p}}" for k in range(count))
    caption = (f"T = {{T:n}}: p = {listed}; largest {{largest:.2p}} for {{winner:{classes.words}}}"
               "{ties:|| and one other| and others}. The mean score Σ p z is {mean:.2f}"
               "{differs:|: as T rises, scores below it gain and scores above it lose.|."
               " The dashed outlines show what softmax gives.}")
    return Demo("Softmax with a temperature", sliders, [_logits(classes, low, high), _probabilities(classes)],
                pages, caption, after=after, colours=classes.colours_of("p"))


def _ties(p):
    """Return with how many others the largest shares its place, in each row: 0, 1 or 2, where 2 stands for more."""
    return np.minimum((p > p.max(axis=1, keepdims=True) * (1 - TOLERANCE)).sum(axis=1) - 1, 2)


def _turns(z, mean):
    """Return 1 for each class that gains as T rises, 2 for each that loses, and 0 for one whose score is the mean."""
    below = mean[:, None] - z
    return np.select([below > TOLERANCE, below < -TOLERANCE], [1, 2], 0)


def _logits(classes, low, high):
    last = classes.count - 0.5
    plot = Plot((-0.5, last), (1.28 * low, 1.28 * high), "", "logit z outlined, z / T filled", width=340,
                xticks=classes.ticks(), yticks=sorted({low, 0, high}), margins={"right": 48})
    for k, colour in enumerate(classes.colours):
        plot.bar(k, f"w{k}", colour=colour)
        plot.bar(k, f"z{k}", colour=colour, fill="none", width=0.78)
        plot.label(k, 1.28 * low, f"{{w{k}:.1f}}", dy=36, size=12)
    plot.label(-0.5, 1.28 * low, "z / T", dx=-6, dy=36, align="end", size=12, colour="muted")
    plot.line([-0.5, last], [0, 0], colour="muted", width=1)
    plot.line([-0.5, last], ["mean", "mean"], colour="ink", dash="dashed", width=1.6)
    plot.label(last, "mean", "mean", dx=4, dy=-3, align="start", size=12)
    plot.label(last, "mean", "{mean:.2f}", dx=4, dy=12, align="start", size=12)
    return plot.label(last, 1.28 * high, "T = {T:n}", dx=40, dy=-16, align="end", weight="bold")


def _probabilities(classes):
    plot = Plot((-0.5, classes.count - 0.5), (0, 1.15), "class", "p = softmax(z / T)", width=340,
                xticks=classes.ticks(), yticks=[0, 0.2, 0.4, 0.6, 0.8, 1])
    plot.label(classes.count - 0.5, 1.15, "▲ gains, ▼ loses as T rises", dy=-16, align="end", size=11, colour="muted")
    for k in range(classes.count):
        plot.label(k, f"p{k}", f"{{turn{k}:||▲|▼}}", dy=-21, size=10, colour="muted")
    for k, colour in enumerate(classes.colours):
        plot.bar(k, f"ghost{k}", fill="none", colour="grey", dash="dashed", width=0.8)
        plot.bar(k, f"p{k}", colour=colour)
        plot.label(k, f"p{k}", f"{{p{k}:.2p}}", dy=-7, size=13 if classes.count < 6 else 11)
    return plot


EXAMPLES = {"temperature": lambda: temperature(numerics.softmax)}
