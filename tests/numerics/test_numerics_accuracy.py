"""helpers.numerics is as accurate as its contract says, against mpmath at 60 digits."""

import mpmath as mp
import numpy as np
import pytest

from helpers import numerics as nm

DTYPES = (np.float16, np.float32, np.float64)
# The largest errors in ulp that the contract allows, for float32 (and float16) and for float64.
BOUNDS = {
    "sigmoid": (2.9, 2.3), "log_sigmoid": (2.9, 1.3), "bce": (3.0, 1.64),
    "softmax": (10, 10), "log_softmax": (2.8, 2.5),
}  # fmt: skip
REACH = {np.float16: 17, np.float32: 104, np.float64: 745}  # exp is 0 beyond


@pytest.fixture(autouse=True)
def sixty_digits():
    with mp.workdps(60):
        yield


def bound(name, dtype):
    return BOUNDS[name][dtype == np.float64]


def ulps(got, true):
    """Return the largest error of got, in units of the spacing of floats at the true values."""
    spacing = np.spacing(np.abs(np.array([float(t) for t in true])).astype(got.dtype))
    errors = [abs(mp.mpf(float(g)) - t) for g, t in zip(got, true, strict=True)]
    return max(float(e / mp.mpf(float(s))) for e, s in zip(errors, spacing, strict=True))


def exact(x):
    return [mp.mpf(float(v)) for v in x]


def grid(dtype):
    """Return scores dense around 0 and out to where exp vanishes, subnormals included."""
    near = np.random.default_rng(0).normal(size=150) * 3
    tiny = [0.0, float(np.finfo(dtype).smallest_subnormal), -float(np.finfo(dtype).tiny)]
    return np.concatenate([np.linspace(-REACH[dtype], REACH[dtype], 201), near, tiny]).astype(dtype)


@pytest.mark.parametrize("dtype", DTYPES)
def test_sigmoid_and_its_logarithm_and_derivative(dtype):
    z = grid(dtype)
    s = [1 / (1 + mp.exp(-x)) for x in exact(z)]
    assert ulps(nm.sigmoid(z), s) <= bound("sigmoid", dtype)
    assert ulps(nm.log_sigmoid(z), [-mp.log1p(mp.exp(-x)) for x in exact(z)]) <= bound("log_sigmoid", dtype)
    assert ulps(nm.sigmoid_grad(z), [p / (1 + mp.exp(x)) for p, x in zip(s, exact(z))]) <= 5


@pytest.mark.parametrize("dtype", DTYPES)
def test_bce_with_logits_for_hard_and_soft_labels(dtype):
    z, eps = grid(dtype), float(np.finfo(dtype).eps)
    for y in np.array([0, 1, 0.3, 0.5, eps, 1 - eps, 1 - eps / 2], dtype):
        got = nm.binary_cross_entropy_with_logits(z, np.full_like(z, y), reduction="none")
        t = mp.mpf(float(y))
        true = [t * mp.log1p(mp.exp(-x)) + (1 - t) * mp.log1p(mp.exp(x)) for x in exact(z)]
        assert ulps(got, true) <= bound("bce", dtype)


# Where dense sampling (five million points a type) found the largest errors: points, and a bound.
# They lie a little beyond the contract's figures, which come from a coarser grid.
WORST = {
    np.float32: ([-2.74572, 1.0216, 2.03758, 0.999877], (3.4, 3.2, 3.4)),
    np.float64: ([-2.71132, 4.15626, 2.06063, 1 - 2**-53], (2.5, 1.7, 2.1)),
}


@pytest.mark.parametrize("dtype", WORST)
def test_the_largest_errors_that_are_known(dtype):
    (s, log_s, z, y), (most_s, most_log_s, most_bce) = WORST[dtype]
    for centre, function, true, most in (
        (s, nm.sigmoid, lambda x: 1 / (1 + mp.exp(-x)), most_s),
        (log_s, nm.log_sigmoid, lambda x: -mp.log1p(mp.exp(-x)), most_log_s),
    ):
        near = (centre * (1 + np.linspace(-1e-5, 1e-5, 801))).astype(dtype)
        assert ulps(function(near), [true(x) for x in exact(near)]) <= most
    near, t = (z * (1 + np.linspace(-1e-5, 1e-5, 801))).astype(dtype), mp.mpf(float(dtype(y)))
    got = nm.binary_cross_entropy_with_logits(near, np.full_like(near, y), reduction="none")
    true = [t * mp.log1p(mp.exp(-x)) + (1 - t) * mp.log1p(mp.exp(x)) for x in exact(near)]
    assert ulps(got, true) <= most_bce


@pytest.mark.parametrize("dtype", DTYPES)
def test_bce_from_probabilities_near_both_ends(dtype):
    info = np.finfo(dtype)
    p = np.array([info.smallest_subnormal, info.tiny, info.eps, 0.1, 0.5, 0.9, 1 - info.epsneg], dtype)
    for y in np.array([0, 0.3, 1], dtype):
        t = mp.mpf(float(y))
        true = [-t * mp.log(q) - (1 - t) * mp.log1p(-q) for q in exact(p)]
        got = nm.binary_cross_entropy(p, np.full_like(p, y), reduction="none")
        assert ulps(got, true) <= 2.5


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("pos_weight", [0.125, 3.0])
def test_pos_weight_keeps_the_accuracy_of_loss_and_gradient(pos_weight, dtype):
    z, eps = grid(dtype), float(np.finfo(dtype).eps)
    options = {"pos_weight": pos_weight, "reduction": "none"}
    for y in np.array([0, eps / 4, 0.3, 1 - eps / 2, 1], dtype):
        target, t, w = np.full_like(z, y), mp.mpf(float(y)), mp.mpf(pos_weight)
        yes = [w * t * mp.log1p(mp.exp(-x)) for x in exact(z)]
        no = [(1 - t) * mp.log1p(mp.exp(x)) for x in exact(z)]
        got = nm.binary_cross_entropy_with_logits(z, target, **options)
        assert ulps(got, [a + b for a, b in zip(yes, no)]) <= 5
        if y in (0, 1):  # else the two terms of the gradient may cancel
            up = [(1 - t) / (1 + mp.exp(-x)) for x in exact(z)]
            down = [w * t / (1 + mp.exp(x)) for x in exact(z)]
            got = nm.binary_cross_entropy_with_logits_grad(z, target, **options)
            assert ulps(got, [a - b for a, b in zip(up, down)]) <= 4


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_jacobian_keeps_its_diagonal_where_a_probability_is_almost_one(dtype):
    for gap in np.array([1, 5, 0.4 * REACH[dtype]], dtype):
        small = 1 / (1 + mp.exp(mp.mpf(float(gap))))
        jacobian = nm.softmax_jacobian(np.array([gap, 0], dtype))
        true = [small * (1 - small) * sign for sign in (1, -1, -1, 1)]
        assert ulps(jacobian.ravel(), true) <= 4
    assert not np.signbit(nm.softmax_jacobian(np.array([0, 2 * REACH[dtype]], dtype))).any()


def rows_of(dtype, exact_gaps):
    """Return (100, 5) scores, a tie among them; with exact gaps z - max does not round."""
    rng = np.random.default_rng(1)
    if exact_gaps:
        z = np.round(rng.uniform(-REACH[dtype] / 2, REACH[dtype] / 2, (100, 5)))
    else:
        z = rng.normal(size=(100, 5)) * REACH[dtype] / 6
    z[0] = z[0, 0]
    return z.astype(dtype)


def true_log_softmax(row):
    z = exact(row)
    top, rest = max(z), sorted(z)[:-1]
    log_sum = mp.log1p(mp.fsum(mp.exp(x - top) for x in rest))
    return [x - top - log_sum for x in z]


@pytest.mark.parametrize("dtype", DTYPES)
def test_softmax_and_log_softmax_where_gaps_are_exact(dtype):
    z = rows_of(dtype, exact_gaps=True)
    true = [true_log_softmax(row) for row in z]
    flat = [t for row in true for t in row]
    for axis, scores in ((-1, z), (0, np.ascontiguousarray(z.T))):
        p, log_p = nm.softmax(scores, axis=axis), nm.log_softmax(scores, axis=axis)
        if axis == 0:
            p, log_p = p.T, log_p.T
        assert ulps(log_p.ravel(), flat) <= bound("log_softmax", dtype)
        assert ulps(p.ravel(), [mp.exp(t) for t in flat]) <= bound("softmax", dtype)


@pytest.mark.parametrize("dtype", DTYPES)
def test_softmax_loses_no_more_than_the_rounding_of_its_gap(dtype):
    z = rows_of(dtype, exact_gaps=False)
    for row, p in zip(z, nm.softmax(z), strict=True):
        for k, t in enumerate(true_log_softmax(row)):
            gap = float(row.max()) - float(row[k])
            assert ulps(p[k : k + 1], [mp.exp(t)]) <= 3 + 1.5 * gap


@pytest.mark.parametrize("dtype", DTYPES)
def test_logsumexp_and_cross_entropy_of_a_sure_winner(dtype):
    gaps = np.round(np.linspace(1, REACH[dtype] - 1, 60)).astype(dtype)
    z = np.stack([np.zeros_like(gaps), -gaps], axis=-1)
    true = [mp.log1p(mp.exp(-x)) for x in exact(gaps)]
    assert ulps(nm.logsumexp(z), true) <= 2.9
    for target in (np.zeros(60, int), np.stack([gaps * 0 + 1, gaps * 0], -1)):
        loss = nm.cross_entropy_with_logits(z, target, reduction="none")
        assert ulps(loss, true) <= 2.9
    slope = [1 / (1 + mp.exp(x)) for x in exact(gaps)]
    for target in (np.zeros(60, int), np.stack([gaps * 0 + 1, gaps * 0], -1)):
        grad = nm.cross_entropy_with_logits_grad(z, target, reduction="none")
        assert ulps(-grad[:, 0], slope) <= 4 and ulps(grad[:, 1], slope) <= 4


def test_log_softmax_is_right_where_the_two_line_form_returns_zero():
    truth = -float(mp.log1p(mp.exp(-40)))
    assert nm.log_softmax([0, -40])[0] == pytest.approx(truth, rel=1e-15, abs=0)
    assert nm.log_softmax([[0], [-40]], axis=0)[0, 0] == pytest.approx(truth, rel=1e-15, abs=0)
    shifted = np.array([0.0, -40.0])  # the two-line form that SciPy and PyTorch use
    assert (shifted - np.log(np.exp(shifted).sum()))[0] == 0


def test_bce_is_right_where_the_usual_form_returns_zero():
    z, y = -40.0, 0.0
    usual = (1 - y) * z + (np.log1p(np.exp(-abs(z))) + max(-z, 0))  # PyTorch's arrangement
    loss = nm.binary_cross_entropy_with_logits(z, y)
    assert usual == 0
    assert loss == pytest.approx(float(mp.log1p(mp.exp(-40))), rel=1e-15, abs=0)


def test_bce_gradient_is_right_where_sigmoid_minus_y_is_zero():
    assert nm.sigmoid(40.0) - 1 == 0
    grad = nm.binary_cross_entropy_with_logits_grad(40.0, 1)
    assert grad == pytest.approx(-float(mp.exp(-40) / (1 + mp.exp(-40))), rel=1e-15, abs=0)


def test_cross_entropy_of_extreme_logits_is_exact():
    assert nm.cross_entropy_with_logits([[1e308, -1e308]], [0]) == 0
    assert nm.cross_entropy_with_logits([[0.0, 745.0]], [0]) == 745
    assert nm.cross_entropy_with_logits([[1e308, -1e308]], [1]) == np.inf  # 2e308 is no float


@pytest.mark.parametrize("dtype, exp, gap, one", [
    (np.float16, 11.09, 17.34, 7.625),
    (np.float32, 88.72284, 103.972084, 16.635532),
    (np.float64, 709.7827128933841, 745.1332191019412, 36.73680056967711),
])
def test_the_thresholds_the_lessons_state(dtype, exp, gap, one):
    step = 1 + 2 * float(np.finfo(dtype).eps)
    with np.errstate(over="ignore"):
        assert np.isfinite(np.exp(dtype(exp / step))) and np.isinf(np.exp(dtype(exp * step)))
    assert nm.softmax(np.array([0, -gap * step], dtype))[1] == 0
    assert nm.softmax(np.array([0, -gap / step], dtype))[1] > 0
    assert nm.sigmoid(dtype(one * step)) == 1 and nm.sigmoid(dtype(one / step**4)) < 1
    assert nm.softmax(np.array([one * step, 0], dtype))[0] == 1
    assert nm.softmax(np.array([one / step**4, 0], dtype))[0] < 1


@pytest.mark.parametrize(
    "dtype, worst", [(np.float16, 9.8e-4), (np.float32, 3.6e-7), (np.float64, 6.7e-16)]
)
def test_rows_sum_to_one_within_the_stated_miss(dtype, worst):
    z = (np.random.default_rng(2).normal(size=(4000, 10)) * 3).astype(dtype)
    miss = np.abs(nm.softmax(z).sum(axis=-1).astype(np.float64) - 1)
    assert 0 < miss.max() <= worst * 1.01
    assert 0.4 < (miss == 0).mean() < 0.95


def test_kl_divergence_of_close_and_far_distributions():
    def true(p, q):
        return float(mp.fsum(a * mp.log(a / b) for a, b in zip(exact(p), exact(q)) if a))

    p = np.array([0.2, 0.3, 0.5])
    for q in (p + np.array([1e-6, -1e-6, 0]), np.array([1e-300, 0.5, 0.5]), p[::-1].copy()):
        # near p the sum cancels to second order: the terms' own rounding is what is left
        assert nm.kl_divergence(p, q) == pytest.approx(true(p, q), rel=1e-14, abs=1e-21)
    assert nm.kl_divergence([5e-324, 1.0], [1.0, 0.0]) == np.inf
    far = [1e-320, 1.0]  # 0.5 / 1e-320 is more than a float can hold
    assert nm.kl_divergence([0.5, 0.5], far) == pytest.approx(true([0.5, 0.5], far), rel=1e-14)
    mixed = nm.kl_divergence(np.float32([0.5, 0.5]), [1e-50, 1.0])  # 1e-50 is 0 in float32
    assert mixed.dtype == np.float32 and mixed == pytest.approx(true([0.5, 0.5], [1e-50, 1.0]), rel=1e-6)


def test_numerical_gradient_is_best_near_the_default_step():
    z = np.random.default_rng(3).normal(size=5)
    true = nm.cross_entropy_with_logits_grad(z, 2)

    def miss(h):
        estimate = nm.numerical_gradient(lambda v: nm.cross_entropy_with_logits(v, 2), z, h=h)
        return np.abs(estimate - true).max()

    assert miss(1e-5) < 5e-10
    slope = nm.numerical_gradient(lambda v: v[0], [1e4], h=1e-9)  # h is not what is really taken
    assert slope == pytest.approx(1, rel=1e-12)
    assert nm.numerical_gradient(lambda v: (v**2).sum(), np.float32([1, 3])) == pytest.approx([2, 6], rel=1e-9)
    assert nm.numerical_gradient(np.exp, np.float32(0.75)) == pytest.approx(np.exp(0.75), rel=1e-9)
    assert miss(1e-5) < miss(1e-2) and miss(1e-5) < miss(1e-9)
