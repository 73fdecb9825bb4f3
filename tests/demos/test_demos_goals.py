"""A goal is reached by hand, counted, asked about and remembered; by Python and by the browser alike."""

import pytest
from tests.support.browsing import browser  # noqa: F401
from tests.support.demo_on_page import page  # noqa: F401
from tests.support.demo_on_page import OnPage
from tests.support.demo_shelf import SHELF

from helpers import demos, numerics, progress
from helpers.demos.engine import goal as goals

HALF = {"reached": {"p2": 0.5}, "only": "z2", "asks": "What did z₂ have to be?", "found": "ln(e + 1) = 1.31.",
        "name": "one half", "lesson": "01_softmax"}


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(goals, "REACHED", {})


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("LOGITS_TO_LOSS_PROGRESS", str(tmp_path / "progress.json"))


def half(**more):
    return SHELF["simplex"]().goal("Make p₂ one half with z₂ alone.", **(HALF | more))


def status(page):
    return page.get_by_role("status").first.text_content()


def at(demo, name, value):
    return demo.sliders[name].nearest(value)


def test_a_goal_is_seen_by_the_browser_at_once_and_python_hears_of_it(page, kept):
    shown = OnPage(page, half())
    assert page.locator(".ltl-aim").text_content() == "Make p₂ one half with z₂ alone."
    shown.settle()
    shown.move("z2", at(shown.demo, "z2", 0.7))
    shown.wait(2000)
    shown.settle()
    shown.move("z2", at(shown.demo, "z2", 1.3))
    assert status(page) == ""
    shown.wait(200)  # Python has not been asked
    assert status(page) == "Reached in 2 moves."
    shown.settle()
    assert shown.demo.view.goal["reached"] == 2 and progress.moves("one half") == 2
    assert status(page) == "Reached in 2 moves."


def test_what_was_found_is_asked_and_compared_by_keyboard(page):
    shown = OnPage(page, half())
    shown.settle()
    assert page.get_by_text("What did z₂ have to be?").count() == 0
    shown.move("z2", at(shown.demo, "z2", 1.3))
    shown.settle()
    box = page.get_by_role("textbox", name="What did z₂ have to be?")
    assert not page.get_by_text("ln(e + 1) = 1.31.").is_visible()
    box.focus()
    page.keyboard.type("1.3")
    page.keyboard.press("Enter")
    assert page.get_by_text("ln(e + 1) = 1.31.").is_visible()
    assert box.input_value() == "1.3"


def test_a_hand_that_only_passes_by_has_not_reached_it(page):
    shown = OnPage(page, half())
    shown.settle()
    shown.move("z2", at(shown.demo, "z2", 1.3))
    shown.wait(50)
    shown.move("z2", at(shown.demo, "z2", 2))
    shown.settle()
    assert status(page) == "" and shown.demo.view.goal["reached"] == 0


def test_another_slider_may_not_help_and_reset_brings_it_back(page):
    shown = OnPage(page, half())
    shown.settle()
    for name, value in (("z0", 0.7), ("z2", 1.1)):  # together they make one half, too
        shown.move(name, at(shown.demo, name, value))
        shown.settle()
    assert 0.495 <= shown.demo.values["p2"] <= 0.505
    assert status(page) == "Only logit z₂ may move. Reset brings the others back."
    page.get_by_role("button", name="Reset").click()
    shown.settle()
    assert status(page) == "" and shown.demo.sliders["z0"].value == 1
    shown.move("z2", at(shown.demo, "z2", 1.3))
    shown.settle()
    assert status(page) == "Reached in 1 move."


def test_code_does_not_reach_a_goal(page):
    shown = OnPage(page, half())
    shown.settle()
    shown.demo.set(z2=1.3)
    shown.to_page()
    shown.settle()
    assert status(page) == "" and shown.demo.view.goal["reached"] == 0


def test_a_goal_that_was_reached_is_known_after_the_cell_runs_again(page, kept):
    half()._receive({"positions": [50, 40, 53], "active": 2, "reply": 1, "moves": 4})
    goals.REACHED.clear()  # as in a kernel that has started anew: the learner's file remembers
    assert half().view.goal["reached"] == 4
    OnPage(page, half())
    assert status(page) == "Reached before, in 4 moves."
    assert page.get_by_role("textbox", name="What did z₂ have to be?").is_visible()


def test_python_believes_no_page_that_has_not_reached_it(kept):
    demo = half()
    demo._receive({"positions": [50, 40, 40], "active": 2, "reply": 1, "moves": 4})
    assert demo.view.goal["reached"] == 0 and progress.moves("one half") is None


def test_without_progress_the_kernel_remembers():
    half()._receive({"positions": [50, 40, 53], "active": 2, "reply": 1, "moves": 4})
    assert half().view.goal["reached"] == 4


def test_a_goal_may_begin_elsewhere_and_reset_leads_there():
    demo = half(start={"z0": 2.0})
    assert demo.sliders["z0"].value == 2
    demo.set(z0=0, z2=3)
    demo.reset()
    assert (demo.sliders["z0"].value, demo.sliders["z2"].value) == (2, -1)


def test_the_still_tells_the_goal_and_the_words_stay():
    plain, aimed = SHELF["simplex"](), half()
    assert aimed._repr_mimebundle_()["text/plain"] == plain._repr_mimebundle_()["text/plain"]
    assert "<strong>Goal:</strong> Make p₂ one half with z₂ alone." in aimed._repr_mimebundle_()["text/html"]


def test_the_lesson_is_that_of_the_notebook(monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "/home/me/my-course/01_softmax.ipynb")
    assert goals.Goal("Go.", reached={"z": 1}).lesson == "01_softmax"


@pytest.mark.parametrize("demo, goal, there, short_of_it", [
    (lambda: demos.shares(numerics.softmax), {"reached": {"factor": (100, None), "p0": 0.67}, "only": "all"},
     {"all": 5}, {"all": 4}),
    (lambda: demos.shares(numerics.softmax), {"reached": {"p1": 0.5}, "only": "z1", "within": 0.01},
     {"z1": 2.1}, {"z0": 1.3}),
    (lambda: demos.temperature(numerics.softmax, scores=(1, 5, 6, 4, 2, 2.6, 6)),
     {"reached": {"mean": 5}, "within": 0.02}, {"T": 2.3}, {"T": 2.2}),
    (lambda: demos.code_areas(), {"reached": {"mean": 1.75, "total": (None, 1)}},
     {"l0": 1, "l2": 3, "l3": 3}, {"l0": 1, "l1": 1}),
    (lambda: demos.number_line(numerics.softmax), {"reached": {"state": 2}}, {"z": 104}, {"z": 103}),
])
def test_goals_of_the_lessons_can_be_reached_and_not_by_less(demo, goal, there, short_of_it):
    aimed = demo().goal("Get there.", **goal)
    for settings, moves in ((short_of_it, 0), (there, 3)):
        aimed.reset()
        at = aimed.set(**settings)
        at._receive({"positions": [slider.position for slider in at.sliders.values()], "reply": 1, "moves": 3})
        assert at.view.goal["reached"] == moves


@pytest.mark.parametrize("wrong, error, message", [
    ({"reached": {}}, TypeError, "reached must name numbers"),
    ({"reached": 0.5}, TypeError, "reached must name numbers and where they shall be .*, got 0.5"),
    ({"reached": {"q": 1}}, ValueError, "reached names 'q', which the demo does not have; it has .*p0"),
    ({"reached": {"p2": "half"}}, TypeError, "p2 must reach a number or lie between two, .* got 'half'"),
    ({"reached": {"p2": (1, 0)}}, ValueError, "p2 must lie between two numbers"),
    ({"reached": {"p2": (1, 2, 3)}}, TypeError, "p2 must reach a number"),
    ({"only": "z7"}, ValueError, "only names 'z7', which the demo does not have; it has z0, z1, z2"),
    ({"asks": None}, TypeError, "asks must be a text for the learner, got None"),
    ({"asks": ""}, ValueError, "asks must ask for one"),
    ({"start": {"z9": 1}}, TypeError, "no slider 'z9'"),
    ({"start": {"z0": 99}}, ValueError, "z0 must be in"),
])
def test_a_goal_that_cannot_be_is_refused_in_words(wrong, error, message):
    with pytest.raises(error, match=message):
        half(**wrong)
    with pytest.raises(TypeError, match="the goal must be a text"):
        SHELF["odds"]().goal(" ", reached={"z": 1})
