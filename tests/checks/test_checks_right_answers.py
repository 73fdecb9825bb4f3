"""Right answers of any style are accepted, and get all points."""


import numpy as np
import pytest
from scipy import special

from helpers.checks import check, exercises
from helpers.checks.compare import letter
from tests.support.solutions import right_answers

SEED = 20

# Further right answers that lean on SciPy, which helpers may not import.
WITH_SCIPY = [
    ("softmax", lambda z: np.exp(z - special.logsumexp(z, axis=-1, keepdims=True))),
    ("softmax", lambda z, axis=-1: special.softmax(z, axis=axis)),
    ("temperature_softmax", lambda z, T: special.softmax(z / T, axis=-1)),
    ("two_class_probability", lambda z0, z1: special.softmax([z0, z1], axis=0)[1]),
    ("stable_softmax", lambda z: special.softmax(z, axis=-1)),
    ("stable_softmax", lambda z: np.exp(special.log_softmax(z, axis=-1))),
    ("stable_softmax", lambda z: [*map(special.softmax, z)] if z.ndim == 2 else special.softmax(z, axis=-1)),
    ("logsumexp", lambda z: special.logsumexp(z, axis=-1)),
    ("log_softmax", lambda z: special.log_softmax(z, axis=-1)),
    ("log_softmax", lambda z: z - special.logsumexp(z, axis=-1, keepdims=True)),
    ("entropy", lambda p: special.entr(p).sum(axis=-1)),
    ("cross_entropy_with_logits", lambda z, y: -special.log_softmax(z, axis=1)[np.arange(len(y)), y].mean()),
    ("cross_entropy_with_logits", lambda z, y: (special.logsumexp(z, axis=1) - z[np.arange(len(y)), y]).mean()),
    ("sigmoid", special.expit),
    ("binary_cross_entropy", lambda p, y: -(special.xlogy(y, p) + special.xlog1py(1 - y, -p)).mean()),
    ("binary_cross_entropy_with_logits",
     lambda z, y: -np.mean(y * special.log_expit(z) + (1 - y) * special.log_expit(-z))),
    ("softmax_cross_entropy_grad", lambda z, y: (special.softmax(z, axis=1) - np.eye(z.shape[1])[y]) / len(y)),
    ("bce_grad", lambda z, y: (special.expit(z) - y) / y.size),
]


@pytest.mark.parametrize("name", exercises)
def test_every_right_answer_passes_with_all_points(name):
    for answer in right_answers(name):
        report = check(name, answer)
        assert report.passed and report.points == exercises[name].points and report.misconception is None, report


@pytest.mark.parametrize(("name", "answer"), WITH_SCIPY, ids=[f"{name}-{i}" for i, (name, _) in enumerate(WITH_SCIPY)])
def test_an_answer_that_leans_on_scipy_passes(name, answer):
    assert check(name, answer).passed


@pytest.mark.parametrize("name", [name for name, exercise in exercises.items() if exercise.solution])
def test_every_function_has_a_right_answer_in_another_style(name):
    assert exercises[name].right, "give RIGHT, in the exercise's file, an answer in another style"


@pytest.mark.parametrize("name", [name for name, exercise in exercises.items() if exercise.is_question])
def test_a_short_answer_passes_as_a_value_or_a_function_in_any_dress(name):
    truth = exercises[name].spec()
    dressed = [f"{letter(truth).upper()}) "] if isinstance(truth, str) else [np.float32(truth), np.array(truth)]
    for answer in (truth, lambda: truth, *dressed, lambda: dressed[0]):
        assert check(name, answer).passed


@pytest.mark.parametrize("name", [name for name, exercise in exercises.items() if exercise.is_function])
def test_a_right_answer_is_right_on_drawn_cases_too(name):
    """The right answers, written apart from the specification, agree with it on what coursework hides."""
    exercise = exercises[name]
    for case in exercise.cases(np.random.default_rng(SEED)):
        for answer in right_answers(name):
            with np.errstate(all="ignore"):
                value = np.asarray(answer(*case.args), dtype=np.float64)
            assert exercise.judge(case.args, value) is None, (case, answer)


@pytest.mark.parametrize("name", [name for name, exercise in exercises.items() if exercise.is_function])
def test_every_function_draws_what_coursework_hides(name):
    assert exercises[name].random, "give the exercise `random`, a function of a generator that returns further cases"


def test_drawn_cases_depend_on_the_seed_alone():
    for name, exercise in exercises.items():
        first, again, other = ([case.args for case in exercise.cases(np.random.default_rng(seed))]
                               for seed in (1, 1, 2))
        assert repr(first) == repr(again)
        assert exercise.is_question or repr(first) != repr(other), name
