"""Motion explains and never delays: jumps are eased, drags are not, and who wants no motion has none."""

import pytest
from tests.support.browsing import browser, serious  # noqa: F401
from tests.support.demo_on_page import OnPage, filled
from tests.support.demo_shelf import SHELF

GOAL = {"reached": {"p2": 0.5}, "only": "z2", "asks": "What did z₂ have to be?", "found": "ln(e + 1) = 1.31."}
WIDE = """() => [...document.querySelectorAll('.ltl-sliders input')].map(e => e.getBoundingClientRect().width)"""
PAST = """() => [...document.querySelectorAll('.ltl-demo *')]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(e => e.outerHTML)"""


def shown(page, demo, theme="light"):
    here = OnPage(page, filled(demo))
    page.evaluate("theme => document.documentElement.setAttribute('theme', theme)", theme)
    page.evaluate("dark => { document.body.style.background = dark ? '#111111' : '#ffffff' }", theme == "dark")
    page.add_style_tag(content=demo.view._css)
    page.evaluate("""() => {
        window.eased = 0
        document.addEventListener('transitionrun', ({target}) => { window.eased += target.matches('path[data-key]') })
    }""")
    return here


@pytest.fixture
def opened(browser):  # noqa: F811
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto("about:blank")
    yield page
    page.context.close()


def eased(page):
    """How many marks of the picture have set out for another place; a button's border may too, and does not count."""
    return page.evaluate("""() => new Promise((tell) => requestAnimationFrame(() =>
        requestAnimationFrame(() => tell(window.eased))))""")


def traces(page):
    return page.locator(".ltl-trace[d]").count()


def test_a_step_of_the_keyboard_is_eased_and_answered_at_once(opened):
    here = shown(opened, SHELF["odds"]())
    opened.get_by_role("slider").focus()
    opened.wait_for_timeout(300)
    opened.keyboard.press("PageUp")
    opened.wait_for_function("window.eased > 0")
    assert traces(opened) > 0
    assert here.caption == SHELF["odds"]().set(z=here.value("z")).caption


def test_a_key_held_down_is_not_eased(opened):
    shown(opened, SHELF["odds"]())
    opened.wait_for_timeout(300)
    opened.evaluate("""() => {
        const input = document.querySelector('input')
        for (let i = 0; i < 5; i++) { input.stepUp(); input.dispatchEvent(new Event('input')) }
    }""")
    assert opened.locator(".ltl-eased").count() == 0


def test_a_drag_is_not_eased(opened):
    shown(opened, SHELF["odds"]())
    box = opened.get_by_role("slider").bounding_box()
    opened.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + box["height"] / 2)
    opened.mouse.down()
    for share in (0.6, 0.7, 0.8):
        opened.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
        assert eased(opened) == 0
    opened.mouse.up()
    assert traces(opened) > 0


def test_who_wants_no_motion_has_none(browser):  # noqa: F811
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto("about:blank")
    shown(page, SHELF["odds"]())
    page.get_by_role("slider").focus()
    page.keyboard.press("PageUp")
    assert eased(page) == 0 and traces(page) == 0
    context.close()


def test_reset_by_keyboard_brings_all_sliders_back_in_one_answer(opened):
    here = shown(opened, SHELF["gradient_arrows"]())
    for slider in opened.get_by_role("slider").all():
        slider.focus()
        opened.keyboard.press("Home")
    opened.wait_for_timeout(100)
    while here.sent():
        here.to_python()
        here.to_page()
        opened.wait_for_timeout(100)
    opened.get_by_role("button", name="Reset").focus()
    opened.keyboard.press("Enter")
    (message,) = here.sent()
    assert message["positions"] == here.demo.view.scene["start"]
    here.to_python()
    here.to_page()
    assert here.caption == SHELF["gradient_arrows"]().caption


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_card_is_tidy_at_every_width_and_sound(opened, theme):
    aimed = SHELF["simplex"]().goal("Make p₂ one half.", **GOAL)
    for demo in [*(make() for make in SHELF.values()), aimed]:
        here = shown(opened, demo, theme)
        tidy(opened, demo)
        if demo is aimed:
            opened.get_by_role("slider", name="logit z₂").focus()
            here.move("z2", demo.sliders["z2"].nearest(1.3))
            opened.get_by_role("textbox").wait_for()
            tidy(opened, demo)
        if demo is aimed or demo.title == "Softmax with a temperature":
            assert serious(opened, ".ltl-demo") == [], demo.title


def tidy(page, demo):
    for width in (1280, 800, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(PAST) == [], (demo.title, width)
        if demo.sliders:
            assert min(page.evaluate(WIDE)) > 130, (demo.title, width)
        if demo.title == "From scores to shares":
            assert len({round(plot.bounding_box()["y"]) for plot in page.locator("svg").all()}) == 1, "no one row"
