"""nbgrader's database of marks: how it is opened, and under which name a student stands in it."""

import os
import re
import sys
import warnings

from coursework.passing_on.feedback import file_name

ABSENT = "nbgrader is not installed, so no gradebook was made: pip install 'nbgrader>=0.9.5,<0.10'"


def open_gradebook(course):
    places = [os.path.dirname(sys.executable), os.environ.get("PATH", "")]  # nbgrader calls the program alembic
    os.environ["PATH"] = os.pathsep.join(places)
    try:
        from nbgrader.api import Gradebook
    except ImportError:
        raise SystemExit(ABSENT) from None
    warnings.filterwarnings("ignore", module="nbgrader.api")  # SQLAlchemy's remarks on how nbgrader adds a submission
    config = (course / "nbgrader_config.py").read_text(encoding="utf-8")
    return Gradebook(f"sqlite:///{course / 'gradebook.db'}", re.search(r'course_id = "(.*)"', config)[1])


def ordinary(student):
    """Can a student's id be a folder's name and a word in an address as it is?"""
    return re.fullmatch(r"[\w][\w.@+~ -]{0,100}", student) is not None


def book_id(student):
    """The name of a student in the gradebook and of the folder there: the id, or what of it makes a file name."""
    return student if ordinary(student) else file_name(student).removesuffix(".html")
