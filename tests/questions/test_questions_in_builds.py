"""A lesson that asks by name is built without an answer, twice to the same bytes, and nbval holds it to them."""

import nbformat
from nbclient import NotebookClient

from tools.build.notebooks import LIVE_VIEW

CELLS = ["from helpers import demos, numerics\nfrom helpers.checks import check\n"
         "from helpers.questions import catch, order, own, predict, remember, take_stock",
         'guess = predict("hot-softmax")\nguess', "guess", "demos.temperature(numerics.softmax, after=guess)",
         'predict("two-sixes")', 'remember("03")', 'take_stock("before")', 'take_stock("after")', 'order("softmax")',
         'catch("softmax", [[1, 2], [3, 4]])', 'own("your-softmax", ...)', 'check.solution("softmax")']


def built():
    """The outputs of a run that nobody watches, without the live views, which builds leave out."""
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    NotebookClient(made, timeout=60, kernel_name="python3").execute()
    shown = []
    for cell in made.cells[1:]:
        data = dict(cell.outputs[0].data)
        if data.pop(LIVE_VIEW, None):
            assert "image/png" in data
        shown.append(data)
    return shown


def test_a_lesson_is_built_without_an_answer_and_always_alike():
    first = built()
    assert first == built()
    for shown in first[:2] + first[3:5]:
        assert "No answer given." in shown["text/plain"] and "No answer given." in shown["text/html"]
    assert "Locked" in first[2]["text/plain"]
    assert "0 of 12 answered" in first[5]["text/plain"]
    assert "waits here" in first[9]["text/plain"] and "It takes 3 more tries" in first[10]["text/plain"]
    assert max(len(str(shown)) for shown in first[:9]) < 60_000
