"""Captions and moving labels: templates that Python and the browser fill in alike."""

import re

FIELD = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
TOO_LONG = 1e6
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def fill(template, values):
    """Return the template with its fields filled in.

    A field is {name:.2f} (2 decimals), {name:e} (2 digits, and a power of ten where
    that reads better), or {name:|none|one|two} (the word with that number). An unknown
    number is a dash, but {name:e} shows floating-point numbers as they are: nan.
    """
    return FIELD.sub(lambda field: word(values[field[1]], field[2] or ".2f"), template)


def word(value, spec):
    """Return one number in words, as `spec` asks."""
    if spec.startswith("|"):
        words = spec[1:].split("|")
        return words[int(value)] if 0 <= value < len(words) else "?"
    if value != value:
        return "nan" if spec == "e" else "–"
    if abs(value) == float("inf"):
        return "inf" if value > 0 else "−inf"
    if spec == "e" or abs(value) >= TOO_LONG:
        return _scientific(value)
    return format(value, f"z{spec}").replace("-", "−")


def fields(template):
    """Return the names of a template's fields."""
    return [name for name, _ in FIELD.findall(template)]


def _scientific(value):
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.1e}".split("e")
    if -3 <= int(exponent) <= 3:
        return format(value, ".4f" if int(exponent) < 0 else ".2f").replace("-", "−")
    return f"{mantissa} × 10{str(int(exponent)).translate(SUPERSCRIPTS)}".replace("-", "−")
