"""Short answers on entropy, cross-entropy and reading a loss."""

import math

from .._parts.questions import choice, cross, number

COIN, LOADED = (0.5, 0.5), (0.9, 0.1)
SMOOTHED = (0.9 + 0.1 / 3, 0.1 / 3, 0.1 / 3)

QUESTIONS = (
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
        right=(2.3, lambda: -math.log(0.1)),
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
        "For y = [0.5, 0.5] and p = [0.9, 0.1] the cross-entropy H(y, p) is 1.204 nats. What is H(p, y), to "
        "three decimals?",
        lambda: cross(LOADED, COIN),
        (
            ("symmetric-ce",
             "Cross-entropy is not symmetric: it weights by the first argument and takes logs of the second.",
             "Compute -sum(p * log(y)).", lambda: cross(COIN, LOADED)),
            ("entropy-not-cross-entropy", "That is the entropy of p.", "Take the logs of y, not of p.",
             lambda: cross(LOADED, LOADED)),
            ("kl-not-cross-entropy", "That is a KL divergence: the cross-entropy less the entropy.",
             "Leave the entropy in.", lambda: cross(LOADED, COIN) - cross(LOADED, LOADED),
             lambda: cross(COIN, LOADED) - cross(COIN, COIN)),
            ("log-base", "That is in bits; nats were asked for.", "Use np.log.",
             lambda: cross(LOADED, COIN) / math.log(2)),
            ("no-minus", "The sign is wrong.", "Take -log.", lambda: -cross(LOADED, COIN)),
        ),
        ("Which of the two is weighted with, and which is in the logarithm?", "H(p, y) is -sum(p * log(y)).",
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
    choice(
        "loss-above-one",
        "The loss of one sample is 4.6 nats. What does that say?",
        "The true class got a probability of about 0.01", "a",
        (
            ("There is a mistake in the code: a loss lies between 0 and 1", "loss-must-be-below-one",
             "Cross-entropy is -log of a probability and has no upper bound.",
             "Compute np.exp(-4.6)."),
            ("The model is wrong on 46 % of the samples", "loss-is-error-rate",
             "A loss is not a share of errors: it asks how probable the truth was.",
             "Compute np.exp(-4.6)."),
        ),
        (
            "The loss is -log of something.",
            "Undo the logarithm: exp(-4.6).",
            "exp(-4.6) is a probability. Of what?",
        ),
    ),
    choice(
        "batch-doubled",
        "You double the batch, and the loss of the untrained model doubles. What is the likely reason?",
        "The loss is summed over the batch", "a",
        (
            ("More data is harder to fit", "loss-grows-with-data",
             "An untrained model has fitted nothing; each sample still costs about ln K.",
             "Ask how the samples' losses are put together."),
            ("Softmax runs over the classes", "wrong-axis",
             "That is as it should be, and it does not depend on the batch.",
             "Ask how the samples' losses are put together."),
        ),
        (
            "Each sample costs about ln K, before and after.",
            "Two ways to make one number of N losses: which of them grows with N?",
            "Sum or mean?",
        ),
    ),
    choice(
        "stuck-loss",
        "Three classes; training goes on, and the loss comes to rest at 0.551 although every sample is "
        "right with room to spare. Why?",
        "Softmax is applied twice", "c",
        (
            ("The learning rate is too small", "blames-the-learning-rate",
             "A small rate makes training slow; it sets no floor.",
             "Compute the loss of softmax(softmax([100, 0, 0])) for class 0."),
            ("0.551 is ln 3 / 2", "wrong-floor",
             "ln 3 / 2 is 0.549, and nothing in training stops there.",
             "Compute the loss of softmax(softmax([100, 0, 0])) for class 0."),
        ),
        (
            "What is the largest probability that softmax can give to numbers between 0 and 1?",
            "Compute softmax([1, 0, 0]) and its -log.",
            "The library's loss contains a softmax already.",
        ),
    ),
    choice(
        "measures-what",
        "Cross-entropy of a prediction with the labels is 0.1, then 2.0. Which prediction agrees better "
        "with the labels?",
        "the one with 0.1: it measures dissimilarity", "c",
        (
            ("the one with 2.0: it measures similarity", "similarity",
             "Cross-entropy is a cost: it grows as prediction and labels drift apart.",
             "Compute -log(0.9) and -log(0.1)."),
            ("they cannot be compared", "incomparable",
             "Both are mean surprises at the same labels, in nats.",
             "Compute -log(0.9) and -log(0.1)."),
        ),
        (
            "What does a perfect prediction cost?",
            "Compute -log(0.9) and -log(0.1).",
            "Which of the two is the better prediction of the true class?",
        ),
    ),
)
