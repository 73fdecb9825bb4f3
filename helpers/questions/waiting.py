"""What a demo may wait for: a question that is done with when it has an answer, or was asked to be shown."""


class Prediction:
    """A question, whether it is done with, and what runs when it is."""

    def __init__(self, question):
        self.question, self.done, self._waiting = question, False, []

    def then(self, action):
        """Run `action` when the question is done with, or now if it is."""
        action() if self.done else self._waiting.append(action)

    def _open(self):
        """Be done with the question: whatever waits may go on."""
        self.done, waiting, self._waiting = True, self._waiting, []
        for action in waiting:
            action()
