"""The rhythm of the best-loved collections: short cells, prose between them, enough words to a line."""

import re
from statistics import median

import pytest

from tests.support.course import LESSONS, NAMES, lesson


def code_lines(cell):
    return [text for text in cell.source.split("\n") if text.strip() and not text.strip().startswith("###")]


def words(cell):
    prose = re.sub(r"```.*?```|\$\$.*?\$\$", " ", cell.source, flags=re.DOTALL)
    return len(re.findall(r"[\w’'$\\{}^-]*[a-zA-Z][\w’'$\\{}^-]*", prose))


def cells(name, kind):
    return [cell for cell in lesson(name).cells if cell.kind == kind]


@pytest.mark.parametrize("name", LESSONS)
def test_there_are_15_to_22_words_to_a_line_of_code(name):
    written = sum(words(cell) for cell in cells(name, "markdown"))
    coded = sum(len(code_lines(cell)) for cell in cells(name, "code"))
    assert coded <= 200
    assert 15 <= written / coded <= 22, f"{written} words, {coded} lines: {written / coded:.1f}"


@pytest.mark.parametrize("name", LESSONS)
def test_a_cell_has_2_or_3_lines_as_a_rule_and_never_more_than_12(name):
    lengths = [len(code_lines(cell)) for cell in cells(name, "code")]
    assert max(lengths) <= 12
    assert max(len(text) for cell in cells(name, "code") for text in code_lines(cell)) <= 76  # at 800 pixels
    assert 2 <= median(lengths) <= 3


@pytest.mark.parametrize("name", NAMES)
def test_between_two_code_cells_stands_at_least_a_sentence(name):
    kinds = lesson(name).cells
    for before, cell in zip(kinds, kinds[1:]):
        assert (before.kind, cell.kind) != ("code", "code"), f"line {cell.line}"
        if cell.kind == "markdown" and before.kind == "code":
            assert words(cell) >= 4, f"line {cell.line}"


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_has_all_that_every_lesson_has(name):
    text = "\n".join(cell.source for cell in lesson(name).cells)
    code = "\n".join(cell.source for cell in cells(name, "code"))
    for part in ["After this lesson you can:", "You need", "## You have", "## Talk about it", "## Read on"]:
        assert part in text, f"{name} lacks '{part}'"
    can = re.search(r"After this lesson you can:\n\n((?:- .*\n)+)", text)[1].strip().split("\n")
    talk = re.search(r"## Talk about it\n\n((?:\d\. .*\n)+)", text)[1].strip().split("\n")
    assert 2 <= len(can) <= 4 and len(talk) == 3
    assert "demos.predict(" in code and re.search(r"demos\.(?!predict)\w+\(", code)
    assert len(lesson(name).exercises) >= 2
    assert not re.search(r";$", code, flags=re.MULTILINE)  # a semicolon hides nothing from a kernel without history
    assert not re.search(r"import \*|interact\(|clear_output|update_display|Output\(", code)
