"""Short answers on softmax."""

from .._parts.questions import choice

QUESTIONS = (
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
)
