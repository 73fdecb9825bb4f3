"""The short answers of lesson 5, on what a loss pushes towards."""

import math

from .._parts.questions import choice, number

AT_MINUS_8 = 1 / (1 + math.exp(8))
MEASURE = "Compute slope(cross_entropy, -8.0, 1)."

QUESTIONS = (
    number(
        "gradient-at-minus-eight",
        "The logit is z = -8 and the label is y = 1. What is the gradient of binary cross-entropy with "
        "respect to z, to two decimals?",
        lambda: AT_MINUS_8 - 1,
        (
            ("mse-on-sigmoid",
             "That is about what squared error gives: almost no push for a confident mistake. Cross-entropy "
             "still pushes with full force.", MEASURE, lambda: 0.0),
            ("flipped-sign", "The sign is wrong.", "The loss falls as z rises, so the slope is negative.",
             lambda: 1 - AT_MINUS_8),
            ("loss-not-gradient", "That is the loss or the logit, not the slope.", MEASURE, lambda: 8.0,
             lambda: -8.0, lambda: math.log1p(math.exp(8))),
            ("no-sigmoid", "You subtracted the label from the logit.", MEASURE, lambda: -9.0),
            ("slope-at-minus-four", "That is the slope at z = -4; z = -8 lies further out.", MEASURE,
             lambda: -0.982),
        ),
        ("The slopes of cross-entropy grow in size as the mistake gets worse. Which number do they come close to?",
         "Move z a little to either side of -8, and divide the change of the loss by the change of z.",
         "The number has this shape: slope(cross_entropy, ..., ...)."),
    ),
    choice(
        "ninety-percent",
        "On 100 new pictures the softmax output of the winner is 0.9 each time. How many are right?",
        "Held-out data must tell", "b",
        (
            ("About 90: softmax outputs are probabilities", "calibrated",
             "Softmax outputs sum to 1; that does not make them match how often the model is right. Trained "
             "networks are often overconfident.",
             "Count on held-out data."),
            ("All 100: 0.9 is the largest", "winner-is-right",
             "The largest output decides what is predicted, not whether it is true.",
             "Count on held-out data."),
        ),
        (
            "What makes 0.9 a promise about frequencies?",
            "Softmax turns any scores into numbers that sum to 1, also those of an untrained network.",
            "Who can tell how often it is right?",
        ),
    ),
)
