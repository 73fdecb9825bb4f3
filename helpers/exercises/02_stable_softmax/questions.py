"""What lesson 2 asks, and its short answers on softmax in floating point."""

import numpy as np

from .._parts.asked import choose, estimate
from .._parts.questions import choice

QUESTIONS = (
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
            "The smallest positive float64 is about 5e-324; exp(-800) is about 4e-348.",
            "What does a number below the smallest one round to?",
        ),
    ),
)

LIMIT = float(np.finfo(np.float32).max)


def naive(z):
    """Return the textbook softmax, which overflows, without NumPy's warnings."""
    with np.errstate(all="ignore"):
        return np.exp(z) / np.exp(z).sum()


ASKED = (
    choose(
        "naive-at-1000", "The logits are 1000 and 0. What does this softmax return?",
        lambda: naive(np.array([1000.0, 0.0])),
        ("[nan, 0]", [np.nan, 0]),
        ("[1, 0]", [1, 0], "no-shift", "That is the true value. The computer meets exp(1000) on the way, and it is no "
                                       "float."),
        ("[inf, 0]", [np.inf, 0], "overflow",
         "exp(1000) is inf, and so is the sum below it: inf divided by inf is nan."),
        ("[nan, nan]", np.nan, "nan-spreads", "The second class has 1 above the line, and 1 divided by inf is 0."),
        because="exp(1000) overflows to inf. Then inf / inf is nan, and 1 / inf is 0."),
    estimate(
        "float32-limit", "In float32, exp(z) becomes inf when z is larger than about what?",
        lambda: np.log(LIMIT),
        (lambda: np.log(float(np.finfo(float).max)), "float64-limit", "That is the limit of float64."),
        (lambda: np.log10(LIMIT), "log-base", "That is the power of 10. exp raises e, so take the natural logarithm."),
        (lambda: LIMIT, "limit-of-the-result", "That is the largest result. The question is which z leads there."),
        because="The largest float32 is about 3.4e38, and ln 3.4 = 1.22, 38 ln 10 = 87.50."),
    choose(
        "which-shift", "Softmax stays as it is when a number is subtracted from all scores. Which number keeps exp "
                       "from overflowing whatever the scores are?",
        lambda: [name for name, shift in {"max": np.max, "mean": np.mean, "min": np.min}.items()
                 if np.exp(np.clip(np.array([3000.0, 0, 0, 0]) - shift([3000, 0, 0, 0]), -700, 701)).max() <= 1],
        ("the largest score", lambda safe: safe == ["max"]),
        ("the mean of the scores", lambda safe: safe == ["mean"], "mean-shift",
         "The largest score may lie thousands above the mean, and its exp still overflows."),
        ("the smallest score", lambda safe: safe == ["min"], "wrong-sign-shift",
         "Then all shifted scores are 0 or more, which is the side where exp overflows."),
        because="After it, every score is 0 or less, and exp of that is at most 1.", kind="memory"),
    choose(
        "shift-of-a-batch", "A batch holds the rows [20, 0, 0] and [−1000, −1001, −1002]. Which maximum should be "
                            "subtracted?",
        lambda: bool(np.exp(np.array([-1000.0, -1001, -1002]) - 20).sum() == 0),
        ("each row's own", True),
        ("that of the whole batch", False, "global-shift",
         "The second row would lie 1020 below it. All its exponentials are then 0, and 0 / 0 is nan."),
        because="A row far below the common maximum would lose all its exponentials to 0.", kind="memory"),
    choose(
        "exp-of-minus-1000", "In float64, what is exp(−1000)?", lambda: np.exp(-1000.0).item(),
        ("0", 0.0),
        ("inf", np.inf, "flipped-sign", "inf is what exp(1000) gives. A negative power of e is small."),
        ("nan", np.nan, "overflow-for-underflow", "nan comes from 0 / 0 or inf / inf. A single exp never gives it."),
        because="The true value, about 5e-435, lies below the smallest float, and is rounded to 0.", kind="memory"),
    choose(
        "your-stable-softmax", "What does your stable softmax return for [−1000, −1000]?",
        lambda your: your(np.array([-1000.0, -1000.0])),
        ("[0.5, 0.5]", 0.5, "underflow", "Your function takes exp(−1000), which is 0, and 0 / 0 is nan."),
        ("[nan, nan]", np.nan, "no-shift", "Your function subtracts the maximum first, so it takes exp(0) twice."),
        ("[0, 0]", 0, "underflow", "Your function returns shares, and they sum to 1."),
        because="After the shift both scores are 0, and equal scores share equally.", kind="own",
        exercise="stable_softmax"),
    choose(
        "stock-overflow", "A program computes exp(z) / sum(exp(z)) for scores of 1000, 1001 and 1002. What comes out?",
        lambda: naive(np.array([1000.0, 1001, 1002])),
        ("nan for each class", np.nan),
        ("the right probabilities", [0.0900, 0.2447, 0.6652], "no-shift",
         "They are right on paper. The computer meets exp(1000), which no float can hold."),
        ("1 for the last class, 0 for the others", [0, 0, 1], "overflow",
         "All three exponentials are inf, and inf divided by inf is nan."),
        because="exp(1000) is inf in float64, and inf / inf is nan. Subtract the maximum first.", kind="stock",
        about="Overflow"),
)

GOALS = {
    "first-nan": {
        "words": "Stop at the smallest z to the right at which your softmax answers nan.",
        "reached": {"z": (88.5, 89.0)},
        "asks": "Which number is it close to, and where does that come from?",
        "found": "To 88.72, the logarithm of the largest float32: beyond it exp(z) is inf, and inf / inf is nan.",
    },
}
