"""The problem set: six problems that put the lessons' steps together."""

import numpy as np

from helpers.checks.compare import nothing_negative
from helpers.checks.exercise import Case, Exercise
from helpers.exercises._parts.inputs import array, labels
from .labelled_loss import heated, labelled, lonely, masks, several, shares
from .masked_log_softmax import CENTRED_LOGITS, LABELLED_LOSS, MASKED_LOG_SOFTMAX, MULTILABEL_LOSS
from .temperature_slope import GRADIENT_RATIO, TEMPERATURE_SLOPE
from .gradient_ratio import centred_logits, gradient_ratio, labelled_loss, masked_log_softmax, multilabel_loss, temperature_slope

YES, NO = True, False

EXERCISES = (
    Exercise(
        name="centred_logits", points=5, spec=centred_logits, random=shares, mistakes=CENTRED_LOGITS,
        task="Return scores of the shape of p whose softmax over the last axis is p, and which sum to 0 in each row.",
        probes=(
            Case("two classes", (array(0.25, 0.75),)),
            Case("three classes", (array(0.7, 0.2, 0.1),)),
            Case("a batch of two rows", (array([0.5, 0.3, 0.2], [0.1, 0.1, 0.8]),)),
            Case("a square batch", (array([0.6, 0.3, 0.1], [0.2, 0.2, 0.6], [0.05, 0.9, 0.05]),)),
            Case("a stack of two batches",
                 (array([[0.5, 0.25, 0.25], [0.1, 0.2, 0.7]], [[0.4, 0.4, 0.2], [0.3, 0.6, 0.1]]),)),
        ),
        hints=(
            "Softmax takes exp of the scores. Which function undoes exp, and what may you add to a row without "
            "changing its softmax?",
            "np.log(p) has the softmax p. Subtract from each row the one number that makes its sum 0.",
            "The answer has this shape:\n"
            "def centred_logits(p):\n"
            "    z = ...\n"
            "    return z - ...    # each row's own number, the axis kept",
        ),
    ),
    Exercise(
        name="masked_log_softmax", points=5, spec=masked_log_softmax, random=masks, quiet=True,
        mistakes=MASKED_LOG_SOFTMAX,
        task="Return log-softmax over the allowed classes of each row, and -inf for the others, right and without a "
             "warning for scores of any size.",
        probes=(
            Case("all allowed", (array(1, 2, 3), np.array([YES, YES, YES]))),
            Case("one of three barred", (array(1, 2, 3), np.array([YES, YES, NO]))),
            Case("one class allowed", (array(0.5, -1), np.array([NO, YES]))),
            Case("rows with other masks", (array([1, 2, 3], [4, 0, 1]), np.array([[YES, NO, YES], [YES, YES, NO]]))),
            Case("a square batch", (array([0, 1, 2], [3, 1, -1], [2, 2, 5]),
                                    np.array([[YES, YES, NO], [NO, YES, YES], [YES, NO, YES]]))),
            Case("allowed scores at -1000", (array(-1000, -1001, 5), np.array([YES, YES, NO]))),
            Case("allowed scores at 1000", (array(1000, 999, 5000), np.array([YES, YES, NO]))),
            Case("a gap of 3000", (array([0, -3000, 1], [0, 1, 2]), np.array([[YES, YES, NO], [YES, YES, YES]]))),
            Case("rows of unlike scale", (array([20, 0, 0], [-1000, -1001, -1002]),
                                          np.array([[YES, YES, NO], [YES, YES, YES]]))),
        ),
        hints=(
            "What score makes exp of it exactly 0, so that the class has no share?",
            "np.where(allowed, z, -np.inf) bars the others. Then shift by the row's largest allowed score and go on "
            "as in lesson 2.",
            "The answer has this shape:\n"
            "def masked_log_softmax(z, allowed):\n"
            "    z = np.where(...)\n"
            "    shifted = z - ...\n"
            "    return shifted - ...",
        ),
    ),
    Exercise(
        name="labelled_loss", points=5, spec=labelled_loss, random=labelled, properties=(nothing_negative,),
        mistakes=LABELLED_LOSS,
        task="Return the mean cross-entropy of softmax(z) over the rows whose label is not -1.",
        probes=(
            Case("all rows labelled", (array([2, 1, 0.1], [0, 1, 3]), labels(0, 2))),
            Case("one of two labelled", (array([2, 1, 0.1], [0, 1, 3]), labels(0, -1))),
            Case("three of five labelled", (array([1, 0], [0, 2], [3, 1], [0.5, 0], [-1, 1]), labels(1, -1, 0, -1, 0))),
            Case("three classes", (array([0, 1, 2], [3, 1, -1], [2, 2, 5], [1, 0, 0]), labels(0, -1, 1, 0))),
            Case("a row of zeros", (array([0, 0, 0, 0], [5, 0, 0, 0]), labels(3, -1))),
            Case("a lead of 2000", (array([2000, 0, 0], [0, 0, 0]), labels(1, -1))),
            Case("logits at 1000", (array([1000, 1001, 999], [0, 0, 0]), labels(1, -1))),
            Case("rows of unlike scale", (array([20, 0, 0], [-1000, -1001, -1002]), labels(1, 0))),
        ),
        hints=(
            "y[i] == -1 means that nobody knows the label of row i. What should that row cost, and how many rows "
            "share the cost?",
            "known = y >= 0 picks the rows that count: z[known] and y[known].",
            "The answer has this shape:\n"
            "def labelled_loss(z, y):\n"
            "    known = ...\n"
            "    log_p = ...                                  # of the rows that count\n"
            "    return -log_p[np.arange(...), ...].mean()",
        ),
    ),
    Exercise(
        name="multilabel_loss", points=5, spec=multilabel_loss, random=several, properties=(nothing_negative,),
        quiet=True, mistakes=MULTILABEL_LOSS,
        task="Return the binary cross-entropy of the logits z with labels y, both of shape (N, L): summed over the "
             "labels of a sample, averaged over samples.",
        probes=(
            Case("one sample", (array([2, -1, 0.5]), labels([1, 0, 1]))),
            Case("two samples", (array([2, -1, 0.5], [-2, 0, 1]), labels([1, 0, 1], [0, 1, 1]))),
            Case("no label at all", (array([-1, -2], [-3, 0.5]), labels([0, 0], [0, 0]))),
            Case("a square batch", (array([0, 1, 2], [3, 1, -1], [2, -2, 5]), labels([0, 1, 1], [1, 1, 0], [1, 0, 1]))),
            Case("labels as floats", (array([1, -1], [0.3, 2]), array([0, 1], [1, 1]))),
            Case("a logit of 40", (array([40, -40]), labels([0, 0]))),
            Case("logits at 1000", (array([1000, -1000], [1, 1]), labels([0, 1], [1, 0]))),
        ),
        hints=(
            "Each label is a yes-or-no question with its own sigmoid. What does one such question cost, from its "
            "logit?",
            "One entry costs log(1 + exp(z)) - y * z. Write the first term so that it does not overflow.",
            "The answer has this shape:\n"
            "def multilabel_loss(z, y):\n"
            "    entries = np.maximum(z, 0) - ... + np.log1p(...)\n"
            "    return entries.sum(axis=...).mean()",
        ),
    ),
    Exercise(
        name="gradient_ratio", points=5, spec=gradient_ratio, random=lonely, quiet=True, mistakes=GRADIENT_RATIO,
        task="Return, for each logit z, how many times larger the gradient of cross-entropy is than that of the "
             "squared error (p - y)**2, both with respect to z.",
        probes=(
            Case("a logit of 0", (array(0),)),
            Case("three logits", (array(-2, 0.5, 3),)),
            Case("a table", (array([1, -1], [4, -6]),)),
            Case("a logit of 20", (array(20),)),
            Case("logits of 40 and -40", (array(40, -40),)),
            Case("a logit of 500", (array(500, -500),)),
        ),
        hints=(
            "Write down both gradients with respect to z. Which factors do they share?",
            "Cross-entropy has p - y, squared error 2 (p - y) p (1 - p). The ratio is 1 / (2 p (1 - p)); write p "
            "with exponentials and simplify.",
            "The answer is one line:\ndef gradient_ratio(z):\n    return 1 + ...    # a function of z",
        ),
    ),
    Exercise(
        name="temperature_slope", points=5, spec=temperature_slope, random=heated, mistakes=TEMPERATURE_SLOPE,
        task="Return the derivative, with respect to the temperature T, of the mean cross-entropy of softmax(z / T) "
             "with whole-number labels y.",
        probes=(
            Case("one sample", (array([2, 1, 0.1]), labels(0), 1.5)),
            Case("two samples", (array([2, -1], [0.5, 3]), labels(0, 0), 2.0)),
            Case("three samples of three classes", (array([0, 1, 2], [3, 1, -1], [2, 2, 5]), labels(2, 1, 0), 0.5)),
            Case("temperature 1", (array([0, 1, 2], [3, 1, -1]), labels(0, 2), 1.0)),
            Case("four samples of two classes", (array([0, 1], [2, -1], [0.5, 0.5], [-3, 1]), labels(1, 1, 0, 0), 3.0)),
            Case("logits at 1000", (array([1000, 1001, 999]), labels(1), 0.5)),
            Case("a gap of 3000", (array([0, 0, 3000]), labels(1), 2.0)),
            Case("rows of unlike scale", (array([20, 0, 0], [-1000, -1001, -1002]), labels(1, 0), 0.5)),
        ),
        hints=(
            "T moves every z / T, and every z / T moves the loss. Which two derivatives does the chain rule multiply?",
            "The loss has the slope p - y with respect to z / T, with p = softmax(z / T), and z / T has the slope -z "
            "/ T**2 with respect to T.",
            "The answer has this shape:\n"
            "def temperature_slope(z, y, T):\n"
            "    error = ...                       # p minus one-hot labels\n"
            "    return -(error * ...).sum(axis=1).mean() / ...",
        ),
    ),
)
