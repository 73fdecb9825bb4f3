"""Demo of lesson 3: the lengths of code words as areas, of the space that they take and of what they cost."""

from itertools import product

import numpy as np

from helpers import numerics
from helpers.demos.engine import Classes, Demo, Plot, Slider, ghost, seen

LONGEST, TIE = 6, 1e-9
BITS = ["".join(bits) for length in range(1, LONGEST + 1) for bits in product("01", repeat=length)]
WORDS = "|".join(["", "no word", *BITS])
ROOM = "|, which leaves room.|, which is all of it.|, more than there is: some word would begin with another word."
READABLE = 1 / 16  # of the space; in what is smaller no word can be written
DEEPEST = 1.25  # how much of the space is drawn


def code_areas(entropy=None, *, p=(0.5, 0.25, 0.125, 0.125), lengths=None, classes=None, after=None):
    """How long each code word is, against the space that it takes, 2 ** -length, and what the code costs on average.

    Sliders l0, l1, ... from 1 to 6 are the lengths in bits; drag the bars, too. entropy(p) gets the probabilities `p`
    of the two to five classes, shape (K,), and returns nats; left out, it comes from helpers.numerics. `lengths` has
    the lengths to begin with (all alike), and `classes` a name for each class.
    """
    p = _probabilities(p)
    count, right = len(p), float(numerics.entropy(p))
    classes = Classes(classes, count)
    lengths = lengths if lengths is not None else [int(np.ceil(np.log2(count)))] * count
    if len(lengths) != count:
        raise ValueError(f"lengths must be {count} numbers of bits, got {len(lengths)}")

    def pages(v, ask):
        nats = ask(entropy, np.tile(p, (len(v["l"]), 1))) if entropy else np.full(len(v["l"]), right)
        start, end, word = _words(v["l"])
        total = (end - start).sum(axis=1)
        return {"start": start, "end": end, "word": word, "parts": 2 ** v["l"], "total": total,
                "middle": np.where((end - start < READABLE) | (end > DEEPEST), np.nan, (start + end) / 2),
                "left": np.where(1 - total < 1.5 * READABLE, np.nan, (total + 1) / 2), "spare": 1 - total,
                "mean": v["l"] @ p, "bits": nats / np.log(2), "room": 1 + np.sign(np.round(total - 1, 9)),
                "differs": seen(ghost(nats, np.full_like(nats, right)))}

    def drag(x, y, plot):
        k = int(np.searchsorted(np.cumsum(p)[:-1], x))
        return {f"l{k}": round(y)} if plot == 0 else {}

    def listed(field, between):
        return between.join(field.format(k) for k in range(count))

    caption = (f"Words of {listed('{{l{}:.0f}}', ', ')} bits take {listed('1/{{parts{}:.0f}}', ' + ')} = {{total:.3f}} "
               f"of the space{{room:{ROOM}}} The words: {listed(f'{{{{word{{}}:{WORDS}}}}}', ', ')}. "
               "The mean length Σ p ℓ is {mean:.3f} bits, and the entropy is {bits:.3f} bits."
               "{differs:|| The dashed steps have the right area.}")
    sliders = [Slider(f"l{k}", 1, LONGEST, 1, lengths[k], f"{name}, bits", colour=classes.colours[k])
               for k, name in enumerate(classes.names)]
    return Demo("Code lengths as areas", sliders, [_cost(classes, p), _space(classes)], pages, caption,
                drag=drag, after=after, colours=classes.colours_of("l", "word"))


def _probabilities(p):
    try:
        shares = np.array([float(share) for share in p])
    except (TypeError, ValueError):
        raise TypeError(f"p must be two to five probabilities, got {p!r}") from None
    if not 2 <= len(shares) <= 5 or not (shares > 0).all() or abs(shares.sum() - 1) > TIE:
        raise ValueError(f"p must be two to five probabilities above 0 that sum to 1, got {p!r}")
    return shares


def _words(lengths):
    """Return where each word's share of the space begins and ends, shape (pages, K), and which of WORDS it is.

    Shorter words come first, so that each share begins at a multiple of its size: its word in binary digits.
    """
    order = np.argsort(lengths, axis=1, kind="stable")
    sorted_ends = np.cumsum(0.5 ** np.take_along_axis(lengths, order, axis=1), axis=1)
    end = np.empty_like(sorted_ends)
    np.put_along_axis(end, order, sorted_ends, axis=1)
    start = end - 0.5 ** lengths
    return start, end, np.where(end > 1 + TIE, 0, 2 ** lengths - 1 + start * 2 ** lengths)


def _cost(classes, p):
    edges = np.concatenate([[0], np.cumsum(p)])
    middles = (edges[1:] + edges[:-1]) / 2
    plot = Plot((0, 1), (0, LONGEST + 0.5), "probability p", "bits ℓ; the area is the mean length", width=340,
                height=320, xticks=[(x, name) for x, (_, name) in zip(middles, classes.ticks())], yticks=range(7))
    for k, colour in enumerate(classes.colours):
        plot.box(edges[k], 0, edges[k + 1], f"l{k}", colour=colour)
        plot.label(middles[k], f"l{k}", f"{{l{k}:.0f}}", dy=-6, size=12)
    plot.line(np.repeat(edges, 2)[1:-1], np.repeat(-np.log2(p), 2), colour="ink", dash="dashed", width=1.6)
    plot.label(1, LONGEST + 0.5, "mean {mean:.3f}", dy=14, align="end", weight="bold")
    return plot.label(1, LONGEST + 0.5, "entropy {bits:.3f}, dashed", dy=31, align="end", size=12)


def _space(classes):
    plot = Plot((0, 1), (DEEPEST, 0), width=340, height=320, axes=False,
                margins={"left": 46, "right": 16, "top": 34, "bottom": 18})
    for y, text in ((0, "0"), (0.25, "1/4"), (0.5, "1/2"), (0.75, "3/4"), (1, "1")):
        plot.label(0, y, text, dx=-8, dy=4, align="end", size=12, colour="muted")
    for k, (colour, name) in enumerate(zip(classes.colours, classes.names)):
        plot.box(0, f"start{k}", 1, f"end{k}", colour=colour, fill="tint", width=1.4)
        plot.label(0, f"middle{k}", f"{{word{k}:{WORDS}}}", dx=10, dy=4, align="start", size=12, weight="bold")
        plot.label(1, f"middle{k}", f"{name}: 1/{{parts{k}:.0f}}", dx=-10, dy=4, align="end", size=12)
    plot.box(0, 0, 1, 1, fill="none", colour="ink", width=1.6)
    plot.label(0.5, "left", "room left: {spare:.3f}", dy=4, size=12, colour="muted")
    return plot.label(0, 0, "space taken, 2^−ℓ each: {total:.3f}", dx=-38, dy=-16, align="start")


EXAMPLES = {"code_areas": lambda: code_areas(numerics.entropy)}
