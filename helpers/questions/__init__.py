"""Questions that a learner answers before something is shown: `predict`."""

from helpers.questions.prediction import Prediction, predict

__all__ = ["Prediction", "predict"]
