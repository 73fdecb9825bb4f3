"""nbgrader's gradebook: what `make` enters there, and marks written back so that the formgrader shows them."""

import json
import shutil

import nbformat

from coursework.handing_out import hidden_cases
from coursework.handing_out.roster import read_roster
from coursework.marking.marks_file import by_student, read
from coursework.marking.people import People
from coursework.marking.submissions import find
from coursework.passing_on import inert
from coursework.passing_on.autograded import answers, autograded, load, raw_cells, save
from coursework.passing_on.database import ABSENT, book_id, open_gradebook
from coursework.passing_on.feedback import file_name
from coursework.passing_on.hand_marks import put_aside
from coursework.passing_on.words import count, listed

OF_THE_EXCHANGE = ("timestamp.txt", "submission_secret.txt")  # beside each hand-in that nbgrader collected


def release_of(course, name):
    return nbformat.read(course / "release" / name / f"{name}.ipynb", as_version=4)


def marked(notebook):
    """Pairs (cell, nbgrader's facts) of the cells that nbgrader knows."""
    return [(cell, cell.metadata.nbgrader) for cell in notebook.cells if "nbgrader" in cell.metadata]


def prepare(course):
    """Enter assignments and students; returns a sentence. Cells of an assignment with submissions stay as they are."""
    try:
        import nbgrader  # noqa: F401
    except ImportError:
        return ABSENT
    names = sorted(path.stem for path in (course / "instructor").glob("*.cases"))
    students = read_roster(course / "roster.csv")
    with open_gradebook(course) as book:
        for name in names:
            enter(book, name, release_of(course, name))
        for student in students:
            enter_student(book, student["id"], student)
    return f"{len(names)} assignments and {len(students)} students are in {course / 'gradebook.db'}"


def enter(book, name, notebook):
    """One assignment with its one notebook and its cells."""
    book.update_or_create_assignment(name)
    if any(one.name == name and one.submissions for one in book.find_assignment(name).notebooks):
        return
    if book.find_assignment(name).notebooks:
        book.remove_notebook(name, name)
    book.add_notebook(name, name, kernelspec=json.dumps(notebook.metadata.kernelspec))
    for cell, facts in marked(notebook):
        if facts.grade:
            book.add_grade_cell(facts.grade_id, name, name, max_score=float(facts.points), cell_type=cell.cell_type)
        if facts.solution:
            book.add_solution_cell(facts.grade_id, name, name)
        book.add_source_cell(
            facts.grade_id, name, name, cell_type=cell.cell_type, locked=facts.locked, source=cell.source,
            checksum=facts.checksum,
        )


def enter_student(book, student, line):
    """One student; nbgrader writes names into its pages as HTML, so they hold none."""
    facts = {key: inert.name(line.get(key)) for key in ("first_name", "last_name", "email", "lms_user_id")}
    if book_id(student) != student:
        facts["last_name"] = facts["last_name"] or inert.name(student)
    book.update_or_create_student(book_id(student), **facts)


def write_back(course, submitted, path, people=None, keep=(), only=None):
    """Write a file of marks, or `only` one assignment of it, into the gradebook and a notebook per student; sentences.

    Marks given by hand stay as long as the answer is the same. What fails for one student is said, and stops no other.
    """
    everything = [row for row in read(path) if only in (None, row["assignment"])]
    said, lost, counts = [], [], {}
    people = people or People()
    with open_gradebook(course) as book:
        for name in sorted({row["assignment"] for row in everything}):
            assignment = hidden_cases.load(course / "instructor" / f"{name}.cases")
            places = {found.student: found for found in find(submitted, name, people, keep)}
            for student, rows in by_student(everything, name).items():
                found = places.get(student)
                lost += [] if found else [student]
                try:
                    cells = raw_cells(found, submitted) if found else None
                    said += enter_marks(book, course, assignment, student, cells, rows, people)
                    counts[name] = counts.get(name, 0) + 1
                except Exception as error:
                    book.db.rollback()
                    kind = f"{type(error).__name__}: {str(error)[:200]}"
                    who = inert.shown(student, 60)
                    said.append(f"{who} is not in the formgrader ({kind}); mark this one from the file")
    if lost:
        cure = "nothing new is shown of theirs; is --submitted right?"
        said.append(f"no hand-in in {submitted} of {listed(lost)}: {cure}")
    done = f"{sum(counts.values())} submissions of {', '.join(counts) or 'nothing'} are in the formgrader"
    return [done, *said]


def for_exchange(made, pages, course):
    """Copy the pages to where nbgrader releases feedback from; returns sentences.

    By the secret that nbgrader collects with a hand-in it knows whom a page is for. Without one it would stop at that
    student, so who handed in by another way is named and left out.
    """
    without, line = [], f"nbgrader release_feedback {made.assignment}"
    for student in made.students:
        beside = [course / "submitted" / student.id / made.assignment / name for name in OF_THE_EXCHANGE]
        target = course / "feedback" / book_id(student.id) / made.assignment
        if not all(note.is_file() and not note.is_symlink() for note in beside):
            without.append(student.id)
            shutil.rmtree(target, ignore_errors=True)
            continue
        target.mkdir(parents=True, exist_ok=True)
        for note in beside:
            shutil.copyfile(note, target / note.name)
        shutil.copyfile(pages / made.assignment / file_name(student.id), target / f"{made.assignment}.html")
    left_out = f"{listed(without)} did not hand in over the exchange, so give them their pages yourself"
    there = len(made.students) - len(without)
    done = f"{count(there, 'page')} in {course / 'feedback'}; now run {line} in the course folder" if there else ""
    return list(filter(None, [done, without and left_out]))


def enter_marks(book, course, assignment, student, cells, rows, people):
    """One student's notebook and scores; returns what is to be said of marks given by hand that no longer count."""
    name, place = assignment.name, book_id(student)
    target = course / "autograded" / place / name / f"{name}.ipynb"
    before = load(target)
    is_lost = cells is None and before
    notebook = before if is_lost else autograded(release_of(course, name), cells or [], assignment, rows)
    enter_student(book, student, people.lines.get(student, {}))
    book.update_or_create_submission(name, place)
    now, old = answers(notebook), answers(before) if before else {}
    changed = [problem for problem in now if before and now[problem] != old.get(problem)]
    said = put_aside(book, course, name, student, changed, before)
    record(book, place, name, notebook, rows)
    save(target, notebook)
    return said


def record(book, student, name, notebook, rows):
    """Enter one student's scores and comments."""
    from nbgrader.utils import compute_checksum

    results = {row["problem"]: row for row in rows}
    for cell, facts in marked(notebook):
        row = results.get(facts.grade_id.removesuffix("-check"))
        if row and facts.grade:
            grade = book.find_grade(facts.grade_id, name, name, student)
            blank = facts.solution and compute_checksum(cell) == facts.checksum
            grade.auto_score = float(row["points"]) if row["points"] else 0 if blank else None
            grade.needs_manual_grade = grade.auto_score is None and grade.manual_score is None
        if row and facts.solution:
            comment = book.find_comment(facts.grade_id, name, name, student)
            comment.auto_comment = " ".join(filter(None, (row["misconception"], row["note"]))) or None
    book.db.commit()
