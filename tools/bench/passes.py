"""NumPy's own passes of softmax and sigmoid, each alone: what no arrangement of them can go below.

They run in the parts that the functions work in, on numbers that the cache holds already. So the sum
is the least there is: reading z from memory, writing the result there and Python come on top.
"""

import numpy as np

from helpers.numerics._arrays import in_parts


def softmax_passes(z, out):
    """Return the passes over one part, which read z and write to out."""
    top = z.max(axis=-1, keepdims=True)
    return {
        "argmax": lambda: z.argmax(axis=-1),
        "subtract": lambda: np.subtract(z, top, out=out),
        "exp": lambda: np.exp(z, out=out),
        "sum": lambda: z.sum(axis=-1, keepdims=True),
        "divide": lambda: np.divide(z, top, out=out),
    }


def sigmoid_passes(z, out):
    """Return the passes over one part, with the cheapest numerator that is exactly 1 or e: max(e, z >= 0).

    The bits of the two-class softmax, 1 / (1 + e) or e / (1 + e) with e = exp(-|z|), leave no other way.
    """
    yes, small = z > 0, -np.abs(z)
    return {
        "absolute": lambda: np.abs(z, out=out),
        "minus": lambda: np.negative(z, out=out),
        "exp": lambda: np.exp(small, out=out),
        "compare": lambda: np.greater_equal(z, 0, out=yes),
        "1 or 0": lambda: np.copyto(out, yes),
        "maximum": lambda: np.maximum(z, small, out=out),
        "add 1": lambda: np.add(z, 1, out=out),
        "divide": lambda: np.divide(z, small, out=out),
    }


PASSES = {"softmax": (softmax_passes, -1), "sigmoid": (sigmoid_passes, ())}


def numpys_passes(name, z):
    """Return {pass: call}, each over as many parts, of the same shapes, as the function cuts z into."""
    passes, axis = PASSES[name]
    with np.errstate():  # which restores the buffer
        shapes = [part.shape for part, in in_parts(z, axis=axis)]
    over = {shape: passes(z[tuple(map(slice, shape))].copy(), np.empty(shape, z.dtype)) for shape in set(shapes)}
    names = over[shapes[0]]
    return {k: lambda calls=[over[shape][k] for shape in shapes]: [call() for call in calls] for k in names}
