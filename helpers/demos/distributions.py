"""Demo of lesson 3: entropy, cross-entropy and divergence of two distributions."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Classes, Demo, Plot, Slider, ghost, seen


def distributions(entropy=None, cross_entropy=None, kl_divergence=None, *, classes=None, after=None):
    """The truth p and a prediction q over three classes, and their entropy, cross-entropy and divergence in nats.

    Sliders a0..a2 and b0..b2, from 0 to 10, are the classes' weights in p and in q; drag the bars, too.
    The functions get arrays of shape (3,): entropy(p), cross_entropy(q, p) with the
    prediction first, kl_divergence(p, q). Those left out come from helpers.numerics. `classes` has three names.
    """
    classes = Classes(classes, 3)
    sliders = [Slider(f"{s}{k}", 0, 10, 0.25, start, f"{name}, {classes.names[k]}", colour=classes.colours[k])
               for k, starts in enumerate(((6, 3), (3, 3), (1, 4)))
               for s, name, start in zip("ab", "pq", starts)]

    def pages(v, ask):
        p, q = _share(v["a"]), _share(v["b"])
        right = numerics.entropy(p), numerics.cross_entropy(q, p, reduction="none"), numerics.kl_divergence(p, q)
        h = ask(entropy, p, finite=False) if entropy else right[0]
        ce = ask(cross_entropy, q, p, finite=False) if cross_entropy else right[1]
        kl = ask(kl_divergence, p, q, finite=False) if kl_divergence else right[2]
        differs = seen(*(ghost(*pair) for pair in zip((h, ce, kl), right)))
        return {"p": p, "q": q, "h": h, "ce": ce, "kl": kl, "end": h + kl, "differs": differs,
                "own": _pieces(p, p), "cross": _pieces(p, q)}

    def drag(x, y, plot):
        k, name = min(max(round(x), 0), 2), "a" if x < round(x) else "b"
        others = sum(s.value for s in sliders if s.name[0] == name and s.name != f"{name}{k}")
        share = min(max(y, 0), 0.99)
        return {f"{name}{k}": share / (1 - share) * others} if plot == 0 else {}

    caption = ("p = ({p0:.2p}, {p1:.2p}, {p2:.2p}), q = ({q0:.2p}, {q1:.2p}, {q2:.2p}): "
               "H(p) = {h:.3f}, H(p, q) = {ce:.3f}, KL(p‖q) = {kl:.3f} nats."
               "{differs:|| The coloured pieces show the right terms.}")
    return Demo("Entropy, cross-entropy and divergence", sliders, [_shares(classes), _sums(classes)], pages, caption,
                drag=drag, after=after, colours=classes.colours_of("p", "q"))


def _share(weights):
    total = weights.sum(axis=1, keepdims=True)
    return np.where(total > 0, weights / np.where(total > 0, total, 1), 1 / 3)


def _pieces(p, q):
    """Return where the terms -p ln q end when they are laid end to end, shape (pages, 3); nan after an infinite one."""
    logarithms = np.log(q, out=np.full_like(q, -np.inf), where=q > 0)
    ends = np.cumsum(-np.where(p > 0, p, 1) * np.where(p > 0, logarithms, 0), axis=1)
    begun = np.isinf(np.roll(ends, 1, axis=1)) & (np.arange(3) > 0)
    return np.where(begun, np.nan, ends)


def _shares(classes):
    plot = Plot((-0.5, 2.5), (0, 1.08), "class", "p filled, q outlined", width=340, xticks=classes.ticks(),
                yticks=[0, 0.2, 0.4, 0.6, 0.8, 1])
    for k, colour in enumerate(classes.colours):
        plot.bar(k - 0.2, f"p{k}", width=0.36, colour=colour)
        plot.bar(k + 0.2, f"q{k}", width=0.36, colour=colour, fill="tint")
        plot.label(k - 0.2, f"p{k}", f"{{p{k}:.2p}}", dy=-6, size=11)
        plot.label(k + 0.2, f"q{k}", f"{{q{k}:.2p}}", dy=-6, size=11)
    return plot


def _sums(classes):
    plot = Plot((0, 3), (0, 3), "nats", "", width=340, yticks=[], margins={"left": 16})
    for row, stem, fill in ((1.9, "cross", "tint"), (0.6, "own", "solid")):
        for k, colour in enumerate(classes.colours):
            start = f"{stem}{k - 1}" if k else 0
            plot.box(start, row, f"{stem}{k}", row + 0.4, colour=colour, fill=fill, width=1.4)
    plot.box(0, 1.9, "ce", 2.3, colour="ink", fill="none", width=1.4)
    plot.label(0, 2.3, "cross-entropy {ce:.3f} = −Σ p ln q", dy=-7, align="start")
    plot.box("h", 0.6, "end", 1.0, colour="grey", fill="tint", dash="dashed", width=1.4)
    plot.box(0, 0.6, "h", 1.0, colour="ink", fill="none", width=1.4)
    return plot.label(0, 1.0, "entropy {h:.3f} + divergence {kl:.3f}", dy=-7, align="start")


EXAMPLES = {"distributions": lambda: distributions()}
