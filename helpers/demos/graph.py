"""Demo of lesson 6: the graph of softmax and cross-entropy, with its numbers, carried backwards step by step."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Classes, Demo, Plot, Slider, ghost, logits, name_of, seen

TOP, EXP, OUT, RATIO, LOG, END = 6.2, 4.9, 4.2, 2.3, 1.15, 0.0  # the heights of the rows
SUM_AT, RATIO_AT = 0.25, 2.0
HEIGHTS = ((RATIO + LOG) / 2, RATIO + 0.3, RATIO, RATIO - 0.22, OUT, (TOP + EXP) / 2)  # of what comes back
STEPS = ("|The numbers go down, and nothing has come back yet."
         "|−log hands back −1/p."
         "|The division hands −1/e to the one exponential in it, and 1/S to the sum."
         "|The sum hands 1/S to each exponential."
         "|Where two paths meet, what they bring adds up."
         "|Each exp multiplies by its own output.")


def graph(gradient=None, *, classes=None, after=None):
    """From logits to loss and back: each edge with its number, and from step to step with the slope of the loss there.

    Sliders step from 0 to 5, the label y, and z0..z2 from -3 to 3. `gradient`, if there is one, gets logits of shape
    (1, 3) and labels of shape (1,), and gives the slopes of the loss, shape (1, 3); squares stand for its answer.
    `classes` has three names for the classes.
    """
    classes = Classes(classes, 3)

    def pages(v, ask):
        z, y, step = v["z"], v["y"].astype(int), v["step"][:, None]
        e = np.exp(z)
        slopes = _slopes(e, y[:, None] == np.arange(3))
        found = slopes.pop("dz")
        heights = np.where(step >= [1, 2, 2, 3, 4, 5], HEIGHTS, np.nan)
        out = {"e": e, "S": e.sum(axis=1), "at_": heights, "dz_": np.where(step < 5, np.nan, found)} | slopes
        out |= {"share": -1 / slopes["dp"], "loss": np.log(-slopes["dp"])}
        if gradient:
            theirs = ask(gradient, z[:, None, :], y[:, None], returns=(1, 3))[:, 0]
            out |= {"yours": theirs, "differs": seen(ghost(theirs, found))}
        return out

    yours = (f" {name_of(gradient)} gives ({{yours0:.2f}}, {{yours1:.2f}}, {{yours2:.2f}})"
             "{differs:|, which the way back confirms|, and the way back something else}." if gradient else "")
    caption = ("y = {y:.0f}: S = {S:.2f}, p = {share:.2p}, L = {loss:.3f}. Step back {step:.0f} of 5. "
               f"{{step:{STEPS}}} dL/dz = ({{dz_0:.2f}}, {{dz_1:.2f}}, {{dz_2:.2f}}).{yours}")
    sliders = [Slider("step", 0, 5, 1, 0, "step back"), Slider("y", 0, 2, 1, 1, "label y"),
               *logits(3, -3, 3, start=(2, 1, 0), classes=classes)]
    return Demo("The graph, carried backwards", sliders, [_graph(classes), _bars(classes, gradient)], pages, caption,
                after=after, colours=classes.colours_of("dz_", "yours"))


def _slopes(e, true):
    """Return the slope of the loss at each edge; e, true: shape (pages, 3), true where the label is."""
    total, right = e.sum(axis=1), e[true]
    through_sum = 1 / total
    together = through_sum[:, None] - true / e
    return {"dp": -total / right, "dsum": through_sum, "dright": -1 / right, "de": together, "dz": e * together}


def _graph(classes):
    plot = Plot((-0.62, 2.62), (-0.35, 6.6), axes=False, width=340, height=460)
    for k, colour in enumerate(classes.colours):
        plot.arrow(k, TOP - 0.1, k, EXP + 0.25, colour=colour, width=1.4)
        plot.arrow(k, OUT, SUM_AT, RATIO + 0.25, colour="muted", width=1.2)
    plot.arrow("y", OUT, RATIO_AT, RATIO + 0.25, colour="ink", width=2)
    plot.arrow(SUM_AT + 0.22, RATIO, RATIO_AT - 0.26, RATIO, colour="ink", width=1.4)
    plot.arrow(RATIO_AT, RATIO - 0.22, RATIO_AT, LOG + 0.25, colour="ink", width=1.4)
    plot.arrow(RATIO_AT, LOG - 0.22, RATIO_AT, END + 0.2, colour="ink", width=1.4)
    for x, y, word in (*((k, EXP, "exp") for k in range(3)), (SUM_AT, RATIO, "+"), (RATIO_AT, RATIO, "e / S"),
                       (RATIO_AT, LOG, "−log")):
        plot.box(x - 0.22, y - 0.22, x + 0.22, y + 0.22, fill="none", colour="muted", width=1.2)
        plot.label(x, y, word, dy=4, size=12)
    return _back(_forward(plot, classes))


def _forward(plot, classes):
    for k, colour in enumerate(classes.colours):
        story = f"{classes.names[k]}: " if classes.named else ""
        plot.label(k, TOP, f"{story}{{z{k}:.1f}}" if classes.named else f"z{'₀₁₂'[k]} = {{z{k}:.1f}}", dy=-2,
                   colour=colour, weight="bold")
        plot.label(k, OUT, f"{{e{k}:.2f}}", dx=-4, dy=-8, align="end", size=12)
    plot.label(1.1, RATIO, "S = {S:.2f}", dy=-8, size=12)
    plot.label(RATIO_AT, (RATIO + LOG) / 2, "p = {share:.2p}", dx=-6, dy=4, align="end", size=12)
    return plot.label(RATIO_AT, END, "L = {loss:.3f}", dy=6, weight="bold")


def _back(plot):
    """Write what is handed back in purple, each number at a height that is nan before its step."""
    back = {"colour": "purple", "size": 12, "weight": "bold", "align": "start"}
    plot.label(RATIO_AT, "at_0", "{dp:.2f}", dx=6, dy=4, **back)
    plot.label(RATIO_AT, "at_1", "{dright:.2f}", dx=8, **back)
    plot.label(1.1, "at_2", "{dsum:.2f}", dx=-14, dy=18, **back)
    plot.label(SUM_AT, "at_3", "{dsum:.2f} to each", dx=-40, dy=18, **back)
    for k in range(3):
        plot.label(k, "at_4", f"{{de{k}:.2f}}", dx=4, dy=-8, **back)
        plot.label(k, "at_5", f"{{dz_{k}:.2f}}", dx=6, dy=4, **back)
    return plot


def _bars(classes, gradient):
    plot = Plot((-0.5, 2.5), (-1.1, 1.1), "logit", "slope of the loss, dL/dz", width=340, height=300,
                xticks=[(k, f"z{digit}") for k, digit in enumerate("₀₁₂")], yticks=[-1, -0.5, 0, 0.5, 1])
    for k, colour in enumerate(classes.colours):
        plot.bar(k, f"dz_{k}", colour=colour)
        if gradient:
            plot.point(k, f"yours{k}", colour="ink", shape="square")
    return plot.line([-0.5, 2.5], [0, 0], colour="muted", width=1)


EXAMPLES = {"graph": lambda: graph(numerics.cross_entropy_with_logits_grad)}
