"""Demo of lesson 7: softmax learns three species while one watches, batch by batch."""

from functools import cache

import numpy as np

from helpers import data, numerics
from helpers.demos.engine import Classes, Plot, Slider, name_of
from helpers.demos.training_run import TURN_SECONDS, TrainingRun

BUTTONS = ("Start", "Step", "Restart")
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


class WatchedRun(TrainingRun):
    """A run of softmax on penguins to start, pause, step and restart; its sliders may be moved while it runs."""

    def __init__(self, gradient, after):
        self._gradient, self.steps = gradient, STEPS
        self._start = (np.zeros((3, 3)), 0)
        self._step = lambda state: self._on_one_batch(state)
        self._step.__name__ = name_of(gradient)
        self.sliders, self._shown = {}, None
        self._restart()
        self._before = 1
        sliders = [Slider("rate", 0.01, 10, 0.2, 0.5, "learning rate", scale="log"),
                   Slider("batch", 1, 200, 1, 20, "birds a step", scale="log")]
        classes = Classes(("Adélie", "chinstrap", "gentoo"), 3)
        super(TrainingRun, self).__init__(
            "A run to watch", sliders, [_curves(), _plane(classes)], self._curve, CAPTION, after=after, buttons=BUTTONS)

    def reset(self):
        """Go back to the start, and bring the sliders back to theirs."""
        self._restart()
        return super(TrainingRun, self).reset()

    def _restart(self):
        super()._restart()
        self._order, self._done, self._ways = np.random.default_rng(3), [self._both(np.zeros((3, 3)))], [self._start]

    def _setting(self, name, otherwise):
        return self.sliders[name].value if name in self.sliders else otherwise

    def _on_one_batch(self, state):
        """Return the weights one step on, and the loss on all birds to learn from."""
        W, seen = state
        X, y = birds()
        size = int(self._setting("batch", 20))
        rows = self._order.choice(KNOWN, size, replace=False)
        slopes = np.asarray(self._gradient(X[rows] @ W, y[rows]), float)
        if slopes.shape != (size, 3):
            raise ValueError(f"the gradient of logits of shape {(size, 3)} has shape {slopes.shape}")
        W = W - self._setting("rate", 0.5) * X[rows].T @ slopes
        if not np.isfinite(W).all():
            return (W, seen + size), np.nan
        self._done.append(self._both(W))
        self._ways.append((W, seen + size))
        return self._ways[-1], self._done[-1][0]

    @staticmethod
    def _both(W):
        """Return the losses on the birds to learn from and on those held out, and how many of the latter are right."""
        X, y = birds()
        z = X @ W
        losses = numerics.cross_entropy_with_logits(z, y, reduction="none")
        held = slice(KNOWN, None)
        return losses[:KNOWN].mean(), losses[held].mean(), (z[held].argmax(axis=1) == y[held]).sum()

    def _curve(self, v, ask):
        if self._trouble:
            ask.blame(0, self._trouble)
        done, pages = len(self._done) - 1 if self._shown is None else self._shown, len(v["rate"])
        W, seen = self._ways[done]
        told = np.full((len(SHOWN), 2), np.nan)
        reached = SHOWN[SHOWN <= done]
        told[:len(reached)] = np.array(self._done)[reached, :2]
        loss, held, right = self._done[done]
        numbers = {"loss": loss, "held": held, "right": right, "at": done, "progress": done, "total": STEPS,
                   "epochs": seen / KNOWN, "over": done == STEPS or bool(self._trouble)}
        out = {name: np.full(pages, float(number)) for name, number in numbers.items()}
        out |= {"l": told[:, 0], "h": told[:, 1]}
        for k in range(3):
            region = _region(W, k)
            out |= {f"x{k}_": region[:, 0], f"y{k}_": region[:, 1]}
        return {name: np.broadcast_to(row, (pages, len(row))) if np.ndim(row) == 1 and len(row) != pages else row
                for name, row in out.items()}

    def _follow(self, said):
        if self.locked:
            return
        for slider, position in zip(self.sliders.values(), said.positions):
            slider.position = min(max(int(position), 0), len(slider.grid) - 1)
        if said.act == "Restart":
            self._restart()
        elif said.act in ("Start", "Step"):
            self._train(1 if said.act == "Step" else said.n, TURN_SECONDS)
        self._moved(reply=said.reply, active=said.active if not said.act else None)
        self._reached(said.moves)

    def _train(self, n, seconds):
        self._before = len(self._done)
        super()._train(n, seconds)

    def _publish(self, rows, starts, messages, reply=0, filled=False, frames=0):
        """Send the steps that this turn went through as pictures, too, so that the browser need not ask for each."""
        between = range(self._before, len(self._done) - 1) if reply and not messages else ()
        for self._shown in between:
            rows = np.concatenate([rows, self._compute(self._here(), messages, self._ask)])
        self._shown, self._before = None, len(self._done)
        if between:
            self._compute(self._here(), messages, self._ask)
        super()._publish(rows, starts, messages, reply, filled, len(between))


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
    plot.line(SHOWN, [f"h{i}" for i in range(len(SHOWN))], colour="orange", dash="dashed", width=1.6)
    plot.line(SHOWN, [f"l{i}" for i in range(len(SHOWN))], colour="blue", width=1.6)
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
