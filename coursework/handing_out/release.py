"""Make the nbgrader course: source, release, hidden cases, roster and configuration, all from the lessons."""

import shutil

import nbformat

from coursework.handing_out import hidden_cases
from coursework.handing_out.from_lesson import assignment_of, source_notebook
from coursework.handing_out.roster import template
from coursework.handing_out.variants import write_variants
from tools.build.lesson import LessonError, read

CONFIG = '''"""nbgrader's configuration of this course."""

from nbgrader.preprocessors import NbGraderPreprocessor

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "{course}"
c.CourseDirectory.root = {root!r}
c.ClearSolutions.code_stub = {{"python": "# YOUR CODE HERE\\n..."}}
c.ClearSolutions.begin_solution_delimeter = "### BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "### END SOLUTION"


class UseTheSandbox(NbGraderPreprocessor):
    def preprocess(self, nb, resources):
        raise RuntimeError(
            "Autograde would run this student's code with your rights, and knows the visible checks only. "
            "Run instead: python -m coursework grade, then python -m coursework gradebook"
        )


c.Autograde.sanitize_preprocessors = [UseTheSandbox]
'''


def course_lessons(folder):
    """The lessons that say of themselves that they are handed out, in order; two under one name are a LessonError."""
    lessons = [lesson for lesson in map(read, sorted(folder.glob("*.md"))) if lesson.handed_out]
    first = {}
    for lesson in lessons:
        other = first.setdefault(lesson.handed_out, lesson)
        if other is not lesson:
            raise LessonError(lesson.path, 1, f"it is handed out as {lesson.handed_out!r}, and so is {other.name}")
    return lessons


def kept_back(folder):
    """The names of the lessons that have exercises and do not say that they are handed out."""
    lessons = map(read, sorted(folder.glob("*.md")))
    return [lesson.name for lesson in lessons if lesson.exercises and not lesson.handed_out]


def make(lessons, out, cohort, exercises, tell=print, students=()):
    """Write the whole course to `out` for one cohort; marks and submissions that are there stay.

    Each of `students` gets a release of their own, in variants/, of what has data that may differ.
    """
    instructor = out / "instructor"
    key = hidden_cases.key_of(instructor)
    for lesson in lessons:
        assignment, release = assignment_of(lesson, exercises, cohort)
        write(out / "source", assignment, source_notebook(lesson, assignment, cohort))
        write(out / "release", assignment, release)
        write_variants(out / "variants", assignment, release, students, key)
        hidden_cases.save(hidden_cases.fill(assignment, exercises, key), instructor / f"{assignment.name}.cases")
        tell(f"{assignment.name}: {len(assignment.problems)} problems, {assignment.points:g} points")
    config = CONFIG.format(course=f"logits-to-loss-{cohort}", root=str(out.resolve()))
    (out / "nbgrader_config.py").write_text(config, encoding="utf-8")
    (out / "submitted").mkdir(exist_ok=True)
    template(out / "roster.csv")


def write(folder, assignment, notebook):
    """Write one version of an assignment, in nbgrader's layout, in place of an older one."""
    target = folder / assignment.name
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    (target / f"{assignment.name}.ipynb").write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
