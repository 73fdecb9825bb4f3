"""The scene as a PNG, for readers without a kernel: the same marks, drawn by Matplotlib."""

from helpers.demos.engine.edges import SHAPE, at, beyond, tip, tipped
from helpers.demos.engine.picture import moving
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
            _mark(ax, mark, *_seen(mark, values), values, order)
    return fig


def _seen(mark, values):
    """Return what is seen of a mark: its points in pixels, and to which side it goes on beyond the axis."""
    many = mark["kind"] == "dots" or mark["kind"] == "line" and len(mark["x"]) > 2
    places = list(zip(mark["x"], mark["y"]))
    points = [(at(x, values), at(y, values)) for x, y in places
              if not (many and (beyond(x, values) or beyond(y, values)))]
    points = [(x, y) for x, y in points if x == x and y == y]
    right, down = (beyond(c, values) for c in places[-1])
    whole = mark["kind"] in ("line", "dots") or len(points) == len(places)
    if not points or not whole or mark.get("edge") and not (right or down):
        return [], [], 0, 0
    return [x for x, _ in points], [y for _, y in points], right, down


def _words(ax, mark, x, y, down, values, order):
    from matplotlib.patheffects import withStroke

    text = fill(mark["text"], values) if moving(mark) else mark["text"]
    align, dx = {"start": "left", "middle": "center", "end": "right"}[mark["align"]], mark["dx"]
    if mark["edge"]:
        align, dx = ("right", -dx) if x > sum(mark["edge"]) / 2 else ("left", dx)
        y -= SHAPE * down
    ax.text(x + dx, y + mark["dy"], text, color=WORDS[mark["colour"]], ha=align, va="baseline",
            fontsize=mark["size"] * PX, fontweight=mark["weight"], parse_math=False, zorder=order,
            path_effects=[withStroke(linewidth=2.5, foreground="white")])


def _mark(ax, mark, x, y, right, down, values, order):
    if not x:
        return
    kind, colour, alpha = mark["kind"], COLOURS[mark["colour"]], mark["opacity"]
    if kind == "text":
        _words(ax, mark, x[0], y[0], down, values, order)
    elif kind == "point" and (right or down):
        ax.fill(*tip(x[0], y[0], right, down), facecolor=colour, edgecolor="white", linewidth=1, zorder=order)
    elif kind == "dots":
        ax.plot(x, y, "o", color=colour, markersize=mark["width"] * PX, markeredgewidth=0, clip_on=False, zorder=order)
    elif kind == "point":
        size = (11 if mark["shape"] in ("circle", "square") else 13) * PX
        ax.plot(x, y, MARKERS[mark["shape"]], color=colour, alpha=alpha, markersize=size,
                markeredgecolor="white", markeredgewidth=1, clip_on=False, zorder=order)
    elif kind in ("box", "region"):
        if kind == "box":
            x, y = tipped(x, y, right, down)
        _area(ax, mark, x, y, colour, order)
    else:
        x, y = arrow(x, y) if kind == "arrow" else (x, y)
        ax.plot(x, y, color=colour, alpha=alpha, clip_on=False, zorder=order, **_stroke(mark))


def _area(ax, mark, x, y, colour, order):
    shade = {"solid": mark["opacity"], "tint": TINT, "none": 0}[mark["fill"]]
    ax.fill(x, y, facecolor=colour, alpha=shade, linewidth=0, linestyle="-", edgecolor="none", zorder=order)
    if mark["fill"] != "solid":
        ax.plot([*x, x[0]], [*y, y[0]], color=colour, clip_on=False, zorder=order, **_stroke(mark))


def _stroke(mark):
    dash = DASHES[mark["dash"]]
    width = mark["width"] * PX
    style = (0, [float(d) * PX / width for d in dash.split()]) if dash else "-"
    return {"linewidth": width, "linestyle": style, "dash_capstyle": "round", "solid_capstyle": "round"}
