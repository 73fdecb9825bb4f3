"""Read a number as people write it, and say how close it came."""

import math
import re

WANTED = "Enter a number, such as 0.625, 5/8, 62.5 % or 1e-3"
_MINUS = str.maketrans({"−": "-", "–": "-"})
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'](?=\d{3}(?!\d))")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)
LONGEST = 60


def read(given, unit: str = "") -> float:
    """Return the number that was written: 5/8, 62.5 %, 0,625, 1e-3, −0.5 or 1 000; else a ValueError in words."""
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        given = getattr(given, "item", lambda: None)() if getattr(given, "ndim", None) == 0 else None
        if isinstance(given, bool) or not isinstance(given, int | float):
            raise ValueError(f"{WANTED}.")
    text = str(given).strip().translate(_MINUS)
    if not text:
        raise ValueError(f"{WANTED} first.")
    if len(text) > LONGEST:
        raise ValueError(f"{WANTED}; that was a text of {len(text)} letters.")
    number = _share(text.removesuffix(unit).strip() if unit else text, text)
    if not math.isfinite(number):
        raise ValueError(f"{WANTED}; {text} is not a finite number.")
    return number


def _share(text, whole):
    if text.endswith("%"):
        return _ratio(text[:-1].strip(), whole) / 100
    return _ratio(text, whole)


def _ratio(text, whole):
    above, slash, below = text.partition("/")
    number = _plain(above.strip(), whole)
    if not slash:
        return number
    divisor = _plain(below.strip(), whole)
    if divisor == 0:
        raise ValueError(f"{whole} divides by zero. {WANTED}.")
    return number / divisor


def _plain(text, whole):
    text = _SPACES.sub("", text)
    if _THOUSANDS.fullmatch(text):
        plain, point = text.replace(",", ""), text.replace(",", ".", 1)
        raise ValueError(f"Does {text} mean {plain} or {point}? Write it without the comma.")
    if "," in text and "." in text:
        thousands = "," if text.rfind(",") < text.rfind(".") else "."
        text = text.replace(thousands, "")
    text = text.replace(",", ".")
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{WANTED}; {whole} is none that I can read.")
    return float(text)


def shown(number: float) -> str:
    """Return a number as a card shows it, with four digits."""
    return f"{float(number):.4g}".replace("-", "−")


def is_close(number: float, truth: float, within: float) -> bool:
    """Return whether a number counts as right: its relative error is `within` or less."""
    return abs(number - truth) <= within * abs(truth) + 1e-12


def closeness(number: float, truth: float, within: float) -> str:
    """Return how close a number came, in words."""
    gap = abs(number - truth)
    if gap <= 1e-9 * max(1.0, abs(truth)):
        return "Exactly that."
    off = f"off by {shown(gap)}"
    if truth == 0:
        return f"You are {off}."
    share, side = gap / abs(truth), "small" if abs(number) < abs(truth) else "large"
    if is_close(number, truth, within):
        return f"Within {_percent(share)}, {off}."
    if number * truth < 0:
        return f"The sign is the other one; you are {off}."
    hints = [_too(number, truth, share, side), off]
    if 0 <= number <= 1 and 0 < truth < 1 and (number - 0.5) * (truth - 0.5) < 0:
        hints.append("on the wrong side of one half")
    elif _first_digit(number) == _first_digit(truth):
        hints.append("but the first digit is right")
    return f"{', '.join(hints)}."


def _too(number, truth, share, side):
    ratio = abs(truth / number) if side == "small" and number else abs(number / truth)
    return f"About {ratio:,.3g} times too {side}" if ratio >= 2 else f"{_percent(share)} too {side}"


def _percent(share):
    return f"{100 * share:.2g} %" if share < 0.995 else f"{100 * share:.0f} %"


def _first_digit(number):
    return f"{number:.0e}"
