"""Building again gives the same bytes, on another processor too."""

import pytest

from tests.support.course import NAMES, NOTEBOOKS, course
from tools.build.notebooks import ROOT, build

# NumPy then takes the paths of a processor without these instructions: float64 exp
# differs by one unit in the last place in 4 % of values.
OTHER_PROCESSOR = "X86_V3 X86_V4 AVX512_ICL AVX512_SPR"


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_builds_to_the_same_bytes_on_another_processor(name, tmp_path, monkeypatch):
    monkeypatch.setenv("NPY_DISABLE_CPU_FEATURES", OTHER_PROCESSOR)
    assert build(ROOT / f"lessons/{name}.md", course(), tmp_path, solved=False, tick=lambda: None) is None
    assert (tmp_path / f"{name}.ipynb").read_bytes() == (NOTEBOOKS / f"{name}.ipynb").read_bytes()
