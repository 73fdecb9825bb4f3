"""A lesson with a mistake in its form is refused, and the message names file and line."""

import textwrap

import pytest

from tools.build.lesson import LessonError, read, unbroken

HEAD = "# Turn a page\n\nTurn one page and look at it.\n\n"


def lesson(tmp_path, text, name="01_page.md"):
    path = tmp_path / "lessons" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return path


def cell(*lines):
    return "\n".join(["```{code-cell}", *lines, "```", "", "Prose between.", ""])


ANSWER = cell("def f(x):", "    ### BEGIN SOLUTION", "    return 2 * x", "    ### END SOLUTION")

WRONG = {
    "no title": ("No heading here.\n", 1, "begins with its title"),
    "empty": ("", 1, "begins with its title"),
    "second-level title": ("## Turn a page\n\nTurn it.\n", 1, "begins with its title"),
    "no promise": ("# Turn a page\n", 1, "one line that says what the learner will do"),
    "unclosed": (HEAD + cell("def f(x):", "    ### BEGIN SOLUTION", "    return x"), 7, "is never closed"),
    "end without begin": (HEAD + cell("x = 1", "### END SOLUTION"), 7, "without '### BEGIN SOLUTION'"),
    "begin twice": (HEAD + cell("### BEGIN SOLUTION", "x = 1", "### BEGIN SOLUTION"), 8, "inside the one begun in line 6"),
    "no check": (HEAD + ANSWER, 6, "no check cell after it"),
    "two answers": (HEAD + ANSWER + ANSWER + cell('check("f", f)'), 6, "no check cell after it"),
    "check without answer": (HEAD + cell('check("f", f)'), 6, "no answer cell before it"),
    "duplicate": (HEAD + 2 * (ANSWER + cell('check("f", f)')), 27, "'f' is already used in line 14"),
    "front matter of another kind": ("---\nauthor: me\n---\n" + HEAD, 1, "the front matter says 'author: me': it can say"),
    "front matter misspelt": ("---\nhand_out: true\n---\n" + HEAD, 1, "the front matter says 'hand_out: true': it can say"),
    "front matter empty": ("---\n---\n" + HEAD, 1, "the front matter says '': it can say"),
    "front matter no YAML": ("---\nhanded_out: [\n---\n" + HEAD, 1, "is not YAML"),
    "front matter never ends": ("---\nhanded_out: true\n" + HEAD, 1, "never ends with another '---'"),
    "handed out, perhaps": ("---\nhanded_out: maybe so\n---\n" + HEAD, 1, "'handed_out' is 'maybe so': it can say"),
    "handed out, a number": ("---\nhanded_out: 3\n---\n" + HEAD, 1, "'handed_out' is 3: it can say"),
    "handed out elsewhere": ("---\nhanded_out: ../ps1\n---\n" + HEAD, 1, "'handed_out' is '../ps1': it can say"),
    "handed out, nothing": ("---\nhanded_out:\n---\n" + HEAD, 1, "'handed_out' is None: it can say"),
    "check under front matter": ("---\nhanded_out: true\n---\n" + HEAD + cell('check("f", f)'), 9, "no answer cell before it"),
    "options": (HEAD + "```{code-cell}\n:tags: [a\n\nx = 1\n```\n", 1, "options do not parse"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_malformed_lesson_is_refused_with_its_line(tmp_path, name):
    text, line, message = WRONG[name]
    with pytest.raises(LessonError) as refused:
        read(lesson(tmp_path, text))
    assert str(refused.value).startswith(f"lessons/01_page.md:{line}: ")
    assert message in str(refused.value)


def test_a_file_name_without_a_number_is_refused(tmp_path):
    with pytest.raises(LessonError, match="NN_name.md"):
        read(lesson(tmp_path, HEAD, name="Page.md"))


def test_solutions_are_blanked_or_kept_and_the_markers_never_shown(tmp_path):
    one = read(lesson(tmp_path, HEAD + ANSWER + cell('check("f", f)')))
    assert one.notebook().cells[1].source == "def f(x):\n    # YOUR CODE HERE\n    ..."
    assert one.notebook(solved=True).cells[1].source == "def f(x):\n    return 2 * x"


def test_a_solution_that_only_assigns_leaves_the_names_to_fill_in(tmp_path):
    answer = cell("### BEGIN SOLUTION", "start = 2.3", "best = 'b'", "### END SOLUTION")
    one = read(lesson(tmp_path, HEAD + answer + cell('check("start-loss", start)')))
    assert one.notebook().cells[1].source == "start = ...  # YOUR ANSWER HERE\nbest = ...  # YOUR ANSWER HERE"


def test_exercises_are_found_in_order_with_their_cells(tmp_path):
    text = HEAD + ANSWER + cell('check("f", f)') + ANSWER + cell('check("g", f)') + cell('check("f", lambda x: x)')
    found = read(lesson(tmp_path, text)).exercises
    assert [(one.name, one.answer, one.check) for one in found] == [("f", 1, 3), ("g", 5, 7)]


def test_cell_ids_depend_on_the_content_and_nothing_else(tmp_path):
    first = read(lesson(tmp_path, HEAD + cell("x = 1") + cell("x = 1") + cell("y = 2"))).notebook()
    again = read(lesson(tmp_path, HEAD + cell("x = 1") + cell("x = 1") + cell("y = 2"))).notebook()
    moved = read(lesson(tmp_path, HEAD + cell("y = 2") + cell("x = 1"))).notebook()
    ids = [one.id for one in first.cells]
    assert ids == [one.id for one in again.cells] and len(set(ids)) == len(ids)
    assert {one.id for one in moved.cells if one.cell_type == "code"} < set(ids)


@pytest.mark.parametrize("says, name", [("true", "01_page"), ("ps1", "ps1"), ("false", None), (None, None)])
def test_a_lesson_says_whether_it_is_handed_out_and_its_notebook_does_not(tmp_path, says, name):
    plain = read(lesson(tmp_path, HEAD))
    one = read(lesson(tmp_path, (f"---\nhanded_out: {says}\n---\n" if says else "") + HEAD))
    assert one.handed_out == name
    assert one.title == "Turn a page" and one.notebook() == plain.notebook()


def test_a_number_and_its_percent_sign_stay_on_one_line_but_code_stays_as_it_is():
    written = "Of 56 % and `5 % 3`\n```\n7 % 4\n```\nleaves 12 %."
    assert unbroken(written) == "Of 56\u00a0% and `5 % 3`\n```\n7 % 4\n```\nleaves 12\u00a0%."
