"""Demo of lesson 9: names that nobody bears, invented letter by letter, as wild as three sliders allow."""

import numpy as np

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider, name_of

ALPHABET = ".abcdefghijklmnopqrstuvwxyz"
NAMES, LONGEST, SHOWN = 6, 10, ("m", "a")  # the bars are those of the letter after "ma"
LETTER = "|" + "|".join(["", *ALPHABET[1:]])


def sampler(choose, logits, *, after=None):
    """Six invented names and the chances of the letter after "ma", by T, top-k and top-p.

    choose(z, T, k, mass) gets logits of shape (27,) and returns probabilities, shape (27,). logits: (27, 27, 27), the
    scores of the next letter after any two; place 0 stands for a name's beginning and end.
    """
    logits = np.asarray(logits, float)
    if logits.shape != (27, 27, 27):
        raise ValueError(f"logits must have shape (27, 27, 27), got {logits.shape}")
    draws = np.random.default_rng(11).random((NAMES, LONGEST + 1))
    here = logits[ALPHABET.index(SHOWN[0]), ALPHABET.index(SHOWN[1])]
    plain = numerics.softmax(here)

    def invent(T, k, mass):
        known = {}

        def chances(a, b):
            if (a, b) not in known:
                p = np.asarray(choose(logits[a, b], T, int(k), mass), float)
                if p.shape != (27,):
                    raise ValueError(f"{name_of(choose)} must return 27 probabilities, got shape {p.shape}")
                known[a, b] = p, p.cumsum()
            return known[a, b]
        letters = np.zeros((NAMES, LONGEST))
        for row, luck in zip(letters, draws):
            a = b = 0
            for place in range(LONGEST):
                a, b = b, min(int(chances(a, b)[1].searchsorted(luck[place])), 26)
                if b == 0:
                    break
                row[place] = b
        return np.concatenate([chances(*map(ALPHABET.index, SHOWN))[0], letters.ravel()])
    invent.__name__ = name_of(choose)

    def pages(v, ask):
        told = ask(invent, v["T"], v["k"], v["mass"], returns=(27 + NAMES * LONGEST,))
        p = told[:, :27]
        kept = (p > 0).sum(axis=1)
        letters = {f"c{i}_": told[:, 27 + i * LONGEST:27 + (i + 1) * LONGEST] for i in range(NAMES)}
        spread = np.exp(-(p * np.log(np.where(p > 0, p, 1))).sum(axis=1))
        return {"p": p, "kept": kept, "spread": spread} | letters

    words = ", ".join("".join(_letter(i, j) for j in range(LONGEST)) for i in range(NAMES))
    caption = ("T = {T:.2f}, top-k {k:.0f}, top-p {mass:.2f}: after 'ma' {kept:.0f} letters are possible, as many as "
               "{spread:.1f} equally likely ones. Names: " + words + ".")
    sliders = [Slider("T", 0.1, 10, 0.2, 1, "temperature", scale="log"), Slider("k", 1, 27, 1, 27, "top-k"),
               Slider("mass", 0.05, 1, 0.05, 1, "top-p")]
    return Demo("A machine that invents names", sliders, [_bars(plain), _words()], pages, caption, after=after)


def _letter(i, j):
    """Return the field of a text that shows letter j of name i; a name begins with a capital."""
    return f"{{c{i}_{j}:{LETTER if j else LETTER.upper()}}}"


def _bars(plain):
    ticks = list(enumerate(ALPHABET))
    plot = Plot((-0.6, 26.6), (0, 1.05), "next letter after 'ma' (. is the end)", "probability", width=430, height=280, xticks=ticks,
                yticks=[0, 0.2, 0.4, 0.6, 0.8, 1])
    for i in range(27):
        plot.bar(i, f"p{i}", width=0.8)
    return plot.line(range(27), plain, colour="orange", dash="dotted", width=1.4).label(
        26.4, 1.0, "dotted: the model's own", align="end", colour="orange", size=11)


def _words():
    plot = Plot((0, LONGEST), (0, NAMES), axes=False, width=190, height=280)
    for i in range(NAMES):
        for j in range(LONGEST):
            plot.label(j + 0.5, NAMES - i - 0.5, _letter(i, j), size=17, weight="bold" if j == 0 else "normal")
    return plot


def _example():
    logits = 2 * np.random.default_rng(3).normal(size=(27, 27, 27))

    def choose(z, T, k, mass):
        p = numerics.softmax(z / T)
        return np.where(p >= np.sort(p)[-k], p, 0) / np.where(p >= np.sort(p)[-k], p, 0).sum()
    return sampler(choose, logits)


EXAMPLES = {"sampler": _example}
