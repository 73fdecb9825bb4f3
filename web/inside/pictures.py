"""Matplotlib that is there when a cell draws, and costs nothing before: ten megabytes that most demos do not need."""

import importlib
import sys
import types

LATE = ("matplotlib", "matplotlib.pyplot", "helpers.plots")


class Waiting(BaseException):
    """A picture was asked for before Matplotlib was there: fetch it and run the cell again.

    Not an Exception, so that a learner's `except Exception` lets it by.
    """


class Late(types.ModuleType):
    """A module that is imported when something of it is used."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        late = f"{self.__name__}.{name}"
        if late in LATE and late in sys.modules:
            return sys.modules[late]
        return getattr(_real(self.__name__), name)

    def __setattr__(self, name, value):
        if name.startswith("__"):
            super().__setattr__(name, value)
        else:
            setattr(_real(self.__name__), name, value)


_late, _here = {name: Late(name) for name in LATE}, []


def postpone():
    """Let `import matplotlib.pyplot as plt` and `from helpers import plots` succeed at once."""
    import helpers

    sys.modules |= _late
    helpers.plots = _late["helpers.plots"]
    for module in _late.values():
        module.__path__ = []


def arrive():
    """Have the real modules take over from now on: Matplotlib can be imported."""
    if _here:
        return
    import helpers

    for name in LATE:
        sys.modules.pop(name, None)
    del helpers.plots
    _here.append(True)
    importlib.import_module("matplotlib").use("agg")
    for name in ("helpers.plots", "matplotlib.pyplot"):
        importlib.import_module(name)


def _real(name):
    if not _here:
        raise Waiting("Matplotlib is not there yet")
    return sys.modules[name]
