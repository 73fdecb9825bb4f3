"""Demo of lesson 5: points far from the border, and which loss lets them move it."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider, name_of

# Twelve points of each class, drawn once (normal, spread 1) and rounded; a few lie on the other side.
LEFT = np.array([[-1.8, 0.9], [-0.3, -0.2], [-2.4, 1.3], [-1.1, -0.6], [-0.9, 1.8], [-2.0, -0.5], [0.5, 0.7],
                 [-1.4, 0.2], [-2.7, 0.1], [-0.7, 0.6], [-1.6, -1.3], [-1.2, 2.3]])
RIGHT = np.array([[1.3, -0.8], [0.2, 0.3], [2.1, -1.6], [0.8, 0.4], [1.7, 0.9], [-0.4, -0.9], [1.1, -2.0],
                  [2.6, -0.3], [0.9, -1.2], [1.9, 1.2], [1.5, 0.1], [0.6, -0.1]])
NEAR, Y = np.vstack([LEFT, RIGHT]), np.repeat([0, 1], 12)
FAR = ([0, -1.0], [0.5, -1.6], [0.9, -0.7])  # from the distance
REACH = np.round(np.arange(2, 12.1, 0.2), 1)
STEPS, H, WIDTH, HEIGHT = 300, 1e-4, (-4, 13.5), 3.2
LOOKS = (("se", "orange", "dashed"), ("ce", "blue", "solid"))


def moved_border(squared_error, cross_entropy, *, after=None):
    """Two losses f(z, y) fit a border to 24 points near it and three far ones; it is drawn where z = 0.

    Sliders far, the first feature of the far points from 2 to 12, and label, 1 (right) or 0 (wrong), of all three.
    Each function gets logits and labels of one shape, or one of each, and gives a loss for each.
    """
    fits = {key: _fitter(f) for (key, *_), f in zip(LOOKS, (squared_error, cross_entropy))}

    def pages(v, ask):
        out, wrong = {}, v["label"] == 0
        for key, fit in fits.items():
            w = ask(fit, v["far"], v["label"], returns=(3,))
            z = w[:, :2] @ NEAR.T + w[:, 2:]
            x, y = _ends(*w.T[:, :, None])
            out |= {f"{key}x_": x, f"{key}y_": y, f"{key}right": ((z > 0) == Y).sum(axis=1)}
        for k, (x, _) in enumerate(FAR):
            place = v["far"] + x
            out |= {f"one_{k}": np.where(wrong, np.nan, place), f"zero_{k}": np.where(wrong, place, np.nan)}
        return out

    caption = ("Three far points at {far:.1f}, labelled {label:|0, which is wrong|1, which is right}. Of the 24 near "
               "points, squared error's border has {seright:.0f} right, and cross-entropy's has {ceright:.0f}.")
    sliders = [Slider("far", REACH[0], REACH[-1], 0.2, 4, "far points at"), Slider("label", 0, 1, 1, 1, "their label")]
    return Demo("A border that is moved", sliders, [_plot()], pages, caption, after=after)


def _ends(w1, w2, b):
    """Return where the border enters and leaves the plot, x and y of shape (pages, 2); nan where it does not."""
    y = np.array([[-HEIGHT, HEIGHT]])
    x = np.clip(-(w2 * y + b) / w1, *WIDTH)
    y = -(w1 * x + b) / w2
    outside = np.abs(y) > HEIGHT + 1e-6
    return np.where(outside, np.nan, x), np.where(outside, np.nan, y)


def _plot():
    plot = Plot(WIDTH, (-HEIGHT, HEIGHT), "feature 1", "feature 2", height=310, xticks=range(-4, 13, 4),
                yticks=[-2, 0, 2])
    for key, colour, dash in LOOKS:
        plot.line([f"{key}x_0", f"{key}x_1"], [f"{key}y_0", f"{key}y_1"], colour=colour, dash=dash)
    for (x, y), label in zip(NEAR, Y):
        _mark(plot, x, y, label)
    for k, (_, y) in enumerate(FAR):
        _mark(plot, f"one_{k}", y, 1)
        _mark(plot, f"zero_{k}", y, 0)
    plot.label(13.3, HEIGHT, "cross-entropy", dy=16, align="end", colour="blue", weight="bold")
    return plot.label(13.3, HEIGHT, "squared error (dashed)", dy=34, align="end", colour="orange", weight="bold")


def _mark(plot, x, y, label):
    plot.point(x, y, colour=("sky", "yellow")[label], shape=("circle", "triangle")[label], beyond="")


def _fitter(f):
    """Return a function from the distance and the label of the far points to the weights of the border."""
    fitted = {}

    def fit(far, label):
        key = far, int(label)
        if key not in fitted:
            fitted.update(_fits(f, *key))
        return fitted[key]
    fit.__name__ = name_of(f)
    return fit


def _fits(f, far, label):
    """Return the weights by distance and label for all of them, or for these if f takes one sample at a time."""
    keys = [(reach, each) for reach in REACH for each in (0, 1)]
    points, labels = zip(*(_data(*key) for key in keys))
    try:
        together = np.shape(f(np.zeros(np.shape(labels)), np.array(labels))) == np.shape(labels)
    except Exception:  # if it is wrong for one sample as well, that is told
        together = False
    if together:
        return dict(zip(keys, _descend(f, np.array(points), np.array(labels))))
    points, labels = _data(far, label)
    return {(far, label): _descend(_one_by_one(f), points[None], labels[None])[0]}


def _one_by_one(f):
    return lambda z, y: np.reshape([float(f(a, int(b))) for a, b in zip(z.ravel(), y.ravel())], z.shape)


def _data(far, label):
    points = np.vstack([NEAR, np.array(FAR) + [far, 0]])
    return np.hstack([points, np.ones((len(points), 1))]), np.r_[Y, [label] * len(FAR)]


def _descend(f, X, y):
    """Return the weights that an accelerated descent from zero finds for each X, shape (fits, N, 3)."""
    slope = lambda z: (f(z + H, y) - f(z - H, y)) / (2 * H)  # noqa: E731
    longest = np.linalg.norm(X, 2, axis=(1, 2))[:, None] ** 2 / y.shape[1]
    rate = 1 / (_steepest(f) * longest)
    w = ahead = np.zeros((len(X), 3))
    for step in range(STEPS):
        z = np.einsum("fnk,fk->fn", X, ahead)
        before, w = w, ahead - rate * np.einsum("fn,fnk->fk", slope(z), X) / y.shape[1]
        ahead = w + step / (step + 3) * (w - before)
    return w


def _steepest(f):
    """Return the largest second derivative of the loss between -6 and 6, for either label."""
    z, h = np.linspace(-6, 6, 121)[None], 1e-2
    bend = [(f(z + h, y) - 2 * f(z, y) + f(z - h, y)) / h**2 for y in (np.zeros(z.shape, int), np.ones(z.shape, int))]
    return max(np.max(bend), 1e-3)


EXAMPLES = {"moved_border": lambda: moved_border(
    lambda z, y: (z - (2 * y - 1)) ** 2,
    lambda z, y: numerics.binary_cross_entropy_with_logits(z, y, reduction="none"),
)}
