"""Pages that live without a kernel, in Chromium with every other host blocked."""

import pytest
from playwright.sync_api import expect

from tests.support.browsing import browser, eventually, serious  # noqa: F401  (browser is a fixture)
from tests.support.live_site import alone, served
from tests.web.conftest import (
    BUNDLE, CHECK, EXERCISE, FREE, ORDER, OWN, PICTURE, PRINTED, QUESTION, SHEET, SIMPLEX, TEXT, WAITING)

PATH = "course/site/small.html"
WRONG = "def batch_softmax(z):\n    e = np.exp(z)\n    return e / e.sum()"
RIGHT = """def batch_softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)"""
ENDLESS = "def batch_softmax(z):\n    while True:\n        pass"
CAUGHT = """def batch_softmax(z):
    return z

from helpers.running.safe_call import call

def endless():
    while True:
        try:
            pass
        except Exception:
            pass

print(call(endless, (), 0.3).problem)"""
FIRST_TOUCH = """async (input) => {
    const caption = input.closest('.ltl-demo').querySelector('.ltl-caption'), before = caption.textContent
    const began = performance.now()
    input.valueAsNumber += Number(input.step)
    input.dispatchEvent(new Event('input'))
    return [performance.now() - began, before !== caption.textContent]
}"""


@pytest.fixture(scope="module")
def page(browser, site):
    """The page on a host that isolates; its tests go on from each other, as a reader does."""
    with served(site, isolated=True) as address:
        opened = alone(browser, address, viewport={"width": 1280, "height": 900})
        opened.goto(address + PATH)
        yield opened
        opened.context.close()


def cell(page, index):
    return page.locator(f"#cell-{index}")


def write(page, text):
    editor = cell(page, EXERCISE).get_by_role("textbox", name="Your answer to softmax")
    editor.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


def run(page):
    cell(page, EXERCISE).get_by_role("button", name="Run and check").click()


def test_the_first_slider_answers_before_there_is_any_python(page):
    asked = page.evaluate("() => performance.getEntriesByType('resource').map(e => e.name).join()")
    slider = cell(page, FREE).locator("input[name=T]")
    slider.wait_for()
    milliseconds, moved = slider.evaluate(FIRST_TOUCH)
    assert moved and "asm.wasm" not in asked


def test_another_slider_waits_for_python_and_is_told_so(page):
    caption = cell(page, FREE).locator(".ltl-caption")
    before = caption.text_content()
    slider = cell(page, FREE).locator("input[name=z1]")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(cell(page, FREE).locator(".live-wait")).to_contain_text("is loading")
    expect(caption).not_to_have_text(before, timeout=60_000)
    expect(cell(page, FREE).locator(".live-wait")).to_have_text("")


def test_a_demo_opens_when_its_question_is_answered(page):
    locked = cell(page, WAITING).locator(".ltl-lock")
    expect(locked).to_contain_text("Locked until you answer")
    card = cell(page, QUESTION)
    card.get_by_role("textbox").fill("2")
    card.get_by_role("button", name="Answer").click()
    expect(card.locator(".ltl-outcome")).to_contain_text("Your answer: 2. The truth: 3.")
    expect(locked).to_be_hidden()


def test_a_declared_question_is_judged_and_its_answer_stays(page):
    card = cell(page, SHEET)
    card.scroll_into_view_if_needed()
    card.get_by_role("textbox").fill("0.5")
    card.locator(".ltl-level").nth(2).click()
    card.get_by_role("button", name="Answer").click()
    expect(card.locator(".ltl-told")).to_contain_text("the other five scores get something too")


def test_lines_are_put_in_order_and_the_impostor_is_told_of(page):
    card = cell(page, ORDER)
    card.scroll_into_view_if_needed()
    card.get_by_role("button", name="Check the order").click()
    expect(card.locator(".ltl-says")).to_contain_text("One line does not belong")


def test_a_wrong_answer_is_named_and_a_right_one_moves_what_depends_on_it(page):
    write(page, WRONG)
    run(page)
    expect(cell(page, CHECK)).to_contain_text("Not right yet")
    write(page, RIGHT)
    run(page)
    expect(cell(page, CHECK)).to_contain_text("Right")
    expect(cell(page, EXERCISE).locator(".live-status")).to_have_text("✓ passed")
    expect(cell(page, PRINTED).locator(".output")).to_have_text("[0.25 0.25 0.25 0.25]")
    cell(page, SIMPLEX).scroll_into_view_if_needed()
    expect(cell(page, SIMPLEX).locator(".ltl-caption")).to_contain_text("p = (0.67, 0.24, 0.09)")
    expect(cell(page, OWN).get_by_role("group", name="Your own function")).to_be_visible()


def test_a_loop_without_end_is_stopped_by_the_clock_itself(page):
    write(page, CAUGHT)
    run(page)
    expect(cell(page, EXERCISE).locator(".output")).to_have_text("stopped\n")


def test_what_was_written_and_passed_is_there_after_a_reload(page):
    write(page, WRONG)
    eventually(page, lambda: _kept(page, WRONG))
    page.reload()
    editor = cell(page, EXERCISE).get_by_role("textbox", name="Your answer to softmax")
    expect(editor).to_contain_text("return e / e.sum()")
    expect(cell(page, EXERCISE).locator(".live-status")).to_have_text("✓ passed")
    cell(page, EXERCISE).get_by_role("button", name="Back to what worked").click()
    expect(editor).to_contain_text("keepdims=True")
    cell(page, SIMPLEX).scroll_into_view_if_needed()
    expect(cell(page, SIMPLEX).locator(".ltl-caption")).to_contain_text("p = (0.67, 0.24, 0.09)", timeout=60_000)
    cell(page, SHEET).scroll_into_view_if_needed()
    told = cell(page, SHEET).locator(".ltl-told")
    expect(told).to_contain_text("the other five scores get something too", timeout=60_000)


def _kept(page, text):
    assert page.evaluate("localStorage.getItem('logits-to-loss:text:small/batch_softmax')") == text


def test_the_whole_lesson_runs_pictures_and_hostile_text_included(page):
    page.get_by_role("button", name="Run this lesson").click()
    expect(page.locator("[data-live=bar] .live-status")).to_contain_text("Ran 14 cells", timeout=90_000)
    expect(cell(page, PICTURE).get_by_role("img", name="Two points.")).to_be_visible()
    expect(cell(page, TEXT).locator("pre.live-text")).to_contain_text("</script><script>window.smuggled")
    expect(cell(page, BUNDLE).locator("b")).to_have_text("a")
    assert page.evaluate("window.smuggled") is None
    assert page.strangers == []


def test_nothing_on_the_page_is_a_serious_fault_to_axe(page):
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert serious(page, "main") == []


def test_stop_ends_a_loop_where_pages_are_not_isolated_and_loses_no_text(browser, site):
    with served(site) as address:
        page = alone(browser, address, service_workers="block")
        page.goto(address + PATH)
        assert not page.evaluate("crossOriginIsolated")
        write(page, ENDLESS)
        run(page)
        cell(page, EXERCISE).get_by_text("Running …").wait_for()
        cell(page, EXERCISE).get_by_role("button", name="Stop").click()
        expect(cell(page, EXERCISE).locator(".live-status")).to_contain_text("Your text is kept")
        expect(cell(page, EXERCISE).get_by_role("textbox")).to_contain_text("while True:")
        page.context.close()


def test_a_host_without_the_headers_gets_them_from_the_service_worker(browser, site):
    with served(site) as address:
        page = alone(browser, address)
        page.goto(address + PATH)
        page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        page.reload()
        assert page.evaluate("crossOriginIsolated")
        page.context.close()
