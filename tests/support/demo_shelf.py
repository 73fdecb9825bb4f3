"""Every demo, made from correct functions: what the tests of the demos share."""

import re

import numpy as np

from helpers.demos._discovery import examples

SHELF = examples()


def numbers(text):
    """The numbers of a caption, in order, with a minus sign read as one."""
    return [float(n) for n in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?", text.replace("−", "-"))]


def rows(demo):
    """The table that the browser last got, one row a page."""
    table = demo.view.table
    width = len(demo.view.scene["columns"])
    return np.frombuffer(table["rows"]).reshape(-1, width)
