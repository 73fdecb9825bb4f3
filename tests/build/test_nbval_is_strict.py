"""The checker is checked: saved outputs are altered one at a time, and every alteration must be caught."""

import base64
import copy
import io
import re
import subprocess
import sys

import nbformat
import pytest
from PIL import Image

from tools.build.in_step import unrun
from tools.build.notebooks import LIVE_VIEW, ROOT

# One notebook, one kernel: each alteration falls on a cell of its own, so a single run of nbval tells of all.
PLAIN = 'print("p = 0.390375")\n"loss 0.407606"'
FIGURE = """import matplotlib.pyplot as plt
from helpers import plots
fig, ax = plt.subplots(figsize=(2, 1))
plots.show(fig, alt="An empty figure, 2 by 1 inches")"""
DEMO = """from helpers import demos, numerics
demos.temperature(numerics.softmax)"""
REPORT = """from helpers.checks import check
check("softmax", lambda z: z)"""


def text(output):
    return output.data["text/plain"]


def digit(cell):
    cell.outputs[1].data["text/plain"] = text(cell.outputs[1]).replace("0.407606", "0.407607")


def printed_digit(cell):
    cell.outputs[0].text = cell.outputs[0].text.replace("0.390375", "0.390374")


def missing_output(cell):
    del cell.outputs[1]


def no_outputs(cell):
    cell.outputs = []


def added_output(cell):
    cell.outputs.append(nbformat.v4.new_output("display_data", {"text/plain": "one more"}))


def stderr(cell):
    cell.outputs[0].name = "stderr"


def whitespace(cell):
    cell.outputs[0].text = cell.outputs[0].text.replace(" = ", " =  ")


def pixel(cell):
    picture = Image.open(io.BytesIO(base64.b64decode(cell.outputs[0].data["image/png"])))
    assert picture.mode == "P"  # a palette: each pixel is the number of a colour
    picture.putpixel((5, 5), 1 if picture.getpixel((5, 5)) == 0 else 0)
    buffer = io.BytesIO()
    picture.save(buffer, "png")
    cell.outputs[0].data["image/png"] = base64.b64encode(buffer.getvalue()).decode()


def no_picture(cell):
    del cell.outputs[0].data["image/png"]


def alternative(cell):
    cell.outputs[0].data["text/html"] = cell.outputs[0].data["text/html"].replace("An empty figure", "A full figure")


def caption(cell):
    cell.outputs[0].data["text/plain"] = re.sub(r"\d", "7", text(cell.outputs[0]), count=1)


def foreign_kind(cell):
    cell.outputs[0].data["application/json"] = {"extra": 1}


def verdict(cell):
    cell.outputs[0].data["text/plain"] = "4/4" + text(cell.outputs[0])[3:]


def feedback(cell):
    cell.outputs[0].data["text/html"] += "<p>Well done.</p>"


ALTERATIONS = [
    (PLAIN, digit), (PLAIN, printed_digit), (PLAIN, missing_output), (PLAIN, no_outputs), (PLAIN, added_output),
    (PLAIN, stderr), (PLAIN, whitespace), (FIGURE, pixel), (FIGURE, no_picture), (FIGURE, alternative),
    (DEMO, caption), (DEMO, no_picture), (DEMO, pixel), (DEMO, foreign_kind), (REPORT, verdict), (REPORT, feedback),
]  # fmt: skip


@pytest.fixture(scope="module")
def honest():
    """A notebook as a build writes it: per alteration one cell to alter and, after it, one to leave alone."""
    from nbclient import NotebookClient

    cells = [nbformat.v4.new_code_cell(source) for source, _ in ALTERATIONS for _ in range(2)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, kernel_name="python3", extra_arguments=["--IPKernelApp.log_level=40"]).execute()
    for cell in notebook.cells:
        for output in cell.outputs:
            output.get("data", {}).pop(LIVE_VIEW, None)
    return notebook


@pytest.fixture(scope="module")
def results(honest, tmp_path_factory):
    """What nbval says of each cell of the altered notebook, in order."""
    altered = copy.deepcopy(honest)
    for cell, (_, alter) in zip(altered.cells[::2], ALTERATIONS):
        before = copy.deepcopy(cell.outputs)
        alter(cell)
        assert cell.outputs != before, f"{alter.__name__} alters nothing"
    folder = tmp_path_factory.mktemp("strict")
    (folder / "conftest.py").write_bytes((ROOT / "conftest.py").read_bytes())
    nbformat.write(altered, folder / "altered.ipynb")
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-p", "no:cacheprovider", "-v", "--tb=no", "altered.ipynb"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    found = re.findall(r"::Cell \d+ (PASSED|FAILED)", run.stdout)
    assert len(found) == 2 * len(ALTERATIONS), run.stdout + run.stderr
    return found


@pytest.mark.parametrize("number", range(len(ALTERATIONS)), ids=[f"{alter.__name__}-{i}" for i, (_, alter) in enumerate(ALTERATIONS)])
def test_nbval_catches_the_alteration_and_passes_the_cell_beside_it(results, number):
    assert results[2 * number] == "FAILED"
    assert results[2 * number + 1] == "PASSED"


def test_an_unrun_cell_is_refused(honest):
    notebook = copy.deepcopy(honest)
    notebook.cells[3].execution_count, notebook.cells[3].outputs = None, []
    assert unrun(honest, "honest") is None and "not run in order" in unrun(notebook, "altered")


def test_cells_run_out_of_order_are_refused(honest):
    notebook = copy.deepcopy(honest)
    notebook.cells[0].execution_count = 99
    assert "not run in order" in unrun(notebook, "altered")
