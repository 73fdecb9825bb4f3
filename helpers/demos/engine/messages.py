"""What Python and the browser tell each other about a demo: all names, in one place.

The scripts of this folder read and write these names and no others; a test watches them do so.
"""

from typing import NamedTuple


class Control(NamedTuple):
    """One slider, as the browser draws it."""

    name: str
    label: str
    unit: str
    min: float
    max: float
    step: float
    digits: int
    colour: str = ""  # of the class that it moves
    grid: list = []  # the numbers of the positions, over which a slider moves that is not linear


class Move(NamedTuple):
    """One mark of the picture that moves: a coordinate is a pixel, or [number's name, slope, intercept, low, high]."""

    key: str  # of the SVG element
    kind: str
    x: list
    y: list
    text: str = ""
    dx: float = 0
    dy: float = 0
    colour: str = ""
    edge: list = []  # where the plot begins and ends, in pixels, of a number that is shown beyond the axis only


class Map(NamedTuple):
    """From a plot's coordinates to pixels: (slope, intercept) for each axis."""

    x: tuple
    y: tuple


class Scene(NamedTuple):
    """What is drawn once."""

    title: str
    svg: list  # one text a plot
    moves: list  # of Move
    caption: str  # a template, see wording.py
    sliders: list  # of Control
    columns: list  # the names of a row's numbers; "fault" is the first
    maps: list  # of Map, one a plot
    drag: bool
    buttons: list
    colours: dict  # the colour of each number in the caption that belongs to a class
    start: list  # the positions to which Reset leads


class Table(NamedTuple):
    """The pages that Python wrote, from the positions `base` of the sliders."""

    base: list
    starts: list  # the row at which each slider's pages begin; -1: ask for them one by one
    rows: bytes  # float64, one row of scene.columns a page; row 0 is the page at base
    messages: list  # the sentences that a row's fault counts from 1
    reply: int  # to which message of the browser this answers
    filled: bool  # whether there was an attempt to write every slider's pages
    turn: int  # makes each table differ from the one before
    frames: int = 0  # so many rows at the end are pictures on the way to row 0, to be shown one after the other


class Aim(NamedTuple):
    """The goal of a demo, in the trait `goal`; without one it is empty."""

    words: str
    wants: list  # of (number's name, least, most)
    only: list  # the sliders that may move; all if there is none
    start: list  # the positions from which the others must not stray
    asks: str  # the question that follows
    found: str  # what to compare one's answer with
    reached: int = 0  # in so many moves; 0: not yet


class FromBrowser(NamedTuple):
    """What the browser says: where the sliders are, where the mouse drags, which button was pressed."""

    reply: int = 0
    positions: tuple = ()
    active: int | None = None  # the slider that moves, whose pages are wanted first; None: this page alone
    drag: list | None = None  # x, y, and the plot's number
    act: str = ""
    n: int = 1  # of steps
    moves: int = 0  # the goal was reached in so many
