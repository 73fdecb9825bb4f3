"""The list of students: a template to fill in, and how it is read."""

import csv

from coursework.handing_out.tables import BadTable, read_table

COLUMNS = ("id", "first_name", "last_name", "email", "lms_user_id")


class BadRoster(BadTable):
    """A list of students that cannot be read; the message says which."""


def template(path):
    """A list of students to fill in, with one line to show how; never overwritten."""
    if path.exists():
        return
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([COLUMNS, ("ada", "Ada", "Lovelace", "ada@example.org", "")])


def read_roster(path):
    """The roster's lines as dicts; no id, e-mail address or LMS number may stand in it twice."""
    lines = read_table(path, ("id",), longest=200)
    if not lines:
        raise BadRoster(f"{path} holds no students: fill in a row for each, with an 'id'")
    for column in ("id", "email", "lms_user_id"):
        seen = {}
        for line in lines:
            value = line.get(column, "").casefold()
            if not value and column == "id":
                raise BadRoster(f"{path}, row {line.number}: no id; write the name of the student's folder of hand-ins")
            if value and value in seen:
                where = f"{path}, row {line.number}"
                raise BadRoster(f"{where}: {column} {value!r} is that of row {seen[value]} too; mend one")
            seen[value] = line.number
    return lines
