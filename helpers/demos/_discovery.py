"""Finding demos by their files: helpers/demos/odds.py holds the demo `odds`, and nothing lists it."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

PACKAGE = __package__
FROM_ELSEWHERE = {"Demo": "helpers.demos.engine", "predict": "helpers.questions"}


class Shelf(ModuleType):
    """The module `helpers.demos`, whose attributes are the demos, imported when they are first asked for."""

    def __getattr__(self, name):
        if name not in dir(self):
            raise AttributeError(f"there is no demo {name!r}; there are {', '.join(names())}")
        thing = getattr(import_module(FROM_ELSEWHERE.get(name, f"{PACKAGE}.{name}")), name)
        setattr(self, name, thing)
        return thing

    def __setattr__(self, name, value):
        # Whoever imports helpers.demos.odds puts the file there; what belongs there is the demo in it.
        super().__setattr__(name, getattr(value, name, value) if isinstance(value, ModuleType) else value)

    def __dir__(self):
        return sorted([*names(), *FROM_ELSEWHERE])


def names():
    """Return the names of all demos: those of the files."""
    package = import_module(PACKAGE)
    return [file.name for file in iter_modules(package.__path__) if not file.ispkg and not file.name.startswith("_")]


def examples():
    """Return every demo as it looks with correct functions: name to a function that makes it."""
    return {
        example: make for name in names() for example, make in import_module(f"{PACKAGE}.{name}").EXAMPLES.items()
    }
