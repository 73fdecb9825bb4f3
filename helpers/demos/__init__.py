"""Live demos, each driven by the learner's own function: `demos.temperature(softmax)`."""

from helpers.demos.engine import Demo
from helpers.demos.predict import predict
from helpers.demos.scores import simplex, temperature

__all__ = ["Demo", "predict", "simplex", "temperature"]
