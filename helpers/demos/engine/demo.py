"""A demo: sliders, a picture and a caption, driven by the learner's own function.

Python writes the pages of a flip-book: one for each position of each slider,
the others staying where they are. The browser turns them without asking.
"""

from html import escape
from time import perf_counter

import numpy as np

from helpers.demos.engine import svg, wording
from helpers.demos.engine.asking import Asker, TooSlow, Unanswered, changed, stopped, undisturbed
from helpers.demos.engine.columns import by_name, flat
from helpers.demos.engine.messages import FromBrowser, Map, Scene, Table
from helpers.demos.engine.steering import Steered
from helpers.demos.engine.view import DemoView
from helpers.questions import Prediction
from helpers.running.clock import Stopped
from helpers.widgets.bundle import bundle
from helpers.widgets.card import card

TABLE_SECONDS = 0.05


class Demo(Steered):
    """A live picture on `plots`, moved by `sliders` and told in words by `caption`.

    `pages(v, ask)` gets each slider's values as v["T"], shape (pages,), and logits z0, z1, ...
    also together as v["z"], shape (pages, K). It returns a dict of numbers, one row a page;
    a row of three in "p" is called p0, p1, p2 in the picture and the caption. `ask(f, z)` calls
    the learner's function once a page. `drag(x, y, plot)` returns the sliders' values that bring
    the handle to the point (x, y) of that plot, counted from 0, where the learner's mouse is.
    `colours` has the colour of each number in the caption that belongs to a class.
    """

    def __init__(self, title, sliders, plots, pages, caption, *, drag=None, after=None, buttons=(),
                 colours=None):
        if after is not None and not isinstance(after, Prediction):
            raise TypeError(f"after must be a question made by predict, got {after!r}")
        self.title, self.plots, self._pages = title, plots, pages
        self.sliders = {slider.name: slider for slider in sliders}
        self._template, self._drag, self._turns, self._lock = caption, drag, 0, after
        drawings, moves = svg.draw(plots)
        messages = []
        first, _ = self._safely(messages)
        controls = [slider.control() for slider in sliders]
        maps = [Map(plot.xmap, plot.ymap)._asdict() for plot in plots]
        scene = Scene(title, drawings, moves, caption, controls, self._columns, maps, drag is not None, list(buttons),
                      dict(colours or {}), [slider.start for slider in sliders])
        self.view = DemoView(scene=scene._asdict())
        self.view.on_msg(lambda _, content, buffers: self._receive(content))
        self._publish(first, self._untold(), messages)
        for slider in sliders:
            slider.moved = self._moved
        if self.locked:
            after.then(self._moved)

    def __repr__(self):
        return self.caption

    @property
    def caption(self):
        """The picture in words, with the numbers of the page that is shown."""
        if self.locked:
            return f"Locked until you answer: {self._lock.question}"
        return self._fault or wording.fill(self._template, self.values)

    @property
    def locked(self):
        """Whether the demo waits for a prediction."""
        return self._lock is not None and not self._lock.done

    def still(self):
        """Return the page that is shown as a picture with its text alternative."""
        from helpers import plots
        from helpers.demos.engine import still

        if self.locked:
            figure = card(["Locked", self._lock.question], width=sum(plot.width for plot in self.plots))
        else:
            figure = still.draw(self.plots, self.values)
        grown = round(figure.get_figwidth() * 96 * (1.15 if len(self.plots) == 1 else 1.2))
        return plots.Still(plots.png(figure), self.caption, min(grown, 700))

    def _repr_mimebundle_(self, include=None, exclude=None):
        return bundle(self.view, self.still(), escape(self.caption), self._invitation())

    # The pages

    def _here(self):
        return np.array([[slider.value for slider in self.sliders.values()]])

    def _untold(self):
        return [-1] * len(self.sliders)

    def _along(self, column, slider):
        settings = np.repeat(self._here(), len(slider.grid), axis=0)
        settings[:, column] = slider.grid
        return settings

    def _safely(self, messages, first=None):
        """Return the page at the sliders' positions; with a slider numbered `first`, the tables that time allows, too.

        `starts` says at which row a slider's pages begin: -1 if its pages must be asked for one by one.
        """
        rows, starts, undone, self._ask = [], self._untold(), [], None
        try:
            undisturbed(lambda: self._write(rows, starts, messages, first), undone=undone)
        except Stopped:
            pass  # the tables that are whole are kept
        except Exception:
            if not undone:
                raise
        if undone or not rows:
            sentence = changed(self._ask.asked, undone) if undone else f"{stopped(self._ask.asked)}."
            messages.clear()
            with np.errstate(all="ignore"):
                rows, starts = [self._compute(self._here(), messages, Unanswered(sentence))], self._untold()
        return np.concatenate(rows), starts

    def _write(self, rows, starts, messages, first):
        began = perf_counter()
        rows.append(self._compute(self._here(), messages, Asker(1, np.inf)))
        columns = [] if first is None else sorted(range(len(starts)), key=lambda column: column != first)
        for column, slider in ((column, [*self.sliders.values()][column]) for column in columns):
            left = TABLE_SECONDS - (perf_counter() - began)
            if left < 0:
                break
            try:
                block = self._compute(self._along(column, slider), messages, Asker(len(slider.grid), left))
            except TooSlow:
                break
            starts[column] = sum(map(len, rows))
            rows.append(block)

    def _compute(self, settings, messages, ask):
        """Return the pages for these settings, one row each; a single page becomes the one shown."""
        self._ask = ask
        columns = flat(self._pages(by_name(self.sliders, settings), ask), len(settings))
        fault = np.zeros(len(settings))
        for page, sentence in ask.faults.items():
            if sentence not in messages:
                messages.append(sentence)
            fault[page] = 1 + messages.index(sentence)
        self._columns = ["fault", *columns]
        if len(settings) == 1:
            self._fault = messages[0] if messages else ""
            self.values = dict(zip(self.sliders, settings[0].tolist()))
            self.values |= {name: float(column[0]) for name, column in columns.items()}
        return np.column_stack([fault, *columns.values()])

    def _moved(self, reply=0, active=None):
        """Show the page at the sliders' positions; with the slider that is `active`, write its table too."""
        messages = []
        rows, starts = self._safely(messages, active)
        self._publish(rows, starts, messages, reply, active is not None)

    def _publish(self, rows, starts, messages, reply=0, filled=False, frames=0):
        self._turns += 1
        base = [slider.position for slider in self.sliders.values()]
        table = Table(base, starts, rows.astype("<f8").tobytes(), messages, reply, filled, self._turns, frames)
        self.view.table = table._asdict()
        self.view.locked = self.caption if self.locked else ""

    # The browser

    def _receive(self, content):
        self._follow(FromBrowser(**content))

    def _follow(self, said):
        """Follow the browser: to the positions that it shows, or to where the learner drags."""
        if said.drag and self._drag and not self.locked:
            for name, value in self._drag(*said.drag).items():
                slider = self.sliders[name]
                slider.position = slider.nearest(min(max(value, slider.min), slider.max))
        self._slide(said.positions)
        self._moved(said.reply, said.active)
        self._reached(said.moves)

    def _slide(self, positions):
        for slider, position in zip(self.sliders.values(), positions):
            slider.position = min(max(int(position), 0), len(slider.grid) - 1)
