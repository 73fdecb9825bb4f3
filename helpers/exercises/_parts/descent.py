"""Gradient descent, as the questions of several lessons need it to know their truth."""


def descend(X, slopes, W, steps, rate, decay=0.0):
    """Return the weights after so many steps: slopes(scores) has the slope of each sample's loss, X shape (N, D).

    `decay` pulls all weights towards 0.
    """
    for _ in range(steps):
        W = W - rate * (X.T @ slopes(X @ W) / len(X) + decay * W)
    return W
