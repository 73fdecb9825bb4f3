"""Hidden cases: drawn for one cohort with the instructor's key, kept in one file that never leaves the instructor."""

import hashlib
import secrets
from dataclasses import asdict

import numpy as np

from coursework.box.inside import wire
from coursework.handing_out.assignment import Assignment, Problem
from helpers.atomic import write_bytes

FEWEST, DRAWS = 12, 8


class BadCases(Exception):
    """A file of hidden cases that is missing or not one; the message says which."""


def key_of(folder):
    """The instructor's key, drawn once; without it nobody can draw the hidden cases again."""
    path = folder / "key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(16) + "\n")
    return path.read_text().strip()


def generator(key, cohort, assignment, exercise):
    """A random generator that key, cohort, assignment and exercise decide together."""
    digest = hashlib.sha256(f"{key}/{cohort}/{assignment}/{exercise}".encode()).digest()
    return np.random.default_rng(list(digest))


def draw(exercise, rng):
    """Cases of one exercise with what the specification gives: hidden ones, then those that its check shows."""
    drawn = exercise.cases(rng) if exercise.random else []
    for _ in range(DRAWS if drawn else 0):
        if len(drawn) >= FEWEST:
            break
        drawn += exercise.cases(rng)
    cases = [(case, False) for case in drawn] + [(case, True) for case in exercise.probes]
    return [
        {"label": case.label, "args": list(case.args), "expected": exercise.expected(case.args), "known": known}
        for case, known in cases
    ]


def fill(assignment, exercises, key):
    """Give an assignment its hidden cases."""
    for problem in assignment.problems:
        if problem.kind != "hand":
            rng = generator(key, assignment.cohort, assignment.name, problem.name)
            assignment.cases[problem.name] = draw(exercises[problem.name], rng)
    return assignment


def save(assignment, path):
    """Write the grader's file: problems, trusted cells, hidden cases and their right values."""
    blob, cases, sizes = bytearray(), {}, {}
    for name, drawn in assignment.cases.items():
        begin = len(blob)
        cases[name] = wire.encode(drawn, blob)
        sizes[name] = [begin, len(blob)]
    header = {
        "name": assignment.name, "cohort": assignment.cohort,
        "prelude": assignment.prelude, "trusted": assignment.trusted,
        "problems": [asdict(problem) for problem in assignment.problems], "cases": cases, "sizes": sizes,
        "variants": assignment.variants,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(path, wire.frame(header, blob), mode=0o600)


def load(path):
    """Read what `save` wrote; anything else is a BadCases that says what to do."""
    try:
        return parse(path.read_bytes(), path)
    except FileNotFoundError:
        raise BadCases(f"no hidden cases at {path}: make them with python -m coursework make") from None


def parse(raw, path):
    """The assignment that a file's bytes spell."""
    try:
        header, blob, _ = wire.unframe(raw) or (None, None, None)
        problems = [Problem(**facts) for facts in header["problems"]]
        cases = {name: wire.decode(tree, blob[slice(*header["sizes"][name])]) for name, tree in header["cases"].items()}
        texts = header["prelude"], header["trusted"]
        return Assignment(header["name"], header["cohort"], problems, *texts, cases, header.get("variants", {}))
    except (wire.BadValue, KeyError, TypeError) as error:
        advice = "make it again with python -m coursework make"
        raise BadCases(f"{path} is not a file of hidden cases ({error}): {advice}") from None
