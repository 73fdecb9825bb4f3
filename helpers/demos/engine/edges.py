"""Where a moving coordinate is: on the axis, or beyond its end."""

import math

TIP, SHAPE = 10, 8  # pixels: the tip of a bar that goes on, and half an arrow that stands for a point


def at(coordinate, values):
    """Return a coordinate in pixels on the page with these values, held to the axis."""
    if not isinstance(coordinate, list):
        return coordinate
    pixel, low, high = _pixel(coordinate, values)
    return pixel if math.isnan(pixel) else min(max(pixel, low), high)


def beyond(coordinate, values):
    """Return -1 or 1 where a coordinate lies before the axis or after it, in pixels, and 0 elsewhere."""
    if not isinstance(coordinate, list):
        return 0
    pixel, low, high = _pixel(coordinate, values)
    return -1 if pixel < low - 0.5 else 1 if pixel > high + 0.5 else 0


def tipped(x, y, right, down):
    """Return the corners of a bar between two corners, which ends in a tip where it goes on beyond the axis."""
    (x0, x1), (y0, y1) = x, y
    if down:
        neck = y1 - down * min(TIP, abs(y1 - y0))
        return [x0, x1, x1, (x0 + x1) / 2, x0], [y0, y0, neck, y1, neck]
    if right:
        neck = x1 - right * min(TIP, abs(x1 - x0))
        return [x0, x0, neck, x1, neck], [y0, y1, y1, (y0 + y1) / 2, y0]
    return [x0, x1, x1, x0], [y0, y0, y1, y1]


def tip(x, y, right, down):
    """Return the corners of the arrow that stands at the edge for a point beyond it."""
    length = math.hypot(right, down)
    u, v = right / length, down / length
    x, y = x - SHAPE * right, y - SHAPE * down
    corners = ((8, 0), (-5, 7), (-5, -7))
    return [x + a * u - b * v for a, b in corners], [y + a * v + b * u for a, b in corners]


def _pixel(coordinate, values):
    name, slope, intercept, low, high = coordinate
    return slope * values[name] + intercept, low, high
