"""All exercises, by name, in the order of the lessons."""

from importlib import import_module

MODULES = [import_module(f"helpers.exercises.{name}") for name in (
    "00_start.normalise",
    "01_softmax.two_class_probability",
    "02_stable_softmax.logsumexp",
    "03_cross_entropy.one_hot",
    "03_cross_entropy.entropy",
    "04_sigmoid_bce.binary_cross_entropy",
    "05_mse_or_cross_entropy.brier_score",
    "_parts.gradients",
    "06_gradients.softmax_vjp",
    "03_cross_entropy.questions",
    "04_sigmoid_bce.questions",
    "11_problem_set.centred_logits",
)]

exercises = {exercise.name: exercise for module in MODULES for exercise in module.EXERCISES}
