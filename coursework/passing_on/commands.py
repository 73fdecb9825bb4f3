"""The commands that pass marks on: python -m coursework gradebook, feedback, export, report and their like."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def final(options):
    """The marks that count, of the assignment that the options name."""
    from coursework.passing_on.final_marks import final_marks

    return final_marks(options.marks, options.course, options.assignment, roster_of(options))


def roster_of(options):
    """The roster that was named, or the course's own once somebody has filled it in."""
    from coursework.handing_out.roster import read_roster

    own = options.course / "roster.csv"
    filled = own.exists() and [line["id"] for line in read_roster(own)] != ["ada"]
    return options.roster or (own if filled else None)


def say(sentences):
    from coursework.passing_on.inert import shown

    for sentence in sentences:
        print(shown(sentence))


def reconcile(options):
    """List who is missing, unknown, there twice or not read: before marking, and with --marks before an export."""
    from coursework.marking.people import People
    from coursework.marking.submissions import search
    from coursework.passing_on import reconcile

    people, results = People(roster_of(options), options.worksheet), []
    found = search(options.submitted, options.assignment, people, options.keep)
    results.append(reconcile.of_folder(options.assignment, found, people))
    results += [reconcile.of_marks(final(options))] if options.marks else []
    for result in results:
        reconcile.tell(result, sys.stdout, most=100_000)
    if options.out:
        reconcile.write_page(options.out, results)


def gradebook(options):
    """Write marks into nbgrader's gradebook, so that formgrader shows them; marks given there stay."""
    from coursework.marking.people import People
    from coursework.passing_on import gradebook

    people = People(roster_of(options), options.worksheet)
    submitted = options.submitted or options.course / "submitted"
    say(gradebook.write_back(options.course, submitted, options.marks, people, options.keep, options.assignment))


def formgrader(options):
    """Open JupyterLab in the course folder, where the formgrader is under Nbgrader."""
    if not (options.course / "nbgrader_config.py").exists():
        raise SystemExit(f"no course in {options.course}: make one with python -m coursework make")
    line = [sys.executable, "-m", "jupyterlab", *options.jupyter]
    raise SystemExit(subprocess.run(line, cwd=options.course).returncode)


def feedback(options):
    """Write the pages for students anew, with marks and comments given by hand, and a table for a mail merge."""
    from coursework.passing_on.feedback import write_final
    from coursework.passing_on.gradebook import for_exchange

    made, out = final(options), options.out or options.marks.with_name(f"{options.marks.stem}-feedback")
    say(write_final(made, out))
    if options.exchange:
        say(for_exchange(made, out, options.course))


def export(options):
    """Turn a file of marks into what a learning-management system reads."""
    from coursework.passing_on import exports

    say(exports.export(final(options), options.format, options.out, options.into, options.column))


def adjust(options):
    """Set the points of one student for one problem, with the reason; they stay when all is marked again."""
    from coursework.passing_on import adjustments

    made = final(options)
    rows = {(student.id, mark.problem): mark.row for student in made.students for mark in student.marks}
    key = options.student, options.problem
    if key not in rows:
        raise SystemExit(adjustments.what_is_unknown(key, rows))
    table = options.course / "adjustments.csv"
    adjustments.add(table, made.assignment, *key, options.points, options.reason, rows[key]["digest"])
    print(f"{options.student}, {options.problem}: {options.points:g} points from now on, as {table} says")


def compare(options):
    """List whose points differ between two files of marks, before and after a check was mended."""
    from coursework.passing_on import changes

    lines = changes.changes(options.before, options.after)
    say(changes.summary(lines))
    if options.out:
        changes.write_changes(options.out, lines)


def late(options):
    """Reckon who was late, by deadlines and extensions, into late.csv, which export and feedback then follow."""
    from datetime import timedelta

    from coursework.marking.people import People
    from coursework.marking.submissions import find
    from coursework.passing_on import lateness

    table, people = options.deadlines or options.course / "deadlines.csv", People(roster_of(options))
    if not table.exists():
        raise SystemExit(f"{table} is not there; write it with the columns assignment,student,due")
    due = lateness.deadlines(table)
    if options.times:
        times = lateness.times_in(options.times)
    else:
        names = sorted({name for name, _ in due})
        found = {(name, each.student): each for name in names for each in find(options.submitted, name, people)}
        times = {key: lateness.time_of(each, options.submitted) for key, each in found.items()}
    lateness.no_stranger(table, {*people.lines, *(student for _, student in times)})
    reckoned = lateness.reckon(due, times, options.days, options.percent, timedelta(minutes=options.grace))
    lateness.write_late(options.course / "late.csv", reckoned)
    costly = sum(bool(each.percent_off) for each in reckoned.values())
    print(f"{len(reckoned)} hand-ins were late, {costly} lose points; look over {options.course / 'late.csv'}")


def report(options):
    """Write the class report: what went wrong, for how many, and what to talk about; one page, and a table."""
    from coursework.handing_out import hidden_cases
    from coursework.marking.people import People
    from coursework.passing_on import report
    from helpers.checks import exercises

    made, submitted = final(options), options.submitted or options.course / "submitted"
    cases = options.course / "instructor" / f"{made.assignment}.cases"
    assignment = hidden_cases.load(cases) if cases.exists() and submitted.is_dir() else None
    people = People(roster_of(options), options.worksheet)
    items = report.report(made, exercises, assignment, submitted, people, options.keep)
    say(report.write_report(made, items, options.out or options.marks.with_name(f"{options.marks.stem}-report.html")))


def similar(options):
    """List pairs of answers that share what few others have: to look at, never a verdict."""
    from coursework.handing_out import hidden_cases
    from coursework.marking.people import People
    from coursework.marking.submissions import find
    from coursework.passing_on import examples, similar

    assignment = hidden_cases.load(options.course / "instructor" / f"{options.assignment}.cases")
    found = find(options.submitted, assignment.name, People(roster_of(options), options.worksheet), options.keep)
    answers = {each.student: examples.answers_of(assignment, each, options.submitted) for each in found}
    stubs = {problem.name: problem.cell.strip() for problem in assignment.problems}
    for who, texts in answers.items():
        answers[who] = {name: text for name, text in texts.items() if text.strip() != stubs[name]}
    names = {problem.name: problem.answer for problem in assignment.problems if problem.kind != "hand"}
    say(similar.write_pairs(assignment.name, similar.pairs_of(answers, names), options.out))


def explain(options):
    """Run one student's answer in the box once more, and show each input with what was wanted and what came back."""
    from coursework.handing_out import hidden_cases
    from coursework.marking import worker
    from coursework.marking.people import People
    from coursework.marking.submissions import find
    from coursework.passing_on import explain

    path = options.course / "instructor" / f"{options.assignment}.cases"
    known = [problem.name for problem in hidden_cases.load(path).problems if problem.kind != "hand"]
    if options.problem not in known:
        raise SystemExit(f"no problem {options.problem!r} that the grader marks; one of {', '.join(known)}")
    submitted = options.submitted or options.course / "submitted"
    found = find(submitted, options.assignment, People(roster_of(options), options.worksheet), options.keep)
    own = next((each for each in found if each.student == options.student), None)
    if own is None:
        raise SystemExit(f"no hand-in of {options.student!r} in {submitted}; write the id as in the file of marks")
    raw, note = worker.read_submission(own, submitted)
    if note:
        raise SystemExit(f"{own.path}: {note}")
    examiner = worker.examiner_for(worker.Settings(str(path.resolve()), options.wall))
    try:
        say(explain.explain(examiner, raw, options.problem))
    finally:
        worker.close_box()


def gradescope(options):
    """Write an autograder for Gradescope, a zip that marks one assignment there with these hidden cases."""
    from coursework.passing_on import gradescope

    cases = options.course / "instructor" / f"{options.assignment}.cases"
    say(gradescope.autograder(ROOT, cases, options.out, not options.no_sandbox, options.wall))
