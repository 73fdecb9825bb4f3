"""A number between two bounds, found by halving: the way of several exercises."""


def crossing(above, low, high, rounds=60):
    """Return where `above(x)` turns from true to false as x grows from `low` to `high`, both above 0, by halving ratios."""
    for _ in range(rounds):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if above(middle) else (low, middle)
    return middle
