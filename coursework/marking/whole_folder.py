"""Mark a whole folder: what is not marked yet goes to the workers, each row is kept as it is finished."""

import hashlib
import sys
from contextlib import closing

from coursework.marking.marks_file import MarksFile
from coursework.marking.submissions import find
from coursework.marking.variants import remark
from coursework.marking.worker import read_submission
from coursework.passing_on.feedback import write_feedback

UNMARKED = "not marked: the grader failed on it ({}); mark it by hand"
AGAIN = ""  # in place of what tells whether a submission was marked already: the next run tries it again


def digest_of(found, folder, salt):
    """What tells whether a submission was marked already: its content and the cases' content."""
    raw, note = read_submission(found, folder)
    return hashlib.sha256(salt.encode() + note.encode() + raw).hexdigest()[:16]


def mark_folder(settings, folder, assignment, out, pool, feedback=None, found=None):
    """Mark what is not marked yet; returns the number of submissions marked now and of those that were there."""
    from tqdm import tqdm

    found = find(folder, assignment.name) if found is None else found
    salt = settings.digest
    digests = {each.student: digest_of(each, folder, salt) for each in found}
    marks = MarksFile(out, assignment)
    done = marks.resume(digests)
    todo = [each for each in found if each.student not in done]
    progress = {"total": len(found), "initial": len(done), "unit": "notebook", "desc": f"Marking {assignment.name}"}
    with marks, tqdm(**progress, disable=None) as bar, closing(pool):
        for each, result in in_two_rounds(pool, todo):
            is_marked = isinstance(result, tuple)
            rows, seconds = result if is_marked else (failed(assignment, result), 0)
            hint = variant_hint(rows, each, folder, assignment.variants)
            if hint:
                bar.write(hint, file=sys.stderr)
            if feedback:
                write_feedback(feedback, each.student, assignment, rows)
            marks.write(each.student, digests[each.student] if is_marked else AGAIN, rows, seconds)
            bar.update()
    return len(todo), len(done)


def in_two_rounds(pool, todo):
    """Pairs (submission, result): what timed out or failed is marked once more at the end, alone."""
    later = []
    for each, result in pool.run(todo):
        if isinstance(result, tuple) and not any(row["hung"] for row in result[0]):
            yield each, result
        else:
            later.append(each)
    yield from pool.alone(later)


def variant_hint(rows, each, folder, variants):
    """Whose numbers a hand-in has, where students were given numbers of their own."""
    return remark(rows, read_submission(each, folder)[0], each.student, variants) if variants else ""


def failed(assignment, error):
    """Rows without points for a submission on which the grader itself failed."""
    note = UNMARKED.format(type(error).__name__)
    return [
        {"problem": problem.name, "points": None, "max_points": problem.points, "right": 0, "tried": 0, "note": note,
         "misconception": "", "says": ""}
        for problem in assignment.problems
    ]
