"""Every demo, made from correct functions: what the tests of the demos share."""

import re

import numpy as np

from helpers.demos._discovery import examples

SHELF = examples()


def numbers(text):
    """The numbers of a caption, in order, with a minus sign read as one, and 1,000 as a thousand."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", text.replace("−", "-"))
    return [float(n) for n in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?", plain)]


def shares(p, digits=2):
    """The numbers that a caption says for probabilities: never 0 or 1 for one that is neither."""
    p, least = np.asarray(p), 10.0 ** -digits
    rounded = np.round(p, digits)
    rounded = np.where((rounded == 0) & (p > 0), least, rounded)
    return np.where((rounded == 1) & (p < 1), 1 - least, rounded).round(digits).tolist()


def rows(demo):
    """The table that the browser last got, one row a page."""
    table = demo.view.table
    width = len(demo.view.scene["columns"])
    return np.frombuffer(table["rows"]).reshape(-1, width)
