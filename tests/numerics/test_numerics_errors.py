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
    "labels must be in [0, 3), got 0..256": lambda: ce(Z, [0, 256]),
    "labels must be in [0, 3), got -1..1": lambda: nm.cross_entropy(nm.softmax(Z), [-1, 1]),
    "labels must be in [0, 2), got 0..2": lambda: nm.one_hot([0, 2], 2),
    "target shape (2, 1) does not match logits shape (2,)": lambda: bce([0.0, 1.0], [[0], [1]]),
    "target shape (2, 1) does not match logits shape (2, 3)": lambda: ce(Z, [[0], [1]]),
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
    "each slice of p must sum to 1, slice 1 sums to 0.5": (
        lambda: nm.entropy([[0.5, 0.2], [0.5, 0.3]], axis=0)
    ),
    "each row of p must sum to 1, row 0 sums to 0.7": lambda: nm.entropy([[0.3, 0.4]], axis=1),
    "each row of p must sum to 1, row 0 sums to 0.8": (
        lambda: nm.kl_divergence([0.4, 0.4], [0.5, 0.5])
    ),
    "each row of q must sum to 1, row 0 sums to 0.9": (
        lambda: nm.kl_divergence([0.5, 0.5], [0.4, 0.5])
    ),
    "each row of target must sum to 1, row 0 sums to 1.00000006, beyond the tolerance of 1e-08": (
        lambda: ce(np.zeros((1, 2)), [[0.5, 0.50000006]])
    ),
    "logits must have a class axis, got a single number": lambda: ce(1.0, 0),
    "probs must have a class axis, got a single number": lambda: nm.cross_entropy(1.0, 0),
    "num_classes must not be negative, got -1": lambda: nm.one_hot([], -1),
    "probs must lie in [0, 1], got 1.0000000001" + BCE_ADVICE: (
        lambda: nm.binary_cross_entropy([1.0000000001], [1])
    ),
    "each row of q must sum to 1, row 0 sums to 3": lambda: nm.smooth_labels([1, 1, 1], 0.1),
    "target must lie in [0, 1], got 2.0": lambda: bce([0.0, 1.0], [2, 1]),
    "target must lie in [0, 1], got -0.5": lambda: bce([0.0], [-0.5]),
    "target must lie in [0, 1], got nan": lambda: bce([0.0], [np.nan]),
    "label_smoothing must be in [0, 1], got 1.5": lambda: ce(Z, [0, 1], label_smoothing=1.5),
    "label_smoothing must be in [0, 1], got -0.1": lambda: ce(Z, [0, 1], label_smoothing=-0.1),
    "label_smoothing must be in [0, 1], got nan": lambda: ce(Z, [0, 1], label_smoothing=np.nan),
    "label_smoothing must be one number, got shape (1,)": (
        lambda: ce(Z, [0, 1], label_smoothing=[0.1])
    ),
    "alpha must be in [0, 1], got 1.5": lambda: nm.smooth_labels([0, 1], 1.5),
    "weight must have 3 entries, one per class, got 2": lambda: ce(Z, [0, 1], weight=[1, 2]),
    "weight must be finite and not negative, got -1.0": lambda: ce(Z, [0, 1], weight=[1, -1, 1]),
    "weight must be finite and not negative, got nan": lambda: bce([0.0], [1], weight=np.nan),
    "weight must be finite and not negative, got inf": lambda: ce(Z, [0, 1], weight=[1, np.inf, 1]),
    "pos_weight must be finite and not negative, got inf": (
        lambda: bce([0.0], [1], pos_weight=np.inf)
    ),
    "weight must fit into float32, got 1e+39": (
        lambda: ce(Z.astype(np.float32), [0, 1], weight=[1e39, 1, 1])
    ),
    "weight must fit into float16, got 1e-09": (
        lambda: ce(Z.astype(np.float16), [0, 1], weight=[1e-9, 1, 1])
    ),
    "pos_weight must fit into float16, got 100000.0": (
        lambda: bce(np.float16([0, 1]), [0, 1], pos_weight=1e5)
    ),
    "the weights must have a finite sum, got inf": lambda: ce(Z, [0, 1], weight=[1e308] * 3),
    "weight must have 3 entries, one per class, got shape (1, 3)": (
        lambda: ce(Z, [0, 1], weight=[[1, 1, 1]])
    ),
    "weight shape (6,) does not match shape (2, 3)": (
        lambda: bce(Z, np.ones((2, 3)), weight=np.ones(6))
    ),
    "weight shape (3,) does not match shape (2,)": lambda: bce([0.0, 1], [1, 0], weight=[1, 2, 3]),
    "weight shape (2, 1) does not match shape (2, 3)": (
        lambda: bce(Z, np.ones((2, 3)), weight=[[1], [2]])
    ),
    "pos_weight shape (3,) does not match shape (2,)": (
        lambda: bce([0.0, 1], [1, 0], pos_weight=[1, 2, 3])
    ),
    "reduction must be 'none', 'mean' or 'sum', got 'avg'": lambda: ce(Z, [0, 1], reduction="avg"),
    "reduction must be 'none', 'mean' or 'sum', got ''": lambda: ce(Z, [0, 1], reduction=""),
    "reduction must be 'none', 'mean' or 'sum', got None": lambda: bce([0.0], [1], reduction=None),
    "reduction must be 'none', 'mean' or 'sum', got array(['sum'], dtype='<U3')": (
        lambda: bce([0.0], [1], reduction=np.array(["sum"]))
    ),
    "reduction must be 'none', 'mean' or 'sum', got 'Mean'": (
        lambda: nm.cross_entropy([[0.5, 0.5]], [1], reduction="Mean")
    ),
    "reduction must be 'none', 'mean' or 'sum', got 'average'": (
        lambda: nm.binary_cross_entropy([0.5], [1], reduction="average")
    ),
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
    "f must return one number, got shape (1,)": (
        lambda: nm.numerical_gradient(lambda x: x, [1.0])
    ),
    "f must return one number, got shape (1, 1)": (  # the second time only
        lambda: nm.numerical_gradient(lambda x: x.sum() if x[0] > 1 else x[None], [1.0])
    ),
    "h must be a positive number, got inf": lambda: nm.numerical_gradient(sum, [1.0], h=np.inf),
    "h must be a positive number, got 0": lambda: nm.numerical_gradient(sum, [1.0], h=0),
    "h must be a positive number, got [1.e-05]": (
        lambda: nm.numerical_gradient(sum, [1.0], h=np.array([1e-5]))
    ),
    "h must be a positive number, got nan": lambda: nm.numerical_gradient(sum, [1.0], h=np.nan),
    "h must be a positive number, got -1e-05": lambda: nm.numerical_gradient(sum, [1.0], h=-1e-5),
    "x must be finite, got nan": lambda: nm.numerical_gradient(sum, [np.nan]),
    "h must be large enough to change x, got h=1e-05 at x=1000000000000.0": (
        lambda: nm.numerical_gradient(lambda x: x.sum(), [1e12])
    ),
}


LOSSES = {"ce": ce, "bce": bce}
GRADIENTS = {
    "ce": nm.cross_entropy_with_logits_grad,
    "bce": nm.binary_cross_entropy_with_logits_grad,
}


@pytest.mark.parametrize("which", [LOSSES, GRADIENTS])
@pytest.mark.parametrize("message", VALUE_ERRORS)
def test_value_error_of_losses_and_gradients(message, which, monkeypatch):
    for name, function in which.items():
        monkeypatch.setitem(globals(), name, function)
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
    "labels must be integers to be class indices, got dtype <U1": (
        lambda: nm.one_hot(np.array([], str), 2)
    ),
    "num_classes must be an integer, got 3.0": lambda: nm.one_hot([0], 3.0),
    "num_classes must be an integer, got '3'": lambda: nm.one_hot([0], "3"),
    "label_smoothing must be a number, got None": lambda: ce(Z, [0, 1], label_smoothing=None),
    "label_smoothing must be a number, got 'a'": lambda: ce(Z, [0, 1], label_smoothing="a"),
    "axis must be an integer, a tuple of integers or None, got True": (
        lambda: nm.softmax(Z, axis=True)
    ),
    "axis must be an integer, a tuple of integers or None, got -1.0": (
        lambda: nm.log_softmax(Z, axis=-1.0)
    ),
    "axis must be an integer, a tuple of integers or None, got [0, 1]": (
        lambda: nm.logsumexp(Z, axis=[0, 1])
    ),
    "f must return a real number, got dtype object": (  # a forgotten return
        lambda: nm.numerical_gradient(lambda x: None, [1.0])
    ),
    "f must return a real number, got dtype complex128": (
        lambda: nm.numerical_gradient(lambda x: 1j * x.sum(), [1.0])
    ),
}


@pytest.mark.parametrize("message", TYPE_ERRORS)
def test_type_error(message):
    with pytest.raises(TypeError) as error:
        TYPE_ERRORS[message]()
    assert str(error.value) == message


@pytest.mark.parametrize("name, call", [
    ("logits", lambda: ce(["a"], 0)),
    ("logits", lambda: bce(["a"], [0])),
    ("probs", lambda: nm.cross_entropy(["a"], 0)),
    ("probs", lambda: nm.binary_cross_entropy(["a"], [0])),
    ("target", lambda: ce([0.0], ["a"])),
    ("target", lambda: bce([0.0], ["a"])),
    ("weight", lambda: ce([0.0], 0, weight=["a"])),
    ("weight", lambda: bce([0.0], [0], weight=["a"])),
    ("pos_weight", lambda: bce([0.0], [0], pos_weight=["a"])),
    ("p", lambda: nm.entropy(["a"])),
    ("p", lambda: nm.kl_divergence(["a"], [1])),
    ("q", lambda: nm.kl_divergence([1], ["a"])),
    ("q", lambda: nm.smooth_labels(["a"], 0.1)),
    ("x", lambda: nm.numerical_gradient(sum, ["a"])),
])
def test_what_is_no_number_is_named(name, call):
    with pytest.raises(TypeError, match=f"^{name} must be real numbers, got dtype <U1$"):
        call()


@pytest.mark.parametrize("function", [nm.softmax, nm.log_softmax, nm.logsumexp])
def test_axis_error(function):
    for z, axis in ((Z, 2), (Z, -3), (3.0, -1), (-np.inf, 0), (Z, (0, 5))):
        with pytest.raises(np.exceptions.AxisError):
            function(z, axis=axis)


def test_a_single_number_is_no_distribution_along_an_axis():
    for call in (nm.entropy, nm.softmax_jacobian, lambda p: nm.smooth_labels(p, 0.1)):
        with pytest.raises(np.exceptions.AxisError):
            call(1.0)


def test_options_are_keyword_only():
    with pytest.raises(TypeError):
        ce(Z, [0, 1], [1, 1, 1])
    with pytest.raises(TypeError):
        nm.binary_cross_entropy([0.5], [1], None)


def test_probabilities_may_miss_one_by_the_square_root_of_eps():
    for dtype in (np.float16, np.float32, np.float64):
        root = float(np.sqrt(np.finfo(dtype).eps))
        near = np.array([[0.5, 0.5 + 0.95 * root]], dtype)
        assert np.isfinite(nm.cross_entropy(near, [0]))
        with pytest.raises(ValueError, match="must sum to 1"):
            nm.cross_entropy(np.array([[0.5, 0.5 + 1.05 * root]], dtype), [0])
