"""Demo of lesson 2: the number line of a float type."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider, trace

REACH = {"float16": (26, 0.1), "float32": (155, 0.5), "float64": (1100, 2)}
STATES = ("|both probabilities are above 0|the probability of z is exactly 0"
          "|the probability of 0 is exactly 0|the result is nan|a probability is inf")
LOOKS = {1: ("grey", "p(z) is 0"), 2: ("grey", "p(0) is 0"), 3: ("orange", "nan"), 4: ("orange", "inf")}


def number_line(softmax, dtype="float32", *, after=None):
    """Where exp(z) overflows and where the learner's softmax([z, 0]) is nan, inf or exactly 0, in one float type.

    Slider z; dtype is float16, float32 or float64. The borders are exact: the first float at which it is so.
    """
    dtype = np.dtype(dtype).name
    if dtype not in REACH:
        raise ValueError(f"dtype must be one of {', '.join(REACH)}, got {dtype!r}")
    reach, step = REACH[dtype]
    over, gap = np.log(float(np.finfo(dtype).max)), _vanishing_gap(dtype)
    sliders = [Slider("z", -reach, reach, step, 0)]
    regions = _regions(softmax, sliders[0].grid, np.dtype(dtype).type)
    plot = Plot((-reach, reach), (0, 3.3), f"z in {dtype}", "", yticks=[], height=270,
                margins={"left": 24, "right": 24, "top": 12})
    _lane(plot, 2.3, "exp(z) = {exp:e}", "exp", [(-reach, -gap, "grey", "0"), (over, reach, "orange", "inf")], reach)
    _lane(plot, 0.65, "softmax([z, 0]) = ({p0:e}, {p1:e})", "dot", regions, reach)

    def pages(v, ask):
        z = v["z"].astype(dtype)
        p = ask(softmax, np.stack([z, np.zeros_like(z)], axis=1), returns=(2,), finite=False)
        exp, state = np.exp(z), _state(p)
        return {"exp": exp, "p": p, "state": state} | _dots("dot", v["z"], state) | _dots("exp", v["z"], _state_of(exp))

    digits = ".1f" if step < 1 else ".0f"
    caption = (f"z = {{z:{digits}}} in {dtype}: exp(z) = {{exp:e}}; softmax([z, 0]) = ({{p0:e}}, {{p1:e}}), "
               f"so {{state:{STATES}}}. exp overflows above {over:.2f}, and a share is rounded to 0 at a gap of "
               f"{gap:.2f}.{_told(regions, reach)}")
    return Demo(f"The number line of {dtype}", sliders, [plot], pages, caption, after=after)


def _state(p):
    """Return which of STATES each row of p, shape (pages, 2), is in."""
    sick = [np.isnan(p).any(axis=-1), np.isinf(p).any(axis=-1)]
    return np.select([*sick, p[..., 0] == 0, p[..., 1] == 0], [3, 4, 1, 2], 0)


def _state_of(exp):
    return np.select([np.isinf(exp), exp == 0], [4, 1], 0)


def _dots(stem, z, state):
    """Return where the dot of a lane stands, by what it says: all is well, exactly 0, or no number."""
    kinds = {"well": state == 0, "zero": (state == 1) | (state == 2), "sick": state > 2}
    return {f"{stem}{kind}": np.where(here, z, np.nan) for kind, here in kinds.items()}


def _regions(softmax, grid, kind):
    """Return where the learner's softmax gives nan, inf or an exact 0: (first float, last float, colour, words)."""
    def state(z):
        p = np.asarray(softmax(np.array([z, 0], kind)), float)
        if p.shape != (2,):
            raise ValueError(f"two probabilities have shape (2,), not {p.shape}")
        return int(_state(p))

    def border(low, high):
        low, high, before = kind(low), kind(high), state(low)
        while low < (middle := low + (high - low) / kind(2)) < high:
            low, high = (middle, high) if state(middle) == before else (low, middle)
        return float(high)

    states = trace(state, grid)
    changes = np.flatnonzero((states[1:] != states[:-1]) & ~np.isnan(states[1:] + states[:-1]))
    borders = trace(border, grid[changes], grid[changes + 1])
    before = np.nextafter(borders.astype(kind), kind(-np.inf)).astype(float)
    runs = zip([grid[0], *borders], [*before, grid[-1]], [states[0], *states[changes + 1]])
    return [(start, end, *LOOKS[state]) for start, end, state in runs if state in LOOKS]


def _where(start, end, reach):
    """Return the words for a region: from where, to where."""
    if start > -reach:
        return f"from {start:.2f} on" if end == reach else f"from {start:.2f} to {end:.2f}"
    return f"up to {end:.2f}" if end < reach else "everywhere"


def _told(regions, reach):
    found = [f"{words} {_where(start, end, reach)}".replace("-", "−") for start, end, _, words in regions]
    return f" In your softmax, {' and '.join(found)}." if found else ""


def _vanishing_gap(dtype):
    """Return the smallest gap g of this float type with exp(-g) == 0."""
    gap = np.log(2) - np.log(np.finfo(dtype).smallest_subnormal.astype(np.float64))
    gap = gap.astype(dtype)
    with np.errstate(under="ignore"):
        while np.exp(-gap) > 0:
            gap = np.nextafter(gap, np.array(np.inf, dtype))
    return float(gap)


def _lane(plot, base, title, stem, regions, reach):
    plot.box(-reach, base, reach, base + 0.5, fill="none", colour="muted", width=1)
    for start, end, colour, words in regions:
        plot.box(start, base, end, base + 0.5, fill="tint", colour=colour, width=1.2)
        at, align = (-reach, "start") if start == -reach else (reach, "end") if end == reach else (start, "start")
        plot.label(at, base, f"{words} {_where(start, end, reach)}".replace("-", "−"), dy=15, size=12, align=align)
    plot.label(-reach, base + 0.5, title, dy=-9, align="start")
    plot.line(["z", "z"], [base, base + 0.5], colour="ink", dash="dashed", width=1.4)
    plot.point(f"{stem}well", base + 0.25, colour="ink")
    plot.point(f"{stem}zero", base + 0.25, colour="grey", shape="square")
    plot.point(f"{stem}sick", base + 0.25, colour="orange", shape="diamond")


EXAMPLES = {
    "number_line float16": lambda: number_line(numerics.softmax, "float16"),
    "number_line float32": lambda: number_line(numerics.softmax),
    "number_line float64": lambda: number_line(numerics.softmax, "float64"),
}
