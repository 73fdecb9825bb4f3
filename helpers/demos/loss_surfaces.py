"""Demo of lesson 5: two loss surfaces, and a point that descends on each."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider, name_of, trace

X = np.array([-2.0, -1.2, -0.4, 0.4, 1.2, 2.0])
Y = np.array([0, 0, 1, 0, 1, 1])
STARTS = ((-5.0, 4.0), (-5.0, -2.0), (4.0, 5.0), (-2.0, 0.0))
STEPS, H = 40, 1e-4


def loss_surfaces(squared_error, cross_entropy, *, after=None):
    """The mean losses f(z, y) of z = w x + b on six samples, over w and b, with gradient descent on both.

    Sliders step from 0 to 40, rate from 0.5 to 8, and start, one of four points.
    Each function gets logits and labels of shape (6,), and gives six losses or their mean.
    """
    plots = [_surface(squared_error, "se", "squared error"), _surface(cross_entropy, "ce", "cross-entropy")]
    walks = {"se": _walker(squared_error), "ce": _walker(cross_entropy)}

    def pages(v, ask):
        ahead = np.arange(STEPS + 1) > v["step"][:, None]
        here = v["step"].astype(int)
        out = {}
        for key, walk in walks.items():
            path = ask(walk, v["rate"], v["start"], returns=(STEPS + 1, 3), finite=False)
            now = path[np.arange(len(here)), here]
            out |= {f"{key}{name}_": np.where(ahead, np.nan, path[..., i]) for i, name in enumerate("wb")}
            out |= {f"{key}w": now[:, 0], f"{key}b": now[:, 1], f"{key}loss": now[:, 2]}
        return out

    caption = ("After {step:.0f} steps at rate {rate:.1f}: squared error {seloss:.3f} at w = {sew:.2f}, b = {seb:.2f}; "
               "cross-entropy {celoss:.3f} at w = {cew:.2f}, b = {ceb:.2f}.")
    sliders = [Slider("step", 0, STEPS, 1, 20, "descent step"), Slider("rate", 0.5, 8, 0.5, 2, "learning rate"),
               Slider("start", 0, 3, 1, 0, "starting point")]
    return Demo("Two loss surfaces", sliders, plots, pages, caption, after=after)


def _mean_loss(f):
    def loss(w, b):
        z = w * X + b
        try:
            losses = f(z, Y)
        except ValueError:  # a function with `if y == 1` takes one sample at a time
            losses = [f(value, label) for value, label in zip(z, Y)]
        if np.shape(losses) not in ((), X.shape):
            raise TypeError(f"the losses of {len(X)} samples have shape {np.shape(losses)}")
        return float(np.mean(losses))
    loss.__name__ = name_of(f)
    return loss


def _walker(f):
    loss, walked = _mean_loss(f), {}

    def walk(rate, start):
        key = rate, int(start)
        if key not in walked:
            walked[key] = _descend(loss, rate, STARTS[int(start)])
        return walked[key]
    walk.__name__ = name_of(f)
    return walk


def _descend(loss, rate, start):
    (w, b), path = start, []
    for _ in range(STEPS + 1):
        path.append((w, b, loss(w, b)))
        dw = (loss(w + H, b) - loss(w - H, b)) / (2 * H)
        db = (loss(w, b + H) - loss(w, b - H)) / (2 * H)
        w, b = w - rate * dw, b - rate * db
    return np.array(path)


def _surface(f, key, title):
    from contourpy import contour_generator

    axis = np.linspace(-6, 6, 41)
    w, b = np.meshgrid(axis, axis)
    loss = trace(_mean_loss(f), w.ravel(), b.ravel()).reshape(w.shape)
    plot = Plot((-6, 6), (-6, 6), "weight w", f"bias b, {title}", width=300, height=300,
                xticks=range(-6, 7, 3), yticks=range(-6, 7, 3))
    plot.box(-6, -6, 6, 6, fill="none", colour="muted", width=1)
    if np.isfinite(loss).all():
        _contours(plot, contour_generator(axis, axis, loss), np.quantile(loss, np.linspace(0.01, 0.97, 8)))
    w, b = ([f"{key}{name}_{i}" for i in range(STEPS + 1)] for name in "wb")
    plot.line(w, b, colour="orange", width=1.4).dots(w, b, colour="orange")
    plot.point(f"{key}w", f"{key}b", colour="orange", beyond="")
    return plot.label(f"{key}w", f"{key}b", f"{{{key}loss:.3f}}", dy=-12, weight="bold")


def _contours(plot, generator, levels):
    """Draw a line for each level, and write its height where there is most room, below the middle if possible."""
    taken = [*STARTS]
    for level in levels:
        for line in generator.lines(level):
            plot.line(line[:, 0], line[:, 1], colour="blue", width=1.1, opacity=0.6)
            room = np.linalg.norm(line[:, None] - np.array(taken), axis=2).min(axis=1)
            room = np.where(np.abs(line).max(axis=1) > 5.2, 0, np.where(line[:, 1] > -0.5, room / 2, room))
            if room.max() > 1.2:
                taken.append(tuple(line[room.argmax()]))
                plot.label(*taken[-1], f"{level:.2f}", dy=4, size=11, colour="blue")


EXAMPLES = {"loss_surfaces": lambda: loss_surfaces(
    lambda z, y: (numerics.sigmoid(z) - y) ** 2, numerics.binary_cross_entropy_with_logits,
)}
