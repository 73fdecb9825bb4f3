"""The losses of helpers.numerics mean what SciPy, scikit-learn, Keras and PyTorch document."""

import numpy as np
import pytest
import scipy.special
from sklearn.metrics import log_loss

from helpers import numerics as nm

RNG = np.random.default_rng(0)
Z = RNG.normal(size=(6, 4)) * 3
LABELS = np.array([0, 3, 1, 1, 2, 3])
WEIGHT = np.array([0.5, 2.0, 1.0, 0.25])
SOFT = scipy.special.softmax(RNG.normal(size=(6, 4)), axis=-1)
REDUCTIONS = ("none", "mean", "sum")
ce, bce = nm.cross_entropy_with_logits, nm.binary_cross_entropy_with_logits
close = pytest.approx


def pytorch_cross_entropy(z, labels, weight, smoothing, reduction):
    """F.cross_entropy for class indices as its documentation defines it, sample by sample."""
    losses, weights = [], []
    for row, y in zip(z, labels, strict=True):
        log_p = row - np.log(np.exp(row).sum())
        spread = sum(w * -lp for w, lp in zip(weight, log_p, strict=True)) / len(row)
        losses.append((1 - smoothing) * weight[y] * -log_p[y] + smoothing * spread)
        weights.append(weight[y])
    total = {"none": losses, "sum": sum(losses), "mean": sum(losses) / sum(weights)}
    return total[reduction]


@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("smoothing", [0.0, 0.1, 1.0])
def test_cross_entropy_with_logits_is_pytorchs(smoothing, reduction):
    for weight in (np.ones(4), WEIGHT):
        got = ce(Z, LABELS, weight=weight, label_smoothing=smoothing, reduction=reduction)
        assert got == close(pytorch_cross_entropy(Z, LABELS, weight, smoothing, reduction))


@pytest.mark.parametrize("smoothing", [0.0, 0.3])
@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_one_hot_targets_cost_what_labels_cost_also_weighted(reduction, smoothing):
    for weight in (None, WEIGHT):
        options = {"weight": weight, "label_smoothing": smoothing, "reduction": reduction}
        by_label, by_row = ce(Z, LABELS, **options), ce(Z, nm.one_hot(LABELS, 4), **options)
        assert by_row == close(by_label, rel=1e-13)


def test_soft_targets_are_weighted_class_by_class():
    terms = -SOFT * WEIGHT * scipy.special.log_softmax(Z, axis=-1)
    assert ce(Z, SOFT, weight=WEIGHT) == close(terms.sum() / (SOFT * WEIGHT).sum())
    assert ce(Z, SOFT) == close(-(SOFT * scipy.special.log_softmax(Z, axis=-1)).sum() / 6)


def test_values_that_other_libraries_publish():
    probs = [[0.05, 0.95, 0], [0.1, 0.8, 0.1]]
    assert nm.cross_entropy(probs, [[0, 1, 0], [0, 0, 1]]) == close(1.177, abs=5e-4)  # Keras
    assert nm.cross_entropy(probs, [1, 2], reduction="sum") == close(2.354, abs=5e-4)
    probs = [[0.6, 0.4], [0.4, 0.6]]
    assert nm.binary_cross_entropy(probs, [[0, 1], [0, 0]]) == close(0.815, abs=5e-4)
    assert bce([-18.6, 0.51, 2.94, -12.8], [0, 1, 0, 0]) == close(0.865, abs=5e-4)
    probs = [[0.1, 0.9], [0.9, 0.1], [0.8, 0.2], [0.35, 0.65]]  # scikit-learn's log_loss
    assert nm.cross_entropy(probs, [1, 0, 0, 1]) == close(0.21616, abs=5e-6)
    expected = [0.00263032, 0.14361082, 0.39037468, 0.05283147, 0.00714996, 0.01302808, 0.39037468]
    assert nm.softmax([1, 5, 6, 4, 2, 2.6, 6]) == close(expected, abs=5e-9)


def test_against_scikit_learn():
    p = nm.softmax(Z)
    assert nm.cross_entropy(p, LABELS) == close(log_loss(LABELS, p, labels=range(4)))
    y, s = (LABELS > 1).astype(int), nm.sigmoid(Z[:, 0])
    assert nm.binary_cross_entropy(s, y) == close(log_loss(y, s))
    w = RNG.uniform(0.1, 3, size=6)
    assert bce(Z[:, 0], y, weight=w) == close(log_loss(y, s, sample_weight=w))


@pytest.mark.parametrize("axis", [-1, 0, 1, None, (0, 1), ()])
def test_against_scipy_on_every_axis(axis):
    z = RNG.normal(size=(3, 5, 2)) * 4
    assert np.allclose(nm.softmax(z, axis=axis), scipy.special.softmax(z, axis=axis), rtol=1e-14)
    log_p = scipy.special.log_softmax(z, axis=axis) if axis != () else 0 * z
    assert np.allclose(nm.log_softmax(z, axis=axis), log_p, rtol=1e-13)
    if isinstance(axis, int):
        assert np.array_equal(nm.softmax(z, axis=np.int64(axis)), nm.softmax(z, axis=axis))
    for keepdims in (False, True):
        got = nm.logsumexp(z, axis=axis, keepdims=keepdims)
        want = scipy.special.logsumexp(z, axis=axis, keepdims=keepdims)
        assert got.shape == want.shape and np.allclose(got, want, rtol=1e-14)


def test_entropy_and_divergence_against_scipy():
    p, q = SOFT, nm.softmax(Z)
    assert np.allclose(nm.entropy(p), scipy.special.entr(p).sum(axis=-1))
    assert np.allclose(nm.kl_divergence(p, q), scipy.special.rel_entr(p, q).sum(axis=-1))
    assert np.allclose(nm.kl_divergence(p.T, q.T, axis=0), nm.kl_divergence(p, q))
    assert nm.entropy([0.0, 1.0]) == 0 and not np.signbit(nm.entropy([0.0, 1.0]))
    assert nm.kl_divergence([0.0, 1.0], [0.5, 0.5]) == close(np.log(2))
    assert nm.kl_divergence([0.5, 0.5], [0.0, 1.0]) == np.inf


def test_nothing_is_clipped():
    assert nm.cross_entropy([[0.0, 1.0]], [0]) == np.inf
    assert nm.cross_entropy([[0.0, 1.0]], [[0.0, 1.0]]) == 0  # 0 * inf is 0
    assert nm.binary_cross_entropy([0.0, 1.0], [1, 0], reduction="none").tolist() == [np.inf] * 2
    assert nm.binary_cross_entropy([0.0, 1.0], [0, 1]) == 0
    assert ce([[-np.inf, 0.0]], [[0.0, 1.0]]) == 0 and ce([[-np.inf, 0.0]], [0]) == np.inf
    assert ce([[-np.inf, 0.0]], [0], weight=[0, 1], reduction="sum") == 0
    assert nm.binary_cross_entropy([0.0, 0.5], [1, 1], weight=[0, 1]) == close(np.log(2))
    assert bce([np.inf, -np.inf], [1, 0]) == 0 and bce(np.inf, 0) == bce(-np.inf, 1) == np.inf
    assert bce([np.inf, -np.inf], [1, 0], pos_weight=2) == 0
    z = np.float32([-np.inf, 0.0])  # a target of 1e-50 is 0 in the dtype of the scores
    assert ce(z, [1e-50, 1.0]) == 0 and bce(z[0], 1e-50) == 0
    assert bce([-np.inf, 0.0], [1, 1], weight=[0, 1]) == close(np.log(2))
    assert bce([-np.inf, 0.0], [1, 0], pos_weight=0, reduction="none") == close([0, np.log(2)])


def test_no_loss_is_minus_zero():
    zero = [
        nm.cross_entropy([[0.0, 1.0]], [[0.0, 1.0]], reduction="none"),
        nm.cross_entropy([1.0, 0.0], 0),
        nm.binary_cross_entropy([0.0, 1.0], [0, 1], reduction="none"),
        bce([-2000.0, 2000.0], [0, 1], reduction="none"),
        bce([-2000.0, 2000.0], [0, 1], pos_weight=2, reduction="none"),
        ce([[0.0, 2000.0]], [[0.0, 1.0]], reduction="none"),
    ]  # fmt: skip
    for losses in zero:
        assert (losses == 0).all() and not np.signbit(losses).any()
    for target in (0, [1.0, 0.0]):
        assert not np.signbit(nm.cross_entropy_with_logits_grad([0.0, -2000.0], target)).any()


def test_logsumexp_of_infinite_rows_beside_finite_ones():
    z = np.array([[-np.inf, -np.inf], [0.0, -np.inf], [np.inf, 0.0], [1.0, 1.0]])
    with np.errstate(all="raise"):  # inf - inf never shows
        assert nm.logsumexp(z) == close([-np.inf, 0, np.inf, 1 + np.log(2)])
    assert nm.logsumexp(z, axis=0, keepdims=True).shape == (1, 2)
    assert nm.logsumexp([]) == -np.inf and nm.logsumexp(np.zeros((2, 0))).tolist() == [-np.inf] * 2


def test_weights_of_single_entries_stay_at_their_entries():
    z, y, w = Z[:2, :3], np.array([[0, 1, 1], [1, 0, 0]]), np.array([[1.0, 2, 0], [3, 0.5, 7]])
    each = bce(z, y, reduction="none")
    for layout in (w, np.asfortranarray(w)):
        assert np.allclose(bce(z, y, weight=layout, reduction="none"), w * each)
        assert np.allclose(bce(z, np.asfortranarray(y), weight=layout, reduction="none"), w * each)
        assert bce(z, y, weight=layout) == close((w * each).sum() / w.sum())
        p = nm.sigmoid(z)
        assert nm.binary_cross_entropy(p, y, weight=layout) == close((w * each).sum() / w.sum())


def test_one_weight_and_a_weight_for_each_column_count_once_an_entry():
    y = nm.one_hot(LABELS, 4)
    each = WEIGHT * bce(Z, y, reduction="none")
    for loss, scores in ((bce, Z), (nm.binary_cross_entropy, nm.sigmoid(Z))):
        assert loss(scores, y, weight=WEIGHT) == close(each.sum() / (6 * WEIGHT.sum()))
        assert loss(scores, y, weight=2) == close(loss(scores, y))
    grad = nm.binary_cross_entropy_with_logits_grad
    assert grad(Z, y, weight=2) == close(grad(Z, y))


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.uint64, np.int64, ">i4"])
def test_labels_of_any_integer_type_cost_the_same(kind):
    labels = LABELS.astype(kind)
    for function in (ce, nm.cross_entropy_with_logits_grad):
        for weight in (None, WEIGHT):
            assert np.array_equal(function(Z, labels, weight=weight), function(Z, LABELS, weight=weight))
    assert nm.cross_entropy(nm.softmax(Z), labels) == nm.cross_entropy(nm.softmax(Z), LABELS)
    assert np.array_equal(nm.one_hot(labels, 4), nm.one_hot(LABELS, 4))


def test_labels_of_any_layout_stay_with_their_rows():
    z, labels = RNG.normal(size=(3, 2, 4)), np.asfortranarray([[0, 1], [2, 3], [1, 0]])
    rows = ce(z, labels, reduction="none")
    for i, j in np.ndindex(3, 2):
        assert rows[i, j] == close(ce(z[i, j], labels[i, j]))
        one = nm.cross_entropy_with_logits_grad(z[i, j], labels[i, j])
        assert nm.cross_entropy_with_logits_grad(z, labels, reduction="none")[i, j] == close(one)
        assert nm.one_hot(labels, 4)[i, j].argmax() == labels[i, j]
    assert ce(Z, LABELS.astype(np.uint8), weight=WEIGHT) == ce(Z, LABELS, weight=WEIGHT)


def test_pos_weight_multiplies_the_cost_of_yes():
    z, y = Z[:, 0], np.array([0, 1, 1, 0, 0.5, 1])
    losses = -(3 * y * nm.log_sigmoid(z) + (1 - y) * nm.log_sigmoid(-z))
    assert bce(z, y, pos_weight=3, reduction="none") == close(losses)
    assert bce(z, y, pos_weight=3) == close(losses.mean())
    assert bce(z, y, pos_weight=1, reduction="none") == close(bce(z, y, reduction="none"))
    per_column = bce(Z, nm.one_hot(LABELS, 4), pos_weight=WEIGHT, reduction="none")
    for k in range(4):
        column = bce(Z[:, k], LABELS == k, pos_weight=WEIGHT[k], reduction="none")
        assert per_column[:, k] == close(column)


def test_two_weighted_classes_agree_with_weighted_bce():
    z, y, w = Z[:, 0], (LABELS > 1).astype(int), np.array([0.3, 2.0])
    two = np.stack([0 * z, z], axis=-1)
    assert ce(two, y, weight=w) == close(bce(z, y, weight=w[y]))


def test_losses_from_probabilities_and_from_logits_agree():
    assert nm.cross_entropy(nm.softmax(Z), LABELS) == close(ce(Z, LABELS))
    assert nm.cross_entropy(nm.softmax(Z), SOFT) == close(ce(Z, SOFT))
    y = (LABELS > 1).astype(float)
    assert nm.binary_cross_entropy(nm.sigmoid(Z[:, 1]), y) == close(bce(Z[:, 1], y))


def test_any_number_of_leading_axes():
    z, labels = Z.reshape(2, 3, 4), LABELS.reshape(2, 3)
    assert ce(z, labels, reduction="none").shape == (2, 3)
    assert ce(z, labels, weight=WEIGHT) == close(ce(Z, LABELS, weight=WEIGHT))
    assert ce(Z[0], 0) == close(ce(Z[:1], [0]))
    assert ce(Z[0], SOFT[0], reduction="none").shape == ()
    assert nm.cross_entropy([[0.5, 0.5]], [0], reduction="none").shape == (1,)


def test_the_mean_over_nothing_is_nan_and_the_sum_is_zero():
    none, some = np.zeros((0, 3)), np.zeros((1, 3))
    assert np.isnan(ce(none, [])) and ce(none, [], reduction="sum") == 0
    assert np.isnan(bce([], [])) and np.isnan(ce(some, [0], weight=[0, 1, 1]))


def test_labels_and_smoothing():
    assert nm.one_hot([[2], [0]], 3).tolist() == [[[0, 0, 1]], [[1, 0, 0]]]
    assert nm.one_hot(1, 3).tolist() == [0, 1, 0] and nm.one_hot([], 3).shape == (0, 3)
    assert nm.one_hot([], 0).shape == (0, 0)
    assert nm.one_hot(np.array([255], np.uint8), 256)[0, 255] == 1
    assert nm.smooth_labels([0, 1], 1).tolist() == [0.5, 0.5]
    for alpha in (0.1, np.float64(0.1), np.float32(0.1)):
        assert nm.smooth_labels(np.float32([0, 1]), alpha).dtype == np.float32
    options = {"label_smoothing": np.float64(0.1)}
    assert nm.cross_entropy_with_logits_grad(np.float32(Z), LABELS, **options).dtype == np.float32
