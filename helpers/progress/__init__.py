"""What the learner's file remembers: `record` writes, the questions below read, `progress()` shows.

One JSON file in the folder of the notebooks, sent nowhere: `progress.path`. The variable LOGITS_TO_LOSS_PROGRESS
moves it (a path) or switches it off (off).
"""

from . import record
from .look_up import Answer, first_answer, hints, minutes, moves, passed, stock, tries
from .review import choose, due
from .sureness import Calibration, calibration, cost

__all__ = ["Answer", "Calibration", "calibration", "choose", "cost", "due", "first_answer", "hints", "minutes",
           "moves", "passed", "progress", "record", "stock", "tries"]


class Progress:
    """The learner's progress: call it to see it."""

    def __call__(self):
        """Return the card with the map of the course, what to review today, and the calibration so far."""
        from .card import Card  # the pictures of a card cost time that a check need not pay

        return Card()

    @property
    def path(self):
        """The path of the learner's file, or None when nothing is kept."""
        from . import place

        return place.path()

    def reset(self, lesson: str | None = None):
        """Forget a lesson ("01_softmax") or "everything"; what is forgotten moves to a file beside, which is named."""
        from .card import Sentence
        from .forget import reset

        return Sentence(reset(lesson))

    def __repr__(self):
        return "progress() shows your progress, progress.path says where it is kept, progress.reset(...) forgets."


progress = Progress()
