"""Short answers that are a letter, for lessons 1 to 8."""

from helpers.exercises._parts.questions import choice

EXERCISES = (
    choice(
        "shift-or-scale",
        "Which change to all scores leaves softmax as it is?",
        "adding 100 to each", "b",
        (
            ("doubling them", "scale-invariance",
             "Doubling the scores doubles the gaps, and the winner takes more.",
             "Try softmax([1, 2]) and softmax([2, 4])."),
            ("squaring them", "scale-invariance",
             "Squaring changes the gaps, and turns negative scores positive.",
             "Try softmax([1, 2]) and softmax([1, 4])."),
        ),
        (
            "Only the gaps between scores count.",
            "exp(z + 100) is exp(100) times exp(z), for every class.",
            "Which of the three leaves all gaps as they are?",
        ),
    ),
    choice(
        "zero-probability",
        "In float64, what is the second entry of softmax([0, -800])?",
        "exactly 0", "c",
        (
            ("a very small positive number", "softmax-never-zero",
             "In mathematics it is positive. In float64 exp(-800) is below the smallest number there is, "
             "and rounds to 0.",
             "Compute np.exp(-800.0)."),
            ("nan", "overflow-for-underflow",
             "nan comes from 0/0 or inf/inf; here the sum is 1.",
             "Compute np.exp(-800.0) and divide by 1."),
        ),
        (
            "What is np.exp(-800.0)?",
            "The smallest positive float64 is about 5e-324; exp(-800) is about 1e-348.",
            "What does a number below the smallest one round to?",
        ),
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
