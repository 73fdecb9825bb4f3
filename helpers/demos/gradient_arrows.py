"""Demo of lesson 6: the gradient of cross-entropy, one arrow a logit."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Classes, Demo, Plot, Slider, ghost, logits, seen


def gradient_arrows(softmax, *, classes=None, after=None):
    """The gradient p - y of cross-entropy as one arrow a logit; sliders z0..z2 from -4 to 4 and the label y.

    `classes` has three names for the classes.
    """
    classes = Classes(classes, 3)
    left = Plot((-0.5, 2.5), (0, 1.15), "class", "p filled, label outlined", width=340, xticks=classes.ticks(),
                yticks=[0, 0.2, 0.4, 0.6, 0.8, 1])
    right = Plot((-0.5, 2.5), (-1.35, 1.35), "logit", "gradient p − y", width=340, yticks=[-1, -0.5, 0, 0.5, 1],
                 xticks=[(0, "z₀"), (1, "z₁"), (2, "z₂")])
    right.line([-0.5, 2.5], [0, 0], colour="muted", width=1)
    for k, colour in enumerate(classes.colours):
        left.bar(k, f"target{k}", width=0.78, fill="none", colour="ink", dash="dashed")
        left.bar(k, f"ghost{k}", width=0.7, fill="none", colour="grey", dash="dotted")
        left.bar(k, f"p{k}", colour=colour).label(k, f"p{k}", f"{{p{k}:.2p}}", dy=-6)
        right.arrow(k, 0, k, f"g{k}", colour=colour, width=3).label(k, f"tag{k}", f"{{g{k}:.2f}}", dy=4)

    def pages(v, ask):
        p = ask(softmax, v["z"], returns=(3,))
        target = (v["y"][:, None] == np.arange(3)).astype(float)
        g = p - target
        tag = g + np.where(g < 0, -0.16, 0.16)
        right = ghost(p, numerics.softmax(v["z"]))
        return {"p": p, "target": np.where(target > 0, target, np.nan), "g": g, "tag": tag, "total": g.sum(axis=1),
                "ghost": right, "differs": seen(right)}

    story = f" ({{y:{classes.words}}})" if classes.named else ""
    caption = ("y = {y:.0f}" + story + ", p = ({p0:.2p}, {p1:.2p}, {p2:.2p}): p − y = ({g0:.2f}, {g1:.2f}, {g2:.2f}), "
               "which sums to {total:.2f}. A step against it raises z{y:.0f}."
               "{differs:|| The dotted outlines show what softmax gives.}")
    sliders = [*logits(3, -4, 4, start=(1.5, 0, -0.5), classes=classes), Slider("y", 0, 2, 1, 1, "label y")]
    return Demo("The gradient as arrows", sliders, [left, right], pages, caption, after=after,
                colours=classes.colours_of("p", "g"))


EXAMPLES = {"gradient_arrows": lambda: gradient_arrows(numerics.softmax)}
