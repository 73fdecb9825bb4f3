"""Run an answer on an exercise's probes, and name the mistake."""

import time
from functools import cache

from helpers.running.safe_call import SECONDS, Outcome, call

from . import advice, compare, report


def examine(exercise, answer, seconds: float = SECONDS) -> "report.Report":
    """Return the report on an answer; `seconds` is for all probes together."""
    if answer is None or answer is Ellipsis:
        return report.Report(exercise, "unattempted")
    if exercise.is_function and not callable(answer):
        return _not_a_function(exercise)
    function = answer if callable(answer) else lambda: answer
    outcomes, rights = _run(exercise, function, seconds)
    first = outcomes[0]
    if first.problem == "unattempted":
        return report.Report(exercise, "unattempted")
    if all(rights):
        return report.Report(exercise, "right", rights, remarks=_remarks(exercise, function, seconds))
    return _explain(exercise, outcomes, rights)


def _not_a_function(exercise):
    return report.Report(
        exercise, "wrong", message="The check was given a value, not your function.",
        then=f'Pass the function itself, without parentheses: check("{exercise.name}", {exercise.name}).',
    )


def _run(exercise, function, seconds):
    outcomes, end = [], time.monotonic() + seconds
    for case in exercise.probes:
        outcomes.append(call(function, case.args, max(end - time.monotonic(), 1e-3)))
        if outcomes[-1].problem in ("stopped", "unattempted"):
            break
    rights = [_is_right(exercise, i, outcome) for i, outcome in enumerate(outcomes)]
    return outcomes, rights + [False] * (len(exercise.probes) - len(rights))


def _is_right(exercise, i, outcome):
    return _value_right(exercise, i, outcome) and not outcome.mutated and not (exercise.quiet and outcome.warned)


def _value_right(exercise, i, outcome):
    return outcome.problem is None and exercise.agrees(exercise.probes[i].args, outcome.value, wanted(exercise)[i])


@cache
def wanted(exercise) -> list:
    """Return what the specification gives on each probe."""
    return [exercise.expected(case.args) for case in exercise.probes]


@cache
def _outcome_of(exercise, wrong, i) -> Outcome:
    return call(wrong, exercise.probes[i].args)


def name_mistake(exercise, outcomes: list):
    """Return the misconception that gives the same outcomes, or None.

    It must agree wherever the answer is wrong, or else wherever the answer gives a wrong value, and on half of all
    probes. The one that agrees on the most probes is named, the first of equals.
    """
    rights = [_value_right(exercise, i, outcome) for i, outcome in enumerate(outcomes)]
    wrongs = [i for i, (right, each) in enumerate(zip(rights, outcomes, strict=True)) if not right or exercise.quiet
              and each.warned]
    if len(outcomes) < len(exercise.probes) or all(outcomes[i].problem for i in wrongs):
        return None
    values = [i for i in wrongs if outcomes[i].problem is None and not rights[i]]

    def agree(wrong, i):
        return _alike(exercise, i, outcomes[i], _outcome_of(exercise, wrong, i), rights[i])

    for places in (wrongs, values) if values else (wrongs,):
        best, most = None, (len(outcomes) - 1) // 2
        for mistake in exercise.mistakes:
            for wrong in mistake.wrong:
                if all(agree(wrong, i) for i in places):
                    agreed = sum(agree(wrong, i) for i in range(len(outcomes)))
                    best, most = (mistake, agreed) if agreed > most else (best, most)
            if most == len(outcomes):
                return best
        if best is not None:
            return best
    return None


def _alike(exercise, i, mine: Outcome, theirs: Outcome, right: bool) -> bool:
    if mine.problem or theirs.problem:
        return (mine.problem, mine.error) == (theirs.problem, theirs.error)
    if right and exercise.quiet and mine.warned != theirs.warned:
        return False
    return compare.same(mine.value, theirs.value, **exercise.tolerance(exercise.probes[i].args))


def _explain(exercise, outcomes, rights):
    wrongs = [i for i, right in enumerate(rights[:len(outcomes)]) if not right]
    mistake = name_mistake(exercise, outcomes)
    if mistake is not None:
        telling = [i for i in wrongs if outcomes[i].problem is None]
    else:
        telling = [i for i in wrongs if outcomes[i].mutated] or wrongs
    smallest = min(telling, key=lambda i: exercise.probes[i].size)
    outcome, case = outcomes[smallest], exercise.probes[smallest]
    facts = {"rights": rights, "case": case, "outcome": outcome, "wanted": wanted(exercise)[smallest]}
    if mistake is not None:
        return report.Report(exercise, "wrong", misconception=mistake.id, message=mistake.says, then=mistake.then,
                             **facts)
    misconception, message, then = _without_name(exercise, outcomes, outcome, case)
    return report.Report(exercise, "wrong", misconception=misconception, message=message, then=then, **facts)


def _without_name(exercise, outcomes, outcome, case):
    if any(each.mutated for each in outcomes):
        return ("mutates-input",
                "Your function changes the array that it is given, so the caller's own data is different afterwards.",
                "Compute a new array: z = z - ... instead of z -= ..., and no out=z.")
    if outcome.problem == "stopped":
        return (None, "Your function was still running when the time for a check was over.",
                "Look for a loop whose condition never becomes false.")
    if outcome.problem in ("none", "unattempted"):
        then = "Give the result back with return in the last line."
        then = "Return the result: print only shows it." if outcome.printed else then
        return "forgot-return", "Your function computes, but it returns None.", then
    if outcome.problem == "raised":
        said = f"Your function raised {outcome.error}: {outcome.detail}".rstrip(": ")
        said += f" (in {outcome.line})" if outcome.line else ""
        return None, said + ".", advice.on_error(outcome.error, outcome.detail, exercise.signature)
    if outcome.problem == "unreadable":
        return None, f"Numbers were expected; your function returned {outcome.detail}.", advice.on_type(outcome.detail)
    if outcome.warned and _value_right(exercise, exercise.probes.index(case), outcome):
        return ("warns", "The numbers are right, but NumPy warned on the way: something overflowed.",
                "Find the step whose exp gets a large positive number.")
    return None, exercise.judge(case.args, outcome.value), _next_hint(exercise)


def _next_hint(exercise):
    how = "Try again" if exercise.is_question else "Compare the two by hand on this input"
    return f'{how}, or ask check.hint("{exercise.name}").'


def _remarks(exercise, function, seconds):
    return [
        remark.says for remark in exercise.remarks
        if not exercise.agrees(remark.case.args, _value(call(function, remark.case.args, seconds)))
    ]


def _value(outcome):
    return outcome.value if outcome.problem is None else "nothing"
