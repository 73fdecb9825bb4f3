"""What runs on Gradescope: python -m coursework.passing_on.on_gradescope /autograder marks the one hand-in there."""

import json
import os
import sys
from pathlib import Path

from coursework.box.process import Box, NoBox, require
from coursework.handing_out import hidden_cases
from coursework.marking.examiner import Examiner
from coursework.marking.layouts import is_named, passed_over
from coursework.marking.notebook import Unreadable
from coursework.marking.submissions import Submission, notebooks_in, read
from helpers.checks import exercises

SOURCE = Path(__file__).resolve().parents[2]
NOBODY = 65534


class NobodysBox(Box):
    """Where the container allows no sandbox and the instructor said so: a process without rights to our files."""

    def _unboxed(self, pipes):
        rights = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
        return super()._unboxed(pipes | rights)


def main(home):
    """Mark and write results.json; without it Gradescope shows no score and tells the instructor why on this output."""
    settings = json.loads((SOURCE / "instructor" / "settings.json").read_text())
    assignment = hidden_cases.load(SOURCE / "instructor" / f"{settings['assignment']}.cases")
    try:
        box = boxed(settings)
        result = results(assignment, box, home / "submission", settings["wall"])
    except (NoBox, OSError) as error:
        sys.exit(f"Nothing was marked, and nobody has lost points: {error}")
    target = home / "results" / "results.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def boxed(settings):
    if settings["sandbox"]:
        require()
    return Box() if settings["sandbox"] else NobodysBox(sandbox=False)


def results(assignment, box, folder, wall):
    """What Gradescope shows: a test for each problem that the grader marks, and what was read at all."""
    raw, said = hand_in(assignment, folder)
    if raw is None:
        return {"score": 0, "output": said, "stdout_visibility": "hidden", "tests": []}
    try:
        verdicts = Examiner(assignment, box, exercises, wall).examine(raw)
    finally:
        box.close()
    by_hand = {problem.name for problem in assignment.problems if problem.kind == "hand"}
    lost = [each["problem"] for each in verdicts if each["points"] is None and each["problem"] not in by_hand]
    if lost:
        cure = "Run the autograder again for this hand-in."
        sys.exit(f"Not marked, since the grader itself failed: {', '.join(lost)}. {cure}")
    tests = [test_of(each) for each in verdicts if each["problem"] not in by_hand]
    tried = sum(each["note"] != "not attempted" for each in verdicts)
    output = f"{said} {tried} of {len(verdicts)} problems were begun. The points are shown when they are published."
    return {"output": output, "stdout_visibility": "hidden", "visibility": "visible", "tests": tests}


def test_of(each):
    """One problem as Gradescope's test; points and words come out with the marks, as they would help to guess."""
    said = [f"{each['right']} of {each['tried']} inputs right."] if each["tried"] else []
    said += [f"Mistake: {each['misconception']}."] if each["misconception"] else []
    said += [each["says"]] if each["says"] else []
    is_the_students = each["note"] and not each["tried"]  # other notes are a marker's
    said += [f"{each['note'].capitalize()}."] if is_the_students else []
    points = {"score": each["points"], "max_score": each["max_points"]}
    return {"name": each["problem"], **points, "output": " ".join(said), "visibility": "after_published"}


def hand_in(assignment, folder):
    """(bytes, what was read) of the one notebook in the folder; or None and what to do."""
    files = [path for path in sorted(folder.rglob("*")) if not passed_over(path.relative_to(folder))]
    found = [Submission("", path) for path in files if path.suffix.casefold() == ".ipynb"]
    found += [Submission("", path, name) for path in files if path.suffix == ".zip" for name in notebooks_in(path)]
    names = [Path(each.member or each.path.name).name for each in found]
    named = [each for each, name in zip(found, names) if is_named(Path(name).stem, assignment.name)]
    if len(found) != 1 and len(named) != 1:
        none = "no notebook (a file that ends in .ipynb)"
        what = f"{len(found)} notebooks: {', '.join(names)[:300]}" if found else none
        return None, f"Among your files was {what}. Hand in one notebook, and call it {assignment.name}.ipynb."
    chosen = (named if len(named) == 1 else found)[0]
    try:
        return read(chosen, folder), f"{Path(chosen.member or chosen.path.name).name[:100]} was read."
    except Unreadable as error:
        return None, f"{chosen.path.name[:100]}: {error}."


if __name__ == "__main__":
    main(Path(sys.argv[1]))
