"""Demo of lesson 7: softmax learns three species while one watches, batch by batch."""

from functools import cache

import numpy as np

from helpers import data, numerics
from helpers.demos.engine import Classes, Plot, Run, Slider, Training

STEPS, BOX, TOP = 400, 3.2, 1.4
SHOWN = np.arange(0, STEPS + 1, 4)  # the steps that the curves go through
KNOWN = 266  # birds to learn from
CORNERS = np.array([[-BOX, -BOX], [BOX, -BOX], [BOX, BOX], [-BOX, BOX]])
EDGES = 6  # of a square less two half-planes


@cache
def birds():
    """Return features, shape (333, 3) with a column of ones, and species 0 to 2 of 266 birds to learn from, then 67."""
    found = data.penguins()
    mixed = np.random.default_rng(7).permutation(len(found))
    X = np.column_stack([found.bill_length_mm, found.bill_depth_mm])[mixed]
    species = np.unique(found.species, return_inverse=True)[1][mixed]
    X = (X - X[:KNOWN].mean(axis=0)) / X[:KNOWN].std(axis=0)
    return np.column_stack([X, np.ones(len(X))]), species


class Penguins(Training):
    """Softmax learning three species by batches; rate() and batch() say how, at each step anew."""

    def __init__(self, gradient, rate, batch):
        self._gradient, self._rate, self._batch = gradient, rate, batch
        super().__init__(self._on_one_batch, (np.zeros((3, 3)), 0), STEPS, function=gradient)

    def restart(self):
        """Go back to the start."""
        super().restart()
        self._order = np.random.default_rng(3)
        self.way = [(self.state, *_measured(self.state[0]))]

    def _on_one_batch(self, state):
        """Return the weights one step on, with the birds seen so far, and the loss on all birds to learn from."""
        W, seen = state
        X, y = birds()
        size = int(self._batch())
        rows = self._order.choice(KNOWN, size, replace=False)
        slopes = np.asarray(self._gradient(X[rows] @ W, y[rows]), float)
        if slopes.shape != (size, 3):
            raise ValueError(f"the gradient of logits of shape {(size, 3)} has shape {slopes.shape}")
        state = W - self._rate() * X[rows].T @ slopes, seen + size
        if not np.isfinite(state[0]).all():
            return state, np.nan
        self.way.append((state, *_measured(state[0])))
        return state, self.way[-1][1]

    def numbers(self, done):
        """Return what the demo shows after so many steps."""
        (W, seen), loss, held, right = self.way[done]
        told = np.full((len(SHOWN), 2), np.nan)
        reached = SHOWN[SHOWN <= done]
        told[:len(reached)] = [self.way[step][1:3] for step in reached]
        numbers = {"loss": loss, "held": held, "right": right, "at": done, "epochs": seen / KNOWN,
                   "l_": told[None, :, 0], "h_": told[None, :, 1]}
        for k in range(3):
            region = _region(W, k)
            numbers |= {f"x{k}_": region[None, :, 0], f"y{k}_": region[None, :, 1]}
        return numbers


class WatchedRun(Run):
    """A run on penguins whose sliders may be moved while it runs."""

    def __init__(self, gradient, after):
        sliders = [Slider("rate", 0.01, 10, 0.2, 0.5, "learning rate", scale="log"),
                   Slider("batch", 1, 200, 1, 20, "birds a step", scale="log")]
        training = Penguins(gradient, *(lambda slider=slider: slider.value for slider in sliders))
        classes = Classes(("Adélie", "chinstrap", "gentoo"), 3)
        super().__init__("A run to watch", training, sliders, [_curves(), _plane(classes)],
                         training.numbers, CAPTION, after=after, again="Restart")


def _measured(W):
    """Return the losses on the birds to learn from and on those held out, and how many of the latter are right."""
    X, y = birds()
    z = X @ W
    losses = numerics.cross_entropy_with_logits(z, y, reduction="none")
    held = slice(KNOWN, None)
    return losses[:KNOWN].mean(), losses[held].mean(), (z[held].argmax(axis=1) == y[held]).sum()


CAPTION = ("Step {progress:.0f} of {total:.0f}, {epochs:.1f} times through the birds: loss {loss:.3f}, on birds held out "
           "{held:.3f}, {right:.0f} of those 67 right. Next: {batch:.0f} birds a step, at rate {rate:.2f}.")


def watched_run(gradient=numerics.cross_entropy_with_logits_grad, *, after=None):
    """Softmax on penguins, learnt batch by batch: start, pause, step, restart; sliders rate and batch act at once.

    gradient(z, y) gets logits of shape (N, 3) and species of shape (N,), and returns the slopes of the mean loss,
    shape (N, 3).
    """
    if not callable(gradient):
        raise TypeError(f"gradient must be a function of logits and labels, got {gradient!r}")
    return WatchedRun(gradient, after)


def _curves():
    plot = Plot((0, STEPS), (0, TOP), "step", "mean loss", width=340, height=300)
    plot.line(SHOWN, [f"h_{i}" for i in range(len(SHOWN))], colour="orange", dash="dashed", width=1.6)
    plot.line(SHOWN, [f"l_{i}" for i in range(len(SHOWN))], colour="blue", width=1.6)
    plot.point("at", "held", colour="orange", shape="square", beyond="").point("at", "loss", beyond="")
    plot.label(STEPS, TOP, "birds to learn from", dy=14, align="end", colour="blue", size=12)
    return plot.label(STEPS, TOP, "held out (dashed)", dy=32, align="end", colour="orange", size=12)


def _plane(classes):
    plot = Plot((-BOX, BOX), (-BOX, BOX), "bill length, standardised", "bill depth, standardised", width=320, height=300,
                xticks=range(-3, 4), yticks=range(-3, 4))
    X, y = birds()
    for k, colour in enumerate(classes.colours):
        plot.region([f"x{k}_{i}" for i in range(EDGES)], [f"y{k}_{i}" for i in range(EDGES)], colour=colour, opacity=0.22)
    for k, colour in enumerate(classes.colours):
        plot.dots(*X[y == k, :2].T, colour=colour, width=3.6)
    for k, (name, colour) in enumerate(zip(classes.names, classes.colours)):
        plot.label((-1.3, 1.3, 0.9)[k], (2.6, 2.6, -2.9)[k], name, colour=colour, weight="bold", size=12)
    return plot


def _region(W, k):
    """Return the corners of the part of the plane in which class k has the highest score, shape (6, 2)."""
    corners = CORNERS
    for rival in range(3):
        if rival != k:
            corners = _cut(corners, W[:, k] - W[:, rival])
    if not len(corners):
        return np.full((EDGES, 2), np.nan)
    return corners[np.minimum(np.arange(EDGES), len(corners) - 1)]


def _cut(corners, lead):
    """Return the corners of what is left of a convex polygon where w x + b is at least 0."""
    if not len(corners):
        return corners
    height, kept = corners @ lead[:2] + lead[2], []
    for i in range(len(corners)):
        here, there = height[i - 1], height[i]
        if (here < 0) != (there < 0):
            kept.append(corners[i - 1] + (corners[i] - corners[i - 1]) * here / (here - there))
        if there >= 0:
            kept.append(corners[i])
    return np.array(kept)


EXAMPLES = {"watched_run": watched_run}
