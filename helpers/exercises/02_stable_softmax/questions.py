"""Short answers on softmax in floating point."""

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
            "The smallest positive float64 is about 5e-324; exp(-800) is about 1e-348.",
            "What does a number below the smallest one round to?",
        ),
    ),
)
