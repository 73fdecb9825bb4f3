"""Short answers: what a loss says, and what it does not."""

import math

from helpers.checks import Case, Exercise, Mistake

ONE_CASE = (Case("your answer", ()),)
DECIMALS = {"rtol": 0.0, "atol": 0.006}


def number(name, task, truth, mistakes, hints, **settings):
    """Return a short-answer exercise whose answer is a number.

    A mistake is (id, sentence, next step, wrong value ...).
    """
    return Exercise(
        name=name, task=task, spec=truth, points=1, probes=ONE_CASE, hints=hints, **{**DECIMALS, **settings},
        mistakes=tuple(Mistake(id, says, then, *wrong) for id, says, then, *wrong in mistakes),
    )


def choice(name, task, right, place, wrong, hints):
    """Return a short-answer exercise whose answer is a letter.

    The right option stands at the letter `place`; a wrong one is (option, id, sentence, next step).
    """
    texts = [text for text, *_ in wrong]
    texts.insert("abc".index(place), right)
    letters = dict(zip(texts, "abc", strict=True))
    return Exercise(
        name=name, task=task, spec=lambda: place, points=1, probes=ONE_CASE, hints=hints,
        options=tuple(f"{letter}) {text}" for text, letter in letters.items()),
        mistakes=tuple(Mistake(id, says, then, lambda text=text: letters[text]) for text, id, says, then in wrong),
    )


def cross(p, q):
    """Return the cross-entropy of q under p, in nats."""
    return -sum(a * math.log(b) for a, b in zip(p, q, strict=True) if a)
