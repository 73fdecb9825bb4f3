"""Make nbval compare pictures too: on the locked Matplotlib they are the same to the byte."""

import os

# Tests, and the kernels that they start, write nothing into anybody's progress.
os.environ["LOGITS_TO_LOSS_PROGRESS"] = "off"
# pytest cannot import for doctests from a folder such as 01_softmax; the tests of exercises read each file in it.
collect_ignore_glob = ["helpers/exercises/[0-9]*"]


def pytest_collectstart(collector):
    if hasattr(collector, "skip_compare"):
        collector.skip_compare = tuple(kind for kind in collector.skip_compare if not kind.startswith("image/"))
