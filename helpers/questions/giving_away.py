"""What gives a wrong function away: one input that it gets wrong, and what such inputs have in common."""

from functools import cache

import numpy as np

from helpers.checks.diagnosis import wanted
from helpers.running.safe_call import call


def gives_away(exercise, wrong, args, truth) -> bool:
    """Return whether a wrong function gets this input wrong, whose right answer is `truth`."""
    return is_wrong(exercise, args, call(wrong, args), truth)


def is_wrong(exercise, args, outcome, truth) -> bool:
    """Return whether what came of a call with this input is wrong, where the right answer is `truth`."""
    return bool(outcome.problem or outcome.mutated or (exercise.quiet and outcome.warned)
                or not exercise.agrees(args, outcome.value, truth))


@cache
def question_on(exercise, mistake) -> str:
    """Return a question that leads to an input: what have those in common that give this mistake away?"""
    telling = [case.args for case, truth in zip(exercise.probes, wanted(exercise), strict=True)
               if any(gives_away(exercise, wrong, case.args, truth) for wrong in mistake.wrong)]
    if len(telling) == len(exercise.probes):
        return "Almost any input gives {} away. Which is the plainest that you can think of?"
    for says, has in FEATURES:
        if telling and all(has(np.asarray(args[0])) for args in telling):
            return says
    return "For which numbers would {} differ from a right function?"


FEATURES = (
    ("What shape would give {} away, in which two axes can be mixed up without an error?",
     lambda array: array.ndim > 1 and array.shape[-1] == array.shape[-2]),
    ("What shape would give {} away?", lambda array: array.ndim > 1),
    ("What kind of numbers would give {} away, whole ones or decimals?",
     lambda array: array.dtype.kind in "iu"),
    ("What size of numbers would give {} away?", lambda array: bool(np.abs(array).max() > 100)),
    ("Which sign would give {} away?", lambda array: bool((array < 0).any())),
)
