"""Each kind of question in Chromium: by mouse and by keyboard, in both themes, at three widths, without a jump."""

import json

import pytest
from playwright.sync_api import expect

from helpers.exercises import exercises
from helpers.questions import catch, order, own, predict, remember, take_stock
from helpers.questions.found import questions
from tests.support.browsing import browser, serious  # noqa: F401
from tests.support.card_on_page import OnPage

# A card is answered once in each theme, and whatever it shows is measured at every width.
LOOKS = [("light", 390), ("dark", 1280)]
WIDTHS = (390, 800, 1280)
FITS = """() => [...document.querySelectorAll('.ltl-question *')]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture
def shown(browser):  # noqa: F811
    """A way to put a card on a page of its own."""
    pages = []

    def put(question, theme="light", width=800):
        pages.append(browser.new_page(viewport={"width": width, "height": 900}))
        return OnPage(pages[-1], question.view, theme)

    yield put
    for page in pages:
        page.close()


def below(card):
    return card.page.locator("#below").bounding_box()["y"]


def tidy(card, where=".ltl-question"):
    usual = card.page.viewport_size
    for width in WIDTHS:
        card.page.set_viewport_size({"width": width, "height": usual["height"]})
        assert card.page.evaluate(FITS) == []
        assert card.page.evaluate("document.documentElement.scrollWidth") == width
    card.page.set_viewport_size(usual)
    assert serious(card.page, where) == []


def answer(card, choice, sure=None):
    page = card.page.locator(".ltl-page:not(.ltl-away)")
    page.get_by_role("radio", name=choice, exact=True).check()
    if sure:
        page.get_by_role("radio", name=sure, exact=True).check()
    page.get_by_role("button", name="Answer").click()
    card.settle()


def wrong_and_right(question):
    right = question.right_choice(question.truth()).text
    return next(choice.text for choice in question.choices if choice.text != right), right


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_a_prediction_by_mouse_shows_answer_and_truth_and_the_page_stays(shown, theme, width):
    card = shown(predict("hot-softmax"), theme, width)
    before = below(card)
    tidy(card)
    answer(card, "0 for each", "90 %")
    told = card.page.locator(".ltl-told")
    for words in ("✗ Not this time", "Your answer0 for each", "The truth0.2 for each", "You divided the probabilities",
                  "−ln 0.10 = 2.30 nats"):
        expect(told).to_contain_text(words)
    expect(card.page.get_by_role("button")).to_have_count(0)
    expect(told).to_be_focused()
    assert below(card) == before, "the page below jumped"
    tidy(card)


def test_a_prediction_by_keyboard_alone(shown):
    card = shown(predict("naive-at-1000"))
    keys = card.page.keyboard
    keys.press("Tab")
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("Tab")
    for _ in range(2):
        keys.press("ArrowRight")
    keys.press("Enter")
    card.settle()
    message = json.loads(card.told[-1])["verdicts"][0]
    assert message["answer"] == predict("naive-at-1000").sheet.order(questions()["naive-at-1000"])[1]
    expect(card.page.locator(".ltl-told")).to_contain_text("The truth")


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_a_number_by_keyboard_and_what_is_none_is_told(shown, theme, width):
    card = shown(predict("two-sixes"), theme, width)
    before = below(card)
    box, error = card.page.get_by_role("textbox", name="Your number"), card.page.get_by_role("alert")
    box.press("Enter")
    expect(error).to_contain_text("Enter a number first")
    box.fill("about half")
    box.press("Enter")
    expect(error).to_have_text("Now say how sure you are.")
    card.page.get_by_role("radio", name="50 %").press("Space")
    card.page.keyboard.press("Enter")
    card.settle()
    expect(error).to_contain_text("about half is none that I can read")
    tidy(card)
    box.fill("39 %")
    box.press("Enter")
    card.settle()
    expect(card.page.locator(".ltl-told")).to_contain_text("✓ Right")
    expect(card.page.locator(".ltl-told")).to_contain_text("39 % = 0.39")
    assert below(card) == before and card.page.evaluate(FITS) == []


@pytest.mark.parametrize("name", [each.name for each in questions().values() if each.kind == "predict"])
def test_no_message_holds_the_truth_before_the_answer_and_no_verdict_moves_the_page(shown, name):
    question, guess = questions()[name], predict(name)
    card = shown(guess, width=390)
    before = below(card)
    secrets = [question.because, *(choice.says for choice in question.choices if choice.says)]
    for nonsense in ("nonsense", ""):
        card.page.evaluate("m => wire.sent.push(m)", {"item": 0, "answer": nonsense, "sure": 0.5})
        card.settle()
    assert [secret for secret in secrets for told in card.told if secret in told] == []
    assert "verdict" not in card.told[0].replace('"verdicts": [null]', "")
    values = [choice.text for choice in question.choices] or [str(idea.value()) for idea in question.ideas]
    longest = max(values, key=lambda value: len(next((c.says for c in question.choices if c.text == value), "")))
    card.page.evaluate("m => wire.sent.push(m)", {"item": 0, "answer": longest, "sure": 0.99})
    card.settle()
    assert secrets[0] in card.told[-1]
    assert below(card) <= before + 1


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_from_memory_goes_from_question_to_question(shown, theme, width):
    sheet = remember("03")
    card = shown(sheet, theme, width)
    before = below(card)
    for i, question in enumerate(sheet.questions):
        expect(card.page.locator(".ltl-place")).to_have_text(f"{i + 1} of 3")
        wrong, right = wrong_and_right(question)
        answer(card, right if i == 0 else wrong)
        told = card.page.locator(".ltl-page:not(.ltl-away) .ltl-told")
        expect(told).to_contain_text("✓ Right" if i == 0 else "✗ Not this time")
        tidy(card)
        told.get_by_role("button").press("Enter")
    expect(card.page.locator(".ltl-end")).to_contain_text("1 of 3 remembered. What you missed is from lesson")
    expect(card.page.locator(".ltl-end")).to_be_focused()
    assert below(card) == before
    tidy(card)


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_taking_stock_before_and_after(shown, theme, width):
    for moment in ("before", "after"):
        sheet = take_stock(moment)
        card = shown(sheet, theme, width)
        before = below(card)
        for question in sheet.questions:
            wrong, right = wrong_and_right(question)
            answer(card, right if moment == "after" else wrong)
            if moment == "after":
                card.page.locator(".ltl-page:not(.ltl-away) .ltl-told").get_by_role("button").click()
        end = card.page.locator(".ltl-end")
        expect(end).to_contain_text("12 of 12 right, and 0 of 12 before" if moment == "after" else "until lesson 10")
        assert below(card) == before
        tidy(card)
    expect(card.page.get_by_role("row")).to_have_count(13)
    expect(card.page.get_by_role("cell", name="gained")).to_have_count(12)


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_your_own_function(shown, theme, width):
    card = shown(own("your-softmax", exercises["softmax"].solution), theme, width)
    tidy(card)
    answer(card, "[1, 0]", "99 %")
    expect(card.page.locator(".ltl-told")).to_contain_text("The truth[nan, 0]")
    tidy(card)


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_the_lines_are_put_in_order_by_mouse(shown, theme, width):
    puzzle = order("softmax")
    card = shown(puzzle, theme, width)
    before = below(card)
    check = card.page.get_by_role("button", name="Check the order")
    check.click()
    card.settle()
    expect(card.page.get_by_role("status")).to_contain_text("leave it out")
    tidy(card)
    card.page.get_by_role("button", name="Leave out: return e / e.sum(axis=-1)", exact=True).click()
    card.page.get_by_role("button", name="Move down: return e / e.sum(axis=-1, keepdims=True)").click()
    check.click()
    card.settle()
    expect(card.page.get_by_role("status")).to_contain_text("✓ Right, after 2 tries")
    assert puzzle.done and below(card) == before
    tidy(card)


def test_the_lines_are_put_in_order_by_keyboard(shown):
    puzzle = order("softmax")
    card = shown(puzzle)
    keys = card.page.keyboard
    keys.press("Tab")
    keys.press("ArrowDown")
    expect(card.page.get_by_role("listitem").nth(1)).to_be_focused()
    expect(card.page.locator(".ltl-unseen")).to_contain_text("Line 2 of 3")
    card.page.get_by_role("listitem").nth(2).focus()
    keys.press("Delete")
    expect(card.page.get_by_role("button", name="Take back")).to_be_visible()
    card.page.get_by_role("button", name="Check the order").press("Enter")
    card.settle()
    assert puzzle.done and puzzle.tries == 1


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_what_is_html_alone_is_tidy_too(shown, theme, width):
    from helpers.checks import check

    card = shown(predict("two-sixes"), theme, width)
    parts = [catch("softmax", [[1, 2], [3, 4]]).html, check.solution("softmax", exercises["softmax"].right[0]).html,
             check.solution("sigmoid").html, own("your-softmax").html, order("softmax").html,
             *(each._repr_mimebundle_()["text/html"] for each in (predict("hot-softmax"), remember("03"), take_stock()))]
    card.page.evaluate("html => { document.querySelector('main').innerHTML = html }", "".join(parts))
    tidy(card, "main")
    expect(card.page.get_by_role("group")).to_have_count(len(parts))
