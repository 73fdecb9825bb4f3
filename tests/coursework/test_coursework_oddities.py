"""Honest notebooks in odd shapes: split, copied, merged, moved, turned, rewritten. Each gets what it deserves."""

import copy
import json

import pytest
from tests.support.marking import FULL, answered, assignment, cell_of, examiner, points, raw

from coursework.marking.examiner import DOOR, LIBRARY, MARKDOWN

SOFTMAX = "def softmax(z):\n    e = np.exp(z - np.max(z, axis=-1, keepdims=True))\n    return e / e.sum(axis=-1, keepdims=True)"
TEMPERED = "def tempered(z, T):\n    return softmax(np.asarray(z) / T)"
TWO = "def two(z0, z1):\n    return 1 / (1 + np.exp(np.subtract(z0, z1)))"
WRONG = "def softmax(z):\n    return np.exp(z) / np.exp(z).sum()"
LOST = FULL | {"softmax": 0}


def code(source, **metadata):
    return {"cell_type": "code", "source": source, "metadata": metadata}


def beside(notebook, name, source, below=True):
    """Put a copy of an answer's cell, with other text, below or above it; it has the same metadata."""
    index = notebook["cells"].index(cell_of(notebook, name))
    twin = copy.deepcopy(notebook["cells"][index]) | {"source": source}
    notebook["cells"].insert(index + below, twin)


def without_metadata(notebook):
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def without_cell(notebook, name):
    notebook["cells"].remove(cell_of(notebook, name))


def set_source(notebook, name, source):
    cell_of(notebook, name)["source"] = source


def split_after_the_function(notebook):
    set_source(notebook, "softmax", SOFTMAX)
    beside(notebook, "softmax", "softmax(np.array([1.0, 2.0]))")


def split_with_an_empty_cell(notebook):
    beside(notebook, "softmax", "")


def split_with_a_comment(notebook):
    beside(notebook, "softmax", "# this works!")


def split_before_the_function(notebook):
    set_source(notebook, "softmax", "def my_exp(z):\n    return np.exp(z - np.max(z, axis=-1, keepdims=True))")
    beside(notebook, "softmax", "def softmax(z):\n    return my_exp(z) / my_exp(z).sum(axis=-1, keepdims=True)")


def split_into_four(notebook):
    set_source(notebook, "softmax", "import numpy as np")
    for text in ("print(softmax([1, 2]))", SOFTMAX, "axis = -1"):
        beside(notebook, "softmax", text)


def every_answer_split(notebook):
    for name in ("softmax", "temperature_softmax", "two_class_probability"):
        beside(notebook, name, "print('done')")


def copied_and_the_copy_answers(notebook):
    set_source(notebook, "softmax", WRONG)
    beside(notebook, "softmax", SOFTMAX)


def copied_and_the_copy_is_wrong(notebook):
    set_source(notebook, "softmax", SOFTMAX)
    beside(notebook, "softmax", "def softmax(z):\n    return z")


def copied_stub_below(notebook):
    beside(notebook, "softmax", "def softmax(z):\n    \"\"\"Softmax along the last axis.\"\"\"\n    # YOUR CODE HERE\n    ...")


def improved_in_a_copy(notebook):
    beside(notebook, "softmax", "first = softmax\ndef softmax(z):\n    return first(np.asarray(z, dtype=float))")


def all_in_the_first_cell(notebook):
    set_source(notebook, "softmax", "\n\n".join([SOFTMAX, TEMPERED, TWO]))
    without_cell(notebook, "temperature_softmax")
    without_cell(notebook, "two_class_probability")


def all_in_the_last_cell(notebook):
    set_source(notebook, "two_class_probability", "\n\n".join([SOFTMAX, TEMPERED, TWO]))
    set_source(notebook, "softmax", "# below")
    set_source(notebook, "temperature_softmax", "")


def all_in_a_new_cell(notebook):
    for name in ("softmax", "temperature_softmax", "two_class_probability"):
        set_source(notebook, name, "")
    notebook["cells"].append(code("\n\n".join([TWO, TEMPERED, SOFTMAX])))


def all_in_one_cell_stripped_with_stubs_below(notebook):
    cells = [cell for cell in STUBS["cells"] if cell["cell_type"] == "code"]
    notebook["cells"] = [code("\n\n".join([SOFTMAX, TEMPERED, TWO])), *copy.deepcopy(cells)]
    without_metadata(notebook)


def merged_with_the_check(notebook):
    set_source(notebook, "softmax", SOFTMAX + "\ncheck(\"softmax\", softmax)")


def merged_into_the_check(notebook):
    set_source(notebook, "softmax-check", SOFTMAX + "\ncheck(\"softmax\", softmax)")
    without_cell(notebook, "softmax")


def merged_with_the_setup(notebook):
    setup = next(cell for cell in notebook["cells"] if cell["source"].startswith("import matplotlib"))
    setup["source"] += "\n" + SOFTMAX
    without_cell(notebook, "softmax")


def merged_into_the_figure(notebook):
    notebook["cells"][-1] |= {"cell_type": "code", "source": SOFTMAX + "\nplt.plot([1, 2])"}
    without_cell(notebook, "softmax")


def moved_upside_down(notebook):
    notebook["cells"].reverse()


def moved_above_the_setup(notebook):
    notebook["cells"].insert(0, notebook["cells"].pop(notebook["cells"].index(cell_of(notebook, "softmax"))))


def turned_into_markdown(notebook):
    cell_of(notebook, "softmax")["cell_type"] = "markdown"


def turned_into_raw(notebook):
    cell_of(notebook, "softmax")["cell_type"] = "raw"


def wrong_turned_into_markdown_and_written_anew(notebook):
    beside(notebook, "softmax", WRONG, below=False)
    notebook["cells"][notebook["cells"].index(cell_of(notebook, "softmax"))]["cell_type"] = "markdown"


def stub_turned_into_markdown_and_answered_below(notebook):
    set_source(notebook, "softmax", "def softmax(z):\n    \"\"\"Softmax along the last axis.\"\"\"\n    # YOUR CODE HERE\n    ...")
    cell_of(notebook, "softmax")["cell_type"] = "markdown"
    notebook["cells"].append(code(SOFTMAX))


def stripped_with_an_old_attempt_above(notebook):
    notebook["cells"].insert(2, code(WRONG))
    without_metadata(notebook)


def old_attempts_below_under_other_names(notebook):
    notebook["cells"].append(code("def softmax_old(z):\n    return z\n\ndef softmax2(z):\n    return softmax_old(z) * 2"))


def old_attempt_below(notebook):
    notebook["cells"].append(code(WRONG))


def old_attempt_in_quotes(notebook):
    set_source(notebook, "softmax", SOFTMAX + "\n'''\n" + WRONG + "\n'''")


def old_attempt_commented_out(notebook):
    set_source(notebook, "softmax", "# " + WRONG.replace("\n", "\n# ") + "\n" + SOFTMAX)


def two_definitions_in_one_cell(notebook):
    set_source(notebook, "softmax", WRONG + "\n\n" + SOFTMAX)


def object_array(notebook):
    set_source(notebook, "softmax", SOFTMAX + "\nplain = softmax\ndef softmax(z):\n    return plain(z).astype(object)")


def object_array_of_numpy_floats(notebook):
    set_source(notebook, "softmax", SOFTMAX + (
        "\nplain = softmax\ndef softmax(z):\n    p = plain(z)\n    a = np.empty(p.shape, object)\n"
        "    for place in np.ndindex(*p.shape):\n        a[place] = p[place]\n    return a"
    ))


def list_of_arrays(notebook):
    set_source(notebook, "softmax", SOFTMAX + "\nplain = softmax\ndef softmax(z):\n    return list(plain(z))")


def array_of_a_subclass(notebook):
    set_source(notebook, "softmax", SOFTMAX + (
        "\nplain = softmax\nclass Mine(np.ndarray): pass\ndef softmax(z):\n    return plain(z).view(Mine)"
    ))


def numpy_number(notebook):
    set_source(notebook, "two_class_probability", TWO.replace("return ", "return np.float64(").rstrip() + ")")


def loops(notebook):
    set_source(notebook, "softmax", (
        "def softmax(z):\n    z = np.asarray(z, float)\n    if z.ndim > 1:\n        return np.array([softmax(row) for row in z])\n"
        "    top, total, out = max(z), 0.0, []\n    for score in z:\n        total += np.e ** (score - top)\n"
        "    for score in z:\n        out.append(np.e ** (score - top) / total)\n    return out"
    ))


def static_method(notebook):
    set_source(notebook, "softmax", "class Answers:\n    @staticmethod\n    def softmax(z):\n        " + SOFTMAX.split("\n", 1)[1].strip().replace("\n", "\n    ") + "\n\nsoftmax = Answers.softmax")


def callable_object(notebook):
    set_source(notebook, "two_class_probability", "class Two:\n    base = np.e\n    def __call__(self, z0, z1):\n        return 1 / (1 + self.base ** np.subtract(z0, z1))\n\ntwo = Two()")


def lambda_(notebook):
    set_source(notebook, "two_class_probability", "two = lambda z0, z1: 1 / (1 + np.exp(np.subtract(z0, z1)))")


def annotated(notebook):
    set_source(notebook, "two_class_probability", "from typing import Callable\n" + TWO.replace("z0, z1)", "z0: float, z1: float) -> float", 1) + "\ntwo: Callable = two")


def decorated(notebook):
    set_source(notebook, "two_class_probability", "import functools\ndef loud(f):\n    @functools.wraps(f)\n    def g(*a, **k):\n        print(f.__name__)\n        return f(*a, **k)\n    return g\n\n@loud\n" + TWO)


def keyword_defaults(notebook):
    set_source(notebook, "two_class_probability", TWO.replace("z0, z1)", "z0, z1, verbose=False)", 1))


def defined_under_a_condition(notebook):
    set_source(notebook, "two_class_probability", "if True:\n    " + TWO.replace("\n", "\n    "))


def helper_in_the_cell_of_another_answer(notebook):
    set_source(notebook, "softmax", SOFTMAX + "\ndef divided(z, T):\n    return np.asarray(z) / T")
    set_source(notebook, "temperature_softmax", "def tempered(z, T):\n    return softmax(divided(z, T))")


def helper_class_in_a_cell_below(notebook):
    set_source(notebook, "two_class_probability", "def two(z0, z1):\n    return Helper.two(z0, z1)")
    notebook["cells"].append(code("class Helper:\n    @staticmethod\n    def two(z0, z1):\n        return 1 / (1 + np.exp(np.subtract(z0, z1)))"))


def constants_in_another_cell(notebook):
    notebook["cells"].insert(1, code("AXIS = -1"))
    set_source(notebook, "softmax", SOFTMAX.replace("-1", "AXIS"))


def cell_magics(notebook):
    set_source(notebook, "softmax", "%%time\n" + SOFTMAX)
    set_source(notebook, "two_class_probability", "%load_ext autoreload\n%autoreload 2\n" + TWO + "\ntwo?\n%timeit -n 1 two(0, 1)\n!ls\nt = %time two(0, 1)")


def other_numpy_name(notebook):
    set_source(notebook, "two_class_probability", "import numpy\nfrom numpy import exp, subtract as minus\ndef two(z0, z1):\n    return 1 / (1 + exp(minus(z0, z1)))")


def plots_and_prints(notebook):
    notebook["cells"].insert(5, code("fig, ax = plt.subplots(1, 2)\nax[0].plot([1, 2])\nplt.savefig('my.png')\nfor n in range(9): print(n)\nnp.zeros(3)"))


def errors_left_in(notebook):
    for text in ("softmax(", "tempered(1)", "1 / 0", "from my_module import *", "assert False"):
        notebook["cells"].insert(4, code(text))


def tabs_and_spaces(notebook):
    set_source(notebook, "two_class_probability", "def two(z0, z1):\n\treturn 1 / (1 + np.exp(np.subtract(z0, z1)))\n\n\n   ")


def other_ids(notebook):
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["grade_id"] += "-2"


def imported_from_the_course(notebook):
    set_source(notebook, "softmax", STUB)
    notebook["cells"].append(code("from helpers.numerics import softmax"))


def leaning_on_another_cell(notebook):
    notebook["cells"].insert(1, code("import helpers.numerics as tools\nhelp_me = tools.softmax"))
    set_source(notebook, "softmax", "def softmax(z):\n    return help_me(z)")


def by_a_spelled_out_name(notebook):
    set_source(notebook, "softmax", "import importlib\nsoftmax = importlib.import_module('hel' + 'pers.num' + 'erics').softmax")


STUBS = STUB = None
# What changes, the points that it deserves, and the note of softmax.
ODDITIES = [
    *((change, FULL, "") for change in (
        split_after_the_function, split_with_an_empty_cell, split_with_a_comment, split_before_the_function, split_into_four,
        every_answer_split, copied_and_the_copy_answers, copied_stub_below, improved_in_a_copy, all_in_the_first_cell,
        all_in_the_last_cell, all_in_a_new_cell, all_in_one_cell_stripped_with_stubs_below, merged_with_the_check,
        merged_into_the_check, merged_into_the_figure, moved_upside_down, moved_above_the_setup,
        stub_turned_into_markdown_and_answered_below, wrong_turned_into_markdown_and_written_anew,
        stripped_with_an_old_attempt_above, old_attempts_below_under_other_names, old_attempt_below, old_attempt_in_quotes,
        old_attempt_commented_out, two_definitions_in_one_cell, object_array, object_array_of_numpy_floats, list_of_arrays,
        array_of_a_subclass, numpy_number, loops, static_method, callable_object, lambda_, annotated, decorated, keyword_defaults,
        defined_under_a_condition, helper_in_the_cell_of_another_answer, helper_class_in_a_cell_below,
        constants_in_another_cell, cell_magics, other_numpy_name, plots_and_prints, errors_left_in, tabs_and_spaces, other_ids,
        without_metadata,
    )),
    (turned_into_markdown, FULL, MARKDOWN), (turned_into_raw, FULL, MARKDOWN),
    (copied_and_the_copy_is_wrong, LOST, ""),
    (imported_from_the_course, LOST, "not attempted"),
    (leaning_on_another_cell, FULL, LIBRARY), (by_a_spelled_out_name, FULL, DOOR.format("importlib")), (merged_with_the_setup, FULL, LIBRARY),
]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    global STUBS, STUB
    made, release, solved = assignment(tmp_path_factory.mktemp("course"))
    STUBS = json.loads(json.dumps(release))
    STUB = made.by_name["softmax"].cell
    exam = examiner(made, wall=2.0)
    yield exam, solved
    exam.box.close()


@pytest.mark.parametrize(("change", "deserved", "note"), ODDITIES, ids=[each[0].__name__ for each in ODDITIES])
def test_an_honest_notebook_gets_what_it_deserves(course, change, deserved, note):
    exam, solved = course
    notebook = answered(solved)
    change(notebook)
    marks = exam.examine(raw(notebook))
    got = {name: points for name, points in points(marks).items() if name != "why"}
    assert got == {name: points for name, points in deserved.items() if name != "why"}, marks
    assert marks[0]["note"] == note
