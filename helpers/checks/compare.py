"""Compare plain values, and say in words how they differ."""

import numpy as np


def same(got, want, rtol=1e-6, atol=1e-9) -> bool:
    """Return whether two plain values agree: same shape, nan with nan, inf with inf, else within tolerance."""
    if isinstance(got, str) or isinstance(want, str):
        return isinstance(got, str) and isinstance(want, str) and letter(got) == letter(want)
    if got.shape != want.shape:
        return False
    with np.errstate(all="ignore"):
        near = np.isfinite(want) & (np.abs(got - want) <= atol + rtol * np.abs(want))
    return bool(np.all((got == want) | near | (np.isnan(got) & np.isnan(want))))


def letter(text: str) -> str:
    """Return the letter of a choice: 'B) ...' and ' b' are both 'b'."""
    return text.strip().lower().removesuffix(".").split(")")[0].strip("( ")


def shown(value, digits=4, prefix="") -> str:
    """Return a value as a learner reads it: few digits, long arrays shortened, rows lined up behind the prefix."""
    if isinstance(value, str):
        return repr(value)
    array = np.asarray(value)
    if array.ndim == 0:
        return f"{array.item():.{digits}g}" if array.dtype.kind == "f" else str(array.item())
    return np.array2string(
        array, threshold=30, edgeitems=3, separator=", ", prefix=prefix,
        formatter={"float_kind": lambda number: f"{number:.{digits}g}"},
    )


def difference(got, want, properties=(), briefly=False) -> str:
    """Return one sentence: the first property of the wanted value that the given one breaks.

    Where the two stand beside the sentence, `briefly` leaves out what short ones show themselves.
    """
    if isinstance(got, str):
        return f"Numbers were expected, not the text {got!r}."
    if got.shape != want.shape:
        return f"The shape should be {want.shape}; yours is {got.shape}."
    for broken in (_not_finite, *properties):
        sentence = broken(got, want)
        if sentence:
            return sentence
    return _first_gap(got, want, briefly and want.size <= 30)


def _not_finite(got, want):
    for name, test in (("nan", np.isnan), ("inf", np.isinf)):
        if test(got).any() and not test(want).any():
            return f"The answer contains {name}, and no entry should."
    return None


def _first_gap(got, want, briefly):
    if got.ndim == 0 and briefly:
        return "The number that comes back is another than the one expected."
    if got.ndim == 0:
        return "The number should be {}; yours is {}.".format(*_apart(want, got))
    with np.errstate(all="ignore"):
        gap = np.where(got == want, 0, np.nan_to_num(np.abs(got - want), nan=np.inf))
    gap[np.isnan(got) & np.isnan(want)] = 0
    where = tuple(int(i) for i in np.unravel_index(np.argmax(gap), gap.shape))
    place = ", ".join(map(str, where))
    if briefly:
        return f"The numbers differ, most of all at [{place}]."
    return f"The largest miss is at [{place}]: expected {{}}, got {{}}.".format(*_apart(want[where], got[where]))


def told_apart(want, got) -> list:
    """Return two values in words of 4 digits, or of as many as it takes to tell them apart."""
    return _apart(want, got, fewest=4)


def _apart(*values, fewest=6):
    """Return values in words of so many digits, or of as many as it takes to tell them apart."""
    for digits in (fewest, 6, 9, 12, 17):
        words = [shown(value, digits) for value in values]
        if words[0] != words[1]:
            return words
    return [shown(value, fewest) for value in values]


def rows_sum_to_one(got, want):
    """Say which row of a last-axis distribution does not sum to 1."""
    for row, total in enumerate(np.ravel(got.sum(axis=-1))):
        if abs(total - 1) > 1e-3 and got.shape == (1,):
            return f"A single share is the whole, 1; yours is {total:.4g}."
        if abs(total - 1) > 1e-3 and got.ndim == 1:
            return f"Your numbers sum to {total:.4g}; they should sum to 1."
        if abs(total - 1) > 1e-3:
            return f"Row {row} sums to {total:.4g}; each row should sum to 1."
    return None


def nothing_negative(got, want):
    """Say that there is a negative entry where there can be none."""
    if (want >= 0).all() and (got < -1e-9).any():
        return f"The answer holds {shown(got[got < 0].min() if got.ndim else got)}; it can never be negative."
    return None


def rows_sum_to_zero(got, want):
    """Say which row of a gradient does not sum to 0."""
    sums = np.atleast_1d(got.sum(axis=-1)).ravel()
    for row, total in enumerate(sums):
        if abs(total) > 1e-6:
            return (f"Row {row} of the gradient sums to {total:.4g}; "
                    "shifting all scores changes nothing, so it should sum to 0.")
    return None
