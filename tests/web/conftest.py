"""The site that the tests of a page's live parts share, built once."""

import os

import pytest

from tests.support import live_site
from web import live, parts

# Minutes: `make test-site` asks for it.
collect_ignore = [] if os.environ.get("WHOLE_SITE") else ["whole"]
SETUP = """import matplotlib.pyplot as plt
import numpy as np

from helpers import demos, numerics, plots
from helpers.checks import check
from helpers.questions import order, own, predict"""
STUB = '''def batch_softmax(z):
    """Softmax along the last axis. z: shape (..., K). Returns (..., K)."""
    # YOUR CODE HERE
    ...'''
HOSTILE = '<b>a</b></script><script>window.smuggled = 1</script><img src=x alt=x onerror="window.smuggled = 1">'
CELLS = [
    live_site.code(SETUP),
    live_site.code('guess = predict("How many are three?", 3, number=True)\nguess', "<p>Predict first</p>"),
    live_site.code("demos.temperature(numerics.softmax, after=guess)", "<p>Locked</p>"),
    live_site.code("demos.temperature(numerics.softmax)", "<p>A still picture</p>"),
    live_site.code(STUB),
    live_site.code('check("softmax", batch_softmax)', "<p>Not attempted yet</p>"),
    live_site.code("print(batch_softmax(np.zeros(4)))"),
    live_site.code("demos.simplex(batch_softmax)", "<p>A still picture</p>"),
    live_site.code('fig, ax = plt.subplots()\nax.plot([1, 2])\nplots.show(fig, alt="Two points.")'),
    live_site.code(f"class Named:\n    def _repr_mimebundle_(self, **_):\n        return {{'text/html': {HOSTILE!r}}}\n\n"
                   "Named()"),
    live_site.code(f"print({HOSTILE!r})"),
    live_site.code('predict("two-sixes")', "<p>Predict first</p>"),
    live_site.code('order("softmax")', "<p>Order the lines</p>"),
    live_site.code('own("your-softmax", batch_softmax)', "<p>Waits</p>"),
]
QUESTION, WAITING, FREE, EXERCISE, CHECK, PRINTED, SIMPLEX, PICTURE, BUNDLE, TEXT, SHEET, ORDER, OWN = range(1, 14)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of a site with one page, "small", below a sub-path."""
    folder = tmp_path_factory.mktemp("host")
    try:
        live.install(folder / "course/site")
    except parts.Missing as missing:
        pytest.skip(f"what lives on pages is not tested: {missing}")
    live_site.write_page(folder / "course/site", "small", CELLS)
    return folder
