"""All exercises, by name, in the order of the lessons."""

from . import cross_entropy, distributions, gradients, jacobian, problem_set, reading_choices
from . import reading_numbers, sigmoid, softmax, squared_error, stable, start

MODULES = (
    start, softmax, stable, distributions, cross_entropy, sigmoid, squared_error, gradients,
    jacobian, reading_numbers, reading_choices, problem_set,
)

exercises = {exercise.name: exercise for module in MODULES for exercise in module.EXERCISES}
