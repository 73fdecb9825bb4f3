"""A few lines of text in a frame, as a picture: what stands for a question or a locked demo without a kernel."""

import textwrap

from helpers.palette import MUTED, TEXT

EDGE, LINE, PIXELS_A_LETTER, PX = 4, 24, 8, 72 / 96


COLOURS = 16  # enough for black, grey and their edges, and a notebook stays small


def as_picture(lines, alt, width=480):
    """Return such a frame as a finished picture, 600 pixels wide on the page, with its text alternative."""
    from helpers import plots

    return plots.Still(plots.png(card(lines, width), COLOURS), alt, 600)


def card(lines, width=480):
    """Return a Matplotlib figure of a few lines of text, the first of them in bold; width in pixels."""
    rows = [(row, i == 0) for i, line in enumerate(lines) for row in textwrap.wrap(line, width // PIXELS_A_LETTER)]
    height = 32 + LINE * len(rows)
    fig, ax = _empty(width, height)
    left, right, top, bottom = EDGE, width - EDGE, EDGE, height - EDGE
    ax.plot([left, right, right, left, left], [bottom, bottom, top, top, bottom], color=MUTED, linewidth=PX,
            linestyle="-", clip_on=False, zorder=0, dash_capstyle="round", solid_capstyle="round")
    for i, (row, bold) in enumerate(rows):
        _write(ax, left + 16, top + LINE * (i + 1), row, bold, order=i + 1)
    return fig


def _empty(width, height):
    from matplotlib.figure import Figure

    from helpers import plots  # noqa: F401  (importing it sets the course's style)

    fig = Figure(figsize=(width / 96, height / 96), dpi=144, layout="none")
    ax = fig.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, width), ylim=(height, 0))
    ax.axis("off")
    return fig, ax


def _write(ax, x, y, text, bold, order):
    from matplotlib.patheffects import withStroke

    ax.text(x, y, text, color=TEXT["ink"], va="baseline", fontsize=13 * PX, fontweight="bold" if bold else "normal",
            parse_math=False, zorder=order, path_effects=[withStroke(linewidth=2.5, foreground="white")])
