"""Forged words from the box: nothing that a student's code writes there stops the grader, fools it, or costs it much."""

import random
import time
import tracemalloc

import pytest
from tests.support.marking import FULL, answered, marked_course, points, raw

from coursework.box.inside import wire
from coursework.marking.told import Told

VALUES = {
    "an error that is a list": {"error": ["ValueError"]},
    "an error that is a dict": {"error": {"a": 1}},
    "an error of a million letters": {"error": "E" * 90_000},
    "no value": {},
    "a value that is a number": {"value": 5},
    "a value that is a list": {"value": [1, 2]},
    "a value with two kinds": {"value": {"int": "1", "float": "0x1p0"}},
    "a list that is a number": {"value": {"list": 5}},
    "a list that is a text": {"value": {"list": "abc"}},
    "a list of a million": {"value": {"list": [None] * 20_000}},
    "lists in lists": {"value": {"list": [{"list": [{"list": [{"list": [{"list": [{"list": [{"list": [1]}]}]}]}]}]}]}},
    "a dict with a list for a key": {"value": {"dict": [[{"list": []}, True]]}},
    "an endless whole number": {"value": {"int": "9" * 90_000}},
    "a whole number that is none": {"value": {"int": 5}},
    "a number beyond all floats": {"value": {"float": "0x1p99999"}},
    "a float that is none": {"value": {"float": None}},
    **{f"dtype {name!r}": {"value": {"numbers": name, "shape": [1], "scalar": False}} for name in (
        "O", "V8", "f8,f8", "M8[s]", "S5", "U1", "f99", "<f16", "c32", "b1", "(9999999,9999999)f8", "f8," * 9_999, "?" * 99, 5, None, ["f8"], {"f8": 1},
    )},
    **{f"shape {str(shape)[:20]}": {"value": {"numbers": "<f8", "shape": shape, "scalar": scalar}} for shape, scalar in (
        ([-1], False), ([2 ** 62] * 3, False), ([True], False), ([[1]], False), ("1", False), (None, False), ([1] * 65, False),
        ([0] * 64, False), ([], "yes"), ([8 * 2 ** 20] * 2, True), ({"1": 1}, False),
    )},
    "a mutation that is a text": {"value": None, "mutated": "no", "warned": [1]},
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    with marked_course(tmp_path_factory, wall=1.0) as marked:
        yield marked


@pytest.fixture(scope="module")
def honest(course):
    """The steps of the solved notebook, and what the box tells of them."""
    exam, solved = course
    said = []
    run = exam.box.run
    exam.box.run = lambda *words: said.append((words[0], run(*words))) or said[-1][1]
    exam.examine(raw(solved))
    exam.box.run = run
    (steps, (_, blob)), = said
    return steps, blob


def verdicts(exam, steps, blob):
    told = Told()
    told.add(steps, blob)
    return [exam.verdict(problem, told) for problem in exam.assignment.problems]


@pytest.mark.parametrize("kind", VALUES)
def test_a_forged_value_costs_its_own_case_and_nothing_else(course, honest, kind):
    exam, (steps, blob) = course[0], honest
    number = next(number for number, step in enumerate(steps) if step.get("call") == "softmax")
    forged = wire.frame({"begin": 0}) + wire.frame({"call": number, "case": 0, **VALUES[kind]}, b"\1" * 32)
    first, *others = verdicts(exam, steps, forged + blob)
    assert first.right == first.tried - 1 and first.points < 4
    assert [each.points for each in others] == [4, 4, None]


def test_numbers_of_cases_and_calls_that_are_none_count_for_nothing(course, honest):
    exam, (steps, blob) = course[0], honest
    one = {"float": "0x1p0"}
    odd = [{"call": call, "case": case, "value": one} for call in (-1, 10 ** 9, None, "0", 1.0, [], True) for case in (0, 1)]
    odd += [{"call": 3, "case": case, "value": one} for case in (-1, 10 ** 9, None, "0", 0.0, [], True)]
    odd += [{"begin": value} for value in (None, [], "0", True, -5, 10 ** 9)] + [{"ran": [], "only_defines": True}, {"missing": 1}, {}]
    forged = wire.frame({"begin": 0}) + b"".join(map(wire.frame, odd))
    assert [each.points for each in verdicts(exam, steps, forged + blob)] == [4, 4, 4, None]


def test_bytes_changed_at_random_stop_nobody_and_earn_nothing(course, honest):
    exam, (steps, blob) = course[0], honest
    draw = random.Random(1)
    for _ in range(300):
        changed = bytearray(blob)
        for _ in range(draw.randint(1, 8)):
            changed[draw.randrange(len(changed))] = draw.randrange(256)
        for each in verdicts(exam, steps, bytes(changed[: draw.randrange(len(changed))] if draw.random() < 0.5 else changed)):
            assert each.points is None or 0 <= each.points <= 4


def test_a_truth_has_one_spelling():
    value = wire.decode({"numbers": "|b1", "shape": [3], "scalar": False}, b"\0\1\xff")
    assert value.tolist() == [False, True, True] and value.view("u1").tolist() == [0, 1, 1]


@pytest.mark.parametrize("axes", [9, 20, 40, 64])
def test_an_answer_of_many_axes_costs_its_own_case(course, axes):
    exam, solved = course
    many = f"\nplain = softmax\ndef softmax(z):\n    p = plain(z)\n    return p.reshape((1,) * ({axes} - p.ndim) + p.shape) if p.ndim > 1 else p"
    solution = next(cell["source"] for cell in solved["cells"] if cell["source"].startswith("def softmax"))
    marks = exam.examine(raw(answered(solved, softmax=solution + many)))
    assert 0 < marks[0]["right"] < marks[0]["tried"] and marks[0]["note"] == ""


WRITES = "import os, json, struct\ndef frame(text):\n    return struct.pack('>IQ', len(text), 0) + text\n"
BOMBS = {
    "JSON bomb": "bomb = frame(b'{\"call\": 3, \"case\": 0, \"value\": [' + b'[],' * (2 * 10 ** 6) + b'0]}')\nwhile True: os.write(3, bomb)",
    "JSON bomb of dicts": "bomb = frame(b'{\"call\": 3, \"value\": [' + b'{},' * 300000 + b'0]}')\nwhile True: os.write(3, bomb)",
    "one JSON bomb of dicts": "os.write(3, frame(b'{\"call\": 3, \"case\": 0, \"value\": {\"list\": [' + b'{},' * 300000 + b'0]}}'))",
    "deep JSON": "os.write(3, frame(b'{\"a\":' * 100000 + b'1' + b'}' * 100000))",
    "message flood": "flood = frame(b'{\"begin\": 0}') * 10000\nwhile True: os.write(3, flood)",
    "flood of empty messages": "flood = frame(b'{}') * 100000\nwhile True: os.write(3, flood)",
    "flood of cases": "for n in range(10 ** 6): os.write(3, frame(b'{\"call\": 3, \"case\": %d, \"value\": null}' % n))",
    "flood of one byte": "while True: os.write(3, b'\\0')",
    "large values": "def softmax(z): return np.zeros(10 ** 6)",
    "large lists": "def softmax(z): return [[0.5] * 10000] * 10000",
    "lists without end": "def softmax(z):\n    a = [0.5] * 9999\n    for _ in range(4): a = [a] * 9999\n    return a",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_costs_little_time_and_memory(course, bomb):
    exam, solved = course
    source = BOMBS[bomb] if BOMBS[bomb].startswith("def") else WRITES + BOMBS[bomb]
    begun = time.process_time()
    tracemalloc.start()
    try:
        marks = exam.examine(raw(answered(solved, softmax=source + "\nsoftmax = softmax if 'softmax' in globals() else None")))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    spent = time.process_time() - begun
    assert marks[0]["points"] == 0 and marks[2]["points"] == 4, marks
    assert spent < 4 and peak < 100e6, (spent, peak)
    assert points(exam.examine(raw(solved))) == FULL
