"""The grade command: every row written as it is finished, killed and resumed runs, workers that die, no sandbox."""

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from tests.support.marking import answered, assignment, boxed, raw

from coursework.box import process, sandbox
from coursework.handing_out import hidden_cases
from coursework.marking import marks_file, whole_folder
from coursework.marking.examiner import BoxFault
from coursework.marking.worker import Settings
from coursework.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
WRONG = "def two(z0, z1):\n    return 1 / (1 + np.exp(-np.asarray(z1, float)))"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course folder with one assignment of hidden cases, and the solved notebook."""
    boxed(process.require)
    course = tmp_path_factory.mktemp("course")
    made, _, solved = assignment(course)
    hidden_cases.save(made, course / "instructor" / f"{made.name}.cases")
    return course, made, solved


def hand_in(folder, name, notebooks):
    for student, content in notebooks.items():
        (folder / student / name).mkdir(parents=True)
        (folder / student / name / f"{name}.ipynb").write_bytes(content)


def grade(course, submitted, out, *more):
    main(["grade", str(submitted), "--course", str(course), "--out", str(out), "--wall", "0.5", *more])


def totals(out):
    return {student: sum(float(row["points"] or 0) for row in rows) for student, rows in marks_file.by_student(marks_file.read(out)).items()}


def test_marks_and_feedback_for_all(made, tmp_path, capsys):
    course, assigned, solved = made
    students = {
        "ann": raw(solved), "=1+1": raw(solved), "broken": b"{", "wrong": raw(answered(solved, two_class_probability=WRONG)), "<b>x": raw(solved),
        "loops": raw(answered(solved, two_class_probability="while True: pass")),
    }
    hand_in(tmp_path / "in", assigned.name, students)
    grade(course, tmp_path / "in", tmp_path / "marks.csv")
    assert totals(tmp_path / "marks.csv") == {"ann": 12, "=1+1": 12, "<b>x": 12, "broken": 0, "wrong": 8, "loops": 8}
    assert "6 marked" in capsys.readouterr().out
    rows = list(csv.reader((tmp_path / "marks.csv").open(newline="")))
    assert len(rows) == 1 + 6 * 4
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    pages = {path.name: path.read_text() for path in (tmp_path / "marks-feedback" / assigned.name).iterdir()}
    assert len(pages) == 6
    assert "sigmoid-of-one-logit" in next(page for page in pages.values() if ">wrong<" in page)
    assert "<b>" not in "".join(pages.values())
    hidden_numbers = {f"{number:.10g}" for case in assigned.cases["softmax"] for number in case["expected"].ravel() if number % 0.5}
    assert not [number for number in hidden_numbers for page in pages.values() if number in page]


def test_a_second_run_marks_only_what_changed(made, tmp_path, capsys):
    course, assigned, solved = made
    hand_in(tmp_path / "in", assigned.name, {"ann": raw(solved), "bob": raw(solved)})
    out = tmp_path / "marks.csv"
    grade(course, tmp_path / "in", out)
    first = out.read_text()
    (tmp_path / "in" / "bob" / assigned.name / f"{assigned.name}.ipynb").write_bytes(raw(answered(solved, two_class_probability=WRONG)))
    grade(course, tmp_path / "in", out)
    assert "1 marked, 1 were marked already" in capsys.readouterr().out
    assert totals(out) == {"ann": 12, "bob": 8}
    assert [line for line in first.splitlines() if line.startswith("ann")] == [line for line in out.read_text().splitlines() if line.startswith("ann")]


def test_a_row_cut_short_is_marked_again(made, tmp_path):
    course, assigned, solved = made
    hand_in(tmp_path / "in", assigned.name, {name: raw(solved) for name in ("ann", "bob", "cem")})
    out = tmp_path / "marks.csv"
    grade(course, tmp_path / "in", out)
    whole = out.read_bytes()
    for cut in (len(whole) - 5, 300, 60):
        out.write_bytes(whole[:cut])
        grade(course, tmp_path / "in", out)
        assert totals(out) == {"ann": 12, "bob": 12, "cem": 12}
        assert len(marks_file.read(out)) == 12


def test_a_killed_run_loses_nothing_and_resumes(made, tmp_path):
    course, assigned, solved = made
    slow = raw(answered(solved, two_class_probability="import time\ndef two(z0, z1): time.sleep(99)"))
    hand_in(tmp_path / "in", assigned.name, {f"s{n:02}": slow if n % 3 == 2 else raw(solved) for n in range(9)})
    out = tmp_path / "marks.csv"
    line = [sys.executable, "-m", "coursework", "grade", str(tmp_path / "in"), "--course", str(course), "--out", str(out), "--jobs", "1", "--wall", "0.3"]
    process = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and (not out.exists() or out.read_text().count("\n") < 9):
        time.sleep(0.05)
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = totals(out)
    assert 2 <= len(before) < 9
    gone, alive = psutil.wait_procs(family, timeout=10)
    assert not alive, "the boxes end with their grader"
    main([*line[3:-2], "--wall", "0.3"])
    assert totals(out) == {f"s{n:02}": 8 if n % 3 == 2 else 12 for n in range(9)}
    assert len(marks_file.read(out)) == 36


def test_a_worker_that_dies_is_replaced(made, tmp_path, monkeypatch):
    course, assigned, solved = made
    from coursework.marking.examiner import Examiner

    (tmp_path / "once").touch()
    honest = Examiner.examine

    def fragile(self, content, *words):
        if b"DIES_ALWAYS" in content or b"DIES_ONCE" in content and (tmp_path / "once").exists():
            (tmp_path / "once").unlink(missing_ok=True)
            os.kill(os.getpid(), signal.SIGKILL)
        if b"RAISES" in content:
            raise RuntimeError("a fault of the grader")
        return honest(self, content, *words)

    monkeypatch.setattr(Examiner, "examine", fragile)
    students = {"once": answered(solved), "always": answered(solved), "raises": answered(solved), **{f"s{n}": solved for n in range(6)}}
    for name, word in (("once", "DIES_ONCE"), ("always", "DIES_ALWAYS"), ("raises", "RAISES")):
        students[name]["cells"].append({"cell_type": "markdown", "source": word, "metadata": {}})
    hand_in(tmp_path / "in", assigned.name, {name: raw(notebook) for name, notebook in students.items()})
    out = tmp_path / "marks.csv"
    grade(course, tmp_path / "in", out, "--jobs", "2")
    rows = marks_file.by_student(marks_file.read(out))
    assert {student for student in rows} == set(students)
    assert totals(out) == {"once": 12, "always": 0, "raises": 0, **{f"s{n}": 12 for n in range(6)}}
    for student in ("always", "raises"):
        assert {row["points"] for row in rows[student]} == {""}
        assert all("mark it by hand" in row["note"] for row in rows[student])


class Pool:
    """Workers that give each submission these results, one a round."""

    def __init__(self, *rounds):
        self.rounds, self.asked = list(rounds), []

    def run(self, todo):
        self.asked.append([each.student for each in todo])
        results = self.rounds.pop(0)
        return [(each, results[each.student]) for each in todo]

    alone = run

    def close(self):
        pass


def test_what_timed_out_or_failed_is_tried_once_more_at_the_end_and_what_failed_again_in_the_next_run(made, tmp_path):
    course, assigned, solved = made
    hand_in(tmp_path / "in", assigned.name, {name: raw(solved) for name in ("ann", "bob", "cem", "dia")})

    def rows(points, hung=False):
        return [{"problem": each.name, "points": points, "max_points": each.points, "right": 0, "tried": 0, "note": "",
                 "misconception": "", "says": "", "hung": hung} for each in assigned.problems], 0.1

    fault = BoxFault("no answer")
    first = Pool({"ann": rows(1), "bob": rows(0, hung=True), "cem": fault, "dia": fault}, {"bob": rows(1), "cem": rows(1), "dia": fault})
    settings = Settings(str(course / "instructor" / f"{assigned.name}.cases"))
    whole_folder.mark_folder(settings, tmp_path / "in", assigned, tmp_path / "marks.csv", first)
    assert first.asked == [["ann", "bob", "cem", "dia"], ["bob", "cem", "dia"]]
    assert totals(tmp_path / "marks.csv") == {"ann": 4, "bob": 4, "cem": 4, "dia": 0}
    unmarked = marks_file.by_student(marks_file.read(tmp_path / "marks.csv"))["dia"]
    assert {(row["points"], row["note"]) for row in unmarked} == {("", whole_folder.UNMARKED.format("BoxFault"))}
    second = Pool({"dia": rows(1)}, {})
    whole_folder.mark_folder(settings, tmp_path / "in", assigned, tmp_path / "marks.csv", second)
    assert second.asked[0] == ["dia"]
    assert totals(tmp_path / "marks.csv") == {"ann": 4, "bob": 4, "cem": 4, "dia": 4}


def test_a_flat_folder_needs_the_assignment(made, tmp_path):
    course, assigned, solved = made
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "lee_12_34_three.ipynb").write_bytes(raw(solved))
    with pytest.raises(SystemExit, match="say which assignment: --assignment NAME, one of 90_three"):
        grade(course, tmp_path / "in", tmp_path / "marks.csv")
    grade(course, tmp_path / "in", tmp_path / "marks.csv", "--assignment", assigned.name)
    assert totals(tmp_path / "marks.csv") == {"12": 12}


def test_unknown_assignments_and_spoilt_cases_are_named(made, tmp_path):
    course, assigned, solved = made
    with pytest.raises(SystemExit, match="no hidden cases at"):
        grade(course, course, tmp_path / "m.csv", "--assignment", "nothing")
    copy = tmp_path / "copy"
    shutil.copytree(course, copy)
    (copy / "instructor" / "90_three.cases").write_bytes(b"\0" * 40)
    with pytest.raises(SystemExit, match="is not a file of hidden cases"):
        grade(copy, course, tmp_path / "m.csv", "--assignment", "90_three")


def test_without_bubblewrap_the_grader_refuses(made, tmp_path, monkeypatch):
    course, assigned, solved = made
    hand_in(tmp_path / "in", assigned.name, {"ann": raw(solved)})
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"bubblewrap \(bwrap\) is not installed.*apt-get install bubblewrap.*--no-sandbox"):
        grade(course, tmp_path / "in", tmp_path / "marks.csv")
    assert not (tmp_path / "marks.csv").exists()


def test_without_the_sandbox_it_warns_on_every_run_and_marks_the_same(made, tmp_path, capsys):
    course, assigned, solved = made
    hand_in(tmp_path / "in", assigned.name, {
        "ann": raw(solved), "wrong": raw(answered(solved, two_class_probability=WRONG)), "exits": raw(answered(solved, two_class_probability="import os\nos._exit(1)")),
        "sleeps": raw(answered(solved, two_class_probability="import time\ndef two(z0, z1): time.sleep(99)")),
    })
    out = tmp_path / "marks.csv"
    for _ in range(2):
        grade(course, tmp_path / "in", out, "--no-sandbox")
        assert capsys.readouterr().err.startswith("WARNING: --no-sandbox: students' code runs with your rights")
    assert totals(out) == {"ann": 12, "wrong": 8, "exits": 8, "sleeps": 8}
