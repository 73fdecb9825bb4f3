"""Captions and moving labels: templates that Python and the browser fill in alike."""

import re

FIELD = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
TOO_LONG = 1e6
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def fill(template, values):
    """Return the template with its fields filled in.

    A field is {name:.2f} (2 decimals), {name:.2p} (a share: < 0.01 and > 0.99 where rounding would
    say 0 or 1 and that is not so), {name:e} (2 digits, and a power of ten where that reads better),
    {name:n} (a round number: 0.15, 2.7, 1,000,000), or {name:|none|one|two} (the word with that number).
    An unknown number is a dash, but {name:e} shows floating-point numbers as they are: nan.
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
    if spec == "n" and abs(value) < 1e9:
        return _round(value)
    if spec in "en" or abs(value) >= TOO_LONG:
        return _scientific(value)
    if spec.endswith("p"):
        return _share(value, int(spec[1:-1]))
    return format(value, f"z{spec}").replace("-", "−")


def fields(template):
    """Return the names of a template's fields."""
    return [name for name, _ in FIELD.findall(template)]


def _share(value, digits):
    text, least = format(value, f"z.{digits}f"), 10.0 ** -digits
    if value > 0 and float(text) == 0:
        return f"< {least:.{digits}f}"
    if value < 1 and float(text) == 1:
        return f"> {1 - least:.{digits}f}"
    return text.replace("-", "−")


def _round(value):
    tenths = 10 * value
    digits = 0 if abs(value) >= 10 else 1 if abs(tenths - round(tenths)) < 1e-6 else 2
    return format(value, f"z,.{digits}f").replace("-", "−")


def _scientific(value):
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.1e}".split("e")
    if -3 <= int(exponent) <= 3:
        return format(value, ".4f" if int(exponent) < 0 else ".2f").replace("-", "−")
    return f"{mantissa} × 10{str(int(exponent)).translate(SUPERSCRIPTS)}".replace("-", "−")
