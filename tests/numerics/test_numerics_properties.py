"""What must hold of helpers.numerics for any scores, tried on many by Hypothesis."""

import warnings

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from helpers import numerics as nm

PROFILE = settings(deadline=None, derandomize=True, max_examples=60, database=None)
DTYPES = st.sampled_from([np.float16, np.float32, np.float64])
MISS = {np.float16: 9.8e-4, np.float32: 3.6e-7, np.float64: 6.7e-16}  # for about ten classes


@st.composite
def scores(draw, bound=None, min_dims=1, dtypes=DTYPES):
    """Return scores of any float type and shape, all finite values or up to a bound."""
    dtype = draw(dtypes)
    width = np.finfo(dtype).bits
    shape = draw(hnp.array_shapes(min_dims=min_dims, max_dims=3, max_side=6))
    limits = {} if bound is None else {"min_value": -bound, "max_value": bound}
    values = st.floats(allow_nan=False, allow_infinity=False, width=width, **limits)
    return draw(hnp.arrays(dtype, shape, elements=values))


@PROFILE
@given(scores())
def test_softmax_is_a_distribution_for_any_finite_scores(z):
    p = nm.softmax(z)
    assert ((p >= 0) & (p <= 1)).all() and p.dtype == z.dtype and p.shape == z.shape
    assert np.abs(p.astype(float).sum(axis=-1) - 1).max() <= 2 * MISS[z.dtype.type]


@PROFILE
@given(scores())
def test_no_finite_input_makes_numpy_warn(z):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for function in (nm.softmax, nm.log_softmax, nm.logsumexp):
            for axis in (-1, 0, None):
                function(z, axis=axis)
        for function in (nm.sigmoid, nm.log_sigmoid, nm.sigmoid_grad, nm.softmax_jacobian):
            function(z)
        labels, soft = z.argmax(axis=-1), nm.softmax(z)
        for loss in (nm.cross_entropy_with_logits, nm.cross_entropy_with_logits_grad):
            for target in (labels, soft):
                for reduction in ("none", "mean", "sum"):
                    loss(-z, target, weight=np.arange(z.shape[-1]), reduction=reduction)
            loss(z, labels, label_smoothing=0.1)
        for loss in (
            nm.binary_cross_entropy_with_logits,
            nm.binary_cross_entropy_with_logits_grad,
        ):
            loss(-z, soft), loss(z, soft > 0.5, weight=2, pos_weight=3)
        nm.cross_entropy(nm.softmax(-z), soft), nm.cross_entropy(nm.softmax(-z), labels)
        nm.binary_cross_entropy(nm.sigmoid(-z), soft), nm.entropy(soft)
        nm.kl_divergence(soft, nm.softmax(-z))


@PROFILE
@given(scores(bound=64), st.integers(-32, 32), st.data())
def test_softmax_ignores_a_shift_and_follows_a_permutation(z, shift, data):
    whole = np.round(z)  # whole numbers shift without rounding
    assert (nm.softmax(whole + whole.dtype.type(shift)) == nm.softmax(whole)).all()
    order = np.array(data.draw(st.permutations(range(z.shape[-1]))))
    eps = np.finfo(z.dtype).eps
    assert np.allclose(nm.softmax(z[..., order]), nm.softmax(z)[..., order], rtol=8 * eps, atol=0)
    assert np.allclose(nm.log_softmax(z[..., order]), nm.log_softmax(z)[..., order], rtol=8 * eps)


@PROFILE
@given(scores())
def test_two_classes_are_the_sigmoid_bit_for_bit(z):
    with np.errstate(over="ignore"):
        pairs = np.stack([z, z[::-1]], axis=-1)
        gap = pairs[..., 1] - pairs[..., 0]
    assert nm.softmax(pairs)[..., 1].tobytes() == nm.sigmoid(gap).tobytes()
    assert nm.softmax(pairs.T, axis=0)[1].T.tobytes() == nm.sigmoid(gap).tobytes()


@PROFILE
@given(scores(bound=30, dtypes=st.just(np.float64)))
def test_losses_are_at_least_the_entropy_and_kl_is_the_rest(z):
    q = nm.softmax(z[..., ::-1])
    loss = nm.cross_entropy_with_logits(z, q, reduction="none")
    entropy, divergence = nm.entropy(q), nm.kl_divergence(q, nm.softmax(z))
    assert (loss >= entropy - 1e-13).all() and (entropy >= 0).all()
    assert (entropy <= np.log(z.shape[-1]) + 1e-13).all() and (divergence >= -1e-15).all()
    assert np.allclose(entropy + divergence, loss, atol=1e-12)


@PROFILE
@given(scores(bound=1e4))
def test_losses_of_labels_are_never_negative_nor_minus_zero(z):
    for labels in (z.argmax(axis=-1), z.argmin(axis=-1)):
        loss = nm.cross_entropy_with_logits(z, labels, reduction="none")
        assert (loss >= 0).all() and not np.signbit(loss).any()
    assert not np.signbit(nm.binary_cross_entropy_with_logits(z, z > 0, reduction="none")).any()


@PROFILE
@given(scores(bound=50, min_dims=2))
def test_every_axis_is_the_last_axis_moved(z):
    for axis in range(-z.ndim, z.ndim):
        for function in (nm.softmax, nm.log_softmax):
            moved = np.moveaxis(function(np.moveaxis(z, axis, -1)), -1, axis)
            eps = np.finfo(z.dtype).eps
            assert np.allclose(function(z, axis=axis), moved, rtol=8 * eps, atol=0)


@PROFILE
@given(scores(bound=50))
def test_layout_and_writability_do_not_matter_and_arguments_stay_as_they_are(z):
    wide = np.repeat(z, 2, axis=-1)
    variants = [np.asfortranarray(z), wide[..., ::2], z[..., ::-1].copy()[..., ::-1]]
    q, labels = nm.softmax(z), z.argmax(axis=-1)
    for v in variants:
        v.flags.writeable = False
        before = v.tobytes()
        for function in (nm.softmax, nm.log_softmax, nm.logsumexp, nm.sigmoid, nm.log_sigmoid):
            assert np.allclose(function(v), function(z), rtol=4 * np.finfo(z.dtype).eps)
        for grad in (nm.cross_entropy_with_logits, nm.cross_entropy_with_logits_grad):
            grad(v, labels), grad(v, q)
        nm.binary_cross_entropy_with_logits(v, q), nm.softmax_jacobian(v)
        assert v.tobytes() == before
    assert (q == nm.softmax(z)).all()


@PROFILE
@given(hnp.arrays(st.sampled_from([np.int8, np.uint8, np.int64, np.bool_]), (3, 4)))
def test_integers_and_bools_are_taken_as_float64(z):
    for function in (nm.softmax, nm.log_softmax, nm.logsumexp, nm.sigmoid, nm.log_sigmoid):
        assert function(z).dtype == np.float64
        assert (function(z) == function(z.astype(np.float64))).all()
