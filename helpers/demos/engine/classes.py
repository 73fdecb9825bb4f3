"""The classes of a demo: the names of the story, and one colour for each in picture, sliders and caption."""

COLOURS = ("blue", "orange", "green", "purple", "yellow", "sky", "ink")


class Classes:
    """`count` classes with these names, or "class 0", "class 1", ... without; `colours` has one for each."""

    def __init__(self, names, count):
        self.named, self.count, self.colours = names is not None, count, COLOURS[:count]
        self.names = _checked(names, count) if self.named else [f"class {k}" for k in range(count)]

    def of(self, k, after=", "):
        """Return the name of class k and what comes after it, for the label of a slider."""
        return f"{self.names[k]}{after}"

    def ticks(self):
        """Return what stands under the bars: the names, or the numbers 0, 1, ... without names."""
        return [(k, name if self.named else str(k)) for k, name in enumerate(self.names)]

    @property
    def words(self):
        """What a caption's field says for the number of a class: {winner:|class 0|class 1}."""
        return "|" + "|".join(self.names)

    def colours_of(self, *stems):
        """Return the colour of each number p0, p1, ... for the stem "p"."""
        return {f"{stem}{k}": colour for stem in stems for k, colour in enumerate(self.colours)}


def _checked(names, count):
    if isinstance(names, str):
        raise TypeError(f"classes must be {count} names, got the single text {names!r}")
    try:
        listed = list(names)
    except TypeError:
        raise TypeError(f"classes must be {count} names, got {names!r}") from None
    if len(listed) != count:
        raise ValueError(f"classes must be {count} names, got {len(listed)}: {listed!r}")
    for name in listed:
        if not isinstance(name, str) or not name.strip() or set(name) & set("{}|"):
            raise ValueError(f"the name of a class must be a text without {{, }} and |, got {name!r}")
    return listed
