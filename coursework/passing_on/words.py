"""Counts and lists in sentences."""


def count(number, word):
    """1 student, 2 students."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def listed(names, most=10):
    """The names with commas, of a long list the first ones and how many more."""
    names = list(names)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(map(str, names[:most])) + more
