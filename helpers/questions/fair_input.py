"""Is an input one that the exercise allows? What all its probes have in common, it must have too."""

import numpy as np

LARGEST = 5000
WORDS = {"0": "a number", "1": "a row of numbers", "2": "a table", "3": "a stack of tables"}
COUNTS = {1: "one argument", 2: "two arguments", 3: "three arguments"}


def fair(exercise, given: tuple, written: str) -> tuple:
    """Return the input as the function gets it; a ValueError says what it should be, in a call that begins as `written`."""
    names = exercise.signature.partition("(")[2].rstrip(")").split(", ")
    if len(given) != len(names):
        raise ValueError(f"{exercise.name} takes {COUNTS.get(len(names), len(names))}: "
                         f'{written}, {", ".join(names)}). You gave {len(given)}.')
    args = tuple(_argument(name, value, [case.args[i] for case in exercise.probes])
                 for i, (name, value) in enumerate(zip(names, given, strict=True)))
    _right_function_copes(exercise, args)
    return args


def _argument(name, value, examples):
    array = _numbers(name, value)
    seen = [np.asarray(example) for example in examples]
    shapes = sorted({example.ndim for example in seen})
    if array.ndim not in shapes:
        wanted = " or ".join(WORDS.get(str(ndim), f"an array of {ndim} axes") for ndim in shapes)
        raise ValueError(f"{name} should be {wanted}; yours has the shape {array.shape}.")
    for says, holds in RULES:
        if all(map(holds, seen)) and not holds(array):
            raise ValueError(f"{name} should hold {says}, as every input of this exercise does.")
    return array if array.ndim or isinstance(value, np.ndarray) else value


def _numbers(name, value):
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"The rows of {name} differ in length; a table needs rows of one length.") from None
    if array.dtype.kind not in "iuf":
        raise ValueError(f"{name} should be numbers, such as np.array([1, 2, 3]); you gave {str(value)[:40]!r}.")
    if not 0 < array.size <= LARGEST:
        raise ValueError(f"{name} should hold between 1 and {LARGEST} numbers; yours holds {array.size}.")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} holds inf or nan; every number should be finite.")
    return array


def _is_whole(array):
    return array.dtype.kind in "iu" or bool((array == np.round(array)).all())


def _sums_to_one(array):
    return array.ndim > 0 and bool(np.allclose(array.sum(-1), 1, atol=1e-6))


RULES = (
    ("whole numbers", _is_whole),
    ("labels, 0 or 1", lambda array: bool(np.isin(array, (0, 1)).all())),
    ("numbers from 0 to 1", lambda array: bool(((array >= 0) & (array <= 1)).all())),
    ("numbers of 0 or more", lambda array: bool((array >= 0).all())),
    ("numbers above 0", lambda array: bool((array > 0).all())),
    ("rows that sum to 1", _sums_to_one),
)


def _right_function_copes(exercise, args):
    from helpers.running.safe_call import call

    try:
        wanted = exercise.expected(args)
    except Exception as error:  # the specification is ours, the input is not
        said = str(error).rstrip(".") or type(error).__name__
        raise ValueError(f"{exercise.name} has no value for this input ({said}).") from None
    outcome = call(exercise.solution, args)
    if outcome.problem or not exercise.agrees(args, outcome.value, wanted):
        raise ValueError(f"On this input even the course's own {exercise.name} fails, so it tells nobody apart. "
                         "Choose a tamer one.")
