"""Whose a hand-in is: the number in an LMS's file name, looked up in the roster or in Moodle's grading worksheet."""

import re

from coursework.handing_out.roster import read_roster
from coursework.handing_out.tables import BadTable, read_table

NUMBER = re.compile(r"\D*(\d+)")


class People:
    """The students of a course: what roster and worksheet say of them."""

    def __init__(self, roster=None, worksheet=None):
        self.lines = {line["id"]: line for line in read_roster(roster)} if roster else {}
        self.by_lms = {line["lms_user_id"]: name for name, line in self.lines.items() if line.get("lms_user_id")}
        self.by_mail = {line["email"].casefold(): name for name, line in self.lines.items() if line.get("email")}
        self.by_name = unique((full_name(line), name) for name, line in self.lines.items())
        self.participants = dict(self.numbered(worksheet)) if worksheet else {}

    def canvas(self, number):
        """The student with Canvas's own number, which is the same in each assignment."""
        return self.by_lms.get(number, number)

    def moodle(self, number):
        """The student with Moodle's participant number, which is another in each assignment."""
        return self.participants.get(number, f"participant-{number}")

    def numbered(self, path):
        """Pairs (participant number, student) of a grading worksheet; those whom the roster lacks are left out."""
        for line in read_worksheet(path):
            student = self.of_worksheet(line)
            if student is not None:
                yield participant(line), student

    def of_worksheet(self, line):
        """The student of one line of a worksheet: by e-mail address, by the roster's id, or by the full name."""
        cells = [cell for name, cell in line.items() if name]
        by_mail = (self.by_mail.get(cell.casefold()) for cell in cells)
        by_id = (cell for cell in cells if cell in self.lines)
        by_name = (self.by_name.get(cell.casefold()) for cell in cells[1:2])
        return next(filter(None, (*by_mail, *by_id, *by_name)), None)


def read_worksheet(path):
    """The lines of Moodle's grading worksheet, whose first column is called Identifier and names the participant."""
    lines = read_table(path, longest=1_000_000)
    for line in lines:
        if not participant(line):
            raise BadTable(
                f"{path}, row {line.number}: the first cell does not end in a participant's number; "
                "download it in Moodle under 'Download grading worksheet' and leave the first column as it is"
            )
    return lines


def participant(line):
    """The participant number of a worksheet's line: 'Participant 123', in whatever language Moodle speaks."""
    found = NUMBER.fullmatch(next(iter(line.values()), ""))
    return found[1] if found else ""


def full_name(line):
    return f"{line.get('first_name', '')} {line.get('last_name', '')}".strip().casefold()


def unique(pairs):
    """A dict of pairs, without the keys that come up twice."""
    found = {}
    for key, value in pairs:
        found[key] = None if key in found else value
    return {key: value for key, value in found.items() if value and key}
