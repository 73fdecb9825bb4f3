"""Lesson 2: softmax, log-sum-exp and log-softmax that do not overflow."""

from helpers.checks.compare import nothing_negative, rows_sum_to_one
from helpers.checks.exercise import Exercise
from helpers.exercises._parts import exact
from helpers.exercises._parts.inputs import HUGE_SCORES, SCORES, huge_scores
from .log_softmax import LOG_SOFTMAX, LOGSUMEXP
from .stable_softmax import STABLE_SOFTMAX


def stable_softmax(z):
    return exact.by_row(exact.softmax, z)


def logsumexp(z):
    return exact.by_row(lambda row: sum(score.exp() for score in row).ln(), z)


def log_softmax(z):
    return exact.by_row(lambda row: [share.ln() for share in exact.softmax(row)], z)


EXERCISES = (
    Exercise(
        name="stable_softmax",
        task="Return softmax over the last axis of z, right and without a warning for scores of any size: "
             "-3000, 1000, or both in one batch.",
        spec=stable_softmax,
        random=huge_scores,
        quiet=True,
        properties=(nothing_negative, rows_sum_to_one),
        probes=SCORES + HUGE_SCORES,
        mistakes=STABLE_SOFTMAX,
        hints=(
            "Softmax does not change when you subtract one number from all scores of a row. Which number "
            "makes the largest exp equal to 1?",
            "Subtract each row's own maximum: z.max(axis=-1, keepdims=True). The maximum of the whole batch "
            "would underflow the other rows.",
            "The answer has this shape:\n"
            "def stable_softmax(z):\n"
            "    shifted = z - ...    # the row's largest score becomes 0\n"
            "    e = np.exp(shifted)\n"
            "    return ...",
        ),
    ),
    Exercise(
        name="logsumexp",
        task="Return log(sum(exp(z))) over the last axis, which disappears: one number for each row, right "
             "for scores of any size.",
        spec=logsumexp,
        random=huge_scores,
        quiet=True,
        probes=SCORES + HUGE_SCORES,
        mistakes=LOGSUMEXP,
        hints=(
            "exp(1000) overflows, but exp(1000 - m) need not. By how much does log(sum(exp(z - m))) differ from "
            "log(sum(exp(z)))?",
            "Take the maximum out of the sum, and add it back after the logarithm. The sum and the maximum "
            "both run over axis=-1.",
            "The answer has this shape:\n"
            "def logsumexp(z):\n"
            "    m = ...                        # each row's maximum, the axis kept\n"
            "    s = ...                        # sum of exp(z - m) over the axis\n"
            "    return ... + np.log(s)         # both without the axis",
        ),
    ),
    Exercise(
        name="log_softmax",
        task="Return log(softmax(z)) over the last axis, right where softmax itself rounds to 0: for [0, "
             "-3000] it is [0, -3000].",
        spec=log_softmax,
        random=huge_scores,
        quiet=True,
        probes=SCORES + HUGE_SCORES,
        mistakes=LOG_SOFTMAX,
        hints=(
            "log(a / b) is log(a) - log(b). What is log(exp(z))?",
            "log_softmax is z minus logsumexp(z), row by row: keep the axis, so that the shapes line up.",
            "The answer has this shape:\n"
            "def log_softmax(z):\n"
            "    shifted = ...            # z minus each row's maximum\n"
            "    return shifted - ...     # the log of a sum, the axis kept",
        ),
    ),
)
