"""One finds one's way in: a call passes few files and functions, and `??` shows the formula."""

import inspect
import re
import sys
from pathlib import Path

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from helpers import numerics as nm

ROOM = Path(nm.__file__).parent


def entered(call):
    """Return the (file, function) of each of our functions in the order in which the call enters them.

    A comprehension or a lambda is part of the function that holds it.
    """
    seen = []

    def note(frame, event, _):
        file = Path(frame.f_code.co_filename)
        if event == "call" and ROOM.parent in file.parents and "<" not in frame.f_code.co_name:
            seen.append((file.name, frame.f_code.co_qualname))

    sys.setprofile(note)
    try:
        call()
    finally:
        sys.setprofile(None)
    return seen


def climbs(seen):
    """Return how often the call goes back up: enters a function of a file that it had left for another.

    A stay is a run of functions entered in one file. That a function returns to its caller is no
    climb; that the caller's file then calls on in another file, and comes back to this one, is.
    """
    stays = [file for i, (file, _) in enumerate(seen) if i == 0 or seen[i - 1][0] != file]
    return len(stays) - len(set(stays))


@pytest.mark.parametrize("shape", [(2, 3), (1024, 300)])  # one part, several parts
def test_cross_entropy_enters_few_files_and_functions(shape):
    z = np.random.default_rng(0).normal(size=shape)
    seen = entered(lambda: nm.cross_entropy_with_logits(z, z.argmax(axis=-1)))
    assert seen[0] == ("cross_entropy.py", "cross_entropy_with_logits")
    assert len({file for file, _ in seen}) <= 4 and climbs(seen) <= 2
    assert len(set(seen)) <= 15 + (shape[0] > 2), sorted(set(seen))  # where to cut is asked of a large array


def test_the_counting_of_climbs_itself():
    assert climbs([("a", "f"), ("b", "g"), ("b", "h"), ("c", "i")]) == 0
    assert climbs([("a", "f"), ("b", "g"), ("a", "h"), ("b", "g")]) == 2


FORMULAS = {
    "softmax": ("np.exp(part - largest(part", "/= sum_along("),
    "log_softmax": ("np.subtract(", "shifted -= log_sum_exp("),
    "logsumexp": (".max(", "log_sum_exp(part - most"),
    "sigmoid": ("np.exp(np.negative(np.abs(part", ">= 0", "e += 1", "p /= e"),
    "log_sigmoid": ("np.minimum(part, 0", "np.log1p(np.exp(-np.abs(part)))"),
    "cross_entropy": ("np.log(at_label(p, y))", "weighted_sum(y, np.log(p))"),
    "cross_entropy_with_logits": ("shifted = part - top", "log_sum_exp(", "- at_label(shifted, labels)"),
    "binary_cross_entropy": ("np.log(p)", "np.log1p(-p)"),
    "binary_cross_entropy_with_logits": ("size * miss + np.log1p(np.exp(-size))",),
    "entropy": ("weighted_sum(p, np.log(p)",),
    "kl_divergence": ("np.log(p) - np.log(q)",),
    "smooth_labels": ("(1 - alpha) * q + alpha / q.shape[-1]",),
    "sigmoid_grad": ("sigmoid(z) * sigmoid(-z)",),
    "softmax_jacobian": ("p[..., :, None] * p[..., None, :]",),
    "binary_cross_entropy_with_logits_grad": ("(1 - y) * sigmoid(z) - y *",),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_two_question_marks_show_the_formula(name):
    function = getattr(nm, name)
    shell = InteractiveShell.instance()
    shown = re.sub(r"\x1b\[[0-9;]*m", "", shell.inspector.info(function, detail_level=1)["source"])  # without colours
    assert shown.strip() == inspect.getsource(inspect.unwrap(function)).strip()
    for piece in FORMULAS[name]:
        assert piece in shown


def test_the_package_reads_nothing_but_numpy_and_itself():
    for module in ROOM.glob("*.py"):
        for line in module.read_text(encoding="utf-8").splitlines():
            if line.startswith(("import ", "from ")):
                assert line.split()[1].split(".")[0] in ("numpy", "operator") or "helpers.numerics" in line, line
