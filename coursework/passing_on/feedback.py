"""Feedback a student may see: marks, how many inputs came out right, the mistake by name; never a hidden value."""

import hashlib
import os
import re
from html import escape

from helpers.atomic import write

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1f2328; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; vertical-align: top; padding: .5rem; border-bottom: 1px solid #d0d7de; }}
td.points {{ white-space: nowrap; }}
code {{ font-size: .95em; }}
</style></head><body>
<h1>{title}</h1>
<p>{summary}</p>
<table><thead>
<tr><th scope="col">Problem</th><th scope="col">Points</th><th scope="col">What was found</th></tr></thead>
<tbody>
{rows}
</tbody></table>
<p>The inputs are those of the check in your notebook and hidden ones of the same kinds. Each right one earns its share
of the points, and an answer that only knows the check's own inputs earns nothing. If a mark looks wrong to you, send
this page and your notebook to your instructor.</p>
</body></html>
"""


def file_name(student):
    """A file name for a student, whatever the student's name holds; two students never share one."""
    readable = re.sub(r"[^A-Za-z0-9_-]+", "-", student).strip("-")[:40]
    return f"{readable or 'student'}-{hashlib.sha256(os.fsencode(student)).hexdigest()[:8]}.html"


def found(row):
    """What a student reads of one problem."""
    if row["points"] is None:
        return escape(row["note"])
    said = f"{row['right']} of {row['tried']} inputs right." if row["tried"] else f"{escape(row['note']).capitalize()}."
    name = f" Mistake: <strong>{escape(row['misconception'])}</strong>." if row["misconception"] else ""
    return f"{said}{name} {escape(row['says'])}".strip()


def page(student, assignment, rows):
    """The whole page."""
    given = sum(row["points"] for row in rows if row["points"] is not None)
    waiting = sum(row["max_points"] for row in rows if row["points"] is None)
    total = sum(row["max_points"] for row in rows)
    summary = f"{escape(student)}: <strong>{given:g} of {total:g} points</strong>"
    summary += f", with {waiting:g} points still to be marked by hand." if waiting else "."
    lines = []
    for row in rows:
        points = "to come" if row["points"] is None else f"{row['points']:g}"
        lines.append(
            f"<tr><th scope=\"row\"><code>{escape(row['problem'])}</code></th>"
            f"<td class=\"points\">{points} of {row['max_points']:g}</td><td>{found(row)}</td></tr>"
        )
    return PAGE.format(title=f"Feedback: {escape(assignment.name)}", summary=summary, rows="\n".join(lines))


def write_feedback(folder, student, assignment, rows):
    """Write a student's page, whole or not at all."""
    target = folder / assignment.name
    target.mkdir(parents=True, exist_ok=True)
    write(target / file_name(student), page(student, assignment, rows), "replace")
