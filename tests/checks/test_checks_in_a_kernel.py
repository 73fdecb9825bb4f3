"""In a real kernel: hostile answers end neither the kernel nor the cell, and print nothing."""

import nbformat
import pytest
from nbclient import NotebookClient

CELLS = {
    "imports": "import os, sys, time\nimport numpy as np\n"
               "from helpers.checks import check, diagnosis, exercises; from helpers.running import guards",
    "exit": "def softmax(z):\n    exit()\ncheck('softmax', softmax)",
    "quit": "def softmax(z):\n    quit(keep_kernel=True)\ncheck('softmax', softmax)",
    "sys.exit": "def softmax(z):\n    sys.exit(1)\ncheck('softmax', softmax)",
    "input": "def softmax(z):\n    return input('?')\ncheck('softmax', softmax)",
    "writes": "def softmax(z):\n    os.write(2, b'low'); os.system('echo child'); print('x'); return z\n"
              "check('softmax', softmax)",
    "a line": "def softmax(z):\n    e = np.exp(z)\n    return e / summ(e)\ncheck('softmax', softmax)",
    "a loop": "def softmax(z):\n    while True:\n        try:\n            time.sleep(0.01)\n"
              "        except:\n            pass\n"
              "with guards.settings():\n"
              "    report = diagnosis.examine(exercises['softmax'], softmax, seconds=0.3)\nreport",
    "right": "def softmax(z):\n    e = np.exp(z - z.max(-1, keepdims=True))\n    return e / e.sum(-1, keepdims=True)\n"
             "check('softmax', softmax)",
    "alive": "print('alive')",
}


@pytest.fixture(scope="module")
def outputs():
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS.values()]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    return dict(zip(CELLS, [cell.outputs for cell in notebook.cells], strict=True))


@pytest.mark.parametrize(("cell", "first", "said"), [
    ("exit", "softmax: not right yet", "may not end"),
    ("quit", "softmax: not right yet", "may not end"),
    ("sys.exit", "softmax: not right yet", "raised SystemExit"),
    ("input", "softmax: not right yet", "no keyboard"),
    ("writes", "softmax: not right yet", "Expected"),
    ("a line", "softmax: not right yet", "(in line 3: return e / summ(e))"),
    ("a loop", "softmax: not right yet", "still running"),
    ("right", "softmax: right", "All 11 inputs come out right."),
])
def test_the_cell_shows_its_report_and_nothing_else(outputs, cell, first, said):
    (output,) = outputs[cell]
    assert output.output_type == "execute_result" and set(output.data) == {"text/plain", "text/html"}
    assert output.data["text/plain"].splitlines()[0] == first and said in output.data["text/plain"]


def test_the_kernel_lives_on(outputs):
    assert outputs["alive"][0].text == "alive\n"
