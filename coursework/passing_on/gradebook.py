"""nbgrader's gradebook: what `make` enters there, and marks written back so that the formgrader shows them."""

import json
import os
import re
import sys
import warnings
from html import escape

import nbformat

from coursework.handing_out.roster import read_roster
from coursework.marking.marks_file import by_student, read
from coursework.marking.notebook import Unreadable, cell_of, read_cells
from coursework.marking.submissions import find, read_file
from coursework.passing_on.feedback import file_name
from helpers.atomic import write

ABSENT = "nbgrader is not installed, so no gradebook was made: pip install 'nbgrader>=0.9.5,<0.10'"
ORDINARY = re.compile(r"[\w][\w.@+~ -]{0,100}")
PICTURES = ("image/png", "text/plain")


def open_gradebook(course):
    places = [os.path.dirname(sys.executable), os.environ.get("PATH", "")]  # nbgrader calls the program alembic
    os.environ["PATH"] = os.pathsep.join(places)
    from nbgrader.api import Gradebook

    warnings.filterwarnings("ignore", module="nbgrader.api")  # SQLAlchemy's remarks on how nbgrader adds a submission
    config = (course / "nbgrader_config.py").read_text(encoding="utf-8")
    return Gradebook(f"sqlite:///{course / 'gradebook.db'}", re.search(r'course_id = "(.*)"', config)[1])


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
            facts = {key: student.get(key) or None for key in ("first_name", "last_name", "email", "lms_user_id")}
            book.update_or_create_student(student["id"], **facts)
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


def write_back(course, submitted, path):
    """Write a file of marks into the gradebook and an autograded notebook per student; marks given by hand stay."""
    try:
        import nbgrader  # noqa: F401
    except ImportError:
        raise SystemExit(ABSENT) from None
    count, names = 0, set()
    with open_gradebook(course) as book:
        for name in sorted({row["assignment"] for row in read(path)}):
            template, places = release_of(course, name), {found.student: found.path for found in find(submitted, name)}
            for student, rows in by_student(read(path), name).items():
                cells = cells_of(places.get(student), submitted)
                safe = student if ORDINARY.fullmatch(student) else file_name(student).removesuffix(".html")
                notebook = autograded(template, cells, rows)
                save(course / "autograded" / safe / name / f"{name}.ipynb", notebook)
                record(book, safe, name, notebook, rows)
                count, names = count + 1, names | {name}
    return f"{count} submissions of {', '.join(sorted(names)) or 'nothing'} are in the formgrader"


def cells_of(path, inside):
    """The raw cells of a submission with their outputs; none if it cannot be read."""
    try:
        raw = read_file(path, inside) if path else b"{}"
        read_cells(raw)
        notebook = json.loads(raw.decode("utf-8-sig"))
        return [cell for cell in notebook["cells"] if isinstance(cell, dict)]
    except (Unreadable, KeyError, ValueError):
        return []


def autograded(template, cells, rows):
    """The release with the student's answers in it and our verdicts as outputs: nothing of it runs in a browser."""
    notebook = nbformat.from_dict(json.loads(json.dumps(template)))
    known = [cell_of(cell) for cell in cells]
    results = {row["problem"]: row for row in rows}
    for index, (cell, facts) in enumerate((cell, cell.metadata.get("nbgrader", {})) for cell in notebook.cells):
        name = facts.get("grade_id", "").removesuffix("-check")
        if name not in results:
            continue
        if facts.solution:
            place = place_of(template, index, known, name)
            if place is not None:
                answer(cell, known[place].source, cells[place] if facts.grade else {})
        elif facts.grade:
            cell.outputs = [verdict(results[name])]
    return notebook


def place_of(template, index, known, name):
    """Where the student's cell is: by id; without ids by what it defines, or by the cell before it."""
    own = [number for number, cell in enumerate(known) if cell.grade_id == name]
    if own:
        return own[-1]
    title = re.match(r"def \w+|\w+ =", template.cells[index].source)
    if title:
        return next((number for number, cell in enumerate(known) if cell.source.startswith(title[0])), None)
    before = template.cells[index - 1].source.strip()
    return next((number + 1 for number, cell in enumerate(known[:-1]) if cell.source.strip() == before), None)


def answer(cell, source, raw):
    """Put a student's text into a cell; of its outputs, pictures and text only, and no HTML in Markdown."""
    cell.source = source if cell.cell_type == "code" else source.replace("<", "&lt;")
    for output in raw.get("outputs", []) if cell.cell_type == "code" and isinstance(raw.get("outputs"), list) else []:
        data = output.get("data") if isinstance(output, dict) else None
        kept = {kind: text(data[kind]) for kind in PICTURES if kind in data} if isinstance(data, dict) else {}
        if kept:
            cell.outputs.append(nbformat.v4.new_output("display_data", kept))


def text(value):
    return value if isinstance(value, str) else "".join(part for part in value if isinstance(part, str))


def verdict(row):
    """What the check cell shows: the mark first."""
    points = f"{row['points'] or '0'}/{row['max_points']}"
    words = f"{row['cases_right']} of {row['cases_tried']} inputs right. {row['misconception']} {row['note']}".strip()
    html = f"<strong>{escape(points)}</strong> {escape(words)}"
    return nbformat.v4.new_output("display_data", {"text/plain": f"{points} {words}", "text/html": html})


def save(path, notebook):
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, nbformat.writes(notebook), "replace")


def record(book, student, name, notebook, rows):
    """Enter one student's scores and comments."""
    from nbgrader.utils import compute_checksum

    results = {row["problem"]: row for row in rows}
    book.update_or_create_student(student)
    book.update_or_create_submission(name, student)
    for cell, facts in marked(notebook):
        row = results.get(facts.grade_id.removesuffix("-check"))
        if row and facts.grade and not facts.solution:
            grade = book.find_grade(facts.grade_id, name, name, student)
            grade.auto_score, grade.needs_manual_grade = float(row["points"] or 0), not row["points"]
        elif row and facts.grade:
            grade = book.find_grade(facts.grade_id, name, name, student)
            blank = compute_checksum(cell) == facts.checksum
            grade.auto_score, grade.needs_manual_grade = (0, False) if blank else (None, grade.manual_score is None)
        if row and facts.solution:
            comment = book.find_comment(facts.grade_id, name, name, student)
            comment.auto_comment = " ".join(filter(None, (row["misconception"], row["note"]))) or None
    book.db.commit()


def hand_marks(course):
    """Marks given by hand in the formgrader: (student, problem) -> points."""
    from nbgrader.api import Grade

    with open_gradebook(course) as book:
        grades = [grade for grade in book.db.query(Grade).all() if grade.manual_score is not None]
        return {(grade.notebook.student.id, grade.cell.name): grade.manual_score for grade in grades}
