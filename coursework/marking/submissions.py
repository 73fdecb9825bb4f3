"""Find the submissions in a folder, entry by entry, and list what is not read and why; read one, if it is plain."""

import io
import os
import stat
import zipfile
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from coursework.marking.layouts import is_named, owner_of_file, owner_of_folder, passed_over
from coursework.marking.notebook import Unreadable
from coursework.marking.people import People

LARGEST = 20 * 1024 * 1024
DEEPEST, MOST = 6, 200_000
NOTES = {"timestamp.txt", "submission_secret.txt", ".ds_store", "thumbs.db", "desktop.ini"}
NEWEST = "newest"


@dataclass(frozen=True, order=True)
class Submission:
    """One submission: whose it is, and where; `member` is its name in the zip file `path`."""

    student: str
    path: Path
    member: str = ""


@dataclass
class Search:
    """What a folder holds: submissions, files of nobody with the reason, and what there was of each student."""

    submissions: list = field(default_factory=list)
    unread: list = field(default_factory=list)
    several: dict = field(default_factory=dict)


def find(folder, assignment, people=None, keep=()):
    """All submissions of an assignment in a folder."""
    return search(folder, assignment, people, keep).submissions


def search(folder, assignment, people=None, keep=()):
    """All submissions of an assignment in a folder as nbgrader, an LMS or a person filled it, and what is not read.

    Of several files of a student, `keep` says which counts: "newest", or names such as 1234~2. Else all are found.
    """
    folder = Path(folder)
    if not folder.is_dir():
        cure = "unpack it first, and name the folder" if zipfile.is_zipfile(folder) else "give the folder's name"
        raise SystemExit(f"{folder} is not a folder of submissions; {cure}")
    result, files = Search(), defaultdict(list)
    for entry in sorted(folder.iterdir()):
        for owner, path, member in owned(entry, assignment, people or People(), result.unread):
            files[owner.student].append((owner.order, modified(path), Submission(owner.student, path, member)))
    for student, candidates in sorted(files.items()):
        choose(student, sorted(candidates), keep, result)
    result.unread = [(str(path.relative_to(folder)), why) for path, why in result.unread]
    return result


def choose(student, candidates, keep, result):
    """Take a student's one file, or of several those that `keep` says."""
    every = [each for *_, each in candidates]
    named = {f"{student}~{number}" if number > 1 else student: each for number, each in enumerate(every, 1)}
    if len(every) > 1:
        result.several[student] = {name: each.path for name, each in named.items()}
    wanted = [each for name, each in named.items() if len(every) > 1 and name in keep]
    chosen = wanted[-1:] or (every[-1:] if NEWEST in keep else [])
    if chosen:
        named = {student: chosen[0]}
        others = [each for each in every if each != chosen[0]]
        result.unread += [(each.path, f"another file of {student} counts: {chosen[0].path.name}") for each in others]
    result.submissions += [Submission(name, each.path, each.member) for name, each in named.items()]


def owned(entry, assignment, people, unread):
    """(owner, path, member) of each hand-in of one entry of the folder; what is none goes to `unread`."""
    exact = entry / assignment / f"{assignment}.ipynb"
    if os.path.lexists(exact):
        yield owner_of_folder(entry.name, people), exact, ""
        beside = below(exact.parent) if not exact.parent.is_symlink() and not entry.is_symlink() else ()
        others = [path for path in beside if path != exact and kind(path)]
        unread += [(path, f"it lies beside {exact.name}, which is read") for path in others]
    elif entry.is_symlink() or not entry.is_dir():
        yield from owned_file(entry, owner_of_file(entry.stem, people, assignment), unread, entry.parent)
    else:
        yield from owned_folder(entry, assignment, owner_of_folder(entry.name, people), unread)


def owned_folder(folder, assignment, owner, unread):
    """The hand-ins of one student's folder; where a file has the assignment's name, others than its copies are none."""
    folders = [path for path in folder.iterdir() if path.name != assignment]
    others = {path for path in folders if os.path.lexists(path / f"{path.name}.ipynb")}
    files = [path for path in sorted(below(folder)) if not others.intersection(path.parents)]
    found = [each for path in files for each in owned_file(path, owner, unread, folder.parent)]
    named = [each for each in found if is_named(each[1].stem, assignment)]
    for each in found if named else ():
        unread += [] if each in named else [(each[1], f"it lies beside {named[0][1].name}, which is read")]
    yield from named or found


def owned_file(path, owner, unread, top):
    """(owner, path, member) of one file, if it is a notebook of somebody's or a zip with one notebook in it."""
    why = passed_over(path.relative_to(top)) if path != top else ""
    if path.name.casefold() in NOTES or path.name.startswith(".") and not kind(path):
        return
    if why or not kind(path):
        other = "a link" if path.is_symlink() else "neither a notebook nor a zip with one"
        unread.append((path, why or other))
    elif owner is None:
        unread.append((path, "its name says the assignment, but not whose it is; put the student's id into its name"))
    elif kind(path) == ".zip":
        found = notebooks_in(path)
        if len(found) == 1:
            yield owner, path, found[0]
        else:
            unread.append((path, f"a zip with {len(found)} notebooks, where one is read; unpack it and leave one"))
    else:
        yield owner, path, ""


def kind(path):
    """The ending of a file that may be a hand-in, in small letters; else nothing."""
    ending = path.suffix.casefold()
    return ending if ending in (".ipynb", ".zip") else ""


def below(folder):
    """The files below a folder, links not followed."""
    top, count = len(folder.parts), 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(folders) if len(Path(place).parts) - top < DEEPEST else []
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        for name in (*names, *links):
            count += 1
            if count > MOST:
                return
            yield Path(place, name)


def notebooks_in(path):
    """The names of the notebooks in a zip file; none if it is not one."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [PurePosixPath(name) for name in archive.namelist()[:10_000]]
    except (OSError, zipfile.BadZipFile, ValueError):
        return []
    return [str(name) for name in names if name.suffix.casefold() == ".ipynb" and not passed_over(name)]


def modified(path):
    return os.lstat(path).st_mtime_ns


def read(found, inside):
    """The bytes of a submission, out of its zip if it lies in one."""
    raw = read_file(found.path, inside)
    if not found.member:
        return raw
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open(found.member) as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError, RuntimeError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        raise Unreadable("not readable: a zip that is broken or locked") from None
    if len(content) > LARGEST:
        raise Unreadable(f"too large: at most {LARGEST / 1e6:.0f} MB are read")
    return content


def read_file(path, inside):
    """The bytes of a submission; only a plain file that lies within `inside`, with no link on the way, is opened."""
    try:
        if os.path.realpath(path) != os.path.join(os.path.realpath(inside), os.path.relpath(path, inside)):
            raise Unreadable("refused: a link, or outside the folder of submissions")
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise Unreadable(f"not readable: {error.strerror}") from None
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode):
        os.close(descriptor)
        raise Unreadable("refused: not a plain file")
    with open(descriptor, "rb") as file:
        if facts.st_size > LARGEST:
            raise Unreadable(f"too large: {facts.st_size / 1e6:.0f} MB, at most {LARGEST / 1e6:.0f} MB are read")
        return file.read(LARGEST + 1)
