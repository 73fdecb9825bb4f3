"""Slips of the hand that any exercise can meet: a global read for an argument, a warning silenced, numerics called."""

import contextlib
import warnings

from helpers.running.safe_call import call

from . import source


def of_names(answer, outcomes):
    """Return (id, what happened, next step) for a function that does not compute from its arguments, or None.

    `outcomes` are those of the probes on which it is wrong.
    """
    numbers = all(each.problem is None and type(each.value) is not str for each in outcomes)
    if not source.is_plain(answer) or any(each.problem not in (None, "raised") for each in outcomes):
        return None
    unused, outside = source.unused(answer), source.outside_values(answer)
    if outside:
        return _reads(outside[0], source.arguments(answer), unused)
    if numbers and unused and unused == source.arguments(answer):
        return ("unused-arguments",
                f"Your function never uses {_listed(unused)}: it returns the same for every input.",
                f"Compute the result from {_listed(unused)}.")
    return None


def _reads(name, arguments, unused):
    twin = next((each for each in arguments if each.lower() == name.lower() and each != name), None)
    if twin:
        return ("reads-a-global", f"Your function reads {name}, an array of the notebook; its argument is called "
                                  f"{twin}. Capital letters count.", f"Write {twin} for {name} inside the function.")
    if unused:
        return ("reads-a-global", f"Your function reads {name}, an array of the notebook, and never uses its "
                                  f"argument {unused[0]}: it gives the same whatever comes in.",
                f"Begin the function with a line {name} = ... that works from {unused[0]}, or write {unused[0]} where "
                f"{name} stands.")
    return ("reads-a-global", f"Your function uses {name} and never computes it, so it takes the {name} that the "
                              "notebook happens to hold, made from other numbers.",
            f"Begin the function with a line {name} = ..., or use an argument in its place.")


def _listed(names):
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def hides_a_warning(exercise, answer, seconds) -> bool:
    """Return whether NumPy would warn of an overflow on some probe, had the function not turned warnings off."""
    if not source.silences(answer):
        return False
    with _loud():
        return any(call(answer, case.args, seconds).warned for case in exercise.probes)


@contextlib.contextmanager
def _loud():
    """Show every warning, whatever filter is asked for meanwhile."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        kept = {name: getattr(warnings, name) for name in ("simplefilter", "filterwarnings")}
        try:
            vars(warnings).update(dict.fromkeys(kept, lambda *args, **kwargs: None))
            yield
        finally:
            vars(warnings).update(kept)


def borrowed(exercise, answer) -> str:
    """Return the name of the function of numerics that does the whole exercise and stands in the answer, or nothing."""
    for function in source.numerics_used(answer):
        outcomes = (call(function, case.args) for case in exercise.probes)
        if all(each.problem is None and exercise.agrees(case.args, each.value)
               for case, each in zip(exercise.probes, outcomes, strict=True)):
            return function.__name__
    return ""
