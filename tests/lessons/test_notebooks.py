"""What nbval does not look at: every cell was run, in order, and a notebook holds only what a build writes."""

import re

import pytest

from tests.support.course import NAMES, NOTEBOOKS, course, outputs, saved
from tools.build.in_step import check
from tools.build.notebooks import LIVE_VIEW, ROOT

# A bare float, such as 0.30000000000000004, differs in its last digit from one processor to the next.
LONG = re.compile(r"\d*\.\d{9,}|\d{9,}\.\d*")
ADDRESS = re.compile(r"0x[0-9a-f]{6,}|/(?:home|tmp|work|root|Users)/|ipykernel_\d+")


def test_notebooks_and_readme_are_in_step_with_the_lessons():
    assert check(course(), ROOT) == []


@pytest.mark.parametrize("name", NAMES)
def test_outputs_are_of_the_kinds_that_a_run_gives(name):
    for number, _, output in outputs(saved(name)):
        assert output.output_type in ("stream", "execute_result", "display_data"), f"cell {number}"
        assert output.get("name", "stdout") == "stdout", f"cell {number} wrote to stderr"
        assert not output.get("metadata"), f"cell {number}: {output.metadata}"
        assert LIVE_VIEW not in output.get("data", {}), f"cell {number} holds a live view"


@pytest.mark.parametrize("name", NAMES)
def test_no_output_shows_a_bare_float_an_address_or_a_path(name):
    for number, cell, output in outputs(saved(name)):
        text = output.get("text", "") + output.get("data", {}).get("text/plain", "")
        assert not ADDRESS.search(text), f"cell {number}: {text}"
        assert "exact" in cell.metadata.get("tags", []) or not LONG.search(text), f"cell {number}: {text}"
        assert not re.search(r"np\.(float|bool|int|True|False)|^<.* object", text), f"cell {number} shows a raw repr: {text}"


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_has_an_alternative_that_states_a_finding(name):
    for number, _, output in outputs(saved(name)):
        data = output.get("data", {})
        pictures = re.findall(r"<img\b[^>]*>", data.get("text/html", ""))
        if "image/png" in data:  # what is shown is the HTML: the picture with its alternative, or all of it in words
            assert data.get("text/html"), f"cell {number} has a picture without an alternative"
        if pictures:
            alternatives = [re.search(r'alt="([^"]*)"', picture) for picture in pictures]
            assert all(alternatives), f"cell {number} has a picture without an alternative"
            for found in alternatives:  # a question gives no numbers away
                states_numbers = re.search(r"\d", found[1]) or found[1].startswith(("Predict first", "Locked"))
                assert len(found[1]) > 30 and states_numbers, f"cell {number}: {found[1]}"


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_small_enough_to_open_at_once(name):
    assert (NOTEBOOKS / f"{name}.ipynb").stat().st_size < 400_000
