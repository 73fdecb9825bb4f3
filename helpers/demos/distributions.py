"""Demo of lesson 3: entropy, cross-entropy and divergence of two distributions, term by term."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Classes, Demo, Plot, Slider, ghost, seen


def distributions(entropy=None, cross_entropy=None, kl_divergence=None, *, classes=None, after=None):
    """The truth y and a prediction p over three classes; their entropy, cross-entropy and divergence in nats.

    Sliders a0..a2 and b0..b2, from 0 to 10, are the classes' weights in y and in p; drag the bars, too.
    The functions get arrays of shape (3,): entropy(y), cross_entropy(p, y) with the
    prediction first, kl_divergence(y, p). Those left out come from helpers.numerics. `classes` has three names.
    """
    classes = Classes(classes, 3)
    sliders = [Slider(f"{s}{k}", 0, 10, 0.25, start, f"{name}, {classes.names[k]}", colour=classes.colours[k])
               for k, starts in enumerate(((6, 3), (3, 3), (1, 4)))
               for s, name, start in zip("ab", "yp", starts)]

    def pages(v, ask):
        y, p = _share(v["a"]), _share(v["b"])
        right = numerics.entropy(y), numerics.cross_entropy(p, y, reduction="none"), numerics.kl_divergence(y, p)
        h = ask(entropy, y, finite=False) if entropy else right[0]
        ce = ask(cross_entropy, p, y, finite=False) if cross_entropy else right[1]
        kl = ask(kl_divergence, y, p, finite=False) if kl_divergence else right[2]
        differs = seen(*(ghost(*pair) for pair in zip((h, ce, kl), right)))
        cross, own = _terms(y, p), _terms(y, y)
        return {"y": y, "p": p, "h": h, "ce": ce, "kl": kl, "end": h + kl, "differs": differs,
                "cross": cross, "own": own, "crossto": _ends(cross), "ownto": _ends(own),
                "empty": (v["a"].sum(axis=1) == 0) + 2 * (v["b"].sum(axis=1) == 0)}

    def drag(x, y, plot):
        k, name = min(max(round(x), 0), 2), "a" if x < round(x) else "b"
        others = sum(s.value for s in sliders if s.name[0] == name and s.name != f"{name}{k}")
        share = min(max(y, 0), 0.99)
        return {f"{name}{k}": share / (1 - share) * others} if plot == 0 else {}

    caption = ("y = ({y0:.2p}, {y1:.2p}, {y2:.2p}), p = ({p0:.2p}, {p1:.2p}, {p2:.2p}): "
               "H(y) = {h:.3f}, H(y, p) = {ce:.3f}, KL(y‖p) = {kl:.3f} nats. "
               "The terms −y ln p are {cross0:.3f}, {cross1:.3f} and {cross2:.3f}."
               "{differs:|| The coloured pieces show the right terms.}"
               "{empty:|| All weights of y are 0: they count as equal.| All weights of p are 0: they count as equal."
               "| All weights are 0: they count as equal.}")
    return Demo("Entropy, cross-entropy and divergence", sliders, [_shares(classes), _sums(classes)], pages, caption,
                drag=drag, after=after, colours=classes.colours_of("y", "p", "cross"))


def _share(weights):
    total = weights.sum(axis=1, keepdims=True)
    return np.where(total > 0, weights / np.where(total > 0, total, 1), 1 / 3)


def _terms(y, p):
    """Return the terms -y ln p, shape (pages, 3): 0 where y is 0, and inf where p alone is."""
    logarithms = np.log(p, out=np.full_like(p, -np.inf), where=p > 0)
    return -np.where(y > 0, y, 1) * np.where(y > 0, logarithms, 0) + 0.0


def _ends(terms):
    """Return where the terms end when they are laid end to end, shape (pages, 3); nan after an infinite one."""
    ends = np.cumsum(terms, axis=1)
    begun = np.isinf(np.roll(ends, 1, axis=1)) & (np.arange(3) > 0)
    return np.where(begun, np.nan, ends)


def _shares(classes):
    plot = Plot((-0.5, 2.5), (0, 1.08), "class", "y filled, p outlined", width=340, height=320,
                xticks=classes.ticks(), yticks=[0, 0.2, 0.4, 0.6, 0.8, 1])
    for k, colour in enumerate(classes.colours):
        plot.bar(k - 0.2, f"y{k}", width=0.36, colour=colour)
        plot.bar(k + 0.2, f"p{k}", width=0.36, colour=colour, fill="tint")
        plot.label(k - 0.2, f"y{k}", f"{{y{k}:.2p}}", dy=-6, size=11)
        plot.label(k + 0.2, f"p{k}", f"{{p{k}:.2p}}", dy=-6, size=11)
    return plot


def _sums(classes):
    plot = Plot((0, 3), (0, 5.2), "nats", "−y ln p outlined, −y ln y filled", width=340, height=320, yticks=[],
                margins={"left": 16, "right": 50})
    for k, (colour, name) in enumerate(zip(classes.colours, classes.names)):
        row = 4.3 - 0.95 * k
        plot.label(0, row + 0.56, name, dy=-4, align="start", colour=colour, size=12)
        _piece(plot, row + 0.28, f"cross{k}", colour, "tint")
        _piece(plot, row, f"own{k}", colour, "solid")
        _stack(plot, 1.3, "crossto", k, colour, "tint")
        _stack(plot, 0.3, "ownto", k, colour, "solid")
    plot.box(0, 1.3, "ce", 1.6, colour="ink", fill="none", width=1.4)
    plot.label(0, 1.6, "cross-entropy {ce:.3f}, their sum", dy=-6, align="start")
    plot.box("h", 0.3, "end", 0.6, colour="grey", fill="tint", dash="dashed", width=1.4)
    plot.box(0, 0.3, "h", 0.6, colour="ink", fill="none", width=1.4)
    return plot.label(0, 0.6, "entropy {h:.3f} + divergence {kl:.3f}", dy=-6, align="start")


def _piece(plot, row, term, colour, fill):
    plot.box(0, row, term, row + 0.24, colour=colour, fill=fill, width=1.4)
    plot.label(term, row, f"{{{term}:.3f}}", dx=6, dy=-1, align="start", size=11)


def _stack(plot, row, stem, k, colour, fill):
    plot.box(f"{stem}{k - 1}" if k else 0, row, f"{stem}{k}", row + 0.3, colour=colour, fill=fill, width=1.4)


EXAMPLES = {"distributions": lambda: distributions()}
