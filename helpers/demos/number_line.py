"""Demo of lesson 2: the number line of a float type."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider, trace

REACH = {"float16": (26, 0.1), "float32": (155, 0.5), "float64": (1100, 2)}
STATES = ("|both probabilities are above 0|the probability of z is exactly 0"
          "|the probability of 0 is exactly 0|the result is nan")


def number_line(softmax, dtype="float32", *, after=None):
    """Where exp(z) overflows and where softmax([z, 0]) becomes exactly 0 in float16, float32 or float64; slider z."""
    dtype = np.dtype(dtype).name
    if dtype not in REACH:
        raise ValueError(f"dtype must be one of {', '.join(REACH)}, got {dtype!r}")
    reach, step = REACH[dtype]
    over = np.log(float(np.finfo(dtype).max))
    under = -_vanishing_gap(dtype)
    sliders = [Slider("z", -reach, reach, step, 0)]
    plot = Plot((-reach, reach), (0, 3.3), f"z in {dtype}", "", yticks=[], height=270,
                margins={"left": 24, "right": 24, "top": 12})
    _lane(plot, 2.3, "exp(z) = {exp:e}", [(-reach, under, "grey", "0"), (over, reach, "orange", "inf")], reach)
    _lane(plot, 0.65, "softmax([z, 0]) = ({p0:e}, {p1:e})", _regions(softmax, sliders[0].grid, dtype), reach)

    def pages(v, ask):
        z = v["z"].astype(dtype)
        p = ask(softmax, np.stack([z, np.zeros_like(z)], axis=1), returns=(2,), finite=False)
        return {"exp": np.exp(z), "p": p, "state": _state(p)}

    digits = ".1f" if step < 1 else ".0f"
    caption = (f"z = {{z:{digits}}} in {dtype}: exp(z) = {{exp:e}}; softmax([z, 0]) = ({{p0:e}}, {{p1:e}}), "
               f"so {{state:{STATES}}}. exp overflows above {over:.2f}, softmax reaches 0 at a gap of {-under:.2f}.")
    return Demo(f"The number line of {dtype}", sliders, [plot], pages, caption, after=after)


def _state(p):
    """Return which of STATES each row of p, shape (pages, 2), is in."""
    return np.select([np.isnan(p).any(axis=-1), p[..., 0] == 0, p[..., 1] == 0], [3, 1, 2], 0)


def _regions(softmax, grid, dtype):
    """Return where on the grid the learner's softmax gives nan or an exact 0: (start, end, colour, words)."""
    def state(z):
        p = np.asarray(softmax(np.array([z, 0], dtype)), float)
        if p.shape != (2,):
            raise ValueError(f"two probabilities have shape (2,), not {p.shape}")
        return int(_state(p))

    states = trace(state, grid)
    starts = [i for i in range(len(grid)) if i == 0 or not states[i] == states[i - 1]]
    runs = zip(starts, [*starts[1:], len(grid)])
    looks = {1: ("grey", "p(z) is 0"), 2: ("grey", "p(0) is 0"), 3: ("orange", "nan")}
    return [(grid[i], grid[j - 1], *looks[states[i]]) for i, j in runs if states[i] in looks]


def _vanishing_gap(dtype):
    """Return the smallest gap g of this float type with exp(-g) == 0."""
    gap = np.log(2) - np.log(np.finfo(dtype).smallest_subnormal.astype(np.float64))
    gap = gap.astype(dtype)
    with np.errstate(under="ignore"):
        while np.exp(-gap) > 0:
            gap = np.nextafter(gap, np.array(np.inf, dtype))
    return float(gap)


def _lane(plot, base, title, regions, reach):
    plot.box(-reach, base, reach, base + 0.5, fill="none", colour="muted", width=1)
    for start, end, colour, text in regions:
        plot.box(start, base, end, base + 0.5, fill="tint", colour=colour, width=1.2)
        if end - start > reach / 8:
            plot.label((start + end) / 2, base, text, dy=15, size=12)
    plot.label(-reach, base + 0.5, title, dy=-9, align="start")
    plot.line(["z", "z"], [base, base + 0.5], colour="ink", dash="dashed", width=1.4)
    plot.point("z", base + 0.25, colour="ink")


EXAMPLES = {
    "number_line float16": lambda: number_line(numerics.softmax, "float16"),
    "number_line float32": lambda: number_line(numerics.softmax),
    "number_line float64": lambda: number_line(numerics.softmax, "float64"),
}
