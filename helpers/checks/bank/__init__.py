"""All exercises, by name, in the order of the lessons."""

from . import cross_entropy, distributions, softmax, stable, start

MODULES = (start, softmax, stable, distributions, cross_entropy)

exercises = {exercise.name: exercise for module in MODULES for exercise in module.EXERCISES}
