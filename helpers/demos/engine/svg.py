"""The scene as SVG: still marks complete, moving marks empty with a key for the browser."""

from html import escape

from helpers.demos.engine.messages import Move
from helpers.demos.engine.picture import moving

DASHES = {"solid": "", "dashed": "7 5", "dotted": "1.5 5"}
TINT = 0.16
MOST = 1.15  # how far a plot grows
SHAPES = {
    "circle": "M-6 0A6 6 0 1 0 6 0A6 6 0 1 0-6 0Z",
    "square": "M-5.5-5.5H5.5V5.5H-5.5Z",
    "diamond": "M0-7.5L7.5 0L0 7.5L-7.5 0Z",
    "triangle": "M0-7L7 5.5H-7Z",
}


def draw(plots):
    """Return one SVG text a plot, and the moving marks with their keys."""
    pages, moves = [], []
    for number, plot in enumerate(plots):
        parts = []
        for mark in plot.marks:
            key = f"m{len(moves)}" if moving(mark) else None
            if key:
                told = {name: mark[name] for name in Move._fields if name in mark}
                moves.append(Move(key=key, **told)._asdict())
            parts.append(_element(mark, key))
        sizes = f"min-width:min(100%, {plot.least * plot.width:g}px); max-width:{MOST * plot.width:g}px"
        pages.append(f'<svg viewBox="0 0 {plot.width} {plot.height}" data-plot="{number}" style="{sizes}">'
                     f'{"".join(parts)}</svg>')
    return pages, moves


def _element(mark, key):
    kind, x, y = mark["kind"], mark["x"], mark["y"]
    keyed = f' data-key="{key}"' if key else ""
    look = f' class="c-{mark["colour"]}"' + (f' opacity="{mark["opacity"]}"' if mark["opacity"] != 1 else "")
    if kind == "text":
        place = "" if key else f' x="{x[0] + mark["dx"]:g}" y="{y[0] + mark["dy"]:g}"'
        font = f' font-size="{mark["size"]}" text-anchor="{mark["align"]}" font-weight="{mark["weight"]}"'
        return f"<text{keyed}{look}{font}{place}>{'' if key else escape(mark['text'])}</text>"
    if kind == "point":
        place = "" if key else f' transform="translate({x[0]:g} {y[0]:g})"'
        halo = look.replace('class="', 'class="halo ')
        return f'<path{keyed}{halo}{place} d="{SHAPES[mark["shape"]]}" fill="currentColor"/>'
    return f"<path{keyed}{look}{_paint(mark)}{'' if key else _path(mark)}/>"


def _paint(mark):
    area = mark["kind"] in ("box", "region")
    if area and mark["fill"] == "solid":
        return ' fill="currentColor"'
    tint = area and mark["fill"] == "tint"
    fill = f' fill="currentColor" fill-opacity="{TINT}"' if tint else ' fill="none"'
    dash = f' stroke-dasharray="{DASHES[mark["dash"]]}"' if DASHES[mark["dash"]] else ""
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'{fill} stroke="currentColor" stroke-width="{mark["width"]}" {ends}{dash}'


def _path(mark):
    x, y = mark["x"], mark["y"]
    if mark["kind"] == "box":
        x, y = [x[0], x[1], x[1], x[0]], [y[0], y[0], y[1], y[1]]
    if mark["kind"] == "arrow":
        x, y = arrow(x, y)
    if mark["kind"] == "dots":
        dots = "".join(f"M{a:g} {b:g}h0" for a, b in zip(x, y) if a == a and b == b)
        return f' d="{dots}"' if dots else ""
    points = "L".join(f"{a:g} {b:g}" for a, b in zip(x, y) if a == a and b == b)
    if not points:
        return ""
    return f' d="M{points}{"Z" if mark["kind"] in ("box", "region") else ""}"'


def arrow(x, y):
    """Return the stroke of an arrow, head included, as points."""
    (x0, x1), (y0, y1) = x, y
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    if length < 0.5:
        return x, y
    head = min(10, length) / length
    bx, by, side = x1 - head * (x1 - x0), y1 - head * (y1 - y0), 0.55 * head
    wx, wy = side * (y1 - y0), -side * (x1 - x0)
    return [x0, x1, bx + wx, x1, bx - wx], [y0, y1, by + wy, y1, by - wy]
