"""Further cases for the problem set, drawn from a generator."""

import numpy as np

from helpers.checks.exercise import Case


def shares(rng):
    """Draw probabilities of several shapes."""
    drawn = [rng.dirichlet(np.ones(shape[-1]), shape[:-1]) for shape in ((3,), (6,), (1, 4), (2, 3), (4, 4), (2, 2, 3))]
    return [Case(f"random probabilities of shape {p.shape}", (p,)) for p in drawn]


def masks(rng):
    """Draw scores and which classes are allowed; a barred class may lead by far."""
    drawn = []
    for shape, spread in (((5,), 3), ((2, 4), 3), ((4, 4), 5), ((3, 6), 900), ((2, 3, 4), 2)):
        allowed = rng.random(shape) < 0.6
        allowed[..., rng.integers(shape[-1])] = True
        z = (rng.normal(0, spread, shape) + rng.uniform(-spread, spread, shape[:-1] + (1,)) * 2).round(2)
        drawn.append((np.where(allowed, z, z + spread), allowed))
    return [Case(f"random scores of shape {z.shape}", (z, allowed)) for z, allowed in drawn]


def labelled(rng):
    """Draw logits and labels, half of which are missing."""
    drawn = []
    for n, K, spread in ((4, 3, 2), (6, 2, 3), (5, 5, 3), (8, 4, 4), (5, 3, 600)):
        y = rng.integers(0, K, n)
        y[rng.permutation(n)[: n // 2]] = -1
        y[rng.integers(n)] = K - 1
        drawn.append((rng.normal(0, spread, (n, K)).round(2), y))
    return [Case(f"random logits of shape {z.shape}", (z, y)) for z, y in drawn]


def several(rng):
    """Draw logits with several labels each."""
    drawn = [(rng.normal(0, spread, shape).round(2), rng.integers(0, 2, shape))
             for shape, spread in (((1, 3), 2), ((4, 2), 3), ((5, 6), 3), ((3, 3), 5), ((4, 5), 400))]
    return [Case(f"random logits of shape {z.shape}", (z, y)) for z, y in drawn]


def lonely(rng):
    """Draw logits near 0, and where p is exactly 0 or 1."""
    return [Case(f"random logits of shape {np.shape(z)}", (z,)) for z in (
        rng.normal(0, 3, 4).round(3), rng.normal(0, 8, (2, 3)).round(3), rng.uniform(37, 300, 3).round(2),
        rng.uniform(-300, -37, 2).round(2), rng.uniform(-600, 600, 4).round(1))]


def heated(rng):
    """Draw logits, labels and a temperature."""
    drawn = [(rng.normal(0, spread, (n, K)).round(2), rng.integers(0, K, n),
              float(rng.choice([0.25, 0.5, 1.5, 2.0, 4.0])))
             for n, K, spread in ((1, 3, 2), (4, 4, 3), (6, 2, 3), (5, 5, 4), (3, 3, 900))]
    return [Case(f"random logits of shape {z.shape}, T = {T}", (z, y, T)) for z, y, T in drawn]
