"""The outer contract of helpers.numerics: names, dtypes, documentation, memory, dependencies."""

import doctest
import inspect
import re
import subprocess
import sys
import tracemalloc
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
import scipy.special as sp

from helpers import numerics as nm

FILES = ("softmax", "cross_entropy", "two_classes", "information", "gradients")
MODULES = [import_module(f"helpers.numerics.{name}") for name in FILES]

LOSS = "*, weight=None, label_smoothing=0.0, ignore_index=None, reduction='mean'"
BINARY = "*, weight=None, pos_weight=None, reduction='mean'"
SIGNATURES = {
    "softmax": "(z, axis=-1, *, where=None)",
    "log_softmax": "(z, axis=-1, *, where=None)",
    "logsumexp": "(z, axis=-1, keepdims=False, *, where=None)",
    "sigmoid": "(z)",
    "log_sigmoid": "(z)",
    "one_hot": "(labels, num_classes)",
    "smooth_labels": "(q, alpha)",
    "cross_entropy": "(probs, target, *, reduction='mean')",
    "cross_entropy_with_logits": f"(logits, target, {LOSS})",
    "binary_cross_entropy": "(probs, target, *, weight=None, reduction='mean')",
    "binary_cross_entropy_with_logits": f"(logits, target, {BINARY})",
    "entropy": "(p, axis=-1)",
    "kl_divergence": "(p, q, axis=-1)",
    "cross_entropy_with_logits_grad": f"(logits, target, {LOSS})",
    "binary_cross_entropy_with_logits_grad": f"(logits, target, {BINARY})",
    "sigmoid_grad": "(z)",
    "softmax_jacobian": "(z)",
    "numerical_gradient": "(f, x, h=1e-05)",
}


@pytest.mark.parametrize("name", SIGNATURES)
def test_names_arguments_and_docstrings(name):
    function = getattr(nm, name)
    assert str(inspect.signature(function)) == SIGNATURES[name]
    source = inspect.getsource(inspect.unwrap(function))
    assert f"def {name}(" in source
    body = source.split('"""')[2].strip().splitlines()
    assert len(body) <= 11
    assert ">>>" in function.__doc__


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_in_the_docstrings(module):
    result = doctest.testmod(module)
    assert result.attempted > 0 and result.failed == 0


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_dtype_of_the_scores_is_kept_whatever_the_target(dtype):
    z, labels, soft = np.array([[0, 1], [2, 0]], dtype), [0, 1], [[0.5, 0.5], [1.0, 0.0]]
    for name in ("softmax", "log_softmax", "logsumexp", "sigmoid", "log_sigmoid", "sigmoid_grad"):
        assert getattr(nm, name)(z).dtype == dtype, name
    for reduction in ("none", "mean", "sum"):
        for suffix in ("", "_grad"):
            ce = getattr(nm, "cross_entropy_with_logits" + suffix)
            for target in (labels, soft):
                out = ce(z, target, weight=[1, 2.5], reduction=reduction)
                assert out.dtype == dtype
            assert ce(z, labels, label_smoothing=0.1, reduction=reduction).dtype == dtype
            bce = getattr(nm, "binary_cross_entropy_with_logits" + suffix)
            assert bce(z, soft, weight=[1, 2.5], reduction=reduction).dtype == dtype
            assert bce(z, soft, pos_weight=2.5, reduction=reduction).dtype == dtype
    p = nm.softmax(z)
    assert nm.cross_entropy(p, soft).dtype == nm.binary_cross_entropy(p, soft).dtype == dtype
    assert nm.entropy(p).dtype == nm.kl_divergence(p, np.float64(soft)).dtype == dtype
    assert nm.softmax_jacobian(z).dtype == dtype


def test_float16_survives_long_rows_and_large_batches():
    z = np.zeros((1, 70_000), np.float16)  # their sum is more than float16 can hold
    assert nm.softmax(z)[0, 0] == np.float16(1 / 70_000)
    assert nm.softmax(z[:, :65_530])[0, 0] == np.float16(1 / 65_530)  # 65 530 would round to inf
    assert nm.log_softmax(z)[0, 0] == np.float16(-np.log(70_000))
    assert nm.logsumexp(z)[0] == np.float16(np.log(70_000))
    batch = np.full((20_000, 2), [0, 8], np.float16)
    assert nm.cross_entropy_with_logits(batch, np.zeros(20_000, int)) == 8


@pytest.mark.parametrize("long, axis", [((5000, 3), 0), ((30, 500, 3), (0, 1)), ((3, 5000), 1), ((7, 300, 40), 1)])
def test_float16_adds_up_long_axes_of_any_layout(long, axis):
    z = (np.random.default_rng(1).normal(size=long)).astype(np.float16)
    count = nm.softmax(z, axis=axis).size / nm.softmax(z, axis=axis).sum(axis=axis).size
    even = nm.softmax(np.zeros(long, np.float16), axis=axis)
    assert np.unique(even) == [np.float16(1 / count)]
    for layout in (z, np.asfortranarray(z)):
        sums = nm.softmax(layout, axis=axis).sum(axis=axis, dtype=np.float64)
        assert np.abs(sums - 1).max() < 2e-3
    p = nm.softmax(z.astype(float), axis=axis)
    for layout in (p.astype(np.float16), np.asfortranarray(p.astype(np.float16))):
        if not isinstance(axis, tuple):
            got, want = nm.entropy(layout, axis=axis), nm.entropy(p, axis=axis)
            assert np.allclose(got, want, rtol=2e-3) and got.dtype == np.float16
            kl = nm.kl_divergence(layout, np.full_like(layout, 1 / count), axis=axis)
            assert kl.dtype == np.float16 and np.allclose(kl, np.log(count) - want, atol=0.02)


def test_float16_losses_and_gradients_of_long_rows_and_large_batches():
    rng = np.random.default_rng(2)
    z, q, w = rng.normal(size=(3, 6000)), nm.softmax(rng.normal(size=(3, 6000))), rng.uniform(0.1, 1, 6000)
    true = nm.cross_entropy_with_logits(z, q, weight=w)
    for layout in (np.ascontiguousarray, np.asfortranarray):
        got = nm.cross_entropy_with_logits(layout(z.astype(np.float16)), layout(q.astype(np.float16)), weight=w)
        assert got == pytest.approx(true, rel=3e-3)
        grad = nm.cross_entropy_with_logits_grad(layout(np.zeros((3, 4096), np.float16)), [0, 1, 2], reduction="sum")
        assert grad[0, 0] == -1
        soft = layout(nm.one_hot([5, 5, 5], 4096))
        grad = nm.cross_entropy_with_logits_grad(layout(np.zeros((3, 4096), np.float16)), soft, reduction="sum")
        assert grad[0, 5] == -1
    many, labels = np.zeros((70_000, 2), np.float16), np.zeros(70_000, int)
    step = np.float16(0.5 / 70_000)
    assert nm.cross_entropy_with_logits_grad(many, labels)[0].tolist() == [-step, step]
    assert nm.binary_cross_entropy_with_logits_grad(many[:, 0], labels)[0] == step
    assert nm.cross_entropy_with_logits(many, labels, weight=[1, 1]) == np.float16(np.log(2))
    light = {"weight": [1e-6, 1e-6]}  # times it a gradient has hardly a digit in float16, but the mean undoes that
    few, y = np.float16([[1, 3], [2, 0]]), [[1, 0], [0, 1]]
    for grad, target in (
        (nm.cross_entropy_with_logits_grad, [0, 1]),
        (nm.binary_cross_entropy_with_logits_grad, y),
    ):
        assert np.allclose(grad(few, target, **light), grad(few, target), rtol=2e-3)
    heavy = nm.cross_entropy_with_logits(np.float16([[0, 12], [0, 12]]), [0, 0], weight=[6000, 1])
    assert heavy == 12  # 6000 * 12 is no float16


def test_long_float32_columns_keep_their_digits_in_every_sum():
    even = nm.softmax(np.zeros((1_000_000, 3), np.float32), axis=0)
    assert nm.entropy(even, axis=0) == pytest.approx(np.log(1_000_000), rel=1e-6)  # and is no error
    assert nm.kl_divergence(even, even, axis=0).tolist() == [0, 0, 0]
    assert nm.cross_entropy(even.T, [0, 1, 2]) == pytest.approx(np.log(1_000_000), rel=1e-6)
    p = nm.softmax(np.random.default_rng(4).normal(size=(131_073, 2)).astype(np.float32), axis=0)
    q = np.roll(p, 1, axis=0)
    by_rows = nm.entropy(np.ascontiguousarray(p.T)), nm.kl_divergence(*map(np.ascontiguousarray, (p.T, q.T)))
    assert nm.entropy(p, axis=0) == pytest.approx(by_rows[0], rel=1e-6)
    assert nm.kl_divergence(p, q, axis=0) == pytest.approx(by_rows[1], rel=1e-6)
    tall = np.zeros((2_000_000, 3), np.float32)
    loss = nm.binary_cross_entropy_with_logits(tall, tall, weight=[0.1] * 3)
    assert loss == pytest.approx(np.log(2), rel=1e-6)


def test_float32_columns_are_added_up_as_well_as_rows():
    z = np.random.default_rng(0).normal(size=(131_073, 3)).astype(np.float32)
    for p in (nm.softmax(z, axis=0), nm.softmax(z.T).T):
        assert np.abs(p.sum(axis=0, dtype=np.float64) - 1).max() < 1e-6


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("shape", [(307, 1009), (1009, 307), (31, 100, 101), (300_007,), (70_001, 5)])
def test_every_entry_of_a_large_array_is_right_on_every_axis(shape, dtype):
    z = (np.random.default_rng(0).normal(size=shape) * 3).astype(dtype)
    wide, info = z.astype(np.float64), np.finfo(dtype)

    def agree(got, want, bound=6, atol=float(info.smallest_subnormal)):
        assert got.dtype == dtype
        return np.allclose(got, want, rtol=bound * float(info.eps), atol=atol)

    for axis in [None, -1] if len(shape) == 1 else [-1, 0, 1, None, (0, 1)]:
        softmax, log_softmax = sp.softmax(wide, axis=axis), sp.log_softmax(wide, axis=axis)
        for layout in (z, np.asfortranarray(z)):
            assert agree(nm.softmax(layout, axis=axis), softmax, 100)
            assert agree(nm.log_softmax(layout, axis=axis), log_softmax, 30, atol=40 * float(info.eps))
            got, want = nm.logsumexp(layout, axis=axis), sp.logsumexp(wide, axis=axis)
            assert agree(got, want, 30, atol=40 * float(info.eps))
    assert agree(nm.sigmoid(z), sp.expit(wide)) and agree(nm.log_sigmoid(z), sp.log_expit(wide))
    y = (wide > 1).astype(dtype)
    losses = nm.binary_cross_entropy_with_logits(z, y, reduction="none")
    assert agree(losses, -sp.log_expit(np.where(y == 1, wide, -wide)))
    labels = np.random.default_rng(1).integers(0, shape[-1], shape[:-1])
    losses, log_p = nm.cross_entropy_with_logits(z, labels, reduction="none"), sp.log_softmax(wide, axis=-1)
    picked = np.take_along_axis(log_p, np.array(labels)[..., None], axis=-1)[..., 0]
    assert agree(losses, -picked, 8, atol=40 * float(info.eps))


def test_a_single_number_and_arguments_by_name_are_fine():
    assert nm.softmax(3.0, axis=None) == 1 and nm.log_softmax(3.0, axis=()) == 0
    assert nm.logsumexp(3.0, axis=None) == 3
    assert nm.softmax(z=[0.0, 0.0]).tolist() == [0.5, 0.5]


@pytest.mark.parametrize("function", [nm.softmax, nm.log_softmax, nm.logsumexp, nm.sigmoid])
def test_the_byte_order_of_other_machines_is_understood(function):
    z = np.array([[1.0, 2.0, -3.0]])
    assert np.array_equal(function(z.astype(">f8")), function(z)) and function(z.astype(">f4")).dtype == np.float32
    assert nm.cross_entropy_with_logits(z.astype(">f8"), np.array([1], ">i8")) == nm.cross_entropy_with_logits(z, [1])


def test_one_sample_gives_one_number_and_not_an_array_of_none():
    for result in (
        nm.binary_cross_entropy_with_logits(0.0, 1, reduction="none"),
        nm.binary_cross_entropy_with_logits(0.0, 1, pos_weight=2.0),
        nm.binary_cross_entropy_with_logits_grad(0.0, 1, weight=2.0),
        nm.cross_entropy_with_logits([0.0, 1.0], 0, reduction="none"),
        nm.cross_entropy_with_logits([0.0, 1.0], [0.0, 1.0], reduction="none"),
        nm.cross_entropy([0.5, 0.5], 0, reduction="none"),
        nm.logsumexp([0.0, 1.0]),
        nm.entropy([0.5, 0.5]),
        nm.kl_divergence([0.5, 0.5], [0.5, 0.5]),
        nm.numerical_gradient(lambda x: x**2, 2.0),
        nm.binary_cross_entropy_with_logits_grad(0.0, 1, weight=2.0, reduction="none"),
        nm.sigmoid(0.0),
        nm.log_sigmoid(0.0),
        nm.sigmoid_grad(0.0),
    ):
        assert type(result) is np.float64


def test_the_callers_settings_of_numpys_warnings_do_not_matter_and_stay():
    big = np.random.default_rng(0).normal(size=(300, 1000)) * 300
    with np.errstate(all="raise"):
        for z in (np.array([0.0, -800.0]), big):
            nm.softmax(z), nm.log_softmax(z), nm.logsumexp(z), nm.sigmoid(z), nm.log_sigmoid(z)
            nm.cross_entropy_with_logits_grad(z, z.argmax(axis=-1))
            for grad in (nm.binary_cross_entropy_with_logits, nm.binary_cross_entropy_with_logits_grad):
                grad(z, nm.sigmoid(z + 1)), grad([-740.0, -1e308], [0.3, 0])
        nm.softmax([1e308, -1e308]), nm.log_softmax([1e308, -1e308]), nm.sigmoid_grad([-740.0, 40.0])
        assert nm.cross_entropy([0.0, 1.0], 0) == np.inf
        assert np.geterr() == dict.fromkeys(["divide", "over", "under", "invalid"], "raise")
    assert np.getbufsize() == 8192


def test_the_names_are_those_of_the_contract():
    assert sorted(nm.__all__) == sorted(SIGNATURES)


def test_large_arrays_worked_on_in_parts_give_what_small_ones_give():
    rng = np.random.default_rng(0)
    z = rng.normal(size=(300, 1000)) * 5
    labels, y = rng.integers(0, 1000, 300), rng.integers(0, 2, z.shape)
    rows, bce = slice(137, 141), nm.binary_cross_entropy_with_logits
    for function in (nm.softmax, nm.log_softmax, nm.logsumexp, nm.sigmoid, nm.log_sigmoid):
        assert np.array_equal(function(z)[rows], function(z[rows]))
        assert np.allclose(function(z.T.copy().T)[rows], function(z[rows]), rtol=1e-14)
    for loss, target in ((nm.cross_entropy_with_logits, labels), (bce, y)):
        whole = loss(z, target, reduction="none")
        assert np.array_equal(whole[rows], loss(z[rows], target[rows], reduction="none"))
    assert np.getbufsize() == 8192  # the smaller buffer of large arrays stays inside


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_memory_beyond_the_input_is_at_most_twice_the_input(dtype):
    z = np.random.default_rng(0).normal(size=(1024, 1000)).astype(dtype)
    labels, y = np.arange(1024) % 1000, (z > 0).astype(dtype)
    for function, arguments in (
        (nm.softmax, (z,)),
        (nm.log_softmax, (z,)),
        (nm.logsumexp, (z,)),
        (nm.sigmoid, (z,)),
        (nm.log_sigmoid, (z,)),
        (nm.cross_entropy_with_logits, (z, labels)),
        (nm.binary_cross_entropy_with_logits, (z, y)),
    ):
        tracemalloc.start()
        function(*arguments)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak <= 2 * z.nbytes, function.__name__


def test_there_is_no_second_softmax_nor_sigmoid_in_the_package():
    """The bank of wrong answers and the exact specifications of the checks are what they check by."""
    package, own = Path(nm.__file__).parents[1], {"softmax.py", "_arrays.py", "two_classes.py"}
    sources = {p: p.read_text(encoding="utf-8") for p in package.rglob("*.py") if package / "exercises" not in p.parents}
    written = re.compile(r"1 / \(1 \+ np\.exp|np\.exp\([^)]*\) ?/|/=? ?\w*\.sum\(|logaddexp|log1p")
    found = [p.name for p, text in sources.items() if p.name not in own and written.search(text)]
    assert found == ["information.py"]  # the log1p of the divergence


def test_importing_it_costs_numpy_alone():
    program = "import sys, numpy; before = set(sys.modules); import helpers.numerics; "
    program += "print(*sorted({m.split('.')[0] for m in set(sys.modules) - before}))"
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert out.stdout.split() == ["helpers"], out.stderr


def test_no_module_of_it_tops_200_lines():
    for module in Path(nm.__file__).parent.glob("*.py"):
        assert len(module.read_text().splitlines()) <= 200
