"""What is said to several mistakes alike: what happened, or the next step; `AXIS_ONE` is both."""

KEEP = "Write sum(axis=-1, keepdims=True), so that each row is divided by its own sum."

AXIS_ONE = ("axis=1 is the last axis of a table only: a single row of scores has no axis 1, and in a stack it is the "
            "middle one.", "Write axis=-1: it is the last axis of any array.")

PLUS_ONE = "You use log1p, which adds 1: the winner's own 1 is in the sum already."

FIRST_ONLY = "You return what the first sample costs, or its share, as a return inside a loop does."

ONE_AXIS = ("Your mean runs along one axis only. The two arrays have one shape, which may also be (N, 1) or (N, K); "
            "the mean is over all entries.")

ALL_AXES = "Use mean() without an axis; let a loop go over the entries of np.ravel."

SAFE_EXP = "Use exp(-abs(z)), which never overflows, for both signs."
