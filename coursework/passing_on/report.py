"""The class report: one page and one table, on which no student's name stands."""

import csv
import io
from dataclasses import asdict

from coursework.marking.marks_file import now, safe
from coursework.passing_on import class_numbers, examples
from coursework.passing_on.pages import render
from coursework.passing_on.words import count
from helpers.atomic import write

COLUMNS = (
    "problem", "max", *class_numbers.KINDS, "share", "discrimination", "timeouts", "misconception", "students",
    "example",
)
WIDTH = 100


def report(made, exercises, assignment=None, submitted=None, people=None, keep=()):
    """The items of a class with their sentences and, where the hand-ins are at hand, an example of each mistake."""
    items = class_numbers.explained(class_numbers.items_of(made), exercises)
    if assignment and submitted:
        examples.add_examples(items, made, assignment, submitted, people, keep)
    return items


def bars(counts):
    """Where each kind's part of a bar begins, how wide it is, and its number."""
    total, left, parts = sum(counts.values()) or 1, 0.0, []
    for kind, count in counts.items():
        width = WIDTH * count / total
        parts += [{"kind": kind.replace(" ", "-"), "left": left, "width": width, "count": count}] if count else []
        left += width
    return parts


def page(made, items):
    """The report as one HTML page that needs nothing else."""
    middle, tenths = class_numbers.totals(made)
    return render(
        "report.html", made=made, items=items, bars=bars, middle=middle, tenths=tenths, date=now()[:10],
        monday=class_numbers.for_monday(items, len(made.students)), kinds=class_numbers.KINDS,
        open_now=sorted({problem for student in made.students for problem in student.open}),
        late=sum(bool(student.late) for student in made.students),
    )


def table(items):
    """The report as CSV: a line for each problem, and one for each misconception in it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for item in items:
        shares = ["" if value is None else f"{value:.3f}" for value in (item.share, item.discrimination)]
        facts = [item.problem, f"{item.largest:g}", *item.counts.values(), *shares, item.timeouts]
        writer.writerow([*facts, "", "", ""])
        for each in item.misconceptions:
            known = asdict(each)
            writer.writerow([item.problem, *[""] * 9, known["name"], known["count"], one_line(known["example"])])
    return text.getvalue()


def one_line(code):
    """Code in a cell of a spreadsheet: no formula, line ends as they are read in a cell."""
    return "\n".join(safe(line) for line in code.split("\n"))


def write_report(made, items, out):
    """Write page and table side by side; returns sentences."""
    out.parent.mkdir(parents=True, exist_ok=True)
    write(out, page(made, items), "replace")
    write(out.with_suffix(".csv"), table(items), "replace")
    said = [f"{count(len(made.students), 'student')}: {out}, and the same numbers in {out.with_suffix('.csv').name}"]
    every = [each for item in items for each in item.misconceptions]
    if every and not any(each.example for each in every):
        said.append("without examples, since no hand-ins were found; --submitted says where they are")
    return said + made.remarks
