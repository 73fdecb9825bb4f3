"""helpers.numerics refuses wrong calls with an error that says what it got."""

import numpy as np
import pytest

from helpers import numerics as nm

Z = np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]])
ce, bce = nm.cross_entropy_with_logits, nm.binary_cross_entropy_with_logits
CE_ADVICE = "; for logits use cross_entropy_with_logits"
BCE_ADVICE = "; for logits use binary_cross_entropy_with_logits"

VALUE_ERRORS = {
    "labels must be in [0, 3), got -1..2": lambda: ce(Z, [-1, 2]),
    "labels must be in [0, 3), got 0..3": lambda: ce(Z, [0, 3]),
    "labels must be in [0, 3), got -1..1": lambda: nm.cross_entropy(nm.softmax(Z), [-1, 1]),
    "labels must be in [0, 2), got 0..2": lambda: nm.one_hot([0, 2], 2),
    "target shape (2, 1) does not match logits shape (2,)": lambda: bce([0.0, 1.0], [[0], [1]]),
    "target shape (3,) does not match logits shape (2, 3)": lambda: ce(Z, [0, 1, 2]),
    "target shape (2, 2) does not match logits shape (2, 3)": lambda: ce(Z, np.eye(2)),
    "target shape () does not match logits shape (2, 3)": lambda: ce(Z, 1),
    "target shape (2,) does not match probs shape (3,)": (
        lambda: nm.binary_cross_entropy([0.1, 0.2, 0.3], [0, 1])
    ),
    "target shape (1,) does not match probs shape (2, 3)": (
        lambda: nm.cross_entropy(nm.softmax(Z), [1])
    ),
    "q shape (2,) does not match p shape (3,)": (
        lambda: nm.kl_divergence([0.2, 0.3, 0.5], [0.5, 0.5])
    ),
    "probs must lie in [0, 1], got -2.0" + CE_ADVICE: lambda: nm.cross_entropy([[-2.0, 3.0]], [0]),
    "probs must lie in [0, 1], got nan" + CE_ADVICE: lambda: nm.cross_entropy([[np.nan, 1]], [0]),
    "probs must lie in [0, 1], got 1.5" + BCE_ADVICE: lambda: nm.binary_cross_entropy([1.5], [1]),
    "each row of probs must sum to 1, row 0 sums to 0.4": (
        lambda: nm.cross_entropy([[0.2, 0.2], [0.5, 0.5]], [0, 1])
    ),
    "each row of probs must sum to 1, row 1 sums to 0": (
        lambda: nm.cross_entropy([[0.5, 0.5], [0.0, 0.0]], [0, 1])
    ),
    "each row of target must sum to 1, row 1 sums to 2": (
        lambda: ce(Z, [[1.0, 0, 0], [1.0, 1.0, 0]])
    ),
    "each row of p must sum to 1, row 0 sums to 0.9": lambda: nm.entropy([0.4, 0.5]),
    "each row of q must sum to 1, row 0 sums to 3": lambda: nm.smooth_labels([1, 1, 1], 0.1),
    "target must lie in [0, 1], got 2.0": lambda: bce([0.0, 1.0], [2, 1]),
    "target must lie in [0, 1], got -0.5": lambda: bce([0.0], [-0.5]),
    "target must lie in [0, 1], got nan": lambda: bce([0.0], [np.nan]),
    "label_smoothing must be in [0, 1], got 1.5": lambda: ce(Z, [0, 1], label_smoothing=1.5),
    "label_smoothing must be in [0, 1], got -0.1": lambda: ce(Z, [0, 1], label_smoothing=-0.1),
    "alpha must be in [0, 1], got 1.5": lambda: nm.smooth_labels([0, 1], 1.5),
    "weight must have 3 entries, one per class, got 2": lambda: ce(Z, [0, 1], weight=[1, 2]),
    "weight must be finite and not negative, got -1.0": lambda: ce(Z, [0, 1], weight=[1, -1, 1]),
    "weight must be finite and not negative, got nan": lambda: bce([0.0], [1], weight=np.nan),
    "weight shape (3,) does not match shape (2,)": lambda: bce([0.0, 1], [1, 0], weight=[1, 2, 3]),
    "weight shape (2, 1) does not match shape (2, 3)": (
        lambda: bce(Z, np.ones((2, 3)), weight=[[1], [2]])
    ),
    "pos_weight shape (3,) does not match shape (2,)": (
        lambda: bce([0.0, 1], [1, 0], pos_weight=[1, 2, 3])
    ),
    "reduction must be 'none', 'mean' or 'sum', got 'avg'": lambda: ce(Z, [0, 1], reduction="avg"),
    "reduction must be 'none', 'mean' or 'sum', got None": lambda: bce([0.0], [1], reduction=None),
    "z must have at least one class along axis -1, got shape (2, 0)": (
        lambda: nm.softmax(np.zeros((2, 0)))
    ),
    "z must have at least one class along axis 0, got shape (0, 2)": (
        lambda: nm.log_softmax(np.zeros((0, 2)), axis=0)
    ),
    "logits must have at least one class along axis -1, got shape (2, 0)": (
        lambda: ce(np.zeros((2, 0)), [0, 0])
    ),
    "f must return one number, got shape (2,)": (
        lambda: nm.numerical_gradient(lambda x: x, [1.0, 2.0])
    ),
    "h must be large enough to change x, got h=1e-05 at x=1000000000000.0": (
        lambda: nm.numerical_gradient(lambda x: x.sum(), [1e12])
    ),
}


@pytest.mark.parametrize("message", VALUE_ERRORS)
def test_value_error(message):
    with pytest.raises(ValueError) as error:
        VALUE_ERRORS[message]()
    assert str(error.value) == message


TYPE_ERRORS = {
    "class indices must be integers, got float64: use target.astype(int)": lambda: ce(Z, [0.0, 1]),
    "z must be real numbers, got dtype complex128": lambda: nm.softmax([1j]),
    "z must be real numbers, got dtype <U1": lambda: nm.sigmoid(["a"]),
    "z must be real numbers, got dtype object": lambda: nm.log_softmax([None, 1]),
    "labels must be integers to be class indices, got dtype bool": (
        lambda: nm.one_hot([True, False], 2)
    ),
    "labels must be integers to be class indices, got dtype float64": (
        lambda: nm.one_hot([0.0, 1.0], 2)
    ),
}


@pytest.mark.parametrize("message", TYPE_ERRORS)
def test_type_error(message):
    with pytest.raises(TypeError) as error:
        TYPE_ERRORS[message]()
    assert str(error.value) == message


@pytest.mark.parametrize("function", [nm.softmax, nm.log_softmax, nm.logsumexp])
def test_axis_error(function):
    for z, axis in ((Z, 2), (Z, -3), (3.0, -1), (Z, (0, 5))):
        with pytest.raises(np.exceptions.AxisError):
            function(z, axis=axis)


def test_the_gradients_refuse_what_the_losses_refuse():
    for grad, z, target in (
        (nm.cross_entropy_with_logits_grad, Z, [0, 3]),
        (nm.binary_cross_entropy_with_logits_grad, [0.0, 1.0], [[0], [1]]),
    ):
        with pytest.raises(ValueError, match="must be in|does not match"):
            grad(z, target)


def test_options_are_keyword_only():
    with pytest.raises(TypeError):
        ce(Z, [0, 1], [1, 1, 1])
    with pytest.raises(TypeError):
        nm.binary_cross_entropy([0.5], [1], None)


def test_probabilities_may_miss_one_by_the_square_root_of_eps():
    for dtype in (np.float16, np.float32, np.float64):
        root = float(np.sqrt(np.finfo(dtype).eps))
        near = np.array([[0.5, 0.5 + 0.8 * root]], dtype)
        assert np.isfinite(nm.cross_entropy(near, [0]))
        with pytest.raises(ValueError, match="must sum to 1"):
            nm.cross_entropy(np.array([[0.5, 0.5 + 2 * root]], dtype), [0])
