"""Sliders: named numbers on a fixed grid of positions."""

import numpy as np

from helpers.demos.engine.messages import Control


class Slider:
    """A number that moves in steps of `step` from `min` to `max`; `label` is what the learner reads."""

    def __init__(self, name, min, max, step, value, label=None, unit=""):
        self.name, self.label, self.unit = name, label or name, unit
        self.min, self.max, self.step = float(min), float(max), float(step)
        self.digits = max_digits(step)
        count = round((self.max - self.min) / self.step) + 1
        self.grid = np.round(self.min + self.step * np.arange(count), 9)
        self.moved = lambda: None
        self.position = self.nearest(value)

    def __repr__(self):
        return f"Slider({self.name!r}, {self.min:g} to {self.max:g}, at {self.value:g})"

    @property
    def value(self):
        """The number that the slider stands at; setting it moves the demo."""
        return float(self.grid[self.position])

    @value.setter
    def value(self, value):
        self.position = self.nearest(value)
        self.moved()

    def nearest(self, value):
        """Return the position nearest to `value`, which must lie within the slider's range."""
        try:
            number = float(value)
        except (TypeError, ValueError):
            raise TypeError(f"{self.name} must be a number, got {value!r}") from None
        if not self.min - 1e-9 <= number <= self.max + 1e-9:
            raise ValueError(f"{self.name} must be in [{self.min:g}, {self.max:g}], got {number:g}")
        return int(np.abs(self.grid - number).argmin())

    def control(self):
        """Return what the browser needs to know."""
        return Control(*(getattr(self, name) for name in Control._fields))._asdict()


def max_digits(step):
    """Return the decimals that tell two neighbouring positions apart."""
    return max(0, len(f"{step:g}".partition(".")[2]))


def logits(count, low, high, start, step=0.1):
    """Return sliders z0, z1, ... for `count` logits."""
    subscripts = "₀₁₂₃₄₅₆₇₈₉"
    return [Slider(f"z{k}", low, high, step, start[k], f"logit z{subscripts[k]}") for k in range(count)]
