"""Demo of lesson 8: how often a classifier is right when it says how sure it is, and what one temperature does to that."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider

BINS = 10
MIDDLES = (np.arange(BINS) + 0.5) / BINS
CURVE = np.geomspace(0.1, 10, 81)


def calibration(z, y, *, after=None):
    """A reliability diagram of softmax(z / T), and the mean loss against T; slider T from 0.1 to 10.

    z: logits, shape (N, K). y: whole numbers from 0 to K - 1, shape (N,).
    """
    z, y = _checked(z, y)
    losses = np.array([numerics.cross_entropy_with_logits(z / T, y) for T in CURVE])
    right = z.argmax(axis=1) == y

    def pages(v, ask):
        rows = [_page(z, y, right, T) for T in v["T"]]
        return {name: np.array([row[name] for row in rows]) for name in rows[0]} | {"logT": np.log10(v["T"])}

    caption = ("T = {T:.2f}: mean confidence {sure:.2p}, {share:.2p} right, calibration error {gap:.3f}; mean loss {loss:.3f}. "
               "The answers are the same at every T.")
    plots = [_diagram(), _losses(losses)]
    return Demo("How sure, and how often right", [Slider("T", 0.1, 10, 0.1, 1, "T, for all scores", scale="log")], plots, pages,
                caption, after=after)


def _checked(z, y):
    z, y = np.asarray(z, float), np.asarray(y)
    if z.ndim != 2 or not z.size or not np.isfinite(z).all():
        raise ValueError(f"z must be finite logits of shape (N, K), got shape {z.shape}")
    if y.shape != z.shape[:1] or y.dtype.kind not in "iu" or y.min() < 0 or y.max() >= z.shape[1]:
        raise ValueError(f"y must be {len(z)} whole numbers from 0 to {z.shape[1] - 1}, got {y!r}")
    return z, y


def _page(z, y, right, T):
    p = numerics.softmax(z / T)
    sure = p.max(axis=1)
    place = np.minimum((sure * BINS).astype(int), BINS - 1)
    counts = np.bincount(place, minlength=BINS)
    held = counts > 0
    hits, said = np.bincount(place, right, BINS), np.bincount(place, sure, BINS)
    share = np.where(held, hits / np.maximum(counts, 1), np.nan)
    return {"sure": sure.mean(), "share": right.mean(), "gap": np.abs(hits - said).sum() / len(y),
            "loss": numerics.cross_entropy_with_logits(z / T, y), "bin_": share,
            "said_": np.where(held, said / np.maximum(counts, 1), np.nan), "count_": np.where(held, counts, np.nan)}


def _diagram():
    plot = Plot((0, 1), (0, 1.08), "confidence", "share right, with counts", width=340, height=300,
                xticks=[0, 0.2, 0.4, 0.6, 0.8, 1], yticks=[0, 0.2, 0.4, 0.6, 0.8, 1])
    for k in range(BINS):
        plot.bar(MIDDLES[k], f"bin_{k}", width=0.09, colour="sky", opacity=0.75)
        plot.label(MIDDLES[k], f"bin_{k}", f"{{count_{k}:.0f}}", dy=-5, size=10)
    plot.line([0, 1], [0, 1], colour="muted", dash="dashed", width=1.4)
    return plot.dots([f"said_{k}" for k in range(BINS)], [f"bin_{k}" for k in range(BINS)], colour="orange", width=6)


def _losses(losses):
    top = float(min(losses.max(), 4 * losses.min())) * 1.05
    ticks = [(np.log10(T), f"{T:g}") for T in (0.1, 0.3, 1, 3, 10)]
    plot = Plot((-1, 1), (0, top), "temperature T", "mean loss", width=340, height=300, xticks=ticks,
                margins={"right": 34})
    plot.line(np.log10(CURVE), np.where(losses <= top, losses, np.nan), colour="blue")
    return plot.point("logT", "loss", colour="orange").label("logT", "loss", "{loss:.3f}", dy=-12, weight="bold")


def _example():
    rng = np.random.default_rng(8)
    z = 4 * rng.normal(size=(200, 3))
    return calibration(z, np.where(rng.random(200) < 0.8, z.argmax(axis=1), rng.integers(0, 3, 200)))


EXAMPLES = {"calibration": _example}
