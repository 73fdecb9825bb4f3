"""What lesson 0 asks."""

from .._parts.asked import choose, estimate

QUESTIONS = ()
WEIGHTS = (1, 2, 5)

ASKED = (
    estimate(
        "share-of-five", "The weights are 1, 2 and 5. Each is divided by their sum. What does the 5 become?",
        lambda: WEIGHTS[2] / sum(WEIGHTS),
        (lambda: 1 / 3, "uniform", "That would be its share if all three weights were equal."),
        (lambda: WEIGHTS[2] / (WEIGHTS[0] + WEIGHTS[1]), "odds-not-share",
         "That compares the 5 with the other two; a share compares it with all three together, itself among them."),
        because="A share is a part of the whole: 5 of 1 + 2 + 5 = 8."),
    choose(
        "weights-times-ten", "Three weights are normalised to shares. Then all three are multiplied by 10 and "
        "normalised again. What becomes of the shares?",
        lambda: max(abs(10 * w / sum(10 * v for v in WEIGHTS) - w / sum(WEIGHTS)) for w in WEIGHTS),
        ("They stay as they are", lambda change: change < 1e-12),
        ("They are ten times as large", lambda change: change > 1, "unnormalised",
         "Shares sum to 1, so they cannot all grow; the sum below the line has grown as well."),
        ("The largest weight gains", lambda change: 1e-12 < change < 1, "shift-for-scale",
         "Adding the same number to all would change the shares. Multiplying does not, as it cancels."),
        because="The factor stands above the line and below it, and cancels.", kind="memory"),
)

GOALS = {
    "half-for-the-first": {
        "words": "Bring the first class down to one half, by moving the temperature T alone.",
        "reached": {"p0": (0.49, 0.51)}, "only": "T",
        "asks": "What did T do to the three bars?",
        "found": "It brought them closer together. A T above 1 makes all differences between scores smaller.",
    },
}
