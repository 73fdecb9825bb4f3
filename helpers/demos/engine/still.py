"""The scene as a PNG, for readers without a kernel: the same marks, drawn by Matplotlib."""

from helpers.demos.engine.picture import at, moving
from helpers.demos.engine.svg import DASHES, TINT, arrow
from helpers.demos.engine.wording import fill
from helpers.palette import GRID, MUTED, PALETTE, TEXT

COLOURS = PALETTE | {"grid": GRID, "muted": MUTED}
WORDS = TEXT | {"muted": MUTED}
MARKERS = {"circle": "o", "square": "s", "diamond": "D", "triangle": "^"}
PX = 72 / 96


def draw(plots, values):
    """Return a Matplotlib figure of the plots, side by side, on the page with these values."""
    from matplotlib.figure import Figure

    from helpers import plots as style  # noqa: F401  (importing it sets the course's style)

    width, height = sum(plot.width for plot in plots), max(plot.height for plot in plots)
    fig = Figure(figsize=(width / 96, height / 96), dpi=144, layout="none")
    offset = 0
    for plot in plots:
        ax = fig.add_axes((offset / width, 1 - plot.height / height, plot.width / width, plot.height / height))
        ax.set(xlim=(0, plot.width), ylim=(plot.height, 0))
        ax.axis("off")
        offset += plot.width
        for order, mark in enumerate(plot.marks):
            x, y = [at(v, values) for v in mark["x"]], [at(v, values) for v in mark["y"]]
            _mark(ax, mark, *_seen(mark, x, y), values, order)
    return fig


def _seen(mark, x, y):
    points = [(a, b) for a, b in zip(x, y) if a == a and b == b]
    whole = mark["kind"] == "line" or len(points) == len(x)
    return ([a for a, _ in points], [b for _, b in points]) if points and whole else ([], [])


def _mark(ax, mark, x, y, values, order):
    from matplotlib.patheffects import withStroke

    if not x:
        return
    kind, colour, alpha = mark["kind"], COLOURS[mark["colour"]], mark["opacity"]
    if kind == "text":
        text = fill(mark["text"], values) if moving(mark) else mark["text"]
        align = {"start": "left", "middle": "center", "end": "right"}[mark["align"]]
        ax.text(x[0] + mark["dx"], y[0] + mark["dy"], text, color=WORDS[mark["colour"]], ha=align, va="baseline",
                fontsize=mark["size"] * PX, fontweight=mark["weight"], parse_math=False, zorder=order,
                path_effects=[withStroke(linewidth=2.5, foreground="white")])
    elif kind == "point":
        size = (11 if mark["shape"] in ("circle", "square") else 13) * PX
        ax.plot(x, y, MARKERS[mark["shape"]], color=colour, alpha=alpha, markersize=size,
                markeredgecolor="white", markeredgewidth=1, clip_on=False, zorder=order)
    elif kind in ("box", "region"):
        _area(ax, mark, x, y, colour, order)
    else:
        x, y = arrow(x, y) if kind == "arrow" else (x, y)
        ax.plot(x, y, color=colour, alpha=alpha, clip_on=False, zorder=order, **_stroke(mark))


def _area(ax, mark, x, y, colour, order):
    if mark["kind"] == "box":
        x, y = [x[0], x[1], x[1], x[0]], [y[0], y[0], y[1], y[1]]
    shade = {"solid": mark["opacity"], "tint": TINT, "none": 0}[mark["fill"]]
    ax.fill(x, y, facecolor=colour, alpha=shade, linewidth=0, linestyle="-", edgecolor="none", zorder=order)
    if mark["fill"] != "solid":
        ax.plot([*x, x[0]], [*y, y[0]], color=colour, clip_on=False, zorder=order, **_stroke(mark))


def _stroke(mark):
    dash = DASHES[mark["dash"]]
    width = mark["width"] * PX
    style = (0, [float(d) * PX / width for d in dash.split()]) if dash else "-"
    return {"linewidth": width, "linestyle": style, "dash_capstyle": "round", "solid_capstyle": "round"}
