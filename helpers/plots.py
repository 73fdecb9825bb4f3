"""Pictures: functions that draw given arrays on a given `ax`, in the course's style."""

import base64
import html
import io
import sys
from pathlib import Path

import matplotlib.style
import numpy as np

from helpers.palette import PALETTE, TEXT

__all__ = ["PALETTE", "Still", "bars", "curve", "heat", "point", "png", "show"]

# On a dark page, in an application that keeps a style in an output, a picture is turned about its lightness; GitHub's
# does not, and shows it on white.
IN_THE_DARK = (
    '<style>:is([data-jp-theme-light="false"], [data-vscode-theme-kind="vscode-dark"], html[theme="dark"]) .ltl-still '
    "{background: #fff; filter: invert(1) hue-rotate(180deg); mix-blend-mode: screen}</style>"
)

matplotlib.style.use(Path(__file__).with_name("course.mplstyle"))


def bars(ax, p, labels=None, *, colour="blue", digits=2, ylabel="probability p", xlabel="class"):
    """Draw one bar for each value of `p`, shape (K,), with the value printed at its end."""
    p = np.asarray(p, dtype=float)
    if p.ndim != 1:
        raise ValueError(f"bars need one row of values, got shape {p.shape}")
    labels = [str(k) for k in range(len(p))] if labels is None else [str(name) for name in labels]
    if len(labels) != len(p):
        raise ValueError(f"{len(p)} bars need {len(p)} labels, got {len(labels)}")
    drawn = ax.bar(np.arange(len(p)), p, width=0.62, color=PALETTE[colour])
    ax.bar_label(drawn, labels=[_minus(f"{value:.{digits}f}") for value in p], padding=3, fontsize=9)
    ax.set_xticks(np.arange(len(p)), labels)
    ax.grid(False, axis="x")
    ax.margins(y=0.14)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    return ax


def curve(ax, x, y, label=None, *, colour="blue", dash="solid", at=-1, offset=(6, 0)):
    """Draw `y` against `x` as one line; `label` stands `offset` points from its point number `at`, in its colour."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.shape != y.shape or x.ndim != 1:
        raise ValueError(f"curve needs x and y of one shape (n,), got {x.shape} and {y.shape}")
    ax.plot(x, y, color=PALETTE[colour], linestyle=dash, label=label)
    if label is not None:
        ax.annotate(label, (x[at], y[at]), xytext=offset, textcoords="offset points",
                    color=TEXT[colour], va="center", fontsize=9, fontweight="bold")
    return ax


def point(ax, x, y, label=None, *, colour="orange", marker="o", offset=(8, 8)):
    """Mark one point, with a label beside it."""
    ax.plot([x], [y], marker=marker, color=PALETTE[colour], linestyle="none",
            markeredgecolor="white", markersize=8, zorder=5)
    if label is not None:
        ax.annotate(label, (x, y), xytext=offset, textcoords="offset points", fontsize=9)
    return ax


def heat(ax, table, rows=None, columns=None, *, digits=2):
    """Draw `table`, shape (rows, columns), as shaded cells with the value printed in each."""
    table = np.asarray(table, dtype=float)
    if table.ndim != 2:
        raise ValueError(f"heat needs a table with two axes, got shape {table.shape}")
    shades = ax.imshow(table, aspect="auto")
    for (i, j), value in np.ndenumerate(table):
        ink = "white" if shades.norm(value) > 0.55 else PALETTE["ink"]
        text = f"{value:.{digits}f}" if digits else f"{value:.0f}"
        ax.text(j, i, _minus(text), ha="center", va="center", color=ink)
    ax.set_xticks(range(table.shape[1]), columns if columns is not None else range(table.shape[1]))
    ax.set_yticks(range(table.shape[0]), rows if rows is not None else range(table.shape[0]))
    ax.grid(False)
    return ax


def png(fig, colours=256):
    """Return the figure as PNG bytes that depend on nothing but the picture; 256 colours make it a third as large.

    16 are enough for a card of text.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    fig.set_dpi(matplotlib.rcParams["savefig.dpi"])
    canvas, file = FigureCanvasAgg(fig), io.BytesIO()
    canvas.draw()  # once; savefig draws twice where there is a layout to find
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, "png", optimize=True)
    return file.getvalue()


class Still:
    """A finished picture that carries its text alternative."""

    def __init__(self, picture, alt, width):
        if not (isinstance(alt, str) and alt.strip()):
            raise ValueError(f"a picture needs a text alternative that states its finding, got {alt!r}")
        self.png, self.alt, self.width = picture, alt, width

    def __repr__(self):
        return self.alt

    def image(self):
        """Return the HTML image: data inside, text alternative on it, and a style for dark pages."""
        data = base64.b64encode(self.png).decode()
        alt = html.escape(self.alt, quote=True)
        image = f'<img class="ltl-still" src="data:image/png;base64,{data}" alt="{alt}" width="{self.width}">'
        return IN_THE_DARK + image

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = base64.b64encode(self.png).decode()
        return {"text/html": self.image(), "image/png": data, "text/plain": self.alt}


def show(fig, alt):
    """Return the figure as a picture with the text alternative `alt`, and close the figure."""
    still = Still(png(fig), alt, round(fig.get_figwidth() * 100))
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(fig)
    return still


def _minus(text):
    return text.replace("-", "\N{MINUS SIGN}")
