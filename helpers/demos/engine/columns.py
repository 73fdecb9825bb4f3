"""The numbers of a demo's pages, by name: what goes into `pages` and what comes out of it."""

import re

import numpy as np


def by_name(sliders, settings):
    """Return each slider's settings, shape (pages,), and those of z0, z1, ... also together as z, shape (pages, K)."""
    values = dict(zip(sliders, settings.T))
    stems = {}
    for name in sliders:
        if grouped := re.fullmatch(r"([a-z]+)\d", name):
            stems.setdefault(grouped[1], []).append(values[name])
    return values | {stem: np.stack(group, axis=-1) for stem, group in stems.items()}


def flat(numbers, pages):
    """Return one column a number, shape (pages,): a row of three in "p" becomes p0, p1, p2. One row serves all pages."""
    columns = {}
    for name, value in numbers.items():
        value = np.asarray(value, dtype=float)
        if value.ndim == 2:
            columns |= {f"{name}{k}": np.broadcast_to(value[:, k], (pages,)) for k in range(value.shape[1])}
        else:
            columns[name] = np.broadcast_to(value, (pages,))
    return columns


def ghost(answer, right):
    """Return the right answer where the learner's differs from it, and nan where it does not or there is none.

    answer, right: shape (pages,) or (pages, K).
    """
    apart = np.abs(answer - right) > 1e-6 * (1 + np.abs(right))
    somewhere = apart if apart.ndim == 1 else apart.any(axis=1, keepdims=True)
    return np.where(somewhere, right, np.nan)


def seen(*ghosts):
    """Return 1 for each page on which one of these ghosts stands, and 0 for the others."""
    rows = [ghost.reshape(len(ghost), -1) for ghost in ghosts]
    return np.isfinite(np.concatenate(rows, axis=1)).any(axis=1).astype(float)
