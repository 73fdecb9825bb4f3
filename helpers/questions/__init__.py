"""Questions that a learner answers before something is shown: `predict`."""
