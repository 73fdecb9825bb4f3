"""Short answers on the sigmoid and binary cross-entropy."""

import math

from .._parts.questions import choice, number

QUESTIONS = (
    number(
        "odds", "A class has probability 0.8. What are its odds?",
        lambda: 0.8 / (1 - 0.8),
        (
            ("upside-down", "Those are the odds against it.", "Divide p by 1 - p.", lambda: 0.25),
            ("log-odds-not-odds", "Those are the log-odds, which sigmoid takes in.", "Leave out the log.",
             lambda: math.log(4)),
            ("probability-not-odds", "That is the probability itself, or what is left of it.",
             "Divide p by 1 - p.", lambda: 0.8, lambda: 0.2),
            ("one-over-p", "That is 1 over the probability.", "Divide p by 1 - p.", lambda: 1.25, lambda: 5),
        ),
        ("Odds say how often it happens for each time it does not.", "Divide the probability by the rest.",
         "The number has this shape: 0.8 / ..."),
    ),
    choice(
        "several-labels",
        "A photo can show a cat, a dog, both or neither. Which output fits?",
        "one sigmoid for cat and one for dog", "a",
        (
            ("softmax over cat and dog", "softmax-for-several-labels",
             "Softmax makes cat and dog compete: both at 0.9 is impossible.",
             "Ask each question on its own."),
            ("softmax over one output", "softmax-one-output",
             "Softmax over a single output is always 1.",
             "Ask each question on its own."),
        ),
        (
            "Must the two probabilities sum to 1?",
            "Both at 0.9 must be possible, and both at 0.1.",
            "Two questions, each with yes or no.",
        ),
    ),
    choice(
        "same-accuracy",
        "From one epoch to the next the accuracy stays at 90 %, and the loss doubles. What has happened?",
        "The mistakes have become more confident", "b",
        (
            ("That cannot be: loss and accuracy move together", "loss-must-be-below-one",
             "The loss does not track accuracy. For y = 1, z = -1 costs 1.3 and z = -12 costs 12, and both "
             "are one mistake.",
             "Compare -log(sigmoid(-1)) with -log(sigmoid(-12))."),
            ("The batch has become twice as large", "sum-over-batch",
             "The loss is a mean: a larger batch does not change it.",
             "Ask what else can raise the cost of the same 10 % of mistakes."),
        ),
        (
            "Accuracy counts a mistake as one, whatever its score.",
            "What does a wrong answer cost at z = -1, and at z = -12?",
            "The same samples are wrong, and they cost more.",
        ),
    ),
    choice(
        "rare-class",
        "1 % of the samples are positive. What does plain binary cross-entropy do about that?",
        "Nothing: every sample weighs the same", "b",
        (
            ("It balances the classes by itself", "bce-balances",
             "It adds up one term for each sample, so 99 % of the terms come from the common class.",
             "Look at pos_weight."),
            ("It ignores the rare class", "bce-ignores",
             "Rare samples count as much as any other, each with its own term.",
             "Look at pos_weight."),
        ),
        (
            "The loss is a mean over samples.",
            "How many of 1000 terms belong to the rare class?",
            "Is any sample weighted?",
        ),
    ),
)
