"""What a learner is asked: `predict`, and with it all that has an answer and a reason."""

from helpers.questions.predicting import predict
from helpers.questions.waiting import Prediction

__all__ = ["Prediction", "predict"]
