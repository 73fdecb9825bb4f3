"""Right answers of any style are accepted, and get all points."""

import math

import numpy as np
import pytest
from scipy import special

from helpers.checks import check, exercises
from tests.support.problem_set_solutions import PROBLEM_SET
from tools.bench.checks import RIGHT as OURS

SEED = 20


def softmax_in_loops(z):
    z = np.asarray(z)
    if z.ndim > 1:
        return [softmax_in_loops(row) for row in z]
    powers = [math.exp(score) for score in z]
    return [power / sum(powers) for power in powers]


def softmax_in_place_on_a_copy(z):
    e = np.array(z, dtype=float)
    e -= e.max(axis=-1, keepdims=True)
    np.exp(e, out=e)
    e /= e.sum(axis=-1, keepdims=True)
    return e


def softmax_keeping_float32(z):
    z = z if z.dtype == np.float32 else z.astype(np.float64)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_by_matrices(z):
    e = np.exp(z)
    return e / (e @ np.ones((z.shape[-1], 1)) if z.ndim > 1 else e @ np.ones(z.shape[-1]))


def softmax_transposed(z):
    e = np.exp(z.T)
    return (e / e.sum(axis=0)).T


def sigmoid_by_masks(z):
    z = np.asarray(z, dtype=float)
    p = np.empty(z.shape)
    up = z >= 0
    p[up] = 1 / (1 + np.exp(-z[up]))
    p[~up] = np.exp(z[~up]) / (1 + np.exp(z[~up]))
    return p


def sigmoid_in_loops(z):
    return [sigmoid_in_loops(part) for part in z] if np.ndim(z) else 1 / (1 + math.exp(-max(z, -700)))


def sigmoid_silenced(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))


def one_hot_by_loop(y, K):
    rows = []
    for label in y:
        row = [0] * K
        row[label] = 1
        rows.append(row)
    return rows


def one_hot_by_index(y, K):
    out = np.zeros((len(y), K), dtype=int)
    out[np.arange(len(y)), y] = 1
    return out


def entropy_by_mask(p):
    return -np.sum(p * np.log(p, where=p > 0, out=np.zeros_like(p)), axis=-1)


def cross_entropy_by_loop(p, y):
    total = 0.0
    for row, label in zip(p, y):
        total += math.inf if row[label] == 0 else -math.log(row[label])
    return total / len(y)


def cross_entropy_by_one_hot(p, y):
    return -np.log((np.eye(p.shape[1])[y] * p).sum(axis=1)).mean()


def bce_by_branches(p, y):
    losses = []
    for prediction, label in zip(np.ravel(p), np.ravel(y)):
        chance = prediction if label == 1 else 1 - prediction
        losses.append(math.inf if chance == 0 else -math.log(chance))
    return sum(losses) / len(losses)


def softmax_grad_in_place(z, y):
    p = special.softmax(z, axis=1).astype(float)
    p[np.arange(len(y)), y] -= 1
    p /= len(y)
    return p


def softmax_grad_by_jacobian(z, y):
    grad = np.zeros(z.shape)
    for i, p in enumerate(special.softmax(z.astype(float), axis=1)):
        jacobian = np.diag(p) - np.outer(p, p)
        with np.errstate(divide="ignore", invalid="ignore"):
            upstream = np.where(np.arange(len(p)) == y[i], -1 / p[y[i]], 0)
        grad[i] = jacobian @ upstream / len(y)
    return grad


def vjp_by_jacobian(p, g):
    rows = []
    for shares, slopes in zip(p, g):
        rows.append(slopes @ (np.diag(shares) - np.outer(shares, shares)))
    return rows


RIGHT = [
    ("normalise", lambda w: w / w.sum()),
    ("normalise", lambda w: [x / sum(w) for x in w]),
    ("normalise", lambda w: w / np.linalg.norm(w, 1)),
    ("normalise", lambda w: np.average(np.eye(len(w)), axis=0, weights=w)),
    ("softmax", lambda z: np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)),
    ("softmax", softmax_in_loops),
    ("softmax", softmax_in_place_on_a_copy),
    ("softmax", softmax_keeping_float32),
    ("softmax", softmax_by_matrices),
    ("softmax", softmax_transposed),
    ("softmax", lambda z: (np.exp(z).T / np.exp(z).sum(-1).T).T),
    ("softmax", lambda z: np.exp(z) / np.expand_dims(np.exp(z).sum(-1), -1)),
    ("softmax", lambda z: np.einsum("...k,...->...k", np.exp(z), 1 / np.exp(z).sum(-1))),
    ("softmax", lambda z: np.exp(z - special.logsumexp(z, axis=-1, keepdims=True))),
    ("softmax", lambda z: softmax_in_place_on_a_copy(z).tolist()),
    ("softmax", lambda z: tuple(softmax_in_place_on_a_copy(z))),
    ("softmax", lambda z: np.asfortranarray(softmax_in_place_on_a_copy(z))),
    ("softmax", lambda z: softmax_in_place_on_a_copy(z).astype(object)),
    ("softmax", lambda z, axis=-1: special.softmax(z, axis=axis)),
    ("softmax", np.vectorize(lambda row: special.softmax(row), signature="(k)->(k)")),
    ("temperature_softmax", lambda z, T: special.softmax(z / T, axis=-1)),
    ("temperature_softmax", lambda z, T: (lambda e: e / e.sum(-1, keepdims=True))(np.exp(z) ** (1 / T))),
    ("temperature_softmax", lambda z, T=1.0: special.softmax(np.asarray(z) * (1 / T), axis=-1)),
    ("two_class_probability", lambda z0, z1: 1 / (1 + np.exp(-(np.asarray(z1) - z0)))),
    ("two_class_probability", lambda z0, z1: np.exp(z1) / (np.exp(z0) + np.exp(z1))),
    ("two_class_probability", lambda z0, z1: special.softmax([z0, z1], axis=0)[1]),
    ("two_class_probability", lambda z0, z1: (1 + np.tanh((np.asarray(z1) - z0) / 2)) / 2),
    ("stable_softmax", lambda z: special.softmax(z, axis=-1)),
    ("stable_softmax", lambda z: np.exp(special.log_softmax(z, axis=-1))),
    ("stable_softmax", lambda z: [*map(special.softmax, z)] if z.ndim == 2 else special.softmax(z, axis=-1)),
    ("stable_softmax", softmax_in_place_on_a_copy),
    ("logsumexp", lambda z: special.logsumexp(z, axis=-1)),
    ("logsumexp", lambda z: np.logaddexp.reduce(z.astype(float), axis=-1)),
    ("logsumexp", lambda z: z.max(-1) + np.log(np.exp(z - z.max(-1, keepdims=True)).sum(-1))),
    ("log_softmax", lambda z: special.log_softmax(z, axis=-1)),
    ("log_softmax", lambda z: z - special.logsumexp(z, axis=-1, keepdims=True)),
    ("one_hot", lambda y, K: np.eye(K)[y]),
    ("one_hot", one_hot_by_loop),
    ("one_hot", one_hot_by_index),
    ("one_hot", lambda y, K: y[:, None] == np.arange(K)),
    ("entropy", entropy_by_mask),
    ("entropy", lambda p: special.entr(p).sum(axis=-1)),
    ("entropy", lambda p: -np.nansum(p * np.log(p), axis=-1)),
    ("entropy", lambda p: -(p * np.log(p + 1e-12)).sum(-1)),
    ("cross_entropy", lambda p, y: -np.log(p[np.arange(len(y)), y]).mean()),
    ("cross_entropy", cross_entropy_by_loop),
    ("cross_entropy", cross_entropy_by_one_hot),
    ("cross_entropy", lambda p, y: np.mean(-np.log(np.take_along_axis(p, y[:, None], axis=1)))),
    ("cross_entropy_with_logits", lambda z, y: -special.log_softmax(z, axis=1)[np.arange(len(y)), y].mean()),
    ("cross_entropy_with_logits", lambda z, y: (special.logsumexp(z, axis=1) - z[np.arange(len(y)), y]).mean()),
    ("cross_entropy_with_logits", lambda z,
     y: -(np.eye(z.shape[1])[y] * special.log_softmax(z, axis=1)).sum() / len(z)),
    ("sigmoid", special.expit),
    ("sigmoid", sigmoid_by_masks),
    ("sigmoid", sigmoid_silenced),
    ("sigmoid", lambda z: (1 + np.tanh(z / 2)) / 2),
    ("sigmoid", lambda z: np.exp(-np.logaddexp(0, -z))),
    ("sigmoid", sigmoid_in_loops),
    ("binary_cross_entropy", lambda p, y: -np.log(np.where(y == 1, p, 1 - p)).mean()),
    ("binary_cross_entropy", bce_by_branches),
    ("binary_cross_entropy", lambda p, y: -(special.xlogy(y, p) + special.xlog1py(1 - y, -p)).mean()),
    ("binary_cross_entropy_with_logits", lambda z, y: (np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))).mean()),
    ("binary_cross_entropy_with_logits", lambda z, y: np.mean(np.logaddexp(0, z) - z * y)),
    ("binary_cross_entropy_with_logits", lambda z, y: np.logaddexp(0, np.where(y == 1, -z, z)).mean()),
    ("binary_cross_entropy_with_logits", lambda z,
     y: -np.mean(y * special.log_expit(z) + (1 - y) * special.log_expit(-z))),
    ("softmax_cross_entropy_grad", lambda z, y: (special.softmax(z, axis=1) - np.eye(z.shape[1])[y]) / len(y)),
    ("softmax_cross_entropy_grad", softmax_grad_in_place),
    ("squared_error_grad", lambda z, y: 2 * (special.expit(z) - y) * special.expit(z) * special.expit(-z)),
    ("brier_score", lambda p, y: np.mean(np.square(p - y))),
    ("softmax_cross_entropy_grad", softmax_grad_by_jacobian),
    ("softmax_vjp", lambda p, g: p * (g - (g * p).sum(-1, keepdims=True))),
    ("softmax_vjp", lambda p, g: p * g - p * (p * g).sum(axis=1)[:, None]),
    ("softmax_vjp", lambda p, g: p * (g - np.einsum("nk,nk->n", p, g)[:, np.newaxis])),
    ("softmax_vjp", lambda p, g: (lambda gp: gp - p * gp.sum(-1, keepdims=True))(g * p)),
    ("softmax_vjp", lambda p, g: (p.T * (g.T - (g.T * p.T).sum(axis=0))).T),
    ("softmax_vjp", lambda p, g: p * (g - np.diag(g @ p.T)[:, None])),
    ("softmax_vjp", vjp_by_jacobian),
    ("bce_grad", lambda z, y: (special.expit(z) - y) / y.size),
    ("bce_grad", lambda z, y: np.where(y == 1, -special.expit(-z), special.expit(z)) / z.size),
    ("start-loss", math.log(10)),
    ("start-loss", 2.3),
    ("start-loss", np.float32(2.3026)),
    ("start-loss", lambda: np.array(-np.log(0.1))),
    ("loss-above-one", "A) "),
    ("loss-above-one", lambda: "a"),
    *((solution.__name__, solution) for solution in PROBLEM_SET),
]


@pytest.mark.parametrize(("name", "answer"), RIGHT, ids=[f"{name}-{i}" for i, (name, _) in enumerate(RIGHT)])
def test_a_right_answer_passes(name, answer):
    report = check(name, answer)
    assert report.passed and report.points == exercises[name].points and report.misconception is None, report


def test_every_exercise_has_a_right_answer_here():
    assert {name for name, exercise in exercises.items() if exercise.is_function} <= {name for name, _ in RIGHT}


@pytest.mark.parametrize("name", OURS)
def test_our_mathematics_passes_its_own_exercise(name):
    assert check(name, OURS[name]).passed


@pytest.mark.parametrize("name", [name for name, exercise in exercises.items() if exercise.is_question])
def test_a_short_answer_as_a_value_or_a_function_passes(name):
    truth = exercises[name].spec()
    assert check(name, truth).passed and check(name, lambda: truth).passed


@pytest.mark.parametrize("name", OURS)
def test_further_cases_are_legal_and_judged_like_the_probes(name):
    """Our mathematics, written apart from the specifications, agrees with them on drawn cases too."""
    exercise = exercises[name]
    with np.errstate(divide="ignore"):
        for case in exercise.cases(np.random.default_rng(SEED)):
            value = np.asarray(OURS[name](*case.args), dtype=np.float64)
            assert exercise.judge(case.args, value) is None, case


def test_drawn_cases_depend_on_the_seed_alone():
    for exercise in exercises.values():
        first, again, other = ([case.args for case in exercise.cases(np.random.default_rng(seed))]
                               for seed in (1, 1, 2))
        assert repr(first) == repr(again)
        assert exercise.is_question or repr(first) != repr(other)
