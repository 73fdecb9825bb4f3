"""nbgrader's database of marks: how it is opened, and under which name a student stands in it."""

import os
import re
import sys
import warnings

from coursework.passing_on.feedback import file_name

ABSENT = "nbgrader is not installed, so no gradebook was made: pip install 'nbgrader>=0.9.5,<0.10'"
CURE = "put it aside and run python -m coursework make; hand_marks.csv keeps the marks that were given by hand"


def open_gradebook(course):
    places = [os.path.dirname(sys.executable), os.environ.get("PATH", "")]  # nbgrader calls the program alembic
    os.environ["PATH"] = os.pathsep.join(places)
    try:
        from nbgrader.api import Gradebook
    except ImportError:
        raise SystemExit(ABSENT) from None
    warnings.filterwarnings("ignore", module="nbgrader.api")  # SQLAlchemy's remarks on how nbgrader adds a submission
    try:
        return Gradebook(f"sqlite:///{course / 'gradebook.db'}", course_id(course))
    except Exception as error:  # what SQLAlchemy and alembic raise on a broken file has many names
        raise SystemExit(f"{course / 'gradebook.db'} cannot be opened: {type(error).__name__}; {CURE}") from None


def course_id(course):
    """The course's name in nbgrader's configuration."""
    try:
        found = re.search(r'course_id = "(.*)"', (course / "nbgrader_config.py").read_text(encoding="utf-8"))
    except OSError:
        found = None
    if not found:
        cure = "run python -m coursework make"
        raise SystemExit(f"{course / 'nbgrader_config.py'} is missing or names no course: {cure}")
    return found[1]


def ordinary(student):
    """Can a student's id be a folder's name and a word in an address as it is?"""
    return re.fullmatch(r"[\w][\w.@+~ -]{0,100}", student) is not None


def book_id(student):
    """The name of a student in the gradebook and of the folder there: the id, or what of it makes a file name."""
    return student if ordinary(student) else file_name(student).removesuffix(".html")
