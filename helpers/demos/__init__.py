"""Live demos, each driven by the learner's own function: `demos.temperature(softmax)`."""

from helpers.demos.engine import Demo
from helpers.demos.floats import number_line
from helpers.demos.gradients import confident_mistake, gradient_arrows
from helpers.demos.information import distributions
from helpers.demos.predict import predict
from helpers.demos.scores import simplex, temperature
from helpers.demos.surfaces import loss_surfaces
from helpers.demos.training import training_run
from helpers.demos.two_classes import bce_curves, odds, softmax_or_sigmoid

__all__ = [
    "Demo", "bce_curves", "confident_mistake", "distributions", "gradient_arrows", "loss_surfaces", "number_line",
    "odds", "predict", "simplex", "softmax_or_sigmoid", "temperature", "training_run",
]
