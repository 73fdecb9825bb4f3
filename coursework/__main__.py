"""python -m coursework COMMAND: hand out, mark, pass the marks on."""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def make(options):
    """Write the course: source, release, hidden cases, roster, nbgrader's configuration and gradebook."""
    from coursework.handing_out import release
    from coursework.handing_out.roster import read_roster
    from coursework.passing_on import gradebook
    from helpers.checks import exercises

    lessons = release.course_lessons(ROOT / "lessons")
    students = [line["id"] for line in read_roster(options.out / "roster.csv")] if options.variants else ()
    release.make(lessons, options.out, options.cohort, exercises, students=students)
    for name in release.kept_back(ROOT / "lessons"):
        print(f"{name}: not handed out, for lessons/{name}.md does not say 'handed_out: true'")
    print(gradebook.prepare(options.out))


def grade(options):
    """Mark every submission of one assignment."""
    from coursework.box import process
    from coursework.handing_out import hidden_cases
    from coursework.marking import whole_folder, workers
    from coursework.marking.worker import Settings
    from coursework.passing_on import reconcile
    from coursework.passing_on.commands import roster_of

    options.roster = roster_of(options)
    name = options.assignment or only_assignment(options.submitted, options.course)
    path = options.course / "instructor" / f"{name}.cases"
    assignment = hidden_cases.load(path)
    settings = Settings(str(path.resolve()), options.wall, not options.no_sandbox)
    if options.no_sandbox:
        print(process.WARNING, file=sys.stderr)
    if options.scheduler:
        settings = Settings(path.name, options.wall, not options.no_sandbox, path.read_bytes())
        pool = workers.ClusterWorkers(settings, options.submitted, options.scheduler)
    else:
        settings.sandbox and process.require()
        pool = workers.LocalWorkers(settings, options.submitted, options.jobs or workers.processors())
    options.out.parent.mkdir(parents=True, exist_ok=True)
    feedback = options.feedback or options.out.with_name(f"{options.out.stem}-feedback")
    found = reconcile.before_marking(options, name)
    marked = whole_folder.mark_folder(settings, options.submitted, assignment, options.out, pool, feedback, found)
    before = f", {marked[1]} were marked already" if marked[1] else ""
    print(f"{name}: {marked[0]} marked{before}. Marks in {options.out}, feedback in {feedback}/")


def only_assignment(submitted, course):
    """The assignment whose notebooks lie in the folder; if that is not one, say what to add."""
    known = sorted(path.stem for path in (course / "instructor").glob("*.cases"))
    there = [name for name in known if any(Path(submitted).glob(f"*/{name}/{name}.ipynb"))]
    if len(there) == 1:
        return there[0]
    names = ", ".join(there or known) or "(none made yet)"
    raise SystemExit(f"say which assignment: --assignment NAME, one of {names}")


def parser():
    from coursework.passing_on import options as passing_on

    main = argparse.ArgumentParser(prog="python -m coursework", description=__doc__)
    commands = main.add_subparsers(required=True, metavar="COMMAND")

    def command(function):
        made = commands.add_parser(function.__name__, help=function.__doc__, description=function.__doc__)
        made.set_defaults(function=function)
        return made.add_argument

    add = command(make)
    add("--cohort", type=cohort, default=2027, help="the year: changes the problem set's data and all hidden cases")
    add("--out", type=Path, default=passing_on.COURSE, metavar="DIR",
        help="where the course goes (default: LOGITS_TO_LOSS_COURSE, or build/coursework)")

    add("--variants", action="store_true",
        help="a release with data of its own for each student of roster.csv, in variants/")

    add = command(grade)
    add("submitted", type=Path, help="submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb, or a folder of notebooks")
    add("--out", type=Path, required=True, metavar="MARKS.csv",
        help="rows are added as they are finished; run again to go on")
    add("--assignment", help="such as ps1; needed for a flat folder")
    passing_on.add_course(add)
    passing_on.add_whose(add)
    add("--feedback", type=Path, metavar="DIR", help="one page per student (default: beside the marks)")
    add("--jobs", type=positive, default=None, help="worker processes (default: one per processor)")
    add("--wall", type=positive, default=3, help="seconds for one cell or one problem (default: 3)")
    add("--no-sandbox", action="store_true", help="run students' code with your rights: only if you have read it")
    add("--scheduler", metavar="ADDRESS", help="mark on a Dask cluster, such as tcp://host:8786")

    passing_on.add_to(commands)
    return main


def positive(text):
    value = float(text)
    if not value > 0:
        raise argparse.ArgumentTypeError(f"needs a number above 0, got {text}")
    return int(value) if value == int(value) else value


def cohort(text):
    if not text.isdecimal() or not 0 < len(text) < 10:
        raise argparse.ArgumentTypeError(f"needs a whole number such as 2027, got {text!r}")
    return int(text)


def main(arguments=None):
    from coursework.box.process import NoBox
    from coursework.handing_out.hidden_cases import BadCases
    from coursework.handing_out.tables import BadTable
    from coursework.marking.marks_file import BadMarks
    from coursework.passing_on.final_marks import BadExport
    from tools.build.lesson import LessonError

    options = parser().parse_args(arguments)
    try:
        options.function(options)
    except (NoBox, BadCases, BadMarks, BadTable, BadExport, LessonError) as error:
        raise SystemExit(str(error)) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read the output has read enough
    except KeyboardInterrupt:
        raise SystemExit("stopped; run the same command again to go on") from None


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
