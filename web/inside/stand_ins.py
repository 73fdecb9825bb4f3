"""Stand in for IPython, anywidget and setitimer where there is a page and no kernel; traitlets are the real ones."""

import itertools
import json
import signal
import sys
import types
from base64 import b64encode

import traitlets

_numbers = itertools.count()


class AnyWidget(traitlets.HasTraits):
    """What `helpers` uses of anywidget.AnyWidget: synchronised traits and messages, told to `listener`."""

    listener = None  # called with (view, name of the trait) when a synchronised trait changes

    def __init__(self, **traits):
        self.model_id = f"view-{next(_numbers)}"
        self._hearers = []
        super().__init__(**traits)
        self.observe(self._changed, self.keys)

    @property
    def keys(self):
        """The names of the synchronised traits."""
        return [name for name in self.traits(sync=True) if not name.startswith("_")]

    def on_msg(self, hearer):
        """Have `hearer(view, content, buffers)` called for each message from the page."""
        self._hearers.append(hearer)

    def hear(self, content):
        """Take a message from the page."""
        for hearer in self._hearers:
            hearer(self, content, [])

    def get_state(self):
        """Return the synchronised traits by name."""
        return {name: getattr(self, name) for name in self.keys}

    def _changed(self, change):
        if AnyWidget.listener:
            AnyWidget.listener(self, change["name"])


def as_json(value) -> str:
    """Return JSON, with bytes as {"base64": text} and tuples as lists."""
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value):
    if isinstance(value, bytes | memoryview):
        return {"base64": b64encode(value).decode()}
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"a page can be told numbers, texts, lists and bytes, got {type(value).__name__}")


class Shell:
    """What `helpers` asks of IPython's shell: that a learner works here; there is no history to compare with."""

    def __init__(self):
        self.events = types.SimpleNamespace(callbacks={"pre_run_cell": []}, register=lambda name, heard: None)
        self.user_ns = {}


def install():
    """Put the stand-ins where `import anywidget` and `sys.modules["IPython"]` find them."""
    anywidget, ipython, shell = types.ModuleType("anywidget"), types.ModuleType("IPython"), Shell()
    anywidget.AnyWidget, ipython.get_ipython = AnyWidget, lambda: shell
    ipython.version_info = (9, 0, 0)  # Matplotlib asks
    ipython.display = types.ModuleType("IPython.display")
    sys.modules |= {"anywidget": anywidget, "IPython": ipython, "IPython.display": ipython.display}


def install_timer(ask):
    """Give `signal` a setitimer that has the page write SIGALRM into the interrupt buffer: `ask(seconds, again)`."""
    def setitimer(which, seconds, again=0.0):
        ask(seconds, again)
        return 0.0, 0.0

    signal.setitimer, signal.ITIMER_REAL = setitimer, 0
    signal.SIGALRM = getattr(signal, "SIGALRM", 14)
