"""Demo of lesson 1: what a temperature does to softmax."""

from helpers import numerics
from helpers.demos.engine import Demo, Plot, Slider, logits


def temperature(softmax, *, after=None):
    """Five logits and a temperature T: the bars of softmax(z / T).

    Sliders z0..z4 from -5 to 5 and T from 0.1 to 10; softmax gets an array of shape (5,).
    """
    plot = Plot((-0.5, 4.5), (0, 1), "class", "probability p = softmax(z / T)", xticks=range(5))
    for k in range(5):
        plot.bar(k, f"p{k}").label(k, f"p{k}", f"{{p{k}:.2f}}", dy=-7)

    def pages(v, ask):
        p = ask(softmax, v["z"] / v["T"][:, None], returns=(5,))
        return {"p": p, "largest": p.max(axis=1), "winner": p.argmax(axis=1)}

    sliders = [*logits(5, -5, 5, start=(2, 1, 0, -1, 0.5)), Slider("T", 0.1, 10, 0.1, 1, "temperature T")]
    caption = ("T = {T:.1f}: p = {p0:.2f}, {p1:.2f}, {p2:.2f}, {p3:.2f}, {p4:.2f}; "
               "largest {largest:.2f} for class {winner:.0f}.")
    return Demo("Softmax with a temperature", sliders, [plot], pages, caption, after=after)


EXAMPLES = {"temperature": lambda: temperature(numerics.softmax)}
