"""Run an answer on an exercise's probes, and name the mistake."""

import time
from functools import cache

from helpers.running.safe_call import SECONDS, Outcome, call

from . import compare, pasted, report, slips, unnamed


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
    if not all(rights):
        return _explain(exercise, answer, outcomes, rights)
    facts = {"called": pasted.own_name(answer) or exercise.name}
    if exercise.quiet and slips.hides_a_warning(exercise, answer, seconds):
        return report.Report(exercise, "wrong", rights[:-1] + [False], "warns", *unnamed.HIDDEN, **facts)
    return report.Report(exercise, "right", rights, remarks=_remarks(exercise, function, seconds), **facts)


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
    probes. The one that agrees on the most probes is named, the first of equals; without any, what is said of
    values that are wrong by a little.
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
    return _nearly(exercise, outcomes, wrongs)


def _alike(exercise, i, mine: Outcome, theirs: Outcome, right: bool) -> bool:
    if mine.problem or theirs.problem:
        return (mine.problem, mine.error) == (theirs.problem, theirs.error)
    if right and exercise.quiet and mine.warned != theirs.warned:
        return False
    return compare.same(mine.value, theirs.value, **exercise.tolerance(exercise.probes[i].args))


def _explain(exercise, answer, outcomes, rights):
    wrongs = [i for i, right in enumerate(rights[:len(outcomes)]) if not right]
    slip = slips.of_names(answer, [outcomes[i] for i in wrongs])
    mistake = None if slip else name_mistake(exercise, outcomes)
    telling = _telling(exercise, outcomes, wrongs, mistake)
    smallest = min(telling, key=lambda i: exercise.probes[i].size)
    outcome, case = outcomes[smallest], exercise.probes[smallest]
    facts = {"called": pasted.name_of(answer, exercise.name), "case": case,
             "outcome": outcome, "wanted": wanted(exercise)[smallest]}
    if mistake is not None:
        named = mistake.id, mistake.says, mistake.then
    else:
        changed = any(each.mutated for each in outcomes)
        right = _value_right(exercise, smallest, outcome)
        named = slip or unnamed.say(exercise, answer, outcome, facts, changed, right)
    return report.Report(exercise, "wrong", rights, *named, **facts)


def _telling(exercise, outcomes, wrongs, mistake):
    """Return the wrong probes that show the fault to be spoken of; an error counts where the mistake has it too."""
    if mistake is None:
        return [i for i in wrongs if outcomes[i].mutated] or wrongs
    return [i for i in wrongs if _shows(exercise, i, outcomes[i], mistake)] or wrongs


def _shows(exercise, i, outcome, mistake):
    if outcome.problem is None:
        return exercise.quiet and outcome.warned or not _value_right(exercise, i, outcome)
    return any(_alike(exercise, i, outcome, _outcome_of(exercise, wrong, i), False) for wrong in mistake.wrong)


def _nearly(exercise, outcomes, wrongs):
    """Return what is said of values that are all wrong by a little, or None."""
    if exercise.nearly is None or any(outcomes[i].problem for i in wrongs):
        return None
    close = (compare.same(outcomes[i].value, wanted(exercise)[i], rtol=0.02, atol=1e-3) for i in wrongs)
    return exercise.nearly if all(close) else None


def _remarks(exercise, function, seconds):
    borrowed = slips.borrowed(exercise, function)
    own = [f"numerics.{borrowed} did the work here. To learn it, write the formula yourself."] if borrowed else []
    return own + [
        remark.says for remark in exercise.remarks
        if not exercise.agrees(remark.case.args, _value(call(function, remark.case.args, seconds)))
    ]


def _value(outcome):
    return outcome.value if outcome.problem is None else "nothing"
