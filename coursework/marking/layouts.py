"""Whose a file is, by its name: the conventions of Canvas, Moodle and nbgrader, and of people who rename files."""

import re
from dataclasses import dataclass

# Canvas: lib/content_zipper.rb writes NAME[_LATE]_USER_FILE_NAME; a second version gets "-1" before its ending.
CANVAS = re.compile(r"[^_]*_(?:LATE_)?(?P<id>\d+)_(?P<file>\d+)_(?P<stem>.+)")
ANONYMOUS = re.compile(r"anon_(?:LATE_)?(?P<id>[A-Za-z0-9]+)_(?P<file>\d+)_(?P<stem>.+)")
# Moodle: mod/assign/classes/downloader.php writes NAME_NUMBER_assignsubmission_file, as a folder or before the name.
MOODLE = re.compile(r".*_(?P<id>\d+)_assignsubmission_file(?:_(?P<stem>.*))?")
COPY = re.compile(r"(?i)(?:copy of )*(?P<name>.+?)(?:[ _]?-[ _]?copy\d*(?: \(\d+\))?| \(\d+\)| copy(?: \d+)?)*")
CHECKPOINTS = ".ipynb_checkpoints"


@dataclass(frozen=True)
class Owner:
    """Whose a file is: a student, and what orders several files of one (Canvas counts its files up)."""

    student: str
    order: int = 0


def owner_of_file(stem, people, assignment):
    """The owner of a loose file, or None where its name says what it is but not whose."""
    canvas = CANVAS.fullmatch(stem) or ANONYMOUS.fullmatch(stem)
    if canvas:
        number = canvas["id"]
        student = people.canvas(number) if number.isdecimal() else f"anon-{number}"
        return Owner(student, int(canvas["file"]))
    moodle = MOODLE.fullmatch(stem)
    if moodle:
        return Owner(people.moodle(moodle["id"]))
    return None if is_named(stem, assignment) else Owner(COPY.fullmatch(stem)["name"])


def owner_of_folder(name, people):
    """The owner of what lies in a folder: Moodle's number, else the folder's name is the student."""
    moodle = MOODLE.fullmatch(name)
    return Owner(people.moodle(moodle["id"])) if moodle else Owner(name)


def is_named(stem, assignment):
    """Is this the assignment's own name, or that of a copy such as ps1-Copy1 or ps1 (1)?"""
    return COPY.fullmatch(stem)["name"].casefold() == assignment.casefold()


def passed_over(path):
    """Why a file below the folder is never anybody's hand-in; empty if it may be one."""
    if CHECKPOINTS in path.parts or path.stem.endswith("-checkpoint"):
        return "a checkpoint that JupyterLab keeps by itself"
    if "__MACOSX" in path.parts or path.name.startswith("._"):
        return "what macOS adds to an archive"
    return ""
