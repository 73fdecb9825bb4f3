"""What lesson 7 says of scikit-learn's result is what scikit-learn gives on the lesson's own split."""

import re

import numpy as np
import pytest

from helpers import data, numerics
from tests.support.course import outputs, saved

sklearn = pytest.importorskip("sklearn.linear_model", reason="scikit-learn is not installed; it comes with the dev group")


def test_scikit_learn_has_as_many_birds_right_and_the_same_loss():
    birds = data.penguins()
    birds = birds[np.random.default_rng(7).permutation(len(birds))]
    measures = np.column_stack([birds.bill_length_mm, birds.bill_depth_mm, birds.flipper_length_mm, birds.body_mass_g])
    X = (measures - measures[:266].mean(axis=0)) / measures[:266].std(axis=0)
    label = np.unique(birds.species, return_inverse=True)[1]
    model = sklearn.LogisticRegression(tol=1e-10, max_iter=10_000).fit(X[:266], label[:266])
    p = model.predict_proba(X[266:])
    found = f"{(p.argmax(axis=1) == label[266:]).sum()} of 67 right, loss {numerics.cross_entropy(p, label[266:]):.4f}"
    printed = re.search(r"\d+ of 67 right, loss [\d.]+", "".join(map(str, outputs(saved("07_train_a_classifier")))))
    assert printed and printed[0] == found == "66 of 67 right, loss 0.0386"


def test_the_sex_of_the_birds_is_harder():
    birds = data.penguins()
    birds = birds[np.random.default_rng(7).permutation(len(birds))]
    measures = np.column_stack([birds.bill_length_mm, birds.bill_depth_mm, birds.flipper_length_mm, birds.body_mass_g])
    X = (measures - measures[:266].mean(axis=0)) / measures[:266].std(axis=0)
    male = birds.sex == "male"
    model = sklearn.LogisticRegression(tol=1e-10, max_iter=10_000).fit(X[:266], male[:266])
    assert (model.predict(X[266:]) == male[266:]).sum() == 62
