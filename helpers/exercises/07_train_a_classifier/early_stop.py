"""Which step's weights a run with early stopping hands back."""

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts.inputs import array

TASK = (
    "A run looks at the held-out loss after each step and stops once patience steps in a row have brought no loss below "
    "the lowest so far. Return the step, counted from 0, whose weights it hands back: the one with the lowest loss "
    "among those it has seen, the first of them if there are several. losses: (T,), patience at least 1."
)


def spec(losses, patience):
    lowest, waited = 0, 0
    for step in range(1, len(losses)):
        if losses[step] < losses[lowest]:
            lowest, waited = step, 0
        else:
            waited += 1
        if waited == patience:
            break
    return lowest


PROBES = (
    Case("it rises at once", (array(1, 2, 3), 1)),
    Case("it falls to the end", (array(3, 2, 1), 1)),
    Case("a better loss that an impatient run never sees", (array(5, 3, 4, 2), 1)),
    Case("the same with more patience", (array(5, 3, 4, 2), 2)),
    Case("better losses at three distances", (array(5, 3, 4, 2, 6, 6, 1), 1)),
    Case("two equal lows", (array(4, 2, 3, 2, 5), 3)),
    Case("it stands still", (array(2, 2, 2, 1), 2)),
    Case("it stands still, with more patience", (array(2, 2, 2, 1), 3)),
    Case("patience begins anew after each low", (array(9, 10, 8, 9, 7, 8, 9, 1), 2)),
    Case("one step", (array(3), 4)),
    Case("a long way down", (array(9, 7, 8, 6, 6.5, 6.2, 5, 5.5, 5.4, 5.3, 4), 3)),
)


def _run(losses, patience, keeps, spares, anew=True):
    """Return the step kept and the step of the stop; `keeps` and `spares` get the losses, this step and the one kept."""
    lowest, waited = 0, 0
    for step in range(1, len(losses)):
        waited = waited * (not anew) if spares(losses, step, lowest) else waited + 1
        lowest = step if keeps(losses, step, lowest) else lowest
        if waited == patience:
            return lowest, step
    return lowest, len(losses) - 1


def _lower(losses, step, lowest):
    return losses[step] < losses[lowest]


def _no_higher(losses, step, lowest):
    return losses[step] <= losses[lowest]


def _lower_than_before(losses, step, lowest):
    return losses[step] < losses[step - 1]


MISTAKES = (
    Mistake("peeked", "You look at losses that the run never gets to see, because it has stopped before.",
            "Go through the steps in order, and stop where patience is at its end.",
            lambda losses, patience: int(np.argmin(losses))),
    Mistake("where-it-stopped", "You return the step at which the run stops; its weights are worse than the best it had.",
            "Return the step of the lowest loss so far.",
            lambda losses, patience: _run(losses, patience, _lower, _lower)[1]),
    Mistake("one-too-patient", "You wait a step too long.", "Stop as soon as patience steps have brought nothing.",
            lambda losses, patience: spec(losses, patience + 1)),
    Mistake("one-too-impatient", "You stop a step too soon.", "Stop after patience steps that have brought nothing.",
            lambda losses, patience: spec(losses, patience - 1) if patience > 1 else 0),
    Mistake("patience-never-anew", "A new lowest loss must set the waiting back to 0.", "waited = 0 at each new low.",
            lambda losses, patience: _run(losses, patience, _lower, _lower, anew=False)[0]),
    Mistake("compared-with-step-before", "You compare each loss with the step before. The lowest so far is what counts.",
            "Keep the lowest, and compare with it.",
            lambda losses, patience: _run(losses, patience, _lower, _lower_than_before)[0]),
    Mistake("last-of-equals", "Of two equal losses you take the later one. An equal loss is no better.", "Use <, not <=.",
            lambda losses, patience: _run(losses, patience, _no_higher, _no_higher)[0]),
    Mistake("one-based", "You count the steps from 1.", "Count from 0.", lambda losses, patience: spec(losses, patience) + 1),
    Mistake("loss-not-step", "You return a loss; the step was asked for.", "Return its place.",
            lambda losses, patience: float(losses[spec(losses, patience)])),
    Mistake("fixed-time", "You look at the first patience steps only.", "Each new low begins the waiting anew.",
            lambda losses, patience: int(np.argmin(losses[:patience + 1]))),
)


def by_running_minimum(losses, patience):
    best = 0
    while best + 1 < len(losses):
        ahead = losses[best + 1:best + 1 + patience]
        lower = np.flatnonzero(np.asarray(ahead) < losses[best])
        if not len(lower):
            break
        best = best + 1 + int(lower[0])
    return best


RIGHT = (by_running_minimum,)

HINTS = (
    "What must the run remember from step to step? Two numbers are enough.",
    "Keep the step of the lowest loss so far, and how many steps have passed since. A new low sets the waiting to 0.",
    "The answer has this shape:\n"
    "def early_stop(losses, patience):\n"
    "    best, waited = 0, 0\n"
    "    for step in range(1, len(losses)):\n"
    "        if ...:\n"
    "            best, waited = ..., ...\n"
    "        else:\n"
    "            ...\n"
    "        if waited == patience:\n"
    "            break\n"
    "    return best",
)


def early_stop(losses, patience):
    """Step of the lowest loss that the run gets to see. losses: (T,)."""
    best, waited = 0, 0
    for step in range(1, len(losses)):
        if losses[step] < losses[best]:
            best, waited = step, 0
        else:
            waited += 1
        if waited == patience:
            break
    return best


def draw(rng):
    return [Case(f"{T} losses, patience {patience}", (rng.integers(1, 9, T).astype(float), patience))
            for T, patience in ((6, 1), (9, 2), (15, 3), (20, 4), (12, 2))]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=early_stop, random=draw, properties=(nothing_negative,),
)
