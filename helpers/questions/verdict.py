"""What is said after an answer: right or not, the truth, the idea behind a wrong answer, and what it cost."""

import math

from helpers.progress import cost

from . import numbers

LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.99)
LEVELS_OF_NUMBERS = (0.1, 0.3, 0.5, 0.7, 0.9, 0.99)
SURE_WANTED = "Say how sure you are, from {low} to 99 %, as in sure=0.8 or sure=\"80 %\""
FIELDS = ("mark", "word", "yours", "truth", "close", "idea", "because", "cost", "answer")


def levels(question) -> tuple:
    """Return how sure one can be: from a pure guess among K choices, 1/K, to 99 %; a number has no such floor."""
    if not question.choices:
        return LEVELS_OF_NUMBERS
    guess = 1 / len(question.choices)
    return (guess, *(level for level in LEVELS if level > guess + 0.01))


def percent(share: float) -> str:
    """Return a share as a card shows it, such as 33 %."""
    return f"{round(100 * share)} %"


def read_sure(sure, question) -> float | None:
    """Return how sure the learner is, from 0.8, 80 or "80 %"; below a pure guess or above 99 % is a ValueError."""
    if sure is None:
        return None
    lowest = levels(question)[0]
    try:
        value = numbers.read(sure)
    except ValueError:
        value = -1.0
    value = value / 100 if 1 < value <= 100 else value
    if not lowest - 0.01 <= value <= 0.995:
        raise ValueError(f"{SURE_WANTED.format(low=percent(lowest))}; got {sure!r}.")
    return min(max(value, lowest), 0.99)


def read_answer(value, question):
    """Return an answer as it is kept: the text of a choice, or a number; else a ValueError that says what is wanted."""
    if not question.choices:
        return numbers.read(value, question.unit)
    texts = [choice.text for choice in question.choices]
    if str(value).strip() not in texts:
        raise ValueError(f"Choose one of: {'; '.join(sorted(texts))}. Got {str(value)[:80]!r}.")
    return str(value).strip()


def judge(question, answer, truth, sure=None, typed=None) -> dict:
    """Return the verdict on an answer, None for one who asked to be shown, as the card shows it."""
    told = dict.fromkeys(FIELDS, "") | {"truth": _truth(question, truth), "because": question.because}
    if answer is None:
        return told | {"mark": "○", "word": "Shown", "answer": None, "right": False}
    right = is_right(question, answer, truth)
    told |= {"mark": "✓" if right else "✗", "word": "Right" if right else "Not this time", "right": right,
             "answer": str(answer if typed is None else typed), "yours": _yours(question, answer, typed)}
    if not question.choices:
        told["close"] = numbers.closeness(answer, float(truth), question.within)
    told["idea"] = "" if right else _idea(question, answer)
    told["cost"] = "" if sure is None else cost_in_words(sure, right)
    return told


def is_right(question, answer, truth) -> bool:
    """Return whether an answer is right."""
    if question.choices:
        return question.right_choice(truth).text == answer
    return numbers.is_close(answer, float(truth), question.within)


def cost_in_words(sure: float, right: bool) -> str:
    """Return −ln of the probability that the learner gave to what happened, being right or being wrong."""
    given = sure if right else 1 - sure
    fate = "were right" if right else "were not"
    return (f"You were {percent(sure)} sure of being right, and {fate}. That costs "
            f"−ln {given:.2f} = {cost(sure, right):.2f} nats, {_beside(given)}.")


def _beside(given):
    times = cost(given, True) / math.log(2)
    if given >= 0.9:
        return "next to nothing"
    if abs(given - 0.5) < 1e-9:
        return "the price of a coin toss"
    return f"{times:.1f} times the price of a coin toss" if times > 1 else "less than a coin toss (0.69)"


def _truth(question, truth):
    if question.choices:
        return question.right_choice(truth).text
    return _with(numbers.shown(truth), question.unit)


def _yours(question, answer, typed):
    if question.choices:
        return answer
    plain = numbers.shown(answer)
    written = plain if typed is None else str(typed).strip().removesuffix(question.unit or " ").strip()
    same = written.replace("-", "−").replace(",", ".") == plain
    return _with(plain if same else f"{written} = {plain}", question.unit)


def _with(value, unit):
    return f"{value} {unit}" if unit else value


def _idea(question, answer):
    if question.choices:
        return next(choice.says for choice in question.choices if choice.text == answer)
    idea = question.idea_behind(answer)
    return idea.says if idea else ""
