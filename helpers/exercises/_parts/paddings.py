"""By which numbers learners keep log away from 0, and exp away from large scores."""

import numpy as np

EPSILONS = (1e-3, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16, np.finfo(float).eps)

BOUNDS = (10, 20, 30, 50, 80, 88, 100, 500, 700, 709)
