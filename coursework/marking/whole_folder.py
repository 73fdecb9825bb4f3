"""Mark a whole folder: what is not marked yet goes to the workers, each row is kept as it is finished."""

import hashlib

from coursework.marking.marks_file import MarksFile
from coursework.marking.submissions import find
from coursework.marking.worker import read_submission
from coursework.passing_on.feedback import write_feedback

UNMARKED = "not marked: the grader failed on it ({}); mark it by hand"


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
    with marks, tqdm(**progress, disable=None) as bar:
        for each, result in pool.run(todo):
            rows, seconds = result if isinstance(result, tuple) else (failed(assignment, result), 0)
            if feedback:
                write_feedback(feedback, each.student, assignment, rows)
            marks.write(each.student, digests[each.student], rows, seconds)
            bar.update()
    return len(todo), len(done)


def failed(assignment, error):
    """Rows without points for a submission on which the grader itself failed."""
    note = UNMARKED.format(type(error).__name__)
    return [
        {"problem": problem.name, "points": None, "max_points": problem.points, "right": 0, "tried": 0, "note": note,
         "misconception": "", "says": ""}
        for problem in assignment.problems
    ]
