"""`make lab` and `make reset`: where the learner's copy lies, and what the terminal says."""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading

import pytest

from tools import my_course
from tools.build.notebooks import ROOT


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.delenv("LOGITS_TO_LOSS_MY_COURSE", raising=False)
    monkeypatch.setattr(my_course, "COURSE", tmp_path / "cours é" / "notebooks")
    monkeypatch.setattr(my_course.Path, "home", lambda: tmp_path / "home")
    my_course.COURSE.mkdir(parents=True)
    return tmp_path


def test_the_copy_lies_in_the_folder_of_the_course(home):
    assert my_course.own_folder() == home / "cours é" / "my-course"


def test_a_course_that_cannot_be_written_to_has_its_copy_in_the_home_folder(home):
    (home / "cours é" / "my-course").write_text("a file in its place")
    assert my_course.own_folder() == home / "home" / "my-course"


def test_a_folder_named_in_the_environment_is_taken_or_refused_with_a_way_out(home, monkeypatch):
    monkeypatch.setenv("LOGITS_TO_LOSS_MY_COURSE", str(home / "mine"))
    assert my_course.own_folder() == home / "mine"
    (home / "file").write_text("")
    monkeypatch.setenv("LOGITS_TO_LOSS_MY_COURSE", str(home / "file"))
    with pytest.raises(SystemExit, match="nothing can be written there.*\n.*LOGITS_TO_LOSS_MY_COURSE="):
        my_course.own_folder()


def test_a_read_only_course_has_its_copy_in_the_home_folder(home, monkeypatch):
    def refuse(dir):  # as a read-only disk does; a test that runs as root could not make one
        if home / "cours é" in dir.parents:
            raise OSError(30, "Read-only file system")
        return whole(dir=dir)

    whole = my_course.tempfile.TemporaryFile
    monkeypatch.setattr(my_course.tempfile, "TemporaryFile", refuse)
    assert my_course.own_folder() == home / "home" / "my-course"


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent as POSIX does it")
def test_the_terminal_says_one_line_with_address_and_how_to_stop(tmp_path):
    own = tmp_path / "Mein Kurs äöü"
    env = os.environ | {"LOGITS_TO_LOSS_MY_COURSE": str(own), "JUPYTER_RUNTIME_DIR": str(tmp_path / "run")}
    command = [sys.executable, "-m", "tools.my_course", "lab", "--no-browser", "--ServerApp.port=0"]
    lab = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                           preexec_fn=heed_ctrl_c)
    said = []
    for line in lab.stdout:
        said += [line] if "NbGrader" not in line else []  # which authors have and learners have not
        if line.endswith("Ctrl+C.\n"):
            lab.send_signal(signal.SIGINT)
    assert lab.wait(30) == 0
    assert len(said) == 1 and f"({own}) is open at http://" in said[0] and "/lab/tree/00_start.ipynb?token=" in said[0]
    assert {path.name for path in own.glob("*.ipynb")} == {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}


def test_nothing_is_said_before_the_server_answers(tmp_path, monkeypatch, capsys):
    """Its address is written down before its loop runs, when nothing can be opened yet."""
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        (tmp_path / f"jpserver-{os.getpid()}.json").write_text(json.dumps({"url": address, "token": ""}))
        greeter = threading.Thread(target=my_course.greet, args=[tmp_path], daemon=True)
        greeter.start()
        asked = server.accept()[0]
        with asked:
            assert asked.recv(9) == b"GET /api " and capsys.readouterr().out == ""
            asked.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        greeter.join(30)
    assert f"is open at {address}lab/tree/" in capsys.readouterr().out


def test_ctrl_c_outside_of_the_servers_loop_is_no_traceback(home, monkeypatch):
    def interrupted(words):
        raise KeyboardInterrupt

    monkeypatch.setattr("jupyterlab.labapp.LabApp.launch_instance", interrupted)
    monkeypatch.setattr(my_course, "update", lambda own, say: None)
    monkeypatch.setattr(my_course, "greet", lambda own: None)
    monkeypatch.chdir(home)
    assert not my_course.open_lab(home, [])


def heed_ctrl_c():
    """What is started in the background ignores Ctrl+C, and so would all that it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def reset(*words, own):
    env = os.environ | {"LOGITS_TO_LOSS_MY_COURSE": str(own)}
    command = [sys.executable, "-m", "tools.my_course", "reset", *words]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)


def test_reset_says_where_the_original_lies(tmp_path):
    done = reset("01_softmax", own=tmp_path / "mine")
    assert done.returncode == 0 and str(tmp_path / "mine" / "01_softmax (original).ipynb") in done.stdout


@pytest.mark.parametrize("word", ["softmax", ""])
def test_reset_of_no_lesson_names_those_there_are(tmp_path, word):
    done = reset(word, own=tmp_path)
    assert done.returncode == 1 and "01_softmax" in done.stderr and "Traceback" not in done.stderr
    assert not list(tmp_path.glob("*.ipynb"))


@pytest.mark.parametrize("level, text, shown", [
    (logging.WARNING, "Notebook a.ipynb is not trusted", False),
    (logging.CRITICAL, "\n\n    To access the server, open this file in a browser:", False),
    (logging.ERROR, "The port 8888 is taken", True),
    (logging.CRITICAL, "No space left on device", True),
])  # fmt: skip
def test_of_jupyters_log_errors_alone_are_read(level, text, shown):
    assert my_course.worth_reading(logging.LogRecord("ServerApp", level, "", 1, text, (), None)) is shown


def test_git_does_not_see_the_copy():
    assert "/my-course/" in (ROOT / ".gitignore").read_text().splitlines()
