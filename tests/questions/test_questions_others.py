"""From memory, your own function, the stock-taking, order the lines, and the solution."""

import itertools
import json
import re
from html import escape

import pytest

from helpers.checks import check
from helpers.exercises import exercises
from helpers.progress import hints, moves, record, stock, tries
from helpers.questions import lines, order, own, remember, take_stock
from helpers.questions.lines import OneLine

FUNCTIONS = [name for name in exercises if exercises[name].is_function and exercises[name].solution]


def can_be_ordered(name):
    try:
        return bool(order(name))
    except ValueError:
        return False


PUZZLES = [name for name in FUNCTIONS if can_be_ordered(name)]


def test_without_a_file_the_same_three_come_from_lessons_before():
    first = remember("03")
    assert [question.name for question in first.questions] == [question.name for question in remember(3).questions]
    assert len(first.questions) == 3 and all(question.lesson < "03" for question in first.questions)
    assert len({question.lesson for question in first.questions}) == 3
    assert repr(first).count("No answer given.") == 3


def test_what_was_missed_long_ago_comes_first(file, monkeypatch):
    from datetime import UTC, datetime, timedelta

    from helpers.progress import events

    monkeypatch.setattr(events, "now", lambda: datetime.now(UTC) - timedelta(days=9))
    record.remembered("cold-softmax", lesson="01_softmax", right=False)
    monkeypatch.undo()
    monkeypatch.setenv("LOGITS_TO_LOSS_PROGRESS", str(file))
    assert remember("06").questions[0].name == "cold-softmax"


def test_memory_says_how_many_and_where_to_look():
    sheet = remember("02")
    for i, question in enumerate(sheet.questions):
        sheet.enter(i, None if i else question.right_choice(question.truth()).text)
    assert sheet.done and sheet.view.state["ending"]["says"].startswith("1 of 3 remembered. What you missed is from")
    assert all(verdict["truth"] for verdict in sheet.view.state["verdicts"])


@pytest.mark.parametrize("lesson", ["", None, "soft", "1_2_3", -1, True, [], "999"])
def test_memory_wants_a_lesson(lesson):
    with pytest.raises(ValueError, match='such as "02"'):
        remember(lesson)


def test_memory_before_the_first_lesson_is_empty():
    with pytest.raises(ValueError, match="no lesson before 00 has anything to remember"):
        remember("00")


@pytest.mark.parametrize("function", [None, ..., lambda z: z, lambda z: 1 / 0])
def test_a_question_on_your_own_function_waits_for_the_check(function):
    waiting = own("your-softmax", function)
    assert repr(waiting) == 'A question about your own function waits here. First let check("softmax", softmax) pass.'


def test_your_own_function_is_not_called_with_parentheses():
    assert "without parentheses" in repr(own("your-softmax", 0.5))


def test_your_own_function_decides_what_is_true():
    told = repr(own("your-softmax", exercises["softmax"].solution).answer("[1, 0]", sure=0.6))
    assert "The truth: [nan, 0]. That is the true softmax. Your function takes exp(1000)" in told


def test_something_else_is_the_last_choice():
    sheet = own("your-softmax", exercises["softmax"].solution).sheet
    assert sheet.order(sheet.questions[0])[-1] == "something else"


def answer_all(moment, right):
    sheet = take_stock(moment)
    for i, question in enumerate(sheet.questions):
        truth = question.right_choice(question.truth()).text
        wrong = next(choice.text for choice in question.choices if choice.text != truth)
        sheet.enter(i, truth if i < right else wrong)
    return sheet


def test_the_stock_before_says_nothing_of_the_truth(file):
    sheet = answer_all("before", 4)
    told = json.dumps([sheet.view.state, sheet.view.sheet, sheet._repr_mimebundle_()["text/html"]], ensure_ascii=False)
    for question in sheet.questions:
        assert question.because not in told
        assert not [choice.says for choice in question.choices if choice.says and choice.says in told]
    assert all("right" not in verdict and not verdict["truth"] for verdict in sheet.view.state["verdicts"])
    assert "✓" not in told and "✗" not in told and "Kept until lesson 10" in told
    assert sum(answer.right for answer in stock("before").values()) == 4


def test_the_stock_after_shows_the_gain_of_each_question(file):
    answer_all("before", 4)
    sheet = answer_all("after", 9)
    ending = sheet.view.state["ending"]
    assert ending["says"] == "9 of 12 right, and 4 of 12 before the course."
    assert [row[3] for row in ending["rows"]].count("gained") == 5
    assert take_stock("after").done and take_stock("before").done
    assert "9 of 12 right" in repr(take_stock("after"))


def test_the_stock_after_without_a_before_says_so():
    assert "nothing to compare with" in answer_all("after", 12).view.state["ending"]["says"]
    with pytest.raises(ValueError, match='take_stock wants "before" or "after", got \'now\''):
        take_stock("now")


@pytest.mark.parametrize("name", PUZZLES)
def test_one_order_of_the_lines_is_right_and_it_is_not_the_first_one_shown(name):
    puzzle, right = order(name).puzzle, []
    places = range(1, len(puzzle.lines) + 1)
    for chosen in orders(name, puzzle):
        tried = order(name).arrange(*chosen)
        right += [chosen] if tried.done else []
        assert tried.says.startswith("✓" if tried.done else "✗")
    assert right and all(puzzle.impostor + 1 not in chosen for chosen in right)
    assert tuple(i for i in places if i != puzzle.impostor + 1) not in right


def orders(name, puzzle):
    """All orders of a few lines; of many lines the shown one, the solution's, and those that a slip away from it."""
    places = range(1, len(puzzle.lines) + 1)
    if len(places) <= 5:
        return list(itertools.permutations(places, len(places) - 1))
    left = {}
    for place, line in enumerate(puzzle.lines, start=1):
        left.setdefault(line, place)
    solution = [left[line] for line in lines._parts(exercises[name].solution)[1]]
    swapped = [[*solution[:i], solution[i + 1], solution[i], *solution[i + 2:]] for i in range(len(solution) - 1)]
    taken_in = [[*solution[:i], puzzle.impostor + 1, *solution[i + 1:]] for i in range(len(solution))]
    shown = [place for place in places if place != puzzle.impostor + 1]
    return [tuple(chosen) for chosen in [solution, shown, *swapped, *taken_in]]


def test_most_solutions_can_be_ordered_and_one_line_cannot():
    assert len(PUZZLES) >= 12
    with pytest.raises(OneLine, match="brier_score is one line long"):
        order("brier_score")


def test_the_browser_does_not_know_the_impostor():
    view = order("softmax").view
    assert set(view.puzzle) == {"title", "task", "head", "lines"} and view.state == {}


def test_what_is_wrong_with_an_order_is_told():
    puzzle = order("softmax")
    assert "leave it out" in puzzle.arrange(1, 2, 3).says
    assert "Put the others back" in puzzle.arrange(1).says
    assert "e is used before it has a value" in puzzle.arrange(1, 2).says
    assert "The line that you left out is needed" in puzzle.arrange(2, 3).says
    assert puzzle.arrange(2, 1).says.startswith("✓ Right, after 5 tries")


@pytest.mark.parametrize("numbers", [(0,), (4,), (1, 1), ("a",), (1.5,), (True,), (None,)])
def test_an_order_of_no_lines_is_told_what_is_wanted(numbers):
    puzzle = order("softmax")
    with pytest.raises(ValueError, match="Say the numbers of the lines in the order that you want"):
        puzzle.arrange(*numbers)
    puzzle._receive({"places": [9, 9]})
    assert "Say the numbers" in puzzle.view.state["says"] and not puzzle.done


@pytest.mark.parametrize("ask", [order, lambda name: own("your-softmax-", name)])
def test_an_unknown_name_is_told_the_nearest(ask):
    with pytest.raises(KeyError, match="did you mean"):
        ask("sofmax")


def test_a_marked_problem_has_no_lines_and_no_solution():
    with pytest.raises(ValueError, match="marked problem"):
        order("centred_logits")
    assert repr(check.solution("centred_logits")) == "centred_logits is marked, so its solution is not shown."


def test_the_solution_waits_for_three_tries_and_the_last_hint(file, monkeypatch):
    monkeypatch.setattr("helpers.checks._given", {})
    assert "It takes 3 more tries and 3 more hints" in repr(check.solution("sigmoid", lambda z: z))
    for step in (1, 2, 3):
        record.tried("sigmoid", lesson="04_sigmoid_bce", passed=False)
        record.hint("sigmoid", lesson="04_sigmoid_bce", step=step)
        assert check.solution("sigmoid", lambda z: z).shown == (step == 3)
    assert tries("sigmoid") == hints("sigmoid") == 3


def test_the_solution_stands_beside_yours_after_a_pass():
    def softmax(z):
        rows = [[2.718281828459045 ** score for score in row] for row in z.reshape(-1, z.shape[-1])]
        return __import__("numpy").array([[each / sum(row) for each in row] for row in rows]).reshape(z.shape)

    told = check.solution("softmax", softmax)
    assert told.shown and "2.718281828459045" in told.yours and "keepdims=True" in told.theirs
    assert any("one by one" in point for point in told.compare)
    assert not check.solution("softmax", lambda z: z).shown
    assert "short answer" in repr(check.solution("odds"))


@pytest.mark.parametrize("name", [name for name, exercise in exercises.items() if exercise.is_function])
def test_the_third_hint_offers_an_order_where_there_is_one_and_its_code_runs(name, monkeypatch):
    monkeypatch.setattr("helpers.checks._given", {})
    first, second, third = (check.hint(name) for _ in range(3))
    code = re.search(r"from helpers.*\)(?=\.$)", third.text)
    assert "order(" not in first.text + second.text and bool(code) == can_be_ordered(name)
    if code:
        exec(code[0])
        assert f"<code>{escape(code[0])}</code>" in third.html


def test_an_order_that_is_found_is_kept(file):
    order("softmax").arrange(2, 1)
    assert moves("order softmax") == 1
