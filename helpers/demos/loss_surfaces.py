"""Demo of lesson 5: two loss surfaces, and a point that descends on each."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider, name_of, trace

X = np.array([-2.0, -1.2, -0.4, 0.4, 1.2, 2.0])
Y = np.array([0, 0, 1, 0, 1, 1])
STARTS = ((-5.0, 4.0), (-5.0, -2.0), (4.0, 5.0), (-2.0, 0.0))
STEPS, PATIENCE, NEAR, H = 100, 2000, 0.005, 1e-4
DOTS = np.r_[0:20, 20:STEPS + 1:4]  # the steps that are drawn
RATES = np.arange(0.5, 8.5, 0.5)
AXIS, SHADE = np.linspace(-6, 6, 41), 0.06


def loss_surfaces(squared_error, cross_entropy, *, after=None):
    """The mean losses f(z, y) of z = w x + b on six samples, over w and b, with gradient descent on both.

    Sliders step from 0 to 100, rate from 0.5 to 8, and start, one of four points. The caption says at which step each
    comes within 0.005 of the lowest loss on the map: some are slow, and some are lost, not there after 2,000 steps.
    Each function gets logits and labels of shape (6,) or (64, 6), and gives a loss for each, or six losses' mean.
    """
    plots, walks = [], {}
    for key, f, title in (("se", squared_error, "squared error"), ("ce", cross_entropy, "cross-entropy")):
        heights = trace(_mean_loss(f), *map(np.ravel, np.meshgrid(AXIS, AXIS))).reshape(len(AXIS), -1)
        plots.append(_surface(heights, key, title))
        walks[key] = _walker(f, np.nanmin(heights, initial=np.inf) + NEAR)

    def pages(v, ask):
        ahead, out = v["step"][:, None] < DOTS, {}
        for key, walk in walks.items():
            told = ask(walk, v["rate"], v["start"], v["step"], returns=(4 + 2 * len(DOTS),), finite=False)
            out |= {f"{key}{name}": told[:, i] for i, name in enumerate(["w", "b", "loss", "end_"])}
            w, b = np.split(told[:, 4:], 2, axis=1)
            out |= {f"{key}w_": np.where(ahead, np.nan, w), f"{key}b_": np.where(ahead, np.nan, b)}
        return out | {"lost": np.isnan(out["seend_"] + out["ceend_"])}

    caption = ("Squared error is in the valley from step {seend_:.0f}, cross-entropy from step {ceend_:.0f}"
               "{lost:|| (–: lost, not there after 2,000 steps)}. After {step:.0f} steps at rate {rate:.1f}: squared "
               "error {seloss:.3f} at w = {sew:.2f}, b = {seb:.2f}; cross-entropy {celoss:.3f} at w = {cew:.2f}, "
               "b = {ceb:.2f}.")
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


def _walker(f, low):
    """Return a function from rate, start and step to w, b and the loss there, the step of arrival, and the dots."""
    walked = {}

    def walk(rate, start, step):
        key = rate, int(start)
        if key not in walked:
            walked.update(_descents(f, low, *key))
        path, arrival = walked[key]
        return np.r_[path[int(step)], arrival, path[DOTS, 0], path[DOTS, 1]]
    walk.__name__ = name_of(f)
    return walk


def _descents(f, low, rate, start):
    """Return path and arrival of every walk by rate and start, or of this one if f takes six samples at a time."""
    keys = [(rate, start) for rate in RATES for start in range(len(STARTS))]
    try:
        together = np.shape(f(np.zeros((len(keys), 6)), np.tile(Y, (len(keys), 1)))) == (len(keys), 6)
    except Exception:
        together = False
    loss = _mean_loss(f)
    if not together:
        keys = [(rate, start)]
    slopes = _by_samples(f) if together else lambda w, b: _by_weights(loss, w[0], b[0])
    rates, places = np.array([rate for rate, _ in keys]), np.array([STARTS[start] for _, start in keys])
    paths, arrivals = _descend(slopes, low, rates, places)
    return dict(zip(keys, zip(paths, arrivals)))


def _by_samples(f):
    """Return a function from w and b, shape (walks,), to the mean loss and its two slopes, by the chain rule."""
    def slopes(w, b):
        z = w[:, None] * X + b[:, None]
        y = np.broadcast_to(Y, z.shape)
        above, below = f(z + H, y), f(z - H, y)
        pull = (above - below) / (2 * H)
        return (above + below).mean(axis=1) / 2, (pull * X).mean(axis=1), pull.mean(axis=1)
    return slopes


def _by_weights(loss, w, b):
    """Return the mean loss and its two slopes at one w and b, by central differences."""
    dw, db = loss(w + H, b) - loss(w - H, b), loss(w, b + H) - loss(w, b - H)
    return np.array([loss(w, b)]), np.array([dw / (2 * H)]), np.array([db / (2 * H)])


def _descend(slopes, low, rates, starts):
    """Return the first steps of each walk, shape (walks, steps + 1, 3), and at which step each is below `low`."""
    (w, b), path, arrival = starts.T, [], np.full(len(rates), np.nan)
    for step in range(PATIENCE + 1):
        loss, dw, db = slopes(w, b)
        arrival[np.isnan(arrival) & (loss <= low)] = step
        if step <= STEPS:
            path.append((w, b, loss))
        elif not np.isnan(arrival).any():
            break
        w, b = w - rates * dw, b - rates * db
    return np.array(path).transpose(2, 0, 1), arrival


def _surface(heights, key, title):
    from contourpy import contour_generator

    plot = Plot((-6, 6), (-6, 6), "weight w", f"bias b, {title}", width=300, height=300,
                xticks=range(-6, 7, 3), yticks=range(-6, 7, 3))
    if np.isfinite(heights).all():
        levels = np.quantile(heights, np.linspace(0.01, 0.97, 8))
        generator = contour_generator(AXIS, AXIS, heights, fill_type="OuterOffset")
        _shades(plot, generator, levels, heights.max())
        _contours(plot, generator, levels)
    plot.box(-6, -6, 6, 6, fill="none", colour="muted", width=1)
    w, b = ([f"{key}{name}_{i}" for i in range(len(DOTS))] for name in "wb")
    plot.line(w, b, colour="orange", width=1.4).dots(w, b, colour="orange")
    plot.point(f"{key}w", f"{key}b", colour="orange", beyond="")
    return plot.label(f"{key}w", f"{key}b", f"{{{key}loss:.3f}}", dy=-12, weight="bold")


def _shades(plot, generator, levels, top):
    """Shade what lies above each level, so that the higher is the darker; a hole is reached through a seam."""
    for level in levels:
        for points, offsets in zip(*generator.filled(level, top + 1)):
            rings = [points[i:j] for i, j in zip(offsets, offsets[1:])]
            seam = np.concatenate([*rings, *(ring[:1] for ring in rings[-2::-1])])
            plot.region(seam[:, 0], seam[:, 1], opacity=SHADE)


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
    lambda z, y: (numerics.sigmoid(z) - y) ** 2,
    lambda z, y: numerics.binary_cross_entropy_with_logits(z, y, reduction="none"),
)}
