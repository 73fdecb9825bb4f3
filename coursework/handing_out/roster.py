"""The list of students: a template to fill in, and how it is read."""

import csv

COLUMNS = ("id", "first_name", "last_name", "email", "lms_user_id")


class BadRoster(Exception):
    """A list of students that cannot be read; the message says which."""


def template(path):
    """A list of students to fill in, with one line to show how; never overwritten."""
    if path.exists():
        return
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([COLUMNS, ("ada", "Ada", "Lovelace", "ada@example.org", "")])


def read_roster(path):
    """The roster's lines as dicts."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        lines = list(csv.DictReader(file))
    if not lines or "id" not in lines[0]:
        raise BadRoster(f"{path} is not a roster: its first line must name the columns, with 'id' among them")
    return lines
