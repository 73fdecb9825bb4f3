"""Demo of lesson 4: softmax of two logits is the sigmoid of their difference."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Classes, Demo, Plot, ghost, logits, seen, trace


def softmax_or_sigmoid(softmax, sigmoid, *, classes=None, after=None):
    """Softmax of two logits beside the sigmoid of their difference; sliders z0 and z1 from -6 to 6.

    `classes` has two names for the classes.
    """
    classes = Classes(classes, 2)
    left = Plot((-0.5, 1.5), (0, 1.08), "class", "softmax([z₀, z₁])", width=340, xticks=classes.ticks(),
                yticks=[0, 0.2, 0.4, 0.6, 0.8, 1])
    for k, colour in enumerate(classes.colours):
        left.bar(k, f"ghost{k}", fill="none", colour="grey", dash="dashed", width=0.74)
        left.bar(k, f"p{k}", colour=colour).label(k, f"p{k}", f"{{p{k}:.3p}}", dy=-7)
    grid = np.linspace(-12, 12, 97)
    right = Plot((-12, 12), (0, 1.08), "z₁ − z₀", "sigmoid(z₁ − z₀)", width=340, xticks=range(-12, 13, 4),
                 yticks=[0, 0.2, 0.4, 0.6, 0.8, 1])
    curve = trace(sigmoid, grid)
    right.line(grid, ghost(curve, numerics.sigmoid(grid)), colour="grey", dash="dotted", width=1.6)
    right.line(grid, curve, colour="orange")
    right.line([-12, "gap"], ["p1", "p1"], colour="orange", dash="dashed", width=1.6)
    right.point("gap", "ghosts", colour="grey", shape="diamond", beyond="")
    right.point("gap", "s", colour="orange", shape="square")
    right.label(-12, "p1", classes.names[1], colour="orange", dx=8, dy=-6, align="start", size=12)

    def pages(v, ask):
        gap = v["z1"] - v["z0"]
        p, s = ask(softmax, v["z"], returns=(2,)), ask(sigmoid, gap)
        right = ghost(p, numerics.softmax(v["z"])), ghost(s, numerics.sigmoid(gap))
        return {"p": p, "s": s, "gap": gap, "apart": np.abs(p[:, 1] - s),
                "ghost": right[0], "ghosts": right[1], "differs": seen(*right)}

    caption = ("z = ({z0:.1f}, {z1:.1f}): softmax gives " + classes.names[1] + " {p1:.4p}; "
               "sigmoid({gap:.1f}) = {s:.4p}; they differ by {apart:.6f}."
               "{differs:|| What is grey shows the right values.}")
    sliders = logits(2, -6, 6, start=(0, 1), classes=classes)
    return Demo("Softmax of two, sigmoid of one", sliders, [left, right], pages, caption, after=after,
                colours=classes.colours_of("p", "z"))


EXAMPLES = {"softmax_or_sigmoid": lambda: softmax_or_sigmoid(numerics.softmax, numerics.sigmoid)}
