"""Demo of lesson 3: entropy, cross-entropy and divergence of two distributions."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider


def distributions(entropy=None, cross_entropy=None, kl_divergence=None, *, after=None):
    """The truth p and a prediction q over three classes, and their entropy, cross-entropy and divergence in nats.

    Sliders a0..a2 and b0..b2, from 0 to 10, are the classes' weights in p and in q; drag the bars, too.
    The functions get arrays of shape (3,): entropy(p), cross_entropy(q, p) with the
    prediction first, kl_divergence(p, q). Those left out come from helpers.numerics.
    """
    sliders = [Slider(f"{s}{k}", 0, 10, 0.25, start, f"{name}, class {k}")
               for k, starts in enumerate(((6, 3), (3, 3), (1, 4)))
               for s, name, start in zip("ab", "pq", starts)]

    def pages(v, ask):
        p, q = _share(v["a"]), _share(v["b"])
        h = ask(entropy, p, finite=False) if entropy else numerics.entropy(p)
        ce = ask(cross_entropy, q, p, finite=False) if cross_entropy else numerics.cross_entropy(q, p, reduction="none")
        kl = ask(kl_divergence, p, q, finite=False) if kl_divergence else numerics.kl_divergence(p, q)
        return {"p": p, "q": q, "h": h, "ce": ce, "kl": kl, "end": h + kl}

    def drag(x, y, plot):
        k, name = min(max(round(x), 0), 2), "a" if x < round(x) else "b"
        others = sum(s.value for s in sliders if s.name[0] == name and s.name != f"{name}{k}")
        share = min(max(y, 0), 0.99)
        return {f"{name}{k}": share / (1 - share) * others} if plot == 0 else {}

    caption = ("p = ({p0:.2f}, {p1:.2f}, {p2:.2f}), q = ({q0:.2f}, {q1:.2f}, {q2:.2f}): "
               "H(p) = {h:.3f}, H(p, q) = {ce:.3f}, KL(p‖q) = {kl:.3f} nats.")
    return Demo("Entropy, cross-entropy and divergence", sliders, [_shares(), _sums()], pages, caption,
                drag=drag, after=after)


def _share(weights):
    total = weights.sum(axis=1, keepdims=True)
    return np.where(total > 0, weights / np.where(total > 0, total, 1), 1 / 3)


def _shares():
    plot = Plot((-0.5, 2.5), (0, 1), "class", "p filled, q outlined", width=340, xticks=range(3))
    for k in range(3):
        plot.bar(k - 0.2, f"p{k}", width=0.36).label(k - 0.2, f"p{k}", f"{{p{k}:.2f}}", dy=-6, size=12)
        plot.bar(k + 0.2, f"q{k}", width=0.36, colour="orange", fill="tint")
        plot.label(k + 0.2, f"q{k}", f"{{q{k}:.2f}}", dy=-6, size=12)
    return plot


def _sums():
    plot = Plot((0, 3), (0, 3), "nats", "", width=340, yticks=[], margins={"left": 16})
    plot.box(0, 1.9, "ce", 2.3, colour="grey").label(0, 2.3, "cross-entropy {ce:.3f}", dy=-7, align="start")
    plot.box(0, 0.6, "h", 1.0).box("h", 0.6, "end", 1.0, colour="orange", fill="tint")
    plot.label(0, 1.0, "entropy {h:.3f} + divergence {kl:.3f}", dy=-7, align="start")
    return plot


EXAMPLES = {"distributions": lambda: distributions()}
