"""Lesson 1 in a real JupyterLab and Notebook 7: it runs, its demos follow the hand, and it reopens with pictures."""

import json

import pytest
from playwright.sync_api import expect

from tests.support.browsing import (  # noqa: F401
    SIMPLEX, TEMPERATURE, Shown, browser, eventually, resting_box, temperature_is_right,
)  # fmt: skip
from tools.browser.page import ask_kernel, notebook, open_notebook, run_all, save, wait_until_idle
from tools.build.notebooks import ROOT
from tools.browser.lab import lab

LESSON = "01_softmax.ipynb"
LIVE = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def server(browser):  # noqa: F811
    with lab([ROOT / "notebooks"]) as running:
        yield running


@pytest.fixture(scope="module")
def fresh(browser, server):  # noqa: F811
    """Lesson 1 as it is when it has been opened and nothing else."""
    page = open_notebook(browser, server, LESSON)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def ran(fresh):
    """Lesson 1 after Run All, by the menu as a learner does it."""
    assert_pictures_only(fresh)
    fresh.get_by_role("menuitem", name="Run", exact=True).click()
    fresh.get_by_text("Run All Cells", exact=True).click()
    fresh.wait_for_function("() => window.jupyterapp.shell.currentWidget.content.widgets.some(w => w.promptNode?.textContent === '[*]:')")
    wait_until_idle(fresh)
    return fresh


def assert_pictures_only(page):
    """Every picture of the saved outputs is on the page, and nothing is broken or in the way."""
    outputs = [output.get("data", {}) for cell in notebook(page)["cells"] for output in cell.get("outputs", [])]
    pictures = [data for data in outputs if "<img" in "".join(data.get("text/html", "<img" * ("image/png" in data)))]
    assert pictures and not any(LIVE in data for data in outputs)
    images = page.locator(".jp-OutputArea-output img")
    expect(images).to_have_count(len(pictures))
    for drawn, alternative in images.evaluate_all("all => all.map(i => [i.complete && i.naturalWidth > 0, i.alt])"):
        assert drawn and len(alternative) > 20
    assert_nothing_broken(page)


def assert_nothing_broken(page):
    assert page.get_by_text("Error displaying widget").count() == 0
    assert page.locator(".jp-Dialog").count() == 0, "a dialogue stands in the way"
    assert page.locator(".Toastify__toast").count() == 0, "a message pops up"
    errors = [o for c in notebook(page)["cells"] for o in c.get("outputs", []) if o["output_type"] == "error"]
    assert errors == []


def right(demo):
    eventually(demo.page, lambda: temperature_is_right(demo))


def python_agrees(demo):
    def agrees():
        assert ask_kernel(demo.page, "demo.caption") == demo.caption

    eventually(demo.page, agrees)


def test_run_all_leaves_no_error_and_makes_the_demos_live(ran):
    assert_nothing_broken(ran)
    for title in (TEMPERATURE, SIMPLEX):
        demo = Shown(ran, title)
        assert demo.caption and demo.alternative == demo.caption
    temperature_is_right(Shown(ran, TEMPERATURE))


def test_arrow_keys_move_slider_picture_and_caption(ran):
    demo = Shown(ran, TEMPERATURE)
    for name, key in [("temperature T", "ArrowLeft"), ("temperature T", "ArrowUp"), ("logit z₃", "ArrowRight")]:
        slider, caption = demo.slider(name), demo.caption
        value, step = float(slider.input_value()), float(slider.get_attribute("step"))
        demo.press(name, key, times=3)
        assert float(slider.input_value()) == pytest.approx(value + (-3 if key == "ArrowLeft" else 3) * step)
        assert demo.caption != caption
        right(demo)


@pytest.mark.parametrize("key", ["Home", "End", "PageDown"])
def test_far_jumps_show_the_place_jumped_to(ran, key):
    demo = Shown(ran, TEMPERATURE)
    demo.press("temperature T", key)
    right(demo)


def test_sliders_moved_in_quick_succession_end_at_the_right_picture(ran):
    demo = Shown(ran, TEMPERATURE)
    for name in ("temperature T", "logit z₀", "logit z₄", "temperature T", "logit z₂"):
        demo.slider(name).focus()
        ran.keyboard.press("ArrowLeft")
        ran.keyboard.press("ArrowLeft")
    right(demo)


def test_a_drag_ends_with_its_last_position_drawn(ran):
    demo = Shown(ran, TEMPERATURE)
    box = resting_box(ran, demo.slider("temperature T"))
    y = box["y"] + box["height"] / 2
    ran.mouse.move(box["x"] + 0.2 * box["width"], y)
    ran.mouse.down()
    for share in (0.9, 0.1, 0.67):
        ran.mouse.move(box["x"] + share * box["width"], y, steps=12)
    ran.mouse.up()
    assert 1_000 < demo.values["T"] < 10_000  # two thirds of the way from 0.1 to a million
    value = demo.values
    right(demo)
    ran.wait_for_timeout(700)  # Python answers meanwhile, and must not pull anything back
    right(demo)
    assert demo.values == value
    python_agrees(demo)


def test_a_slider_moved_by_code_moves_on_the_page(ran):
    demo = Shown(ran, TEMPERATURE)
    ask_kernel(ran, "None", "demo.sliders['T'].value = 2.0")
    python_agrees(demo)
    assert demo.values["T"] == 2.0
    right(demo)


@pytest.fixture(scope="module")
def saved(ran, server):
    """Two copies of what a learner saved after a run; under their new names they have no kernel."""
    save(ran)
    content = (server.root / LESSON).read_text()
    for name in ("reopened.ipynb", "reopened_7.ipynb"):
        (server.root / name).write_text(content)
    return json.loads(content)


def test_saved_and_opened_without_its_kernel_it_shows_pictures(saved, browser, server):  # noqa: F811
    assert "widgets" not in saved["metadata"]
    page = open_notebook(browser, server, "reopened.ipynb", kernel=False)
    assert_pictures_only(page)
    page.context.close()


def test_notebook_7_shows_pictures_runs_the_lesson_and_has_arrow_keys_too(saved, browser, server):  # noqa: F811
    page = open_notebook(browser, server, "reopened_7.ipynb", "notebook")
    assert_pictures_only(page)
    run_all(page)
    assert_nothing_broken(page)
    demo = Shown(page, TEMPERATURE)
    value = float(demo.slider("temperature T").input_value())
    demo.press("temperature T", "ArrowRight", times=3)
    assert float(demo.slider("temperature T").input_value()) == value + 3  # round positions of a logarithmic slider
    right(demo)
    page.context.close()
