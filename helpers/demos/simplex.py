"""Demo of lesson 1: all probabilities of three classes are one triangle."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Classes, Demo, Plot, ghost, logits, seen

HEIGHT = 3 ** 0.5 / 2


def simplex(softmax, *, classes=None, after=None):
    """Three logits as one point of the triangle of all probabilities; drag it, or move z0, z1, z2 from -4 to 4.

    `classes` has three names for the classes.
    """
    classes = Classes(classes, 3)
    plot = Plot((-0.26, 1.26), (-0.12, 1.0), axes=False, height=364)
    for share in (0.2, 0.4, 0.6, 0.8):
        rest = 1 - share
        plot.ruled(((share / 2, share * HEIGHT), (1 - share / 2, share * HEIGHT)),
                   ((rest, 0), (rest / 2, rest * HEIGHT)), ((share, 0), (share + rest / 2, rest * HEIGHT)))
    plot.region([0, 1, 0.5], [0, 0, HEIGHT], fill="none", colour="grey", width=1.2)
    plot.point(0.5, HEIGHT / 3, colour="grey", shape="diamond")
    plot.point(0.96, 0.8, colour="grey", shape="diamond")
    plot.label(0.96, 0.8, "uniform", dx=12, dy=4, size=12, colour="muted", align="start")
    corners = ((0, 0, "solid", 24), (1, 0, "dashed", 24), (0.5, HEIGHT, "dotted", -12))
    for k, ((x, y, dash, dy), colour) in enumerate(zip(corners, classes.colours)):
        plot.line(["x", f"footx{k}"], ["y", f"footy{k}"], colour=colour, dash=dash)
        plot.label(x, y, f"{classes.of(k, ': ')}{{p{k}:.2p}}", dy=dy, colour=colour, weight="bold")
    plot.point("ghostx", "ghosty", colour="grey", shape="square", beyond="")
    plot.point("x", "y", colour="ink")

    def pages(v, ask):
        p = ask(softmax, v["z"], returns=(3,))
        right = ghost(p, numerics.softmax(v["z"]))
        (x, y), (ghostx, ghosty) = _place(p), _place(right)
        # A foot of a perpendicular lies p[k] * HEIGHT from the point, away from corner k.
        away = HEIGHT ** 2 * p
        footx = np.stack([x + away[:, 0], x - away[:, 1], x], axis=1)
        up = np.stack([away[:, 0], away[:, 1], -away[:, 2] / HEIGHT], axis=1) * [3 ** -0.5, 3 ** -0.5, 1]
        footy = y[:, None] + up
        return {"p": p, "x": x, "y": y, "footx": footx, "footy": footy,
                "ghostx": ghostx, "ghosty": ghosty, "differs": seen(right)}

    def drag(x, y, plot):
        p2 = y / HEIGHT
        p = np.clip([1 - x - p2 / 2, x - p2 / 2, p2], 1e-4, 1)
        z = np.log(p) - np.log(p).mean()
        return {f"z{k}": z[k] for k in range(3)}

    caption = ("z = ({z0:.1f}, {z1:.1f}, {z2:.1f}): p = ({p0:.2p}, {p1:.2p}, {p2:.2p}). "
               "The distances from the sides are the three probabilities."
               "{differs:|| The grey square stands where softmax would put the point.}")
    return Demo("The probability simplex", logits(3, -4, 4, start=(1, 0, -1), classes=classes), [plot], pages, caption,
                drag=drag, after=after, colours=classes.colours_of("p", "z"))


def _place(p):
    return p[:, 1] + p[:, 2] / 2, p[:, 2] * HEIGHT


EXAMPLES = {"simplex": lambda: simplex(numerics.softmax)}
