"""What lesson 7 says of scikit-learn's result is what scikit-learn gives on the lesson's own split."""

import re

import numpy as np
import pytest

from helpers import data, numerics
from tests.support.course import outputs, saved

sklearn = pytest.importorskip("sklearn.linear_model", reason="scikit-learn is not installed; it comes with the dev group")


KNOWN, HELD_OUT = slice(266), slice(266, None)


@pytest.fixture(scope="module")
def birds():
    """The birds as lesson 7 mixes them, and their four measures as it standardises them, shape (333, 4)."""
    found = data.penguins()
    found = found[np.random.default_rng(7).permutation(len(found))]
    X = np.column_stack([found.bill_length_mm, found.bill_depth_mm, found.flipper_length_mm, found.body_mass_g])
    return found, (X - X[KNOWN].mean(axis=0)) / X[KNOWN].std(axis=0)


def trained(X, y):
    return sklearn.LogisticRegression(tol=1e-10, max_iter=10_000).fit(X[KNOWN], y[KNOWN])


def test_scikit_learn_has_as_many_birds_right_and_the_same_loss(birds):
    found, X = birds
    y = np.unique(found.species, return_inverse=True)[1]
    p, held = trained(X, y).predict_proba(X[HELD_OUT]), y[HELD_OUT]
    says = f"{(p.argmax(axis=1) == held).sum()} of 67 right, loss {numerics.cross_entropy(p, held):.4f}"
    printed = re.search(r"\d+ of 67 right, loss [\d.]+", "".join(map(str, outputs(saved("07_train_a_classifier")))))
    assert printed and printed[0] == says == "66 of 67 right, loss 0.0386"


def test_the_sex_of_the_birds_is_harder(birds):
    found, X = birds
    male = found.sex == "male"
    assert (trained(X, male).predict(X[HELD_OUT]) == male[HELD_OUT]).sum() == 62
