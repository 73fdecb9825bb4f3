"""The learner's own copy: what was typed is never lost, and what was not is kept up to date."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from helpers.own_copy import COURSE, reset_notebook, typed, update

NAME = "01_softmax.ipynb"
PRINTED = [{"output_type": "stream", "name": "stdout", "text": "x"}]
NO_RECORD = [None, "", "{", "[]", "null", '{"01_softmax.ipynb": 5}', '{"01_softmax.ipynb": {"text": 3}}', "\udcff"]
UPDATE = "import sys, pathlib, helpers.own_copy as own; own.update(pathlib.Path(sys.argv[1]), say=str)"


def notebook(*sources, outputs=(), **metadata):
    cells = [{"cell_type": "code", "id": str(n), "metadata": {}, "source": text,
              "outputs": list(outputs), "execution_count": 1} for n, text in enumerate(sources)]
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def desk(tmp_path):
    """A course of two notebooks in a folder with a hard name, and a learner's copy of it."""
    return Desk(tmp_path / "Mein Kurs äöü (1)")


class Desk:
    def __init__(self, root):
        self.course, self.own, self.said = root / "notebooks", root / "my-course", []
        self.course.mkdir(parents=True)
        self.publish("a = 1")
        self.publish("start", name="00_start.ipynb")
        self.start()

    def publish(self, *sources, name=NAME, **rest):
        (self.course / name).write_text(notebook(*sources, **rest))

    def start(self):
        self.said.clear()
        return [path.name for path in update(self.own, self.course, self.said.append)]

    def save(self, *sources, name=NAME, **rest):
        (self.own / name).write_text(notebook(*sources, **rest))

    def read(self, name=NAME):
        return json.loads((self.own / name).read_text())["cells"][0]["source"]

    def names(self):
        return sorted(path.name for path in self.own.glob("*.ipynb"))


def test_the_first_start_copies_everything_to_the_byte_and_the_second_nothing(desk):
    assert desk.names() == ["00_start.ipynb", NAME]
    assert all((desk.own / name).read_bytes() == (desk.course / name).read_bytes() for name in desk.names())
    assert desk.start() == [] and desk.said == []


def test_a_new_lesson_is_added(desk):
    desk.publish("new", name="07_new.ipynb")
    assert desk.start() == ["07_new.ipynb"]


def test_a_run_and_a_save_are_no_change(desk):
    desk.save("a = 1  \n", outputs=PRINTED, language_info={"version": "3.13"})
    desk.publish("a = 2")
    assert desk.start() == [NAME]
    assert desk.read() == "a = 2" and len(desk.said) == 1 and "renewed" in desk.said[0]


def test_what_a_learner_changed_is_kept_and_the_new_edition_laid_beside_it_once(desk):
    desk.save("a = 'mine'")
    assert desk.start() == []
    desk.publish("a = 2")
    beside = "01_softmax (new edition).ipynb"
    before = (desk.own / NAME).read_bytes()
    assert desk.start() == [beside] and desk.read(beside) == "a = 2"
    assert len(desk.said) == 1 and beside in desk.said[0]
    (desk.own / beside).unlink()
    assert desk.start() == [] and desk.said == []
    assert (desk.own / NAME).read_bytes() == before


def test_an_edition_after_the_next_is_laid_beside_too_and_nothing_written_over(desk):
    desk.save("a = 'mine'")
    desk.publish("a = 2")
    desk.start()
    desk.publish("a = 3")
    desk.start()
    beside = ["01_softmax (new edition 2).ipynb", "01_softmax (new edition).ipynb"]
    assert desk.names() == ["00_start.ipynb", *beside, NAME]
    assert desk.read("01_softmax (new edition).ipynb") == "a = 2"


def test_new_outputs_alone_are_no_new_edition_for_one_who_changed_the_text(desk):
    desk.save("a = 'mine'")
    desk.publish("a = 1", outputs=PRINTED)
    assert desk.start() == [] and desk.said == []


def test_new_outputs_alone_renew_a_copy_that_was_never_run_and_leave_one_that_was(desk):
    seen = [{"output_type": "stream", "name": "stdout", "text": "mine"}]
    desk.save("start", name="00_start.ipynb", outputs=seen)
    for name, text in (("00_start.ipynb", "start"), (NAME, "a = 1")):
        desk.publish(text, name=name, outputs=PRINTED)
    assert desk.start() == [NAME] and desk.said == []
    assert "mine" in (desk.own / "00_start.ipynb").read_text()


def test_whoever_takes_the_new_edition_over_is_up_to_date_again(desk):
    desk.save("a = 'mine'")
    desk.publish("a = 2")
    desk.start()
    os.replace(desk.own / "01_softmax (new edition).ipynb", desk.own / NAME)
    desk.start()
    desk.publish("a = 3")
    desk.start()
    assert desk.read() == "a = 3" and desk.names() == ["00_start.ipynb", NAME]


@pytest.mark.parametrize("manifest", NO_RECORD)
def test_without_a_record_of_what_was_copied_nothing_is_lost(desk, manifest):
    desk.save("a = 'mine'")
    file = desk.own / ".editions.json"
    file.unlink() if manifest is None else file.write_bytes(manifest.encode("utf-8", "surrogateescape"))
    desk.start()
    assert desk.read() == "a = 'mine'"
    desk.publish("a = 2")
    assert desk.start() == ["01_softmax (new edition).ipynb"]


@pytest.mark.parametrize("wreck", [b"", b"{", b"[]", b'{"cells": 3}', b"\xff\xfe", b'{"cells": [{"source": "x"}]}'])
def test_a_wrecked_copy_is_left_for_the_learner(desk, wreck):
    (desk.own / NAME).write_bytes(wreck)
    desk.start()
    assert (desk.own / NAME).read_bytes() == wreck


def test_a_notebook_of_the_course_that_cannot_be_read_is_named_and_the_rest_goes_on(desk):
    (desk.course / NAME).write_text("<<<<<<< HEAD")
    desk.publish("b", name="02_new.ipynb")
    assert desk.start() == ["02_new.ipynb"]
    assert NAME in desk.said[0] and desk.read() == "a = 1"


@pytest.mark.parametrize("change", [("a = 1", "b"), ("b", "a = 1"), ("a = 1;",), ()])
def test_every_typed_change_counts(change):
    assert typed(notebook(*change).encode()) != typed(notebook("a = 1").encode())


def test_an_empty_cell_that_jupyter_adds_at_the_end_is_no_change():
    assert typed(notebook("a = 1", "").encode()) == typed(notebook("a = 1").encode())


def test_a_killed_copy_leaves_nothing_half(tmp_path):
    whole = {path.name: path.read_bytes() for path in COURSE.glob("*.ipynb")}
    for number in range(6):
        own = tmp_path / str(number)
        process = subprocess.Popen([sys.executable, "-c", UPDATE, own])
        while not own.exists() and process.poll() is None:
            time.sleep(0.0005)
        time.sleep(0.001 * number)
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        process.wait()
        assert all(path.read_bytes() == whole[path.name] for path in own.glob("[0-9]*.ipynb"))
        update(own, say=str)
        assert {path.name: path.read_bytes() for path in own.glob("[0-9]*.ipynb")} == whole


def test_reset_lays_the_original_beside_the_copy(desk):
    desk.save("a = 'mine'")
    path = reset_notebook("01_softmax", desk.own, desk.course)
    assert path.name == "01_softmax (original).ipynb"
    assert path.read_bytes() == (desk.course / NAME).read_bytes() and desk.read() == "a = 'mine'"
    assert reset_notebook("01", desk.own, desk.course) == path, "an untouched original is there already"
    path.write_text(notebook("played with"))
    assert reset_notebook(NAME, desk.own, desk.course).name == "01_softmax (original 2).ipynb"
    assert desk.read(path.name) == "played with"


@pytest.mark.parametrize("name", ["softmax", "", "..", "../x", "0", "1", "*", None, 1, "01_softmax/"[:-2], "\0"])
def test_a_wrong_name_is_answered_with_the_names_there_are(desk, name):
    with pytest.raises(ValueError, match="00_start, 01_softmax") as error:
        reset_notebook(name, desk.own, desk.course)
    assert repr(name) in str(error.value)
    assert desk.names() == ["00_start.ipynb", NAME]
