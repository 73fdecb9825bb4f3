"""For the whole run: nbval compares pictures too, nobody's progress is touched, and what takes longest begins first."""

import os

# Tests, and the kernels that they start, write nothing into anybody's progress.
os.environ["LOGITS_TO_LOSS_PROGRESS"] = "off"
# pytest cannot import for doctests from a folder such as 01_softmax; the tests of exercises read each file in it.
collect_ignore_glob = ["helpers/exercises/[0-9]*"]

# A long module that begins last keeps one worker busy while the others have nothing left to do.
LONGEST = ("house/test_arrows", "house/test_fresh_machine", "test_browser_", "demos/test_demos_survive", "lessons/test_solved",
           "lessons/test_rebuild", "tests/coursework/", "checks/test_checks_m", "house/test_older")


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: next((place for place, part in enumerate(LONGEST) if part in item.nodeid), len(LONGEST)))


def pytest_collectstart(collector):
    # On the locked Matplotlib, pictures are the same to the byte.
    if hasattr(collector, "skip_compare"):
        collector.skip_compare = tuple(kind for kind in collector.skip_compare if not kind.startswith("image/"))
