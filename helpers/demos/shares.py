"""Demo of lesson 1: from scores over their exponentials to shares."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Classes, Demo, Plot, Slider, ghost, logits, seen, starting_scores

FAR = 1000
EDGES = ("|| The exponentials overflow to inf, and your softmax returns nan."
         "| The exponentials overflow to inf, and your softmax gives the shares all the same."
         "| All exponentials are rounded to 0, and your softmax returns nan."
         "| All exponentials are rounded to 0, and your softmax gives the shares all the same."
         "| Your softmax returns something else than finite numbers.")


def shares(softmax, *, scores=(2, 1, 0), classes=None, after=None):
    """Scores, their exponentials and softmax's shares: three columns of bars, one row a class.

    Sliders z0, z1, ... from -5 to 5, and all from -1000 to 1000, which is added to every score; softmax gets an
    array of shape (K,). `scores` are the two to five numbers to begin with, and `classes` has a name for each.
    """
    scores = starting_scores(scores, 5)
    count = len(scores)
    classes = Classes(classes, count)

    def pages(v, ask):
        s = v["z"] + v["all"][:, None]
        e = np.exp(s)
        p = ask(softmax, s, returns=(count,), finite=False)
        right = ghost(p, numerics.softmax(s))
        e_to, p_to = np.cumsum(e, axis=1), np.cumsum(p, axis=1)
        known, differs = np.isfinite(p), seen(right)
        return {"s": s, "e": e, "p": p, "e_upto": e_to, "p_upto": p_to, "sum": e_to[:, -1], "whole": p_to[:, -1],
                "tag": np.where(known, 0, np.nan), "none": np.where(known, np.nan, 0), "factor": np.exp(v["all"]),
                "stay": (v["all"] != 0) & (differs == 0) & known.all(axis=1), "edge": _edge(e, p),
                "ghost": right, "differs": differs}

    sliders = [*logits(count, -5, 5, start=scores, classes=classes),
               Slider("all", -FAR, FAR, 0.1, 0, "all scores", scale="mirrored")]
    plots = [_scores(classes), _exponentials(classes, 3 * np.exp(max(scores))), _shares(classes)]
    return Demo("From scores to shares", sliders, plots, pages, _caption(classes), after=after,
                colours=classes.colours_of("s", "e", "p"))


def _caption(classes):
    def listed(field):
        return ", ".join(field.format(k=k, name=f"{classes.names[k]} " if classes.named else "")
                         for k in range(classes.count))

    return (f"Scores {listed('{{s{k}:.1f}}')}; exponentials {listed('{{e{k}:e}}')} with the sum {{sum:e}}; "
            f"shares {listed('{name}{{p{k}:.2p}}')}. A shift of {{all:n}} multiplies every exponential by "
            f"exp({{all:n}}) = {{factor:e}}{{stay:|.|, and the shares stay.}}"
            f"{{edge:{EDGES}}}{{differs:|| The dashed outlines show what softmax gives.}}")


def _edge(e, p):
    """Return which of EDGES each row of exponentials and shares is at."""
    over, under = np.isinf(e).any(axis=1), (e == 0).all(axis=1)
    lost, whole = np.isnan(p).any(axis=1), np.isfinite(p).all(axis=1)
    return np.select([over & lost, over & whole, under & lost, under & whole, ~whole], [1, 2, 3, 4, 5], 0)


def _column(classes, x, title):
    plot = Plot(x, (0, classes.count + 1), width=156, height=44 + 44 * (classes.count + 1), axes=False,
                margins={"left": 8, "right": 8, "top": 34, "bottom": 10}, least=0.62)
    return plot.label(x[0], classes.count + 1, title, dy=-12, align="start", size=14, weight="bold")


def _rows(classes):
    return [(k, classes.count - k, colour) for k, colour in enumerate(classes.colours)]


def _row(plot, row, text, x=0, **style):
    plot.line([0, 0], [row + 0.08, row + 0.64], colour="muted", width=1)
    plot.label(x, row + 0.6, text, dy=-6, align="start", size=14, **style)


def _bar(plot, row, end, start=0, taller=0, **style):
    plot.box(start, row + 0.14 - taller, end, row + 0.58 + taller, **style)


def _scores(classes):
    plot = _column(classes, (-6, 6), "score z")
    for k, row, colour in _rows(classes):
        _bar(plot, row, f"s{k}", colour=colour)
        _row(plot, row, f"{classes.of(k, ': ')}{{s{k}:.1f}}", -6, colour=colour)
    return plot.label(-6, 0.6, "all shifted by {all:n}", dy=-6, align="start", size=14)


def _exponentials(classes, top):
    plot = _column(classes, (0, top), "→  exp(z)")
    for k, row, colour in _rows(classes):
        _bar(plot, row, f"e{k}", colour=colour)
        _row(plot, row, f"{{e{k}:e}}", colour=colour)
        _bar(plot, 0, f"e_upto{k}", f"e_upto{k - 1}" if k else 0, colour=colour)
    _row(plot, 0, "sum {sum:e}")
    return plot


def _shares(classes):
    plot = _column(classes, (0, 1), "→  exp(z) / sum")
    for k, row, colour in _rows(classes):
        _bar(plot, row, 1, colour="grid", fill="none", width=1)
        _bar(plot, row, f"ghost{k}", taller=0.04, colour="grey", fill="none", dash="dashed")
        _bar(plot, row, f"p{k}", colour=colour)
        _row(plot, row, f"{{p{k}:.2p}}", f"tag{k}", colour=colour)
        _row(plot, row, f"{{p{k}:e}}", f"none{k}", colour="orange", weight="bold")
        _bar(plot, 0, f"p_upto{k}", f"p_upto{k - 1}" if k else 0, colour=colour)
    _row(plot, 0, "sum {whole:.2f}")
    return plot


EXAMPLES = {"shares": lambda: shares(numerics.softmax)}
