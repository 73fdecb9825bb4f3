"""Faults that random calls against other libraries found in the first edition."""

import numpy as np
import pytest

from helpers import numerics as nm

ce, ce_grad = nm.cross_entropy_with_logits, nm.cross_entropy_with_logits_grad
bce, bce_grad = nm.binary_cross_entropy_with_logits, nm.binary_cross_entropy_with_logits_grad


def test_soft_targets_of_a_narrower_type_may_be_smoothed():
    rng = np.random.default_rng(0)
    for _ in range(50):
        z = rng.normal(size=(20, 7))
        q = nm.softmax(rng.normal(size=(20, 7)).astype(np.float32))
        smooth = 0.9 * q.astype(float) + 0.1 / 7
        assert ce(z, q, label_smoothing=0.1) == pytest.approx(-(smooth * nm.log_softmax(z)).sum(axis=-1).mean())
        assert np.allclose(ce_grad(z, q, label_smoothing=0.1, reduction="sum"), nm.softmax(z) - smooth, atol=1e-6)
        half = nm.softmax(rng.normal(size=(20, 7)).astype(np.float16))
        assert np.isfinite(ce(z.astype(np.float32), half, label_smoothing=0.1))
    with pytest.raises(ValueError, match="^each row of target must sum to 1, row 0 sums to 2$"):
        ce([[0.0, 1.0]], [[1.0, 1.0]], label_smoothing=0.1)


def test_the_weighted_mean_of_a_large_array_keeps_its_digits():
    rng = np.random.default_rng(0)
    z, y, w = rng.normal(size=(20_000, 700)), rng.integers(0, 2, (20_000, 700)), rng.uniform(0.1, 3, 700)
    losses = bce(z, y, reduction="none").astype(np.longdouble)
    for weight in (w, 0.1, np.full(1, 0.1)):
        true = (losses * weight).sum() / (np.broadcast_to(weight, losses.shape).sum(dtype=np.longdouble))
        assert abs(bce(z, y, weight=weight) / true - 1) < 4 * np.finfo(float).eps
    grad = bce_grad(z[:2], y[:2], weight=w)
    assert np.allclose(grad, w * bce_grad(z[:2], y[:2], reduction="none") / (2 * w.sum()), rtol=1e-14)


def test_one_weight_in_an_array_is_one_weight():
    rng = np.random.default_rng(0)
    z, y = rng.normal(size=(5, 3)), rng.random((5, 3))
    for name in ("weight", "pos_weight"):
        for function in (bce, bce_grad):
            for reduction in ("none", "mean", "sum"):
                one, array = ({name: w, "reduction": reduction} for w in (2.5, [2.5]))
                assert np.array_equal(function(z, y, **one), function(z, y, **array))
    assert nm.binary_cross_entropy(y, y, weight=[2.5]) == nm.binary_cross_entropy(y, y, weight=2.5)
    assert bce(0.3, 1, pos_weight=[2]) == bce(0.3, 1, pos_weight=2)
    with pytest.raises(ValueError, match=r"^pos_weight shape \(1, 1\) does not match shape \(5, 3\)$"):
        bce(z, y, pos_weight=[[2]])


@pytest.mark.parametrize("z", [3.0, np.float64(3), np.array(3.0), np.array(3, ">f8"), 3])
def test_a_number_gives_a_number(z):
    for result in (
        nm.softmax(z, axis=None), nm.softmax(z, axis=()), nm.log_softmax(z, axis=None), nm.log_softmax(z, axis=()),
        nm.logsumexp(z, axis=None), nm.logsumexp(z, axis=None, keepdims=True), nm.sigmoid(z), nm.log_sigmoid(z),
        nm.sigmoid_grad(z), nm.logsumexp([z, z], axis=None), nm.softmax(z, axis=None, where=True),
    ):  # fmt: skip
        assert type(result) is np.float64
    assert nm.softmax(z, axis=None) == 1 and nm.log_softmax(z, axis=None) == 0 and nm.logsumexp(z, axis=None) == 3


@pytest.mark.parametrize("shape", [(32, 10), (600, 700), (3, 300, 400)])
def test_results_lie_in_memory_as_their_argument(shape):
    z = np.random.default_rng(0).normal(size=shape)
    for axis in (-1, 0, None, (0, 1)):
        for function in (nm.softmax, nm.log_softmax):
            assert function(z, axis=axis).flags.c_contiguous
            assert function(np.asfortranarray(z), axis=axis).flags.f_contiguous
    assert nm.sigmoid(z).flags.c_contiguous and nm.log_sigmoid(z).flags.c_contiguous


ODD = [(2, 300_001), (300_001, 2), (1, 300_001), (3, 257, 1025), (1025, 257, 3), (700_001,)]


@pytest.mark.parametrize("shape", ODD)
def test_large_arrays_of_odd_shapes_are_right_however_they_are_cut(shape):
    z = np.random.default_rng(0).normal(size=shape)
    for x in (z, np.asfortranarray(z), z[::-1], np.broadcast_to(z[:1], shape)):
        e = np.exp(x)
        assert np.allclose(nm.sigmoid(x), e / (1 + e), rtol=1e-14)
        assert np.allclose(nm.log_sigmoid(x), -np.log1p(1 / e), rtol=1e-14)
        y = x > 0.3
        assert np.allclose(bce(x, y, reduction="none"), np.log1p(np.where(y, 1 / e, e)), rtol=1e-13)
        for axis in (-1, 0, None):
            s = e.sum(axis=axis, keepdims=True)
            assert np.allclose(nm.softmax(x, axis=axis), e / s, rtol=1e-12)
            assert np.allclose(nm.log_softmax(x, axis=axis), x - np.log(s), rtol=1e-12, atol=1e-12)
            assert np.allclose(nm.logsumexp(x, axis=axis, keepdims=True), np.log(s), rtol=1e-12)


def test_tied_winners_count_each_along_any_axis():
    z = np.array([[1.0, 1, 1, 0], [2, 2, -40, -40], [0, -40, -40, -40]])
    want = [[np.log(3 + np.exp(-1))] * 3, [np.log(2)] * 2, [np.log1p(3 * np.exp(-40))]]
    for log_p in (nm.log_softmax(z), nm.log_softmax(np.asfortranarray(z)), nm.log_softmax(z.T, axis=0).T):
        for row, true in zip(log_p, want, strict=True):
            assert row[: len(true)] == pytest.approx([-t for t in true], rel=1e-14, abs=0)
