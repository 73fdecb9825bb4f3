"""The mathematics of the course, from logits to loss, in plain NumPy.

Logits `z` are real scores, their classes along the last axis unless `axis` says otherwise.
Losses and entropies are in nats. float16, float32 and float64 are kept; ints become float64.
TypeError is raised for what is not a real number.
"""

from helpers.numerics.cross_entropy import cross_entropy, cross_entropy_with_logits, one_hot, smooth_labels
from helpers.numerics.gradients import (
    binary_cross_entropy_with_logits_grad,
    cross_entropy_with_logits_grad,
    numerical_gradient,
    sigmoid_grad,
    softmax_jacobian,
)
from helpers.numerics.information import entropy, kl_divergence
from helpers.numerics.softmax import log_softmax, logsumexp, softmax
from helpers.numerics.two_classes import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    log_sigmoid,
    sigmoid,
)

__all__ = [
    "softmax", "log_softmax", "logsumexp", "softmax_jacobian", "sigmoid", "log_sigmoid",
    "sigmoid_grad", "one_hot", "smooth_labels", "entropy", "kl_divergence", "numerical_gradient",
    "cross_entropy", "cross_entropy_with_logits", "cross_entropy_with_logits_grad",
    "binary_cross_entropy", "binary_cross_entropy_with_logits",
    "binary_cross_entropy_with_logits_grad",
]  # fmt: skip
