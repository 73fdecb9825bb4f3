"""What goes wrong where an answer loops over rows, or adds up in a loop."""

import numpy as np

from helpers.checks import Mistake

from .wrong_shifts import shift

FORGOT = "A sum in a loop that is written s = ... forgets what came before."
ADD_UP = "Write s += ... in the loop, with s = 0 above it."


def row_by_row(*rules):
    """Return the mistake of applying rules for one row to whatever the first axis holds."""
    return Mistake(
        "row-by-row",
        "You go through z row by row, as if it were always a table. Of a single row of scores that takes each number "
        "alone, and of a stack each table as a whole.",
        "Leave out the loop: axis=-1 with keepdims=True treats each row apart, however many axes there are.",
        *(lambda z, rule=rule: np.array([rule(row) for row in z]) for rule in rules))


def shares(z):
    """Return softmax of one row as a first version has it."""
    return np.exp(z) / np.exp(z).sum()


def safe_shares(z):
    """Return softmax of one row, shifted."""
    return np.exp(z - z.max()) / np.exp(z - z.max()).sum()


def log_of_sum(z):
    """Return logsumexp of one row, shifted."""
    return z.max() + np.log(np.exp(z - z.max()).sum())


LAST_SHARE = Mistake(
    "last-term-only", f"You divide by the last exponential alone, not by the sum of all. {FORGOT}", ADD_UP,
    lambda z: np.exp(z) / np.exp(z[..., -1:]), lambda z: np.exp(z) / np.exp(z[-1]),
    lambda z: np.exp(shift(z)) / np.exp(shift(z)[..., -1:]), lambda z: np.exp(z - z[..., -1:]))

LAST_SAMPLE = ("last-sample-only", f"You return what the last sample costs, and lose the others. {FORGOT}", ADD_UP)
