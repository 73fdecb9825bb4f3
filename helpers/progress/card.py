"""The card that `progress()` shows: plain text for every place, HTML for a notebook."""

from html import escape

from .overview import EMPTY, MARKS, WORDS, Overview, band, percent, span

LEGEND = [(MARKS[state], WORDS[state]) for state in MARKS]


class Sentence:
    """A sentence below a cell."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": self.text, "text/html": self.html}

    @property
    def html(self):
        """The sentence in the card's type."""
        from .card_html import box

        return box(f"<p>{escape(self.text)}</p>")


class Card(Sentence):
    """The learner's progress at the moment of the call."""

    def __init__(self, folder=None, now=None):
        self.overview = Overview(**{"folder": folder} if folder else {}, now=now)

    @property
    def text(self):
        """The card as lines of text; one sentence, the same everywhere, while there is nothing to show."""
        seen = self.overview
        if not seen.entries:
            return EMPTY
        return "\n".join(["Your progress", *_map(seen), "  ".join(map(" ".join, LEGEND)), "",
                          f"To review today: {seen.review}", "", f"Your confidence: {seen.confidence}",
                          *_curve(seen.calibration), "", seen.place])

    @property
    def html(self):
        """The card as HTML."""
        from .card_html import box, page

        return page(self.overview) if self.overview.entries else box(f"<p>{escape(EMPTY)}</p>")


def _map(seen):
    width = max(len(row.title) for row in seen.rows)
    for row in seen.rows:
        states = "  ".join(f"{MARKS[state]} {name}" for name, state in row.exercises)
        facts = [states, questions(row), span(row.minutes) if round(row.minutes) else ""]
        yield f"  {row.title:{width}}  {'; '.join(filter(None, facts))}".rstrip()
    done, all_of_them = seen.done
    if all_of_them:
        yield f"{done} of {all_of_them} exercises done."


def questions(row) -> str:
    """Return how many short questions of a lesson were answered rightly."""
    return f"{row.right} of {row.answered} questions right" if row.answered else ""


def _curve(found):
    for each in found.bins:
        right = round(each.share * each.number)
        yield f"  {band(each):>10} sure: right {percent(each.share)} of the time ({right} of {each.number})"
