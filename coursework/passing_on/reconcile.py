"""Who handed in and who did not: hand-ins against the roster, before marking, and marks against it before an export."""

import sys
from dataclasses import dataclass, field

from coursework.marking.marks_file import is_further
from coursework.marking.people import People
from coursework.marking.submissions import search
from coursework.passing_on import inert
from coursework.passing_on.pages import render
from coursework.passing_on.words import count
from helpers.atomic import write

MOST = 12


@dataclass
class Reconciliation:
    """Lists of names and files, each under what is the matter with them; empty lists where all is well."""

    assignment: str
    number: int
    lists: dict = field(default_factory=dict)


def before_marking(options, name):
    """Find the submissions, say what is missing, unknown, twice or not read, and return them."""
    people = People(options.roster, options.worksheet)
    found = search(options.submitted, name, people, options.keep)
    tell(of_folder(name, found, people), sys.stderr)
    return found.submissions


def of_folder(name, found, people):
    """Hand-ins against the roster."""
    students = [each.student for each in found.submissions]
    there = {student for student in students if not is_further(student, students)}
    lists = {"In the roster, without a hand-in": sorted(set(people.lines) - there)}
    if people.lines:
        lists["Handed in, but not in the roster"] = sorted(there - set(people.lines))
    lists["Several files of one student (choose with --keep newest, or --keep NAME)"] = [
        f"{student}: {', '.join(f'{name} {path.name}' for name, path in files.items())}"
        for student, files in sorted(found.several.items()) if f"{student}~2" in students
    ]
    lists["Not read"] = [f"{path}: {why}" for path, why in found.unread]
    return Reconciliation(name, len(there), lists)


def of_marks(made):
    """Marks against the roster, and what of them is still open."""
    there = {student.id for student in made.students}
    known = {student.facts.get("id", student.id) for student in made.students}
    lists = {"In the roster, without marks": sorted(set(made.people.lines) - known)}
    if made.people.lines:
        lists["Marked, but not in the roster"] = sorted(student.id for student in made.students if not student.facts)
    unmarked = [
        f"{student.id}, {mark.problem}: {mark.row['note'] or 'waits for its marker'}"
        for student in made.students for mark in student.marks if mark.points is None
    ]
    lists["No points yet"] = unmarked
    lists["To be read, or handed in so that it could not be"] = [
        f"{student.id}, {mark.problem}: {mark.row['note']}" for student in made.students for mark in student.marks
        if mark.points is not None and notable(mark.row["note"])
    ]
    lists["Look at once more"] = made.remarks
    return Reconciliation(made.assignment, len(there), lists)


def notable(note):
    return bool(note) and not note.startswith(("not attempted", "marked by hand"))


def tell(result, stream, most=MOST):
    """Print the lists that are not empty, each cut at `most` lines; nothing acts in the names, which are students'."""
    print(f"{result.assignment}: {count(result.number, 'student')}", file=stream)
    for title, lines in result.lists.items():
        if lines:
            print(f"{title} ({len(lines)}):", file=stream)
            for line in lines[:most]:
                print(f"  {inert.shown(line, 300)}", file=stream)
            if len(lines) > most:
                print(f"  and {len(lines) - most} more; python -m coursework reconcile lists them all", file=stream)


def write_page(path, results):
    """The same as a page to keep or to print."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, render("reconcile.html", results=results, title=results[0].assignment), "replace")
