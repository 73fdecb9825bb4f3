"""The gradients of helpers.numerics are those of its losses."""

import numpy as np
import pytest

from helpers import numerics as nm

RNG = np.random.default_rng(0)
Z = RNG.normal(size=(4, 3)) * 2
LABELS = np.array([0, 2, 1, 1])
SOFT = nm.softmax(RNG.normal(size=(4, 3)))
WEIGHT = np.array([0.5, 2.0, 0.0])


def same(gradient, f, z):
    return np.abs(gradient - nm.numerical_gradient(f, z)).max() < 1e-9


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("smoothing", [0.0, 0.2])
@pytest.mark.parametrize("weight", [None, WEIGHT])
def test_cross_entropy_gradient(weight, smoothing, reduction):
    options = {"weight": weight, "label_smoothing": smoothing, "reduction": reduction}
    for target in (LABELS, SOFT, nm.one_hot(LABELS, 3)):
        gradient = nm.cross_entropy_with_logits_grad(Z, target, **options)
        assert gradient.shape == Z.shape
        assert same(gradient, lambda z: nm.cross_entropy_with_logits(z, target, **options), Z)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("weight", [None, 2.0, WEIGHT, SOFT])
@pytest.mark.parametrize("pos_weight", [None, 3.0, WEIGHT])
def test_binary_cross_entropy_gradient(pos_weight, weight, reduction):
    options = {"weight": weight, "pos_weight": pos_weight, "reduction": reduction}
    for target in (SOFT, np.eye(4, 3, dtype=int)):
        gradient = nm.binary_cross_entropy_with_logits_grad(Z, target, **options)
        loss = nm.binary_cross_entropy_with_logits
        assert same(gradient, lambda z: loss(z, target, **options), Z)


def test_unreduced_gradients_are_those_of_each_loss():
    rows = nm.cross_entropy_with_logits_grad(Z, LABELS, reduction="none")
    assert np.array_equal(rows / 4, nm.cross_entropy_with_logits_grad(Z, LABELS))
    one = nm.cross_entropy_with_logits_grad(Z[1], LABELS[1], reduction="none")
    assert rows[1] == pytest.approx(one)
    assert rows == pytest.approx(nm.softmax(Z) - nm.one_hot(LABELS, 3))


def test_gradient_rows_sum_to_zero():
    rows = nm.cross_entropy_with_logits_grad(Z * 20, SOFT, reduction="none")
    assert np.abs(rows.sum(axis=-1)).max() < 1e-15


def test_softmax_jacobian_and_sigmoid_gradient():
    jacobian = nm.softmax_jacobian(Z)
    assert jacobian.shape == (4, 3, 3)
    for row, matrix in zip(Z, jacobian, strict=True):
        for i in range(3):
            assert same(matrix[i], lambda z, i=i: nm.softmax(z)[i], row)
        assert np.array_equal(matrix, matrix.T)
    assert np.allclose(nm.softmax_jacobian(Z[0]), jacobian[0], rtol=1e-15)
    assert same(nm.sigmoid_grad(Z), lambda z: nm.sigmoid(z).sum(), Z)


def test_the_jacobian_carries_the_loss_gradient():
    p = nm.softmax(Z[0])
    chain = nm.softmax_jacobian(Z[0]) @ (-nm.one_hot(2, 3) / p)
    assert chain == pytest.approx(nm.cross_entropy_with_logits_grad(Z[0], 2))


def test_numerical_gradient_leaves_its_argument_alone():
    x = np.array([1, 2, 3])
    assert nm.numerical_gradient(lambda v: (v**2).sum(), x) == pytest.approx([2, 4, 6])
    assert x.tolist() == [1, 2, 3]

    def spoils(v):
        v += 1
        return v.sum()

    assert nm.numerical_gradient(spoils, np.zeros((2, 2))) == pytest.approx(np.ones((2, 2)))
    assert nm.numerical_gradient(lambda v: v**3, 2.0) == pytest.approx(12)
    for constant in (3, True, np.uint8(3)):
        assert nm.numerical_gradient(lambda v: constant, [2.0]) == 0


def test_gradients_of_no_samples():
    assert nm.cross_entropy_with_logits_grad(np.zeros((0, 3)), []).shape == (0, 3)
    assert nm.binary_cross_entropy_with_logits_grad([], []).shape == (0,)
    for dtype in (np.float16, np.float32, np.float64):
        none = np.zeros((0, 3), dtype)
        assert nm.softmax(none).shape == (0, 3) and nm.softmax_jacobian(none).shape == (0, 3, 3)
        assert nm.cross_entropy_with_logits_grad(none, none).shape == (0, 3)
