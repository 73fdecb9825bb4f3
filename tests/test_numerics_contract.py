"""The outer contract of helpers.numerics: names, dtypes, documentation, memory, dependencies."""

import doctest
import inspect
import subprocess
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from helpers import _distributions, _two_classes
from helpers import numerics as nm

LOSS = "*, weight=None, label_smoothing=0.0, reduction='mean'"
BINARY = "*, weight=None, pos_weight=None, reduction='mean'"
SIGNATURES = {
    "softmax": "(z, axis=-1)",
    "log_softmax": "(z, axis=-1)",
    "logsumexp": "(z, axis=-1, keepdims=False)",
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
    assert len(body) <= 10
    assert ">>>" in function.__doc__


@pytest.mark.parametrize("module", [nm, _two_classes, _distributions])
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
    assert nm.log_softmax(z)[0, 0] == np.float16(-np.log(70_000))
    assert nm.logsumexp(z)[0] == np.float16(np.log(70_000))
    batch = np.full((20_000, 2), [0, 8], np.float16)
    assert nm.cross_entropy_with_logits(batch, np.zeros(20_000, int)) == 8


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


def test_importing_it_costs_numpy_alone():
    program = "import sys, numpy; before = set(sys.modules); import helpers.numerics; "
    program += "print(*sorted({m.split('.')[0] for m in set(sys.modules) - before}))"
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert out.stdout.split() == ["helpers"], out.stderr


def test_no_module_of_it_tops_200_lines():
    for module in Path(nm.__file__).parent.glob("_[a-z]*.py"):
        assert len(module.read_text().splitlines()) <= 200
    assert len(Path(nm.__file__).read_text().splitlines()) <= 200
