"""What is handed out: no solution, no hidden number, nbgrader's format; and hidden cases that the solutions pass."""

import ast
import json
import re

import numpy as np
import pytest

from coursework.handing_out import hidden_cases, release
from coursework.handing_out.from_lesson import assignment_of
from coursework.marking.verdict import Judge
from coursework.passing_on.rubric import criteria
from helpers.checks import exercises
from helpers.running.safe_call import call
from tests.support.marking import KEY, LESSON, assignment, examiner, raw
from tools.build.notebooks import ROOT
from tools.build.lesson import BEGIN, END, LessonError

LESSONS = {lesson.name: lesson for lesson in release.course_lessons(ROOT / "lessons")}
SECRET = re.compile(r"-?\d+\.\d{6,}(?:e[+-]\d+)?")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Two cohorts' courses as they are handed out."""
    folders = {}
    for cohort in (2027, 2028):
        folders[cohort] = tmp_path_factory.mktemp(str(cohort))
        (folders[cohort] / "instructor").mkdir()
        (folders[cohort] / "instructor" / "key").write_text(KEY)
        release.make(LESSONS.values(), folders[cohort], cohort, exercises, tell=lambda _: None)
    return folders


def name_of(lesson):
    return LESSONS[lesson].handed_out


def text(course, lesson, version="release", cohort=2027):
    name = name_of(lesson)
    return (course[cohort] / version / name / f"{name}.ipynb").read_text(encoding="utf-8")


def sources(notebook, kind="code"):
    return [cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == kind]


def cases(course, lesson, cohort=2027):
    return hidden_cases.load(course[cohort] / "instructor" / f"{name_of(lesson)}.cases")


def solution_lines(lesson):
    """Lines that stand between the markers and nowhere else in the lesson."""
    inside, outside = [], []
    for cell in lesson.cells:
        target = outside
        for line in cell.source.split("\n"):
            if line.strip() in (BEGIN, END):
                target = inside if line.strip() == BEGIN else outside
            else:
                target.append(line.strip())
    return [line for line in inside if line and line not in outside and len(line) > 8]


def test_lessons_one_to_six_and_the_problem_set_are_handed_out():
    names = {name[:2]: lesson.handed_out for name, lesson in LESSONS.items()}
    assert names.keys() >= {"01", "02", "03", "04", "05", "06", "11"} and names["11"] == "ps1"
    assert all(lesson.handed_out == name for name, lesson in LESSONS.items() if name[:2] != "11")


def test_a_new_lesson_is_handed_out_when_it_says_so_and_named_when_it_does_not(tmp_path):
    says, silent = tmp_path / "91_four.md", tmp_path / "92_five.md"
    says.write_text(LESSON)
    silent.write_text(LESSON.replace("handed_out: true", "handed_out: false"))
    assert [lesson.name for lesson in release.course_lessons(tmp_path)] == ["91_four"]
    assert release.kept_back(tmp_path) == ["92_five"]


def test_two_lessons_under_one_name_are_refused(tmp_path):
    for name in ("91_four.md", "92_five.md"):
        (tmp_path / name).write_text(LESSON.replace("handed_out: true", "handed_out: ps9"))
    with pytest.raises(LessonError, match="92_five.md:1: it is handed out as 'ps9', and so is 91_four"):
        release.course_lessons(tmp_path)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_release_holds_no_solution(course, lesson):
    released = text(course, lesson)
    code = "\n".join(sources(json.loads(released)))
    lines = solution_lines(LESSONS[lesson])
    assert lines and not [line for line in lines if line in code]
    assert BEGIN not in released and END not in released
    assert not [output for cell in json.loads(released)["cells"] for output in cell.get("outputs", [])]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_release_holds_no_hidden_number_and_no_key(course, lesson):
    released = text(course, lesson) + text(course, lesson, "source")
    made = cases(course, lesson)
    numbers = set()
    for drawn in made.cases.values():
        for case in (case for case in drawn if not case["known"]):
            for value in (case["expected"], *case["args"]):
                if not isinstance(value, str):
                    numbers |= {repr(float(number)) for number in np.ravel(value)}
    telling = {number for number in numbers if SECRET.fullmatch(number)}
    assert not [number for number in telling if number in released]
    assert len(telling) > 20 or not any(exercises[name].random for name in made.cases)
    assert KEY not in released


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_solution_passes_every_hidden_case_in_the_box_and_the_stub_none(course, lesson):
    made = cases(course, lesson)
    exam = examiner(made)
    solved = LESSONS[lesson].notebook(solved=True)
    try:
        for content, share in ((raw(solved), 1), (text(course, lesson).encode(), 0)):
            marks = [mark for mark in exam.examine(content) if made.by_name[mark["problem"]].kind != "hand"]
            assert [(mark["problem"], mark["points"]) for mark in marks] == [(mark["problem"], share * mark["max_points"]) for mark in marks]
    finally:
        exam.box.close()


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_known_mistake_earns_full_marks_on_hidden_cases(course, lesson):
    made, free = cases(course, lesson), []
    for problem in made.problems:
        if problem.kind != "function":
            continue
        judge = Judge(exercises[problem.name], problem, made.cases[problem.name])
        for mistake in exercises[problem.name].mistakes:
            for wrong in mistake.wrong:
                rights = [judge.is_right(number, call(wrong, case.args)) for number, case in enumerate(judge.exercise.probes)]
                free += [(problem.name, mistake.id)] if all(rights) else []
    assert free == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_cells_carry_the_metadata_of_nbgrader(course, lesson):
    pytest.importorskip("nbgrader")
    import nbformat
    from nbgrader.nbgraderformat import MetadataValidator
    from nbgrader.utils import compute_checksum

    for version in ("release", "source"):
        notebook = nbformat.reads(text(course, lesson, version), as_version=4)
        MetadataValidator().validate_nb(notebook)
        marked = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
        assert all(cell.metadata.nbgrader.checksum == compute_checksum(cell) for cell in marked)
        ids = [cell.metadata.nbgrader.grade_id for cell in marked]
        assert len(ids) == len(set(ids)) and all(re.fullmatch(r"[\w-]+", each) for each in ids)
        for cell in marked:
            facts = cell.metadata.nbgrader
            if facts.grade and not facts.solution:
                assert facts.locked and re.fullmatch(r'check\("[^"]+", \w+\)', cell.source)
            elif facts.solution and cell.cell_type == "code" and version == "release":
                assert not facts.locked and ast.parse(cell.source) is not None


def test_the_problem_set_has_eight_problems_and_forty_points(course):
    made = cases(course, "11_problem_set")
    assert len(made.problems) == 8 and made.points == 40
    assert [problem.kind for problem in made.problems] == ["function"] * 6 + ["hand"] * 2


def test_a_cohort_changes_the_data_and_every_hidden_case(course):
    first, second = (sources(json.loads(text(course, "11_problem_set", cohort=cohort)))[0] for cohort in (2027, 2028))
    assert "COHORT = 2027" in first and first.replace("2027", "2028") == second
    for lesson in LESSONS:
        old, new = cases(course, lesson), cases(course, lesson, 2028)
        for problem in old.problems:
            if problem.kind == "function":
                assert repr(old.cases[problem.name]) != repr(new.cases[problem.name]), problem.name


def test_hidden_cases_cannot_be_drawn_without_the_key(tmp_path):
    made, _, _ = assignment(tmp_path)
    again = hidden_cases.draw(exercises["softmax"], hidden_cases.generator(KEY, 2027, made.name, "softmax"))
    other = hidden_cases.draw(exercises["softmax"], hidden_cases.generator("another key", 2027, made.name, "softmax"))
    assert repr(again) == repr(made.cases["softmax"]) != repr(other)
    assert all(len(drawn) >= 12 for drawn in made.cases.values())


def test_the_key_and_the_cases_are_for_the_instructor_alone_and_stay(tmp_path):
    release.make(list(LESSONS.values())[:1], tmp_path, 2027, exercises, tell=lambda _: None)
    first = (tmp_path / "instructor" / "key").read_text()
    (tmp_path / "roster.csv").write_text("id,first_name\nbob,Bob\n")
    release.make(list(LESSONS.values())[:1], tmp_path, 2028, exercises, tell=lambda _: None)
    assert (tmp_path / "instructor" / "key").read_text() == first and len(first) > 30
    assert (tmp_path / "roster.csv").read_text() == "id,first_name\nbob,Bob\n"
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "instructor").iterdir()} == {0}


def test_the_rubric_that_students_read_is_the_one_they_are_marked_by():
    text = (ROOT / "lessons" / "11_problem_set.md").read_text(encoding="utf-8")
    listed = re.findall(r"^- (.*)[;.]$", text.split("read by a person)", 1)[1].split("## Before you hand in")[0], flags=re.MULTILINE)
    assert listed == criteria("ps1", "figure") + criteria("ps1", "confidence")
