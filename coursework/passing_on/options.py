"""What the commands that pass marks on are called with."""

import os
from argparse import ArgumentTypeError
from pathlib import Path

from coursework.passing_on import commands as tasks

ROOT = Path(__file__).resolve().parents[2]
COURSE = Path(os.environ.get("LOGITS_TO_LOSS_COURSE") or ROOT / "build" / "coursework").expanduser()
FORMATS = ("csv", "canvas", "moodle")


def add_course(add):
    add("--course", type=Path, default=COURSE, metavar="DIR", help="the course folder (default: LOGITS_TO_LOSS_COURSE)")
    add("--roster", type=Path, metavar="ROSTER.csv", help="the students (default: roster.csv of the course)")


def add_whose(add):
    add("--worksheet", type=Path, metavar="GRADES.csv", help="Moodle's grading worksheet: whose its numbers are")
    add("--keep", action="append", default=[], metavar="newest|NAME",
        help="of several files of one student, which counts: newest, or a name such as 1234~2 (may be repeated)")


def add_marks(add):
    add("marks", type=Path, help="what `grade` wrote")
    add("--assignment", help="such as ps1; needed if the file holds several")
    add_course(add)


def add_to(commands):
    """Add these commands to the program's."""
    def command(function, *adders):
        made = commands.add_parser(function.__name__, help=function.__doc__, description=function.__doc__)
        made.set_defaults(function=function)
        for adder in adders:
            adder(made.add_argument)
        return made.add_argument

    add = command(tasks.reconcile, add_course, add_whose)
    add("submitted", type=Path, help="the folder of hand-ins")
    add("--assignment", required=True, help="such as ps1")
    add("--marks", type=Path, help="the file of marks, to look at that too")
    add("--out", type=Path, metavar="PAGE.html", help="write a page as well")

    add = command(tasks.gradebook, add_marks, add_whose)
    add("--submitted", type=Path, help="the notebooks (default: submitted/ of the course)")

    add = command(tasks.formgrader, add_course)
    add("jupyter", nargs="*", metavar="-- OPTIONS", help="passed on to JupyterLab, such as -- --no-browser --port 8899")

    add = command(tasks.feedback, add_marks)
    add("--out", type=Path, metavar="DIR", help="where the pages go (default: beside the marks)")
    add("--exchange", action="store_true", help="put them where `nbgrader release_feedback` finds them, too")

    add = command(tasks.export, add_marks)
    add("--format", choices=FORMATS, default="csv")
    add("--out", type=Path, required=True, metavar="FILE.csv")
    add("--into", type=Path, metavar="LMS.csv", help="fill in the LMS's own table, as it was exported there")
    add("--column", help="the assignment's heading in Canvas's gradebook, if it has another name there")

    add = command(tasks.report, add_marks, add_whose)
    add("--submitted", type=Path, help="the hand-ins, for the examples (default: submitted/ of the course)")
    add("--out", type=Path, metavar="PAGE.html", help="(default: beside the marks)")

    add = command(tasks.explain, add_course, add_whose)
    add("student")
    add("problem")
    add("--assignment", required=True, help="such as ps1")
    add("--submitted", type=Path, help="the hand-ins (default: submitted/ of the course)")
    add("--wall", type=at_least_0, default=3, help="seconds for one cell or one problem (default: 3)")

    add = command(tasks.similar, add_course, add_whose)
    add("submitted", type=Path, help="the folder of hand-ins")
    add("--assignment", required=True, help="such as ps1")
    add("--out", type=Path, required=True, metavar="PAGE.html")

    add = command(tasks.gradescope, add_course)
    add("--assignment", required=True, help="such as ps1")
    add("--out", type=Path, required=True, metavar="FILE.zip")
    add("--wall", type=at_least_0, default=3, help="seconds for one cell or one problem (default: 3)")
    add("--no-sandbox", action="store_true", help="where Gradescope's container allows no sandbox: only without rights")

    add = command(tasks.adjust, add_marks)
    add("student")
    add("problem")
    add("points", type=at_least_0)
    add("--reason", required=True, help="why; the student reads it")

    add = command(tasks.compare)
    add("before", type=Path)
    add("after", type=Path)
    add("--out", type=Path, metavar="CHANGES.csv")

    add = command(tasks.late, add_course)
    add("submitted", type=Path, help="the folder of hand-ins, whose times count")
    add("--deadlines", type=Path, help="assignment,student,due; a line with a student is an extension")
    add("--times", type=Path, help="assignment,student,handed_in, if the files' own times are wrong")
    add("--days", type=at_least_0, default=0, help="free late days of each student in the term (default: 0)")
    add("--percent", type=at_least_0, default=10, help="what each further day costs (default: 10)")
    add("--grace", type=at_least_0, default=5, help="minutes after the deadline that are no lateness (default: 5)")


def at_least_0(text):
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = -1
    if not 0 <= value < 1e9:
        raise ArgumentTypeError(f"needs a number such as 2.5, got {text!r}")
    return int(value) if value == int(value) else value
