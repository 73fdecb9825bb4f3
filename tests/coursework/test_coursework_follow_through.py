"""Follow-through: a right answer that calls the student's own wrong one keeps its points; nothing else gains by it."""

import pytest
from tests.support.marking import FULL, answered, marked_course, points, raw

WRONG = "def softmax(z):\n    return np.exp(z) / np.exp(z).sum()"
# Answers to the first and the second problem, and what the second earns beside a softmax that is right, and its note.
PAIRS = {
    "right and calls a wrong one": (WRONG, None, 4, "follow-through: right with a right softmax"),
    "wrong and calls a wrong one": (WRONG, "def tempered(z, T):\n    return softmax(z) / T", 0, ""),
    "right and calls none": (WRONG, "def tempered(z, T):\n    e = np.exp((z - np.max(z, -1, keepdims=True)) / T)\n    return e / e.sum(-1, keepdims=True)", 4, ""),
    "calls one that was never written": ("", None, 0, ""),
    "calls one that is missing": ("pass", None, 0, ""),
    "calls one that raises": ("def softmax(z):\n    return softmacks(z)", None, 4, "follow-through: right with a right softmax"),
    "takes it for its own": (WRONG, "tempered = softmax", 0, ""),
    "puts it in the first one's place": (WRONG, "def tempered(z, T):\n    global softmax\n    softmax = lambda z: z\n    return softmax(z / T)", 0, ""),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    with marked_course(tmp_path_factory) as marked:
        yield marked


@pytest.mark.parametrize("pair", PAIRS)
def test_an_error_is_not_paid_twice(course, pair):
    exam, solved = course
    first, second, deserved, note = PAIRS[pair]
    sources = {"softmax": first} | ({"temperature_softmax": second} if second else {})
    marks = exam.examine(raw(answered(solved, **sources)))
    assert marks[0]["points"] < 4 and points(marks)["two_class_probability"] == 4
    assert (marks[1]["points"], marks[1]["note"]) == (deserved, note), marks


def test_answers_that_call_each_other_earn_nothing(course):
    exam, solved = course
    sources = {"softmax": "def softmax(z):\n    return tempered(z, 1)", "temperature_softmax": "def tempered(z, T):\n    return softmax(z / T)"}
    marks = points(exam.examine(raw(answered(solved, **sources))))
    assert marks["softmax"] == 0 and marks["two_class_probability"] == 4


def test_the_right_answer_stays_out_of_the_other_students_box(course):
    exam, solved = course
    exam.examine(raw(answered(solved, softmax=WRONG)))
    assert points(exam.examine(raw(answered(solved, softmax="")))) == FULL | {"softmax": 0, "temperature_softmax": 0}
