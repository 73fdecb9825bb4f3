"""Short answers that are a number, for lessons 3 to 8."""

import math

from helpers.exercises._parts.questions import cross, number

COIN, LOADED = (0.5, 0.5), (0.9, 0.1)
SMOOTHED = (0.9 + 0.1 / 3, 0.1 / 3, 0.1 / 3)
AT_MINUS_8 = 1 / (1 + math.exp(8))
MEASURE = "Compute slope(cross_entropy, -8.0, 1)."

EXERCISES = (
    number(
        "start-loss",
        "A classifier for 10 classes starts with equal probabilities for all. What is its cross-entropy, in "
        "nats, to two decimals?",
        lambda: math.log(10),
        (
            ("log-base",
             "That is the logarithm to base 2 or 10; a loss in nats uses the natural one, and a loss may exceed 1.",
             "Take -log of 1/10, with np.log.", lambda: math.log2(10), lambda: math.log10(10)),
            ("probability-not-loss",
             "That is a probability or a share of errors; the loss is the -log of the probability.",
             "Take -log of 1/10.", lambda: 0.1, lambda: 0.9),
            ("loss-must-be-below-one",
             "A loss of 0 would mean that the classifier is certain and right; it knows nothing yet. "
             "Cross-entropy has no upper bound.", "Take -log of 1/10.", lambda: 0.0, lambda: 0.5),
            ("two-class-start", "That is the start for two classes, ln 2.", "Take -log of 1/10.", lambda: math.log(2)),
            ("no-minus", "The sign is wrong: a loss is at least 0.", "Take -log, not log.", lambda: -math.log(10)),
            ("perplexity", "That is the perplexity, exp of the loss.", "Take the logarithm of it.", lambda: 10),
        ),
        ("What probability does the true class get?",
         "The loss of one sample is -log of that probability, and all samples cost the same.",
         "The number has this shape: -np.log(1 / ...)."),
    ),
    number(
        "smoothing-floor",
        "Labels of 3 classes are smoothed by 0.1: the true class gets 0.9 + 0.1/3, the others 0.1/3 each. "
        "What is the lowest loss possible, to three decimals?",
        lambda: cross(SMOOTHED, SMOOTHED),
        (
            ("loss-must-be-below-one",
             "With smoothed labels the loss cannot reach 0: even a perfect match costs the entropy of the "
             "labels.", "Compute the entropy of the smoothed label.", lambda: 0.0),
            ("true-class-only",
             "You count the true class's term only; the other two classes have labels above 0.",
             "Add the terms of the other two classes.", lambda: -math.log(SMOOTHED[0]), lambda: -math.log(0.9),
             lambda: -SMOOTHED[0] * math.log(SMOOTHED[0])),
            ("smoothed-among-the-others",
             "You share 0.1 among the two other classes; here it is shared among all three.",
             "Use 0.9 + 0.1/3, 0.1/3 and 0.1/3.", lambda: cross((0.9, 0.05, 0.05), (0.9, 0.05, 0.05))),
            ("log-base", "That is in bits; nats were asked for.", "Use np.log.",
             lambda: cross(SMOOTHED, SMOOTHED) / math.log(2)),
            ("probability-not-loss", "That is the smoothing itself, not a loss.",
             "Compute the entropy of the smoothed label.", lambda: 0.1),
        ),
        ("Which prediction makes the loss smallest?",
         "The best prediction is the smoothed label itself; its cross-entropy with itself is its entropy.",
         "The number has this shape: -(a * log(a) + 2 * b * log(b))."),
        atol=0.0015,
    ),
    number(
        "other-way-round",
        "For p = [0.5, 0.5] and q = [0.9, 0.1] the cross-entropy H(p, q) is 1.204 nats. What is H(q, p), to "
        "three decimals?",
        lambda: cross(LOADED, COIN),
        (
            ("symmetric-ce",
             "Cross-entropy is not symmetric: it weights by the first argument and takes logs of the second.",
             "Compute -sum(q * log(p)).", lambda: cross(COIN, LOADED)),
            ("entropy-not-cross-entropy", "That is the entropy of q.", "Take the logs of p, not of q.",
             lambda: cross(LOADED, LOADED)),
            ("kl-not-cross-entropy", "That is a KL divergence: the cross-entropy less the entropy.",
             "Leave the entropy in.", lambda: cross(LOADED, COIN) - cross(LOADED, LOADED),
             lambda: cross(COIN, LOADED) - cross(COIN, COIN)),
            ("log-base", "That is in bits; nats were asked for.", "Use np.log.",
             lambda: cross(LOADED, COIN) / math.log(2)),
            ("no-minus", "The sign is wrong.", "Take -log.", lambda: -cross(LOADED, COIN)),
        ),
        ("Which of the two is weighted with, and which is in the logarithm?", "H(q, p) is -sum(q * log(p)).",
         "The number has this shape: -(0.9 * log(...) + 0.1 * log(...))."),
        atol=0.0015,
    ),
    number(
        "perplexity-of-two", "A language model's loss is 2.0 nats a token. What is its perplexity, to two decimals?",
        lambda: math.exp(2),
        (
            ("log-base", "You raise 2 or 10 to the loss; a loss in nats belongs with e.", "Use np.exp.",
             lambda: 4, lambda: 100),
            ("loss-not-perplexity", "That is the loss itself, or its logarithm.", "Take exp of the loss.",
             lambda: 2, lambda: math.log(2)),
            ("flipped-sign", "That is a probability: perplexity is 1 over it.", "Leave out the minus.",
             lambda: math.exp(-2)),
        ),
        ("Perplexity is the number of equally likely choices with the same loss.",
         "For K equal choices the loss is log K. Solve for K.", "The number has this shape: np.exp(...)."),
    ),
    number(
        "nats-to-bits", "How many bits are 3 nats, to two decimals?",
        lambda: 3 / math.log(2),
        (
            ("wrong-way", "You turned bits into nats: one nat is more than one bit.",
             "Divide by ln 2 instead of multiplying.", lambda: 3 * math.log(2)),
            ("log-base", "You took the logarithm of the loss, or used base 10.", "Divide by ln 2.",
             lambda: math.log2(3), lambda: 3 / math.log(10), lambda: 3 / math.log10(2)),
            ("unchanged", "A nat and a bit are not the same size.", "Divide by ln 2.", lambda: 3),
        ),
        ("A fair coin has 1 bit, and ln 2 = 0.693 nats.", "One nat is 1 / ln 2 bits.",
         "The number has this shape: 3 / ..."),
    ),
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
)
