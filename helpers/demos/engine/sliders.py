"""Sliders: named numbers on a fixed grid of positions."""

import numpy as np

from helpers.demos.engine.messages import Control

SCALES = ("linear", "log", "mirrored")


class Slider:
    """A number that moves in steps of `step` from `min` to `max`; `label` is what the learner reads.

    With scale="log" its positions are round numbers of every power of ten: the leading digit
    goes up by `step` to 3, and by five steps at once from there to 10. With scale="mirrored" it goes
    from -max over 0 to max: in steps of `step` as far as 1, and like a logarithmic one from there.
    `colour` is that of the class which the slider moves.
    """

    def __init__(self, name, min, max, step, value, label=None, unit="", *, scale="linear", colour=""):
        self.name, self.label, self.unit, self.scale, self.colour = name, label or name, unit, scale, colour
        self.min, self.max, self.step = float(min), float(max), float(step)
        self.digits, self.grid = max_digits(step), self._positions()
        self.moved = lambda: None
        self.start = self.position = self.nearest(value)

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
        if self.scale == "log":
            return int(np.abs(np.log(self.grid / number)).argmin())
        return int(np.abs(self.grid - number).argmin())

    def control(self):
        """Return what the browser needs to know: a logarithmic slider moves over its positions."""
        if self.scale != "linear":
            last = len(self.grid) - 1
            return Control(self.name, self.label, self.unit, 0, last, 1, 0, self.colour, self.grid.tolist())._asdict()
        return Control(self.name, self.label, self.unit, self.min, self.max, self.step, self.digits,
                       self.colour)._asdict()

    def _positions(self):
        if self.scale not in SCALES:
            raise ValueError(f"scale must be one of {', '.join(SCALES)}, got {self.scale!r}")
        if self.scale == "linear":
            count = round((self.max - self.min) / self.step) + 1
            return np.round(self.min + self.step * np.arange(count), 9)
        if self.scale == "mirrored":
            return self._mirrored()
        if not 0 < self.min < self.max:
            raise ValueError(f"a logarithmic slider needs 0 < min < max, got {self.min:g} and {self.max:g}")
        return self._round_numbers(self.min)

    def _mirrored(self):
        if not -self.min == self.max > 1:
            raise ValueError(f"a mirrored slider needs min = -max and max > 1, got {self.min:g} and {self.max:g}")
        near = np.round(np.arange(self.step, 1 - self.step / 2, self.step), 9)
        side = np.concatenate([near, self._round_numbers(1)])
        return np.concatenate([-side[::-1], [0], side])

    def _round_numbers(self, least):
        """Return the round numbers of every power of ten from `least` to max."""
        leading = np.concatenate([np.arange(1, 3, self.step), np.arange(3, 10, 5 * self.step)])
        powers = np.arange(np.floor(np.log10(least)), np.ceil(np.log10(self.max)) + 1)
        grid = np.array([float(f"{digit:.3g}e{power:.0f}") for power in powers for digit in leading])
        return grid[(grid > least * (1 - 1e-9)) & (grid < self.max * (1 + 1e-9))]


def max_digits(step):
    """Return the decimals that tell two neighbouring positions apart."""
    return max(0, len(f"{step:g}".partition(".")[2]))


def logits(count, low, high, start, step=0.1, classes=None):
    """Return sliders z0, z1, ... for `count` logits, in the colours of their classes if there are any."""
    subscripts = "₀₁₂₃₄₅₆₇₈₉"
    return [
        Slider(f"z{k}", low, high, step, start[k],
               f"{classes.of(k)}z{subscripts[k]}" if classes and classes.named else f"logit z{subscripts[k]}",
               colour=classes.colours[k] if classes else "")
        for k in range(count)
    ]


def starting_scores(scores, most):
    """Return the two to `most` scores with which a demo begins, as a list of floats."""
    try:
        numbers = [float(score) for score in scores]
    except (TypeError, ValueError):
        raise TypeError(f"scores must be two to {most} numbers, got {scores!r}") from None
    if not 2 <= len(numbers) <= most:
        raise ValueError(f"scores must be two to {most} numbers, got {len(numbers)}")
    return numbers
