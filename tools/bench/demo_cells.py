"""What the bench of the demos runs: a notebook of contenders, and the script that watches them."""

from pathlib import Path

import nbformat

from helpers.demos._discovery import examples
from helpers.demos.engine import Run

SETUP = """
import io
import json
import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display
from PIL import Image as Picture
from matplotlib.backends.backend_agg import FigureCanvasAgg
from ipywidgets import FloatSlider, Image, Label, VBox, interact
from helpers import plots
from helpers.demos._discovery import examples

z = np.array([2, 1, 0, -1, 0.5])

def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()

def slider():
    return FloatSlider(1, min=0.1, max=10, step=0.1, description="T")

def draw(p):
    fig, ax = plt.subplots()
    plots.bars(ax, p, ylabel="probability p = softmax(z / T)")
    ax.set_ylim(0, 1)
    return fig, ax
"""

EXAMPLES = examples()
RUNS = [name for name, make in EXAMPLES.items() if isinstance(make(), Run)]
SLIDING = [name for name, make in EXAMPLES.items() if name not in RUNS and make().sliders]

RIVALS = {
    "interact + plt.show": """
@interact(T=slider())
def picture(T):
    draw(softmax(z / T))
    plt.show()
""",
    "blitted PNG": """
fig, ax = draw(softmax(z))
plt.close(fig)
canvas = FigureCanvasAgg(fig)
moving = [*ax.patches, *ax.texts]
for artist in moving:
    artist.set_animated(True)
canvas.draw()
empty = canvas.copy_from_bbox(fig.bbox)
image, T = Image(), slider()

def turn(_=None):
    p = softmax(z / T.value)
    canvas.restore_region(empty)
    for bar, text, height in zip(ax.patches, ax.texts, p):
        bar.set_height(height)
        text.xy = (text.xy[0], height)
        text.set_text(f"{height:.2f}")
    for artist in moving:
        ax.draw_artist(artist)
    png = io.BytesIO()
    Picture.fromarray(np.asarray(canvas.buffer_rgba())).save(png, "png", compress_level=1)
    image.value = png.getvalue()

T.observe(turn, "value")
turn()
display(VBox([T, image]))
""",
    "empty Label": """
label, number = Label("1.0"), slider()
label.add_class("bench-label")
number.observe(lambda change: setattr(label, "value", f"{change.new:.1f}"), "value")
display(VBox([number, label]))
""",
}

# A fill is what the browser asks for after a move: every position of every slider.
FILL = """
from time import process_time

def _fill(demo):
    began = process_time()
    demo._receive(dict(positions=[slider.position for slider in demo.sliders.values()], active=0))
    return 1000 * (process_time() - began)

_times = sorted(_fill({name}) for _ in range(20))
"""

# The picture is read once a frame, just before it is painted; an image counts once it is decoded.
WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")


def chosen(names):
    """The cells of the demos named (of all if none is) and of every rival, by name."""
    known = [*SLIDING, *RUNS]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise SystemExit(f"no demo {unknown[0]} with sliders; there are {', '.join(known)}")
    return RIVALS | {name: example(name) for name in names or known}


def example(name):
    """The code that makes a demo as its own file shows it."""
    return f"examples()[{name!r}]()"


def notebook(cells):
    """A notebook with one contender a cell, after a cell of imports; a demo is called contender1, 2, ..."""
    sources = [SETUP.strip()]
    for number, (name, source) in enumerate(cells.items(), 1):
        call = f"contender{number} = {source}\ncontender{number}"
        sources.append(call if name in EXAMPLES else source.strip())
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in sources], metadata={"kernelspec": kernel}
    )
