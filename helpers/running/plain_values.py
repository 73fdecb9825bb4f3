"""Turn what an answer returned into plain numbers, without running any of its code."""

import numpy as np

PLAIN = frozenset({bool, int, float}) | {
    kind for kind in np.sctypeDict.values() if kind not in (np.object_, np.void)
}
MOST_ITEMS = 100_000
MOST_LEVELS = 8


class Unreadable(Exception):
    """The value is not numbers; the message says what it is."""


def name_of_type(value) -> str:
    """Return the name of a value's type, also when its class overrides everything."""
    return str(type.__dict__["__name__"].__get__(type(value)))[:80]


def plain(value):
    """Return a float64 array, or a short string for a choice; raise `Unreadable` for the rest.

    Types are compared exactly, so an object's own `__array__`, `__eq__` or `__class__` is never asked.
    """
    return _short(value) if type(value) is str else _numbers(value, MOST_LEVELS)


def is_truths(value) -> bool:
    """Return whether a value is True or False, or an array of them."""
    return type(value) in (bool, np.bool_) or type(value) is np.ndarray and value.dtype == bool


def _short(text):
    if len(text) > 200:
        raise Unreadable(f"a text of {len(text)} characters")
    return text


def _numbers(value, levels):
    if type(value) in PLAIN:
        return _as_float(np.asarray(value))
    if issubclass(type(value), np.ndarray):
        return _as_float(np.ndarray.view(value, np.ndarray), levels)
    if type(value) in (list, tuple):
        return _stacked(value, levels)
    raise Unreadable(f"an object of type {name_of_type(value)}")


def _as_float(array, levels=0):
    if array.size > MOST_ITEMS:
        raise Unreadable(f"an array of shape {array.shape}")
    if array.dtype.kind == "O" and levels:
        return _numbers(array.tolist(), levels - 1)
    if array.dtype.kind not in "biuf":
        raise Unreadable(f"values of dtype {array.dtype}")
    return np.array(array, dtype=np.float64)


def _stacked(items, levels):
    if not levels:
        raise Unreadable("a list nested too deeply")
    if len(items) > MOST_ITEMS:
        raise Unreadable(f"a {name_of_type(items)} of {len(items)} items")
    try:
        parts = [_numbers(item, levels - 1) for item in items]
    except OverflowError:
        raise Unreadable("an integer too large for a float") from None
    if len({part.shape for part in parts}) > 1:
        raise Unreadable("a list whose rows differ in length")
    return np.array(parts, dtype=np.float64)
