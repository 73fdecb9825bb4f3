"""What the worker calls: everything in and out is text, but for the two functions that tell the page."""

import json
import os
import sys

from . import pictures, stand_ins

HOME = "/home/pyodide"


def start(cells, said, tell, timer):
    """Return a session of a lesson's cells; `timer` is None where nothing can stop a running cell."""
    stand_ins.install()
    if timer is not None:
        stand_ins.install_timer(timer)
    if sys.platform == "emscripten":
        pictures.postpone()
    os.chdir(HOME)
    from .session import PROGRESS, Session

    return Session(_by_index(json.loads(cells)), tell, f"{HOME}/{PROGRESS}", _by_index(json.loads(said)))


def draws(session, told) -> bool:
    """Return whether one of the cells that have to run draws; what the learner wrote is taken in here."""
    told = json.loads(told)
    for index, source in _by_index(told["edits"]).items():
        session.edit(index, source)
    return session.plan(told["wanted"])["draws"]


def run(session, told) -> bool:
    """Run cells and tell what they show; False if Matplotlib is needed first."""
    told = json.loads(told)
    try:
        session.run(told["wanted"], told["shown"], told["own"])
    except pictures.Waiting:
        return False
    for index in _by_index(told["edits"]):
        session.follow(index)
    return True


def hear(session, view, content):
    """Take a message of the page to a view."""
    session.hear(view, json.loads(content))


def pictures_are_here():
    """Have Matplotlib's modules take over from the ones that wait."""
    pictures.arrive()


def _by_index(told):
    return {int(index): source for index, source in told.items()}
