"""Gradescope's autograder: the zip as documented, unpacked as Gradescope does, and run on one hand-in."""

import json
import os
import subprocess
import sys
import zipfile

import pytest
from tests.support.marking import answered, assignment, boxed, raw

from coursework.box import process
from coursework.handing_out import hidden_cases
from coursework.passing_on import gradescope, on_gradescope
from tools.build.notebooks import ROOT

WRONG = "def two(z0, z1):\n    return 1 / (1 + np.exp(-np.asarray(z1, float)))"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """/autograder as Gradescope lays it out, with the zip unpacked in source."""
    folder = tmp_path_factory.mktemp("gradescope")
    made, _, solved = assignment(folder)
    hidden_cases.save(made, folder / "90_three.cases")
    said = gradescope.autograder(ROOT, folder / "90_three.cases", folder / "zip.zip", wall=2)
    assert "12 points" in said[0] and said[1:] == ["marked by you there, with a rubric of its own: why", "it holds the hidden cases, so it is for you alone"]
    with zipfile.ZipFile(folder / "zip.zip") as archive:
        rights = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in archive.infolist()}
        archive.extractall(folder / "source")
    assert rights["run_autograder"] == rights["setup.sh"] == 0o755, "both lie at the top of the zip"
    assert rights["instructor/90_three.cases"] == 0o600 and not [name for name in rights if name.startswith("tests/")]
    for name in ("submission", "results"):
        (folder / name).mkdir()
    return folder, made, solved


def results_of(problem, **more):
    return {"problem": problem, "points": 4, "max_points": 4, "right": 9, "misconception": "", "says": ""} | more


def run(folder):
    environment = os.environ | {"PYTHONPATH": str(folder / "source")}
    line = [sys.executable, "-m", "coursework.passing_on.on_gradescope", str(folder)]
    return subprocess.run(line, cwd=folder / "source", env=environment, capture_output=True, text=True)


def test_a_hand_in_is_marked_there_in_the_box_and_points_come_with_the_marks(home):
    boxed(process.require)
    folder, made, solved = home
    (folder / "submission" / "my work.ipynb").write_bytes(raw(answered(solved, two_class_probability=WRONG)))
    ran = run(folder)
    assert ran.returncode == 0, ran.stderr
    results = json.loads((folder / "results" / "results.json").read_text())
    assert {test["name"]: (test["score"], test["max_score"]) for test in results["tests"]} == {
        "softmax": (4, 4), "temperature_softmax": (4, 4), "two_class_probability": (0, 4),
    }
    assert {test["visibility"] for test in results["tests"]} == {"after_published"} and "score" not in results
    assert "Mistake: sigmoid-of-one-logit." in results["tests"][2]["output"]
    marker = on_gradescope.test_of(results_of("softmax", note="uses helpers; read the answer", tried=9))
    assert marker["output"] == "9 of 9 inputs right.", "a note for its marker is not the student's"
    assert results["output"].startswith("my work.ipynb was read. 3 of 4 problems were begun.")


def test_where_there_is_no_box_nothing_is_marked_and_nobody_loses_points(home, monkeypatch, tmp_path):
    folder, _, _ = home
    monkeypatch.setattr(on_gradescope, "SOURCE", folder / "source")

    def refuse():
        raise process.NoBox("no namespaces here")

    monkeypatch.setattr(on_gradescope, "require", refuse)
    with pytest.raises(SystemExit, match="Nothing was marked, and nobody has lost points: no namespaces here"):
        on_gradescope.main(tmp_path)
    assert not (tmp_path / "results").exists()


@pytest.mark.parametrize(("names", "said"), [
    ([], "no notebook"), (["a.pdf"], "no notebook"), (["a.ipynb", "b.ipynb"], "2 notebooks: a.ipynb, b.ipynb. Hand in one notebook, and call it"),
    (["a.ipynb", "90_three.ipynb"], "90_three.ipynb was read."), (["x/A.IPYNB", ".ipynb_checkpoints/A-checkpoint.ipynb"], "A.IPYNB was read."),
    (["link.ipynb"], "link.ipynb: refused: a link"),
])
def test_a_student_is_told_what_was_read(home, tmp_path, names, said):
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).symlink_to("/etc/passwd") if name.startswith("link") else (tmp_path / name).write_text("{}")
    content, told = on_gradescope.hand_in(home[1], tmp_path)
    assert said in told and (content is None) == ("was read" not in said)
