"""The demo of the start page: two scores that move, three probabilities; a table of all positions, so no Python waits.

It is the engine of the lessons' demos with the course's own softmax. Two sliders have few positions enough to be
sent all at once, and look/start.js turns them into the tables for which a lesson's demo asks Python.
"""

import base64

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider
from helpers.demos.engine.view import DemoView

ANIMALS = ("cat", "dog", "owl")
COLOURS = ("blue", "orange", "green")
OWL = 0.0  # its score stays: what counts is how far the others are from it


def demo() -> Demo:
    """Scores of a cat, a dog and an owl, of which the first two move from -4 to 4; the bars of their softmax."""
    def pages(v, ask):
        z = np.column_stack([v["cat"], v["dog"], np.full(len(v["cat"]), OWL)])
        p = ask(numerics.softmax, z, returns=(3,))
        return {"p": p, "z": z, "winner": p.argmax(axis=1)}

    sliders = [Slider(name, -4, 4, 0.2, start, f"score of “{name}”", colour=colour)
               for name, colour, start in zip(ANIMALS, COLOURS, (2.0, 1.0))]
    caption = ("Cat {z0:.1f}, dog {z1:.1f}, and the owl stays at {z2:.0f}. Softmax gives the cat {p0:.2p}, the dog "
               "{p1:.2p} and the owl {p2:.2p}, which add up to one.")
    return Demo("Softmax: scores in, probabilities out", sliders, [_bars()], pages, caption,
                colours={f"p{k}": colour for k, colour in enumerate(COLOURS)})


def _bars():
    plot = Plot((-0.5, 2.5), (0, 1.06), "", "probability", width=400, height=270, xticks=list(enumerate(ANIMALS)),
                yticks=[0, 0.25, 0.5, 0.75, 1])
    for k, colour in enumerate(COLOURS):
        plot.bar(k, f"p{k}", colour=colour).label(k, f"p{k}", f"{{p{k}:.2p}}", dy=-7, weight="bold", size=15)
    return plot


def whole() -> dict:
    """Return the scene and the page of every pair of positions, float32 in base64; the second slider moves fastest."""
    shown = demo()
    cat, dog = shown.sliders.values()
    rows = []
    for first in cat.grid:
        cat.value = first
        for second in dog.grid:
            dog.value = second
            rows.append(np.frombuffer(shown.view.table["rows"], "<f8"))
    return {"scene": shown.view.scene, "counts": [len(cat.grid), len(dog.grid)],
            "base": [cat.start, dog.start],
            "rows": base64.b64encode(np.array(rows, dtype="<f4").tobytes()).decode()}


def script() -> str:
    """Return the script that draws a demo, as JupyterLab runs it."""
    return str(DemoView._esm)


def style() -> str:
    """Return the style sheet of demos, as JupyterLab gets it."""
    return str(DemoView._css)
