"""What the tests of the coursework share: a small assignment, notebooks that answer it, and a box to mark them in."""

import json
from contextlib import contextmanager

import pytest

from coursework.handing_out import hidden_cases
from coursework.handing_out.from_lesson import assignment_of
from coursework.box.process import Box, NoBox, require
from coursework.marking.examiner import Examiner
from helpers.checks import exercises
from tests.support.machine import require_bubblewrap
from tools.build.lesson import read

LESSON = '''---
handed_out: true
---
# Score three problems

Three answers, each beside the others.

```{code-cell}
:tags: [setup]

import matplotlib.pyplot as plt
import numpy as np
from helpers import numerics, plots
from helpers.checks import check
```

```{code-cell}
scale = 2.0
fig, ax = plt.subplots()
plots.bars(ax, [1, 2])
```

```{code-cell}
def softmax(z):
    """Softmax along the last axis."""
    ### BEGIN SOLUTION
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
    ### END SOLUTION
```

```{code-cell}
check("softmax", softmax)
```

```{code-cell}
def tempered(z, T):
    """Softmax of z / T."""
    ### BEGIN SOLUTION
    return softmax(np.asarray(z) / T)
    ### END SOLUTION
```

```{code-cell}
check("temperature_softmax", tempered)
```

```{code-cell}
def two(z0, z1):
    """Probability of class 1."""
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(np.subtract(z0, z1)))
    ### END SOLUTION
```

```{code-cell}
check("two_class_probability", two)
```

+++ {"tags": ["by-hand-why-5"]}

Your words here.
'''
NAMES = ("softmax", "temperature_softmax", "two_class_probability")
FULL = {name: exercises[name].points for name in NAMES} | {"why": 0}
KEY = "0123456789abcdef"


def assignment(folder, cohort=2027):
    """The assignment with its hidden cases, its release, and its release solved, as a notebook's JSON."""
    path = folder / "90_three.md"
    path.write_text(LESSON, encoding="utf-8")
    lesson = read(path)
    made, release = assignment_of(lesson, exercises, cohort)
    hidden_cases.fill(made, exercises, KEY)
    solved = json.loads(json.dumps(release))
    for cell, text in zip(solved["cells"], lesson.notebook(solved=True).cells):
        cell["source"] = text.source
    return made, release, solved


def raw(notebook):
    return json.dumps(notebook).encode()


def answered(solved, **sources):
    """A copy of the solved notebook with other text in the answer cells of these problems."""
    copy = json.loads(json.dumps(solved))
    for name, source in sources.items():
        cell_of(copy, name)["source"] = source
    return copy


def cell_of(notebook, grade_id):
    return next(cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)


def points(verdicts):
    return {verdict["problem"]: verdict["points"] for verdict in verdicts}


def boxed(make):
    """What `make` returns; without bubblewrap the test is skipped, and where that can make no sandbox at all too."""
    require_bubblewrap()
    try:
        require()
    except NoBox as error:
        pytest.skip(f"bubblewrap makes no sandbox here: {error}")
    return make()


@contextmanager
def marked_course(tmp_path_factory, wall=3.0):
    """The small assignment's examiner, its box open, and its solved notebook."""
    made, _, solved = assignment(tmp_path_factory.mktemp("course"))
    exam = examiner(made, wall=wall)
    yield exam, solved
    exam.box.close()


def examiner(made, wall=3.0):
    """An examiner of this assignment with a box of its own."""
    return boxed(lambda: Examiner(made, Box(), exercises, wall))
