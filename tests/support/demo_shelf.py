"""Every demo, made from correct functions: what the tests of the demos share."""

import numpy as np

from helpers import demos, numerics


def squared_error(z, y):
    return (numerics.sigmoid(z) - y) ** 2


def cross_entropy(z, y):
    return numerics.binary_cross_entropy_with_logits(z, y)


def bce(p, y):
    return -np.log(p) if y == 1 else -np.log(1 - p)


def descent(w):
    return w - 0.1 * (w - 3), float(((w - 3) ** 2).sum())


SHELF = {
    "temperature": lambda: demos.temperature(numerics.softmax),
    "simplex": lambda: demos.simplex(numerics.softmax),
    "number_line float16": lambda: demos.number_line(numerics.softmax, "float16"),
    "number_line float32": lambda: demos.number_line(numerics.softmax),
    "number_line float64": lambda: demos.number_line(numerics.softmax, "float64"),
    "distributions": lambda: demos.distributions(),
    "odds": lambda: demos.odds(numerics.sigmoid),
    "bce_curves": lambda: demos.bce_curves(bce),
    "softmax_or_sigmoid": lambda: demos.softmax_or_sigmoid(numerics.softmax, numerics.sigmoid),
    "confident_mistake": lambda: demos.confident_mistake(squared_error, cross_entropy),
    "loss_surfaces": lambda: demos.loss_surfaces(squared_error, cross_entropy),
    "gradient_arrows": lambda: demos.gradient_arrows(numerics.softmax),
    "training_run": lambda: demos.training_run(descent, np.zeros(2), steps=20),
}


def numbers(text):
    """The numbers of a caption, in order, with a minus sign read as one."""
    import re

    return [float(n) for n in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?", text.replace("−", "-"))]


def rows(demo):
    """The table that the browser last got, one row a page."""
    table = demo.view.table
    width = len(demo.view.scene["columns"])
    return np.frombuffer(table["rows"]).reshape(-1, width)
