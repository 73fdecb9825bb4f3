"""The scene of a demo: plots with bars, lines, dots, points, regions, arrows and labels.

A coordinate is a number, or the name of a number that moves: `plot.bar(0, "p0")`
is a bar as high as the page's `p0`. A mark with a coordinate that is nan is hidden.
"""

import math

MARGINS = {"left": 46, "right": 16, "top": 34, "bottom": 44}
LETTER, LEAST_FONT = 0.62, 9  # the width of a letter, in font sizes; what is smaller cannot be read
BARE = {"left": 12, "right": 12, "top": 14, "bottom": 14}


class Plot:
    """One plot: `x` and `y` are its ranges; width and height are in pixels, margins included.

    Beside others on a narrow page it shrinks to the part `least` of its width before it moves below them.
    """

    def __init__(self, x, y, xlabel="", ylabel="", *, width=480, height=290,
                 xticks=None, yticks=None, axes=True, margins=None, least=0.7):
        self.width, self.height, self.least, self.marks = width, height, least, []
        edges = (MARGINS if axes else BARE) | (margins or {})
        self.left, self.right = edges["left"], width - edges["right"]
        self.top, self.bottom = edges["top"], height - edges["bottom"]
        self.xmap = _map(x, self.left, self.right)
        self.ymap = _map(y, self.bottom, self.top)
        if axes:
            self._axes(x, y, xlabel, ylabel, xticks, yticks)

    def bar(self, x, top, bottom=0, *, width=0.62, **style):
        """A bar around `x`, from `bottom` to `top`."""
        return self.box(x - width / 2, bottom, x + width / 2, top, **style)

    def box(self, x0, y0, x1, y1, **style):
        """A rectangle between two corners: a bar that lies, or a region."""
        return self._add("box", {"x": [x0, x1], "y": [y0, y1]}, style)

    def line(self, x, y, **style):
        """A line through the points (x[0], y[0]), (x[1], y[1]), ..."""
        return self._add("line", {"x": list(x), "y": list(y)}, style)

    def region(self, x, y, **style):
        """The area inside the points."""
        return self._add("region", {"x": list(x), "y": list(y)}, style)

    def arrow(self, x0, y0, x1, y1, **style):
        """An arrow from (x0, y0) to (x1, y1)."""
        return self._add("arrow", {"x": [x0, x1], "y": [y0, y1]}, style)

    def dots(self, x, y, **style):
        """A small dot at each of the points (x[0], y[0]), (x[1], y[1]), ..."""
        return self._add("dots", {"x": list(x), "y": list(y)}, {"width": 5} | style)

    def point(self, x, y, *, beyond=None, **style):
        """A point; shape is circle, square, diamond or triangle.

        Beyond the axis an arrow at the edge stands for it, with the words `beyond`: its height, or "" for no words.
        """
        self._add("point", {"x": [x], "y": [y]}, {"shape": "circle"} | style)
        words = f"{{{y}:.1f}}" if beyond is None and isinstance(y, str) else beyond
        if words:
            style = {"colour": style.get("colour", "blue"), "size": 12, "weight": "bold"}
            self._add("text", {"x": [x], "y": [y]}, style, text=words, dx=12, dy=4, edge=[self.left, self.right])
        return self

    def label(self, x, y, text, *, dx=0, dy=0, **style):
        """A text, shifted by (dx, dy) pixels; {name:.2f} in it is the page's number `name`."""
        return self._add("text", {"x": [x], "y": [y]}, style, text=text, dx=dx, dy=dy)

    def ruled(self, *lines):
        """Grid lines where the plot has no axes: each ((x0, y0), (x1, y1))."""
        for (x0, y0), (x1, y1) in lines:
            self.line([x0, x1], [y0, y1], colour="grid", width=1)

    def data(self, px, py):
        """Return the data coordinates of a pixel."""
        return (px - self.xmap[1]) / self.xmap[0], (py - self.ymap[1]) / self.ymap[0]

    def _add(self, kind, points, style, **more):
        x = [self._pixel(v, self.xmap, self.left, self.right) for v in points["x"]]
        y = [self._pixel(v, self.ymap, self.top, self.bottom) for v in points["y"]]
        if kind == "line" and len(x) > 2:
            y = [b if self._inside(a, b) else math.nan for a, b in zip(x, y)]
        look = {"colour": "blue", "width": 2.2, "dash": "solid", "fill": "solid",
                "opacity": 1, "size": 13, "align": "middle", "weight": "normal"}
        unknown = set(style) - set(look) - {"shape"}
        if unknown:
            raise TypeError(f"{kind} has no style {sorted(unknown)[0]!r}; it has {', '.join(look)}")
        if kind == "text":
            look |= {"colour": "ink", "edge": []}
        self.marks.append({"kind": kind, "x": x, "y": y} | look | style | more)
        return self

    def _inside(self, x, y):
        across = isinstance(x, list) or self.left - 2 <= x <= self.right + 2
        return across and (isinstance(y, list) or self.top - 2 <= y <= self.bottom + 2)

    def _fitting(self, ticks):
        """Return the font size at which no word under the axis runs into its neighbour."""
        gaps = [abs(b - a) * self.xmap[0] for (a, _), (b, _) in zip(ticks, ticks[1:])]
        longest = max((len(text) for _, text in ticks), default=0)
        return min([12, *(max(LEAST_FONT, int(gap / (LETTER * longest))) for gap in gaps if longest)])

    @staticmethod
    def _pixel(value, mapping, low, high):
        slope, intercept = mapping
        if isinstance(value, str):
            return [value, round(slope, 6), round(intercept, 4), low, high]
        pixel = slope * float(value) + intercept
        return pixel if math.isnan(pixel) else round(min(max(pixel, -9999), 9999), 2)

    def _axes(self, x, y, xlabel, ylabel, xticks, yticks):
        for value, text in _ticks(y, yticks):
            self.line(x, [value, value], colour="grid", width=1)
            self.label(x[0], value, text, dx=-8, dy=4, align="end", size=12, colour="muted")
        ticks = _ticks(x, xticks)
        for value, text in ticks:
            self.label(value, y[0], text, dy=18, size=self._fitting(ticks), colour="muted")
        self.line(x, [y[0], y[0]], colour="muted", width=1)
        self.label((x[0] + x[1]) / 2, y[0], xlabel, dy=37)
        self.label(x[0], y[1], ylabel, dx=8 - self.left, dy=-16, align="start")


def moving(mark):
    """Return whether a mark moves from page to page."""
    return any(isinstance(v, list) for v in mark["x"] + mark["y"]) or "{" in mark.get("text", "")


def _map(interval, start, end):
    low, high = interval
    slope = (end - start) / (high - low)
    return slope, start - slope * low


def _ticks(interval, given):
    """Return (value, text) pairs; `given` may be values, such pairs, or nothing."""
    if given is None:
        low, high = interval
        rough = (high - low) / 5
        size = 10.0 ** math.floor(math.log10(rough))
        step = next(size * m for m in (1, 2, 2.5, 5, 10) if size * m >= rough * 0.999)
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        given = [round(k * step, 10) for k in range(first, last + 1)]
    pairs = [v if isinstance(v, tuple) else (v, None) for v in given]
    digits = max([len(f"{v:g}".partition(".")[2]) for v, text in pairs if text is None], default=0)
    return [(v, format(v, f".{digits}f").replace("-", "−") if text is None else text) for v, text in pairs]
