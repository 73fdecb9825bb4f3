"""What the box told of a run, sorted by problem; it is a student's word, and what no honest run says is left out."""

import contextlib
from dataclasses import dataclass, field
from itertools import islice

from coursework.box.inside import wire

LONGEST_HEADER, MOST_MESSAGES = 128 * 1024, 10_000


@dataclass
class Told:
    """What the box told: each problem's cases, and why one has no more; which nobody defined, which are at fault when a
    fork ended in some way; cells that only define; and the seconds that all took."""

    cases: dict = field(default_factory=dict)
    ended: dict = field(default_factory=dict)
    missing: set = field(default_factory=set)
    ends: dict = field(default_factory=dict)
    defining: set = field(default_factory=set)
    computed: float = 0.0

    def ended_by(self, *ways):
        """The problems whose steps were under way when a fork ended in one of these ways."""
        return set().union(*(self.ends.get(way, ()) for way in ways))

    def add(self, steps, blob):
        """Take in one fork's messages; returns the number of the last step that it began, None without one."""
        new, begun = {}, -1
        with contextlib.suppress(wire.BadValue):
            for header, raw in islice(messages(blob), MOST_MESSAGES):
                step = steps[header["call"]] if is_within(header.get("call"), steps) else {}
                if type(header.get("begin")) is int:
                    begun += header["begin"] == begun + 1  # steps begin one after another, whatever else is told
                elif is_within(header.get("ran"), steps) and header.get("only_defines") is True:
                    self.defining.add(steps[header["ran"]].get("cell"))
                elif "call" in step and header.get("missing") is True:
                    self.missing.add(step["call"])
                    self.ended.setdefault(step["call"], "the cell does not define its name")
                elif "call" in step and type(header.get("case")) is int:
                    value = decoded(header, raw) if "error" not in header else None
                    new.setdefault(step["call"], {}).setdefault(header["case"], (header, value))
        for problem in new:
            self.cases.setdefault(problem, new[problem])
        return begun if is_within(begun, steps) else None


def decoded(header, raw):
    """The value of one case; what spells none costs this case and no other."""
    try:
        return wire.decode(header.get("value"), raw)
    except wire.BadValue:
        return wire.Unsupported()


def is_within(number, steps):
    return type(number) is int and 0 <= number < len(steps)


def messages(blob):
    """The messages (header, raw bytes) in order; one that spells nothing is empty."""
    position = 0
    while found := wire.bounds(blob, position):
        header, raw, position = found
        yield header_of(blob[slice(*header)]), blob[slice(*raw)]


def header_of(text):
    try:
        return wire.header(text) if len(text) <= LONGEST_HEADER else {}
    except wire.BadValue:
        return {}
