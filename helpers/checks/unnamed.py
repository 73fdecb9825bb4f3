"""What to say of a fault that is none of the exercise's known mistakes."""

from . import advice, source

HIDDEN = (
    "The numbers are right, but the function turns warnings off: without that, NumPy says that something overflowed.",
    "Leave out the line about warnings, and find the step whose exp gets a large positive number.",
)


def say(exercise, answer, outcome, facts: dict, changed: bool, right: bool) -> tuple:
    """Return (id or None, what happened, next step) for the outcome on the smallest wrong probe.

    `facts` holds its case and what was wanted; `changed` says whether any probe's input was, `right` whether the
    value itself is.
    """
    if changed:
        return ("mutates-input",
                "Your function changes the array that it is given, so the caller's own data is different afterwards.",
                _a_new_array(answer))
    if outcome.problem == "stopped":
        return (None, "Your function was still running when the time for a check was over.",
                "Look for a loop whose condition never becomes false.")
    if outcome.problem in ("none", "unattempted"):
        then = "Give the result back with return in the last line."
        then = "Return the result: print only shows it." if outcome.printed else then
        return "forgot-return", "Your function computes, but it returns None.", then
    if outcome.problem == "raised":
        said = f"Your function raised {outcome.error}: {outcome.detail}".rstrip(": .")
        said += f" (in {outcome.line})" if outcome.line else ""
        names = source.arguments(answer) if source.is_plain(answer) else []
        return None, said + ".", advice.on_error(outcome.error, outcome.detail, exercise.signature, names)
    if outcome.problem == "unreadable":
        return None, f"Numbers were expected; your function returned {outcome.detail}.", advice.on_type(outcome.detail)
    if outcome.warned and right:
        return ("warns", "The numbers are right, but NumPy warned on the way: something overflowed.",
                "Find the step whose exp gets a large positive number.")
    if outcome.truths:
        return None, "Your function returns the outcome of a comparison, True or False.", "Return numbers."
    return None, exercise.judge(facts["case"].args, outcome.value, briefly=True), _next_hint(exercise)


def _a_new_array(answer):
    line = source.in_place(answer)
    if line:
        return f"The line {line} writes into the caller's array: give what it computes a name of its own."
    return "Compute a new array instead of writing into the one that came in: no +=, -= or /= on it, and no out=."


def _next_hint(exercise):
    how = "Try again" if exercise.is_question else "Compare the two by hand on this input"
    return f'{how}, or ask check.hint("{exercise.name}").'
