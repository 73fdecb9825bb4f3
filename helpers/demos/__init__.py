"""Live demos, each driven by the learner's own function: `demos.temperature(softmax)`."""

from helpers.demos.engine.demo import Demo
from helpers.demos.number_line import number_line
from helpers.demos.confident_mistake import confident_mistake, gradient_arrows
from helpers.demos.distributions import distributions
from helpers.questions.prediction import predict
from helpers.demos.temperature import simplex, temperature
from helpers.demos.loss_surfaces import loss_surfaces
from helpers.demos.training_run import training_run
from helpers.demos.odds import bce_curves, odds, softmax_or_sigmoid

__all__ = [
    "Demo", "bce_curves", "confident_mistake", "distributions", "gradient_arrows", "loss_surfaces", "number_line",
    "odds", "predict", "simplex", "softmax_or_sigmoid", "temperature", "training_run",
]
