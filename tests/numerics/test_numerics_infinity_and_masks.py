"""What infinite scores mean, and what `where` and `ignore_index` leave out."""

import warnings

import numpy as np
import pytest
import scipy.special as sp

from helpers import numerics as nm

INF, NAN = np.inf, np.nan
ce, ce_grad = nm.cross_entropy_with_logits, nm.cross_entropy_with_logits_grad
RNG = np.random.default_rng(0)
Z = RNG.normal(size=(6, 4)) * 2
LABELS = np.array([0, 3, 1, 2, 2, 0])
WEIGHT = np.array([0.5, 2.0, 1.0, 3.0])
LARGE = RNG.normal(size=(600, 700))  # worked on in parts
HALF_Z, HALF_LARGE = Z.round(2), LARGE.round(2)  # float16 can hold them
HALF_FEW = HALF_LARGE[:7]  # few rows of many classes: as columns, worked on in copies


@pytest.fixture(autouse=True)
def without_a_warning():
    with warnings.catch_warnings(), np.errstate(all="warn"):
        warnings.simplefilter("error")
        yield


def each_layout(rows):
    """Yield (scores, axis, back): rows as they lie, as columns, and both in the other order of memory."""
    yield rows, -1, lambda x: x
    yield np.asfortranarray(rows), -1, lambda x: x
    yield np.ascontiguousarray(rows.T), 0, lambda x: x.T
    yield rows.T, 0, lambda x: x.T


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_minus_infinity_masks_a_class_exactly(dtype):
    for rows in (HALF_Z.astype(dtype), HALF_LARGE.astype(dtype), HALF_FEW.astype(dtype)):
        masked = rows.copy()
        masked[:, 1] = -INF
        without = np.delete(rows, 1, axis=1)
        tolerance = {"rtol": 100 * float(np.finfo(dtype).eps), "atol": 0}
        for z, axis, back in each_layout(masked):
            p, log_p = (back(f(z, axis=axis)).astype(float) for f in (nm.softmax, nm.log_softmax))
            assert (p[:, 1] == 0).all() and (log_p[:, 1] == -INF).all()
            assert np.allclose(np.delete(p, 1, axis=1), nm.softmax(without).astype(float), **tolerance)
            assert np.allclose(np.delete(log_p, 1, axis=1), nm.log_softmax(without).astype(float), **tolerance)
            assert np.allclose(nm.logsumexp(z, axis=axis).astype(float), nm.logsumexp(without), **tolerance)


def test_a_tie_in_one_row_and_nan_in_another_are_not_set_against_each_other():
    rows = np.array([[1, -INF, 1], [0, 1, NAN]])
    assert np.allclose(nm.logsumexp(rows), [1 + np.log(2), NAN], equal_nan=True)
    for z, axis, back in each_layout(rows):
        assert np.allclose(back(nm.log_softmax(z, axis=axis))[0], [-np.log(2), -INF, -np.log(2)])


def test_the_gradient_of_one_class_is_nan_where_its_loss_is():
    for target in (0, [1.0]):
        assert np.isnan(ce([INF], target)) and np.isnan(ce_grad([INF], target)).all()


@pytest.mark.parametrize("row", [[INF, 0, 1], [INF, INF, 0], [0, 1, INF], [NAN, 0, 1], [0, NAN, INF],
                                 [-INF, INF, 0], [-INF, -INF, -INF], [-INF, NAN, 0]])  # fmt: skip
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_plus_infinity_or_nan_or_nothing_left_is_nan_in_that_row_alone(row, dtype):
    for many in (1, 30_000):  # in float16 just too large for one part
        rows = np.array([[0, 1, 2], row, [3, -INF, 1]] * many, dtype)
        for z, axis, back in each_layout(rows):
            for function in (nm.softmax, nm.log_softmax):
                result = back(function(z, axis=axis))
                assert np.isnan(result[1::3]).all() and not np.isnan(result[::3]).any(), function
                assert not np.isnan(result[2::3]).any()
        labels = np.zeros(len(rows), int)
        for target in (labels, nm.one_hot(labels, 3), np.full((len(rows), 3), 1 / 3)):
            losses, grad = ce(rows, target, reduction="none"), ce_grad(rows, target, reduction="none")
            assert np.isnan(losses[1::3]).all() and np.isnan(grad[1::3]).any(axis=-1).all()
            assert not np.isnan(losses[::3]).any() and not np.isnan(losses[2::3]).any()
            assert not np.isnan(grad[::3]).any()
        assert np.isnan(ce_grad(rows, labels, reduction="none")[1::3]).all()


def test_one_class_alone_is_certain_unless_it_is_not_finite():
    rows = np.array([[5.0], [-INF], [INF], [NAN]])
    for result in (nm.softmax(rows), 1 + nm.log_softmax(rows), 1 + ce(rows, [0] * 4, reduction="none")[:, None]):
        assert result[0] == 1 and np.isnan(result[1:]).all()
    grad = ce_grad(rows, [0] * 4, reduction="none")
    assert grad[0] == 0 and np.isnan(grad[1:]).all()


def test_logsumexp_adds_infinities_up_as_the_reals_do():
    rows = np.array([[-INF, 0], [INF, 0], [INF, -INF], [-INF, -INF], [NAN, INF], [NAN, -INF]])
    want = [0, INF, INF, -INF, NAN, NAN]
    for z, axis, _ in each_layout(rows):
        assert np.array_equal(nm.logsumexp(z, axis=axis), want, equal_nan=True)


def test_a_masked_class_costs_infinity_where_it_is_true_and_nothing_else_changes():
    z = Z.copy()
    z[:, 3] = -INF
    true = LABELS == 3
    for target in (LABELS, nm.one_hot(LABELS, 4)):
        losses, grad = ce(z, target, reduction="none"), ce_grad(z, target, reduction="none")
        assert (losses[true] == INF).all()
        assert np.allclose(losses[~true], ce(z[~true][:, :3], LABELS[~true], reduction="none"))
        assert np.allclose(grad, nm.softmax(z) - nm.one_hot(LABELS, 4))
        assert np.allclose(grad[:, 3], -1.0 * true)
    assert (ce(z, LABELS, label_smoothing=0.1, reduction="none") == INF).all()  # smoothing leaves the class some mass


@pytest.mark.parametrize("function", [nm.softmax, nm.log_softmax, nm.logsumexp])
def test_where_is_minus_infinity_and_leaves_the_arguments_alone(function):
    for z, where in ((Z, RNG.random((6, 4)) < 0.6), (LARGE, RNG.random(700) < 0.6), (Z, [[True]] * 3 + [[False]] * 3)):
        before = z.copy()
        by_hand = np.where(where, z, -INF)
        for axis in (-1, 0, None):
            got, want = function(z, axis=axis, where=where), function(by_hand, axis=axis)
            assert np.array_equal(got, want, equal_nan=True)
        assert np.array_equal(z, before)
        half = function(z.round(2).astype(np.float16), where=where)
        assert half.dtype == np.float16
    assert np.array_equal(function(Z, where=True), function(Z))
    hidden = np.array([NAN, 1.0, INF, 2.0])  # what is masked may be anything
    seen = [False, True, False, True]
    assert np.array_equal(function(hidden, where=seen), function([-INF, 1.0, -INF, 2.0]))
    assert np.isnan(nm.softmax(Z, where=False)).all() and (nm.logsumexp(Z, where=False) == -INF).all()
    assert np.array_equal(function([1, 2, 3], where=[True, False, True]), function([1.0, -INF, 3.0]))


@pytest.mark.parametrize("function", [nm.softmax, nm.log_softmax, nm.logsumexp])
def test_a_mask_that_is_none_is_refused(function):
    with pytest.raises(TypeError, match="^where must be booleans, got dtype int64$"):
        function(Z, where=np.array([1, 0, 1, 1]))
    for where in (np.ones(3, bool), np.ones((2, 6, 4), bool)):
        with pytest.raises(ValueError, match=r"^where shape \(.*\) does not broadcast to z shape \(6, 4\)$"):
            function(Z, where=where)


def by_hand(z, labels, ignored, weight, alpha):
    """Return losses, gradients and counts as PyTorch defines them, row after row."""
    w = np.ones(z.shape[-1]) if weight is None else weight
    log_p, p = sp.log_softmax(z, axis=-1), sp.softmax(z, axis=-1)
    q = w * ((1 - alpha) * np.eye(len(w))[np.where(ignored, 0, labels)] + alpha / len(w)) * ~ignored[:, None]
    return -(q * log_p).sum(axis=-1), p * q.sum(axis=-1, keepdims=True) - q, w[np.where(ignored, 0, labels)] * ~ignored


@pytest.mark.parametrize("ignore_index", [-100, 2, 0, 255])
@pytest.mark.parametrize("alpha", [0.0, 0.3])
@pytest.mark.parametrize("weight", [None, WEIGHT])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_an_ignored_label_costs_nothing_and_does_not_count(ignore_index, alpha, weight, dtype):
    labels = LABELS.copy()
    labels[[1, 4]] = ignore_index
    ignored, z = labels == ignore_index, Z.astype(dtype)
    losses, rows, counts = by_hand(Z, labels, ignored, weight, alpha)
    options = {"weight": weight, "label_smoothing": alpha, "ignore_index": ignore_index}
    near = {"rtol": 1e-5, "atol": 1e-6} if dtype == np.float32 else {"rtol": 1e-13, "atol": 1e-15}
    for kind in (np.int64, np.int16 if ignore_index < 0 else np.uint8):
        y = labels.astype(kind)
        none = ce(z, y, reduction="none", **options)
        assert (none[ignored] == 0).all() and np.allclose(none, losses, **near) and none.dtype == dtype
        assert np.isclose(ce(z, y, **options), losses.sum() / counts.sum(), **near)
        assert np.isclose(ce(z, y, reduction="sum", **options), losses.sum(), **near)
        grad = ce_grad(z, y, reduction="none", **options)
        assert (grad[ignored] == 0).all() and np.allclose(grad, rows, **near) and grad.dtype == dtype
        assert np.allclose(ce_grad(z, y, **options), rows / counts.sum(), **near)
        assert np.allclose(ce_grad(z, y, reduction="sum", **options), rows, **near)
    assert np.array_equal(labels == ignore_index, ignored)


@pytest.mark.parametrize("alpha", [0.0, 0.3])
def test_an_ignored_row_may_hold_anything_and_nothing_left_is_nan(alpha):
    z, labels = Z.copy(), LABELS.copy()
    z[2], z[3], labels[2:4] = NAN, INF, -1
    options = {"label_smoothing": alpha, "ignore_index": -1}
    kept = [0, 1, 4, 5]
    assert ce(z, labels, **options) == pytest.approx(ce(z[kept], LABELS[kept], label_smoothing=alpha), rel=1e-15)
    assert np.array_equal(ce(z, labels, reduction="none", **options)[2:4], [0, 0])
    grad = ce_grad(z, labels, **options)
    assert (grad[2:4] == 0).all() and np.isfinite(grad).all()
    nothing = np.full(6, -1)
    assert np.isnan(ce(z, nothing, **options)) and ce(z, nothing, reduction="sum", **options) == 0
    assert (ce_grad(z, nothing, reduction="sum", **options) == 0).all()
    assert np.isnan(ce_grad(z, nothing, **options)).all()  # as the loss; PyTorch gives 0
    assert ce(Z[0], -1, reduction="sum", **options) == 0 and np.isnan(ce(Z[0], -1, **options))
    three = Z[None].repeat(2, axis=0)
    assert ce(three, np.stack([labels, LABELS]), **options).shape == ()


def test_wrong_uses_of_ignore_index():
    with pytest.raises(TypeError, match="^ignore_index must be an integer, got 1.5$"):
        ce(Z, LABELS, ignore_index=1.5)
    refusal = r"^ignore_index is for labels, got a target of distributions, shape \(6, 4\)$"
    with pytest.raises(ValueError, match=refusal):
        ce(Z, nm.softmax(Z), ignore_index=-100)
    with pytest.raises(ValueError, match=r"^labels must be in \[0, 4\), got 0..9$"):
        ce(Z, [0, 9, -1, 2, 2, 0], ignore_index=-1)
    with pytest.raises(ValueError, match=r"^labels must be in \[0, 4\), got -1..3$"):
        ce(Z, [0, 3, -1, 2, 2, 0], ignore_index=-100)
    with pytest.raises(TypeError, match="class indices must be integers, got float64"):
        ce(Z, LABELS * 1.0, ignore_index=-100)
