"""The browser turns pages: never a wrong one, asks when the hand rests, and speaks as messages.py says."""

import numpy as np
import pytest
from tests.support.browsing import browser  # noqa: F401
from tests.support.demo_on_page import page  # noqa: F401
from tests.support.demo_on_page import OnPage, truth
from tests.support.demo_shelf import SHELF

from helpers import demos
from helpers.demos.engine import demo as engine
from helpers.demos.engine.messages import Aim, Control, FromBrowser, Map, Move, Scene, Table
from helpers.questions import predict
from helpers.questions.messages import FromBrowser as Answered
from helpers.questions.messages import Outcome, Question

TWO = "softmax_or_sigmoid"  # two sliders, z0 and z1


@pytest.fixture
def two(page, monkeypatch):
    monkeypatch.setattr(engine, "TABLE_SECONDS", 60)  # every slider's pages, however busy the machine
    shown = OnPage(page, SHELF[TWO]())
    shown.settle()
    assert -1 not in shown.demo.view.table["starts"]
    return shown


def positions(shown):
    return [slider.position for slider in shown.demo.sliders.values()]


def test_a_page_that_python_wrote_is_turned_without_asking(two):
    (here, there), before = positions(two), two.caption
    two.move("z0", here + 7)
    assert two.sent() == []
    assert two.caption == truth(SHELF[TWO](), [here + 7, there]) != before


def test_after_a_second_slider_the_browser_waits_for_its_pages(two):
    here, there = positions(two)
    two.move("z0", here + 7)
    before = two.caption
    two.move("z1", there + 5)
    two.wait(1000)
    assert two.caption == before, "it turned to a page that Python has not written"
    two.to_python()
    two.to_page()
    assert two.caption == truth(SHELF[TWO](), [here + 7, there + 5])


def test_pages_from_elsewhere_are_not_taken_for_those_from_here(two):
    here, there = positions(two)
    two.move("z0", here + 7)
    two.wait(100)
    two.to_python()  # the table from (here + 7, there) is on its way
    two.move("z0", here - 9)
    two.move("z1", there + 5)
    before = two.caption
    two.to_page()
    assert two.caption == before, "that page was written for another position of z0"
    two.settle()
    assert two.caption == truth(SHELF[TWO](), [here - 9, there + 5])


def test_a_table_from_before_the_move_does_not_pull_the_slider_back(two):
    here, there = positions(two)
    two.move("z0", here + 7)
    two.wait(100)  # the position is on its way to Python
    two.demo.sliders["z1"].value = 3.0
    two.to_page()
    assert two.value("z0") == two.demo.sliders["z0"].grid[here + 7]
    two.settle()
    assert two.caption == truth(SHELF[TWO](), [here + 7, there])


@pytest.mark.parametrize("name", [name for name in SHELF if name != "training_run"])
def test_both_ends_of_every_slider_are_drawn_without_nan(page, name):
    shown, other = OnPage(page, SHELF[name]()), SHELF[name]()
    here = positions(shown)
    for number, slider in enumerate(shown.demo.sliders.values()):
        for end in (0, len(slider.grid) - 1):
            here[number] = end
            shown.move(slider.name, end)
            shown.settle()
            assert shown.caption == truth(other, here)
            assert "nan" not in (page.inner_html(".ltl-demo svg") + shown.caption).lower(), (slider.name, end)


@pytest.mark.parametrize("seconds", [60, -1], ids=["all pages", "no pages"])
@pytest.mark.parametrize("name", [TWO, "gradient_arrows"])
@pytest.mark.parametrize("seed", range(3))
def test_whatever_comes_when_only_the_page_of_the_sliders_is_turned_to(page, monkeypatch, name, seed, seconds):
    monkeypatch.setattr(engine, "TABLE_SECONDS", seconds)
    shown, other, rng = OnPage(page, SHELF[name]()), SHELF[name](), np.random.default_rng(seed)
    sliders, here, heard = list(shown.demo.sliders.values()), positions(shown), True
    for _ in range(40):
        before = shown.caption
        what = rng.integers(4)
        if what <= 1:
            k = rng.integers(len(sliders))
            here[k] = int(rng.integers(len(sliders[k].grid)))
            shown.move(sliders[k].name, here[k])
        elif what == 2:
            shown.wait(int(rng.integers(1, 90)))
        elif shown.sent() or not heard:
            if heard:
                shown.to_python()
            else:
                shown.to_page()
            heard = not heard
        if shown.caption != before:
            assert shown.caption == truth(other, here)
    if not heard:
        shown.to_page()
    shown.settle()
    assert positions(shown) == here
    assert shown.caption == truth(other, here)


def test_python_is_asked_for_pages_60_ms_after_the_last_move(two):
    here, there = positions(two)
    two.move("z0", here + 1)
    two.wait(40)
    two.move("z0", here + 2)
    two.wait(50)
    assert two.sent() == [], "the hand still moves"
    two.wait(30)
    (message,) = two.sent()
    assert message["positions"] == [here + 2, there] and message["active"] == 0


def test_the_learner_hears_of_a_wait_of_a_second_and_not_of_a_short_one(two):
    here, there = positions(two)
    two.move("z0", here + 1)
    two.move("z1", there + 1)
    two.wait(500)
    assert two.page.locator(".ltl-late").count() == 0
    two.wait(500)
    assert two.page.locator(".ltl-late").count() == 1
    two.settle()
    assert two.page.locator(".ltl-late").count() == 0


def used(page, demo):
    """Drive a demo by sliders, mouse and buttons; return the names that its script read and the messages it sent."""
    shown, heard = OnPage(page, demo), []
    for slider in demo.sliders.values():
        shown.move(slider.name, 0)
    heard += told(shown)
    box = page.locator("svg").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.up()
    heard += told(shown)
    for button in page.get_by_role("button").all():
        button.click()
    heard += told(shown)
    return page.evaluate("wire.names()"), heard


def told(shown):
    """Let messages through for a while, and return those that Python heard."""
    heard = []
    for _ in range(12):
        shown.wait(200)
        if shown.sent():
            heard.append(shown.to_python())
            shown.to_page()
    return heard


def far_left():
    """A demo whose goal is where `used` moves its slider."""
    return SHELF["odds"]().goal("Go left.", reached={"z": -6}, only="z", asks="Where is it?", found="At −6.",
                                name="far left", lesson="01_softmax")


def test_python_and_the_browser_use_the_names_of_messages_and_no_others(page):
    kinds = {"scene": Scene, "sliders": Control, "moves": Move, "maps": Map, "table": Table, "goal": Aim}
    read, said = {kind: set() for kind in kinds}, set()
    for demo in [*(make() for make in SHELF.values()), demos.odds(lambda z: None), far_left()]:
        names, heard = used(page, demo)
        for kind in kinds:
            read[kind] |= set(names[kind])
        said = said.union(*heard)
        assert set(demo.view.scene) == set(Scene._fields) and set(demo.view.table) == set(Table._fields)
        for kind in ("sliders", "moves", "maps"):
            assert all(set(one) == set(kinds[kind]._fields) for one in demo.view.scene[kind])
    assert said == set(FromBrowser._fields)
    assert read == {kind: set(fields._fields) - {"turn"} for kind, fields in kinds.items()}


QUESTION = """async ([script, question, outcome]) => {
    const {default: widget} = await import(URL.createObjectURL(new Blob([script], {type: 'text/javascript'})))
    const names = {question: new Set(), outcome: new Set()}, values = {question, outcome}, sent = []
    const get = (kind) => new Proxy(values[kind], {get: (one, name) => { names[kind].add(name); return one[name] }})
    const el = document.createElement('main')
    document.body.replaceChildren(el)
    widget.render({model: {get, on() {}, off() {}, send: (message) => sent.push(message)}, el})
    const field = el.querySelector('input')
    field.type === 'radio' ? field.checked = true : field.value = '3'
    el.querySelectorAll('button').forEach((button) => button.click())
    return [[...names.question], [...names.outcome], sent]
}"""


@pytest.mark.parametrize("more", [{"number": True}, {"choices": [3, 4]}])
def test_a_question_uses_the_names_of_its_messages_and_no_others(page, more):
    waits, done = predict("How many?", 3, **more), predict("How many?", 3, **more).answer(3)
    asked, _, sent = page.evaluate(QUESTION, [waits.view._esm, waits.view.question, waits.view.outcome])
    assert set(asked) == set(waits.view.question) == set(Question._fields)
    assert sent == [{"answer": "3"}, {"show": True}] and set().union(*sent) == set(Answered._fields)
    _, read, _ = page.evaluate(QUESTION, [done.view._esm, done.view.question, done.view.outcome])
    refused = predict("How many?", 3, **more)
    refused._receive({"answer": "many"})
    assert set(done.view.outcome) == set(refused.view.outcome) == set(Outcome._fields)
    _, also_read, _ = page.evaluate(QUESTION, [refused.view._esm, refused.view.question, refused.view.outcome])
    assert {*read, *also_read} == set(Outcome._fields)
