"""Import all of helpers, draw every demo, pass every check and run every docstring's example; print what happened as JSON.

A program of its own, for environments that hold a learner's packages and no test tools.
"""

import contextlib
import doctest
import importlib
import json
import pkgutil
import traceback
import warnings

import matplotlib
import numpy

import helpers
from helpers import numerics
from helpers.checks import check, exercises
from helpers.demos._discovery import examples

faults, count = [], dict.fromkeys(("modules", "pictures", "checks", "examples"), 0)


@contextlib.contextmanager
def noted(what, kind):
    """Count what works, and keep the last line of what does not."""
    try:
        yield
        count[kind] += 1
    except BaseException:
        faults.append(f"{what}: {traceback.format_exc(limit=-1).strip().splitlines()[-1]}")


def main():
    warnings.simplefilter("error", DeprecationWarning)
    for module in pkgutil.walk_packages(helpers.__path__, "helpers."):
        with noted(module.name, "modules"):
            importlib.import_module(module.name)
    for name, make in examples().items():
        with noted(f"demo {name}", "pictures"):
            assert make()._repr_mimebundle_()["image/png"]
    for name, exercise in exercises.items():
        for answer in exercise.right:
            with noted(f"exercise {name}", "checks"):
                assert check(name, answer).passed
    for module in (numerics, *(importlib.import_module(f"helpers.numerics.{one.name}") for one in pkgutil.iter_modules(numerics.__path__))):
        for test in doctest.DocTestFinder(exclude_empty=True).find(module):
            if test.examples:
                with noted(test.name, "examples"):
                    assert doctest.DocTestRunner(verbose=False).run(test).failed == 0
    print(json.dumps({"numpy": numpy.__version__, "matplotlib": matplotlib.__version__, "faults": faults, **count}))


if __name__ == "__main__":
    main()
