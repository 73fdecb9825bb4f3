"""The rhythm of the best-loved collections: short cells, prose between them, enough words to a line."""

import re
from statistics import mean, median, pstdev

import pytest

from tests.support.course import LESSONS, NAMES, lesson


def code_lines(cell):
    return [text for text in cell.source.split("\n") if text.strip() and not text.strip().startswith("###")]


def words(cell):
    prose = re.sub(r"```.*?```|\$\$.*?\$\$", " ", cell.source, flags=re.DOTALL)
    return len(re.findall(r"[\w’'$\\{}^-]*[a-zA-Z][\w’'$\\{}^-]*", prose))


def cells(name, kind):
    return [cell for cell in lesson(name).cells if cell.kind == kind]


def tags(cell):
    return cell.metadata.get("tags", [])


def read_lines(cell):
    """The lines of code that a learner reads: without the solution, and without a picture's text alternative."""
    source = re.sub(r"### BEGIN SOLUTION.*?### END SOLUTION", "...", cell.source, flags=re.DOTALL)
    source = re.sub(r"plots\.show\(\s*fig,.*", "", source, flags=re.DOTALL)
    return [text for text in source.split("\n") if text.strip()]


def sentences(name):
    """The sentences of a lesson's paragraphs up to "You have", and the paragraphs; lists, tables, code are none."""
    text = "\n\n".join(cell.source for cell in cells(name, "markdown"))
    text = re.split(r"^## You have", text, flags=re.MULTILINE)[0]
    for found, put in [(r"```.*?```", "\n\n"), (r"\$\$.*?\$\$", " F "), (r"\$[^$]*\$", "M"), (r"`[^`]*`", "C")]:
        text = re.sub(found, put, text, flags=re.DOTALL)
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text)]
    paragraphs = [block for block in blocks if block and not re.match(r"[#|>:\-*+<]|\d+\.", block)]
    split = [re.split(r"(?<=[.!?])\s+(?=[A-Z*_])", " ".join(block.split())) for block in paragraphs]
    return [sentence for parts in split for sentence in parts if re.search("[a-z]", sentence)], paragraphs


@pytest.mark.parametrize("name", [*LESSONS, "11_problem_set"])
def test_somebody_speaks_and_sends_no_telegrams(name):
    spoken, paragraphs = sentences(name)
    lengths = [len(sentence.split()) for sentence in spoken]
    assert 14 <= mean(lengths) <= 19
    assert pstdev(lengths) >= 7.5
    assert mean(length <= 8 for length in lengths) <= 0.22
    assert mean(length >= 25 for length in lengths) >= 0.08
    assert mean(paragraph.endswith(":") for paragraph in paragraphs) <= 0.30


@pytest.mark.parametrize("name", LESSONS)
def test_there_is_more_to_read_than_to_run(name):
    written = sum(words(cell) for cell in cells(name, "markdown"))
    coded = sum(len(read_lines(cell)) for cell in cells(name, "code"))
    assert coded <= 200
    assert 15 <= written / coded <= 35, f"{written} words, {coded} lines: {written / coded:.1f}"


@pytest.mark.parametrize("name", LESSONS)
def test_a_cell_shows_one_thing(name):
    shown = [cell for cell in cells(name, "code") if "setup" not in tags(cell)]
    for cell in shown:
        folded = "hide-input" in tags(cell) or "plots.show(" in cell.source
        assert len(read_lines(cell)) <= (12 if folded else 8), f"line {cell.line}"
    assert max(len(text) for cell in shown for text in code_lines(cell)) <= 80  # at 800 pixels
    assert 1 <= median(len(read_lines(cell)) for cell in shown) <= 3


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
    assert "predict(" in code and re.search(r"demos\.(?!predict)\w+\(", code)
    assert len(lesson(name).exercises) >= 2
    assert not re.search(r";$", code, flags=re.MULTILINE)  # a semicolon hides nothing from a kernel without history
    assert not re.search(r"import \*|interact\(|clear_output|update_display|Output\(", code)
