"""Feedback a student may see: marks, how many inputs came out right, the mistake by name; never a hidden value."""

import csv
import hashlib
import io
import os
import re

from coursework.marking.marks_file import safe
from coursework.passing_on.pages import render
from coursework.passing_on.rubric import criteria, met
from coursework.passing_on.words import count, listed
from helpers.atomic import write


def file_name(student):
    """A file name for a student, whatever the student's name holds; two students never share one."""
    readable = re.sub(r"[^A-Za-z0-9_-]+", "-", student).strip("-")[:40]
    return f"{readable or 'student'}-{hashlib.sha256(os.fsencode(student)).hexdigest()[:8]}.html"


def found(right, tried, note, misconception, says):
    """What the grader says of one problem, as a line with the mistake's name by itself."""
    said = f"{right} of {tried} inputs right." if tried else f"{note[:1].upper()}{note[1:]}." if note else ""
    return {"said": said, "mistake": misconception, "says": says}


def page(student, assignment, rows):
    """A student's page right after marking."""
    lines = []
    for row in rows:
        told = found(row["right"], row["tried"], row["note"], row["misconception"], row["says"])
        facts = {"problem": row["problem"], "points": row["points"], "largest": row["max_points"]}
        lines.append(told | facts | NOTHING)
    return rendered(student, assignment.name, lines)


def rendered(student, title, lines, late=None):
    """The whole page; `lines` hold what each problem's row shows."""
    waiting = sum(line["largest"] for line in lines if line["points"] is None)
    given = sum(line["points"] for line in lines if line["points"] is not None)
    facts = {"given": given, "waiting": waiting, "largest": sum(line["largest"] for line in lines)}
    return render("feedback.html", student=student, title=title, lines=lines, late=late, **facts)


def write_feedback(folder, student, assignment, rows):
    """Write a student's page right after marking, whole or not at all."""
    save(folder / assignment.name, student, page(student, assignment, rows))


NOTHING = {"changed": False, "reason": "", "comment": "", "criteria": []}


def save(target, student, text):
    target.mkdir(parents=True, exist_ok=True)
    write(target / file_name(student), text, "replace")
    return target / file_name(student)


def final_line(assignment, mark):
    """What a page shows of one problem once people have looked at it."""
    row = mark.row
    told = found(row["cases_right"], int(row["cases_tried"] or 0), row["note"], row["misconception"], row["says"])
    ticked, comment = met(mark.comment, criteria(assignment, mark.problem))
    facts = {"problem": mark.problem, "points": mark.points, "largest": mark.max_points, "reason": mark.reason}
    changed = mark.is_a_persons and row["cases_tried"] != "0"
    return told | facts | {"changed": changed, "comment": comment, "criteria": ticked}


def write_final(made, folder):
    """A page for each student, and a table of student, e-mail address and file for a mail merge; returns sentences."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["student", "email", "file"])
    for student in made.students:
        lines = [final_line(made.assignment, mark) for mark in student.marks]
        path = save(folder / made.assignment, student.id, rendered(student.id, made.assignment, lines, student))
        writer.writerow([safe(student.id), safe(student.facts.get("email", "")), str(path.resolve())])
    write(folder / f"{made.assignment}-mail.csv", text.getvalue(), "replace")
    unknown = [student.id for student in made.students if not student.facts.get("email")]
    mail = f"{made.assignment}-mail.csv"
    said = [f"{count(len(made.students), 'page')} in {folder / made.assignment}/, and for a mail merge {folder / mail}"]
    said += [f"without an e-mail address in the roster: {listed(unknown)}"] if unknown else []
    waiting = sorted({problem for student in made.students for problem in student.open})
    return said + ([f"still to be marked by hand: {', '.join(waiting)}"] if waiting else []) + made.remarks
