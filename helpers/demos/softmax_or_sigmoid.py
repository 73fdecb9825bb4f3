"""Demo of lesson 4: softmax of two logits is the sigmoid of their difference."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, logits, trace


def softmax_or_sigmoid(softmax, sigmoid, *, after=None):
    """Softmax of two logits beside the sigmoid of their difference; sliders z0 and z1 from -6 to 6."""
    left = Plot((-0.5, 1.5), (0, 1), "class", "softmax([z₀, z₁])", width=340, xticks=range(2))
    for k, fill in enumerate(("tint", "solid")):
        left.bar(k, f"p{k}", fill=fill).label(k, f"p{k}", f"{{p{k}:.3f}}", dy=-7)
    grid = np.linspace(-12, 12, 97)
    right = Plot((-12, 12), (0, 1), "z₁ − z₀", "sigmoid(z₁ − z₀)", width=340, xticks=range(-12, 13, 4))
    right.line(grid, trace(sigmoid, grid), colour="orange")
    right.line([-12, "gap"], ["p1", "p1"], dash="dashed", width=1.6)
    right.point("gap", "s", colour="orange", shape="square")
    right.label(-12, "p1", "class 1", dx=8, dy=-6, align="start", size=12)

    def pages(v, ask):
        gap = v["z1"] - v["z0"]
        p, s = ask(softmax, v["z"], returns=(2,)), ask(sigmoid, gap)
        return {"p": p, "s": s, "gap": gap, "apart": np.abs(p[:, 1] - s)}

    caption = ("z = ({z0:.1f}, {z1:.1f}): softmax gives class 1 {p1:.4f}; sigmoid({gap:.1f}) = {s:.4f}; "
               "they differ by {apart:.6f}.")
    sliders = logits(2, -6, 6, start=(0, 1))
    return Demo("Softmax of two, sigmoid of one", sliders, [left, right], pages, caption, after=after)


EXAMPLES = {"softmax_or_sigmoid": lambda: softmax_or_sigmoid(numerics.softmax, numerics.sigmoid)}
