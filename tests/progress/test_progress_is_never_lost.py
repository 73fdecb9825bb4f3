"""Whatever the file is and whoever writes: nothing is lost, nothing of others' overwritten, nothing raised."""

import json
import os
import subprocess
import sys
import time

import pytest

from helpers import progress as room
from helpers.progress import contents, events, keeper, progress, record

HOSTILE = ["<script>alert(1)</script>", '{"id": 3}', "}", '\\"{', "\u2028\u202e", "𝒛"]
WRITER = """
import sys
from helpers.progress import record
for i in range(int(sys.argv[2])):
    record.predicted(f"{sys.argv[1]}-{i}", lesson="01_softmax", answer=i, right=True, confidence=0.9)
    print(i, flush=True)
"""

HOLDER = """
import sys, time
from helpers.progress.lock import locked
with locked(sys.argv[1], 9):
    print(1, flush=True)
    time.sleep(99)
"""


def write(names="abcdef"):
    for name in names:
        record.predicted(name, lesson="01_softmax", answer=name, right=True, confidence=0.9)


def known(names="abcdef"):
    return [name for name in names if room.first_answer(name)]


def writer(name, number):
    return subprocess.Popen([sys.executable, "-c", WRITER, name, str(number)], stdout=subprocess.PIPE, text=True)


def test_processes_that_write_at_once_lose_nothing_of_each_other(file):
    running = [writer(name, 100) for name in "abcd"]
    write(f"me-{i}" for i in range(50))
    said = "".join(process.communicate()[0] for process in running)
    assert said.split() == [str(i) for i in range(100)] * 4
    kept = json.loads(file.read_bytes())["events"]
    assert {entry["name"] for entry in kept} == {f"{n}-{i}" for n in "abcd" for i in range(100)} | {
        f"me-{i}" for i in range(50)
    }
    assert len(kept) == 450


def test_a_process_killed_in_between_loses_nothing_that_it_said_was_kept_and_stops_nobody(file):
    killed, going_on = [writer(name, 10_000) for name in "xy"], writer("a", 60)
    said = []
    for process in killed:
        said.append([int(process.stdout.readline()) for _ in range(20)])
        process.kill()
    out = going_on.communicate()[0]
    said = [
        lines + [int(line) for line in process.communicate()[0].split()]
        for lines, process in zip(said, killed, strict=True)
    ]
    assert len(out.split()) == 60
    names = {entry["name"] for entry in json.loads(file.read_bytes())["events"]}
    assert names >= {f"a-{i}" for i in range(60)} | {
        f"{n}-{i}" for n, lines in zip("xy", said, strict=True) for i in lines
    }
    write("z")
    assert known("z") and sorted(p.name for p in file.parent.iterdir() if "json" in p.name and p.name[0] != ".") == [
        "progress.json"
    ]


def test_a_holder_that_hangs_delays_once_and_what_waits_is_written_later(file, another_notebook, monkeypatch, capsys):
    monkeypatch.setattr(keeper, "PATIENCE", 0.2)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(file.with_name(".progress.json.lock"))], stdout=subprocess.PIPE
    )
    holder.stdout.readline()
    write("ab")
    assert known("ab") == ["a", "b"] and not file.exists()
    assert capsys.readouterr().out.count("another program is writing to it") == 1
    holder.kill()
    holder.wait()
    write("c")
    another_notebook()
    assert known("abc") == ["a", "b", "c"]


def test_what_waits_is_written_when_the_notebook_ends(file, tmp_path):
    code = """
import os, sys
from helpers.progress import record
os.mkdir(sys.argv[1])
record.remembered("q", lesson="01_softmax", right=True)
os.rmdir(sys.argv[1])
"""
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True)
    assert done.stderr == "" and "it is not a file" in done.stdout
    assert json.loads(file.read_bytes())["events"][0]["name"] == "q"


def damaged_copies(file):
    return sorted(path.name for path in file.parent.glob("progress.damaged-*.json"))


def truncated(raw):
    return raw[: int(len(raw) * 0.6)]


def in_the_middle(raw):
    return raw[: len(raw) // 2] + b"\0\xff\x80" + raw[len(raw) // 2 + 40 :]


def laid_out_anew(raw):
    return json.dumps(json.loads(raw), indent=4).encode()[:-30]


@pytest.mark.parametrize(
    "damage, least",
    [
        (truncated, 3),
        (in_the_middle, 4),
        (laid_out_anew, 5),
        (lambda raw: os.urandom(5000), 0),
        (lambda raw: b"[" * 100_000, 0),
        (lambda raw: raw + raw, 6),
    ],
)
def test_a_damaged_file_is_kept_beside_and_what_can_be_read_is_used(file, another_notebook, capsys, damage, least):
    write()
    raw = damage(file.read_bytes())
    file.write_bytes(raw)
    another_notebook()
    assert len(known()) >= least
    before = known()
    write("xy")
    assert damaged_copies(file) == ["progress.damaged-2026-03-02.json"]
    assert file.with_name(damaged_copies(file)[0]).read_bytes() == raw
    assert capsys.readouterr().out.count("\n") == 1
    another_notebook()
    assert known() == before and known("xy") == ["x", "y"]
    assert json.loads(file.read_bytes())["version"] == 1


def test_a_damaged_file_that_cannot_be_replaced_is_copied_once(file, monkeypatch, another_notebook):
    write()
    file.write_bytes(truncated(file.read_bytes()))
    another_notebook()

    def refuse(*paths):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "replace", refuse)
    write("xyz")
    assert len(damaged_copies(file)) == 1 and known("xyz") == ["x", "y", "z"]


ENTRY = {
    "id": "1",
    "at": "2026-03-01T00:00:00Z",
    "what": "tried",
    "name": "softmax",
    "lesson": "01_softmax",
    "passed": True,
    "mistake": "m",
    "right": 1,
    "of": 2,
}
GOOD = {"id": "2", "at": "2026-03-01T00:00:00Z", "what": "goal", "name": "half", "lesson": "01_softmax", "moves": 3}
FIELDS = [
    (field, wrong)
    for field in ENTRY
    if field != "id"
    for wrong in (None, [], {"a": {}}, -1.5, "", 10**30)
    if not (field in ("mistake", "lesson") and wrong is None)
]


@pytest.mark.parametrize("field, wrong", FIELDS, ids=str)
def test_a_field_of_the_wrong_type_costs_its_entry_and_no_other(file, field, wrong):
    entry = ENTRY | {field: wrong}
    file.write_text(json.dumps({"version": 1, "events": [entry, GOOD]}))
    write("a")
    assert room.moves("half") == 3 and known("a") and room.minutes("01_softmax") == 0
    assert "Your progress" in progress().text and progress().html
    assert bool(damaged_copies(file)) == bool(events.fault(entry))
    assert room.tries("softmax") == 0 or not events.fault(entry)


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "yesterday", "2026-13-01", 5, True]
)
def test_an_impossible_date_costs_its_entry_and_no_other(file, at):
    file.write_text(json.dumps({"version": 1, "events": [ENTRY | {"at": at}, GOOD]}))
    write("a")
    assert room.tries("softmax") == 0 and room.moves("half") == 3 and len(damaged_copies(file)) == 1


def test_ids_that_stand_twice_cost_no_entry_and_the_same_entry_twice_counts_once(file, another_notebook):
    other = ENTRY | {"name": "other"}
    unnamed = {key: ENTRY[key] for key in ENTRY if key != "id"} | {"name": "unnamed"}
    file.write_text(
        json.dumps({"version": 1, "events": [ENTRY, ENTRY, other, unnamed, ENTRY | {"id": [1], "name": "list"}]})
    )
    write("a")
    another_notebook()
    assert [room.tries(name) for name in ("softmax", "other", "unnamed")] == [1, 1, 1] and known("a")
    ids = [entry["id"] for entry in json.loads(file.read_bytes())["events"]]
    assert len(set(ids)) == len(ids)


def test_a_kind_that_this_edition_does_not_know_is_kept(file):
    strange = {"id": "9", "at": "2026-03-01T00:00:00Z", "what": "sang", "song": "softly"}
    file.write_text(json.dumps({"version": 1, "events": [strange]}))
    write("a")
    assert json.loads(file.read_bytes())["events"][0] == strange and not damaged_copies(file)


@pytest.mark.parametrize(
    "value, said",
    [
        ({"version": 99, "events": {}, "about": contents.ABOUT}, "newer edition"),
        ({"version": 2, "events": [GOOD]}, "newer edition"),
        ({"name": "package", "version": "1.0"}, "no progress file"),
        ([1, 2], "no progress file"),
        ("text", "no progress file"),
        (None, "no progress file"),
        ({}, "no progress file"),
        ({"version": 1, "events": "none"}, "no progress file"),
    ],
)
def test_a_newer_file_and_somebody_elses_stay_as_they_are(file, capsys, value, said):
    file.write_text(json.dumps(value))
    before = file.read_bytes()
    write()
    assert file.read_bytes() == before and damaged_copies(file) == []
    out = capsys.readouterr().out
    assert said in out and out.count("\n") == 1
    assert known() == list("abcdef"), "within one notebook all is remembered"
    assert said in repr(progress.reset("everything")) and file.read_bytes() == before
    progress().html  # noqa: B018


def test_a_huge_file_is_left_alone_quickly(file, capsys):
    with open(file, "wb") as huge:
        huge.truncate(3_000_000_000)
    start = time.process_time()
    write()
    assert time.process_time() - start < 2 and file.stat().st_size == 3_000_000_000
    assert capsys.readouterr().out.count("\n") == 1


def test_what_is_changed_by_hand_while_a_notebook_is_open_stays_changed(file, another_notebook):
    write("ab")
    file.write_text(file.read_text().replace('"answer": "a"', '"answer": "by hand"'))
    write("c")
    assert room.first_answer("a").answer == "by hand"
    another_notebook()
    assert room.first_answer("a").answer == "by hand" and known("abc") == ["a", "b", "c"]


def test_a_file_that_was_removed_is_begun_anew(file):
    write("ab")
    file.unlink()
    assert known("ab") == []
    write("c")
    assert known("abc") == ["c"] and file.is_file()


def test_the_file_is_replaced_as_a_whole_or_not_at_all(file, monkeypatch, another_notebook):
    write("ab")
    before = file.read_bytes()

    def refuse(*paths):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refuse)
        write("c")
        assert file.read_bytes() == before
    write("d")
    another_notebook()
    assert known("abcd") == list("abcd")


def test_an_empty_file_is_a_beginning(file, capsys):
    file.touch()
    write("a")
    assert known("a") and damaged_copies(file) == [] and capsys.readouterr().out == ""


def folder_in_its_place(file, monkeypatch):
    file.mkdir()


def no_folder_possible(file, monkeypatch):
    file.with_name("somebody").touch()
    monkeypatch.setenv("LOGITS_TO_LOSS_PROGRESS", str(file.parent / "somebody" / "deep" / "progress.json"))


def full_disk(file, monkeypatch):
    def refuse(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)


def read_only(file, monkeypatch):
    def refuse(file, *rest, **more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)


def pipe(file, monkeypatch):
    os.mkfifo(file)


def name_too_long(file, monkeypatch):
    monkeypatch.setenv("LOGITS_TO_LOSS_PROGRESS", str(file.parent / ("n" * 300)))


@pytest.mark.parametrize(
    "trouble", [folder_in_its_place, no_folder_possible, full_disk, read_only, pipe, name_too_long]
)
def test_a_file_that_cannot_be_written_is_one_quiet_sentence_and_no_exception(file, monkeypatch, capsys, trouble):
    trouble(file, monkeypatch)
    write()
    out = capsys.readouterr()
    assert (
        out.err == ""
        and out.out.count("\n") == 1
        and "cannot be written" in out.out
        and "Everything else works" in out.out
    )
    assert known() == list("abcdef"), "within one notebook all is remembered"
    assert "Nothing is forgotten" in repr(progress.reset("everything")) and known() == list("abcdef")
    assert "Your progress" in progress().text
    assert not list(file.parent.glob(".*.new")), "nothing half written stays"


def test_a_full_disk_never_harms_what_was_written_before(file, monkeypatch, another_notebook):
    write("ab")
    with monkeypatch.context() as patched:
        full_disk(file, patched)
        write("cd")
        progress.reset("everything")
        assert [entry["name"] for entry in json.loads(file.read_bytes())["events"]] == ["a", "b"]
    write("e")
    another_notebook()
    assert known() == list("abcde") and not list(file.parent.glob("*forgotten*"))


def test_a_linked_file_is_written_through_the_link(file, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    file.symlink_to(tmp_path / "elsewhere" / "real.json")
    write("a")
    assert file.is_symlink() and known("a") and (tmp_path / "elsewhere" / "real.json").is_file()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_back_as_they_were(file, another_notebook, text):
    record.predicted(text, lesson=text, answer=text, right=True)
    another_notebook()
    assert room.first_answer(text).answer == text and damaged_copies(file) == []
    file.write_bytes(file.read_bytes()[:-6])
    another_notebook()
    assert room.first_answer(text).answer == text, "read out of the damaged file"


def test_a_cell_that_changes_the_folder_begins_no_second_file(tmp_path):
    code = """
import os, sys, types
sys.modules["IPython"] = types.SimpleNamespace(get_ipython=lambda: types.SimpleNamespace(kernel=1))
from helpers.progress import record, progress
os.chdir("/")
record.remembered("q", lesson="01_softmax", right=True)
print(progress.path)
"""
    env = {name: value for name, value in os.environ.items() if name != "LOGITS_TO_LOSS_PROGRESS"}
    env["PYTHONPATH"] = str(contents.__file__).split("/helpers/")[0]
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert (
        done.stdout.strip() == str(tmp_path / "progress.json")
        and done.stderr == ""
        and (tmp_path / "progress.json").is_file()
    )
    again = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=env | {"NBGRADER_EXECUTION": "autograde"},
        capture_output=True,
        text=True,
    )
    assert again.stdout.strip() == "None", "a grader's run is no learner"


def test_a_file_system_that_knows_no_locks_in_its_own_way_is_written_all_the_same(tmp_path, monkeypatch):
    from helpers.progress import lock

    def unknown(*_):
        raise RuntimeError("flock is not a function")  # what a browser's drive says

    monkeypatch.setattr(lock, "_try", unknown)
    with lock.locked(tmp_path / ".lock", 0.1):
        (tmp_path / "written").touch()
    assert (tmp_path / "written").exists()
