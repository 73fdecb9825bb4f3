"""Probabilities of which some are struck out: what top-k and top-p have in common."""

import numpy as np


def only(p, places):
    """Return the probabilities at `places` in their proportions, and 0 elsewhere; nan where none is left."""
    kept = np.zeros(len(p))
    kept[places] = p[places]
    return kept / kept.sum()
