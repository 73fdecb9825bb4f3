"""What lies beyond an axis is an arrow at its edge with a number; what is wrong has the right answer behind it."""

import re

import numpy as np
import pytest
from tests.support.browsing import browser  # noqa: F401
from tests.support.demo_on_page import OnPage, filled
from tests.support.demo_shelf import SHELF

from helpers import demos, numerics
from helpers.demos.engine.edges import at, beyond, tip, tipped


@pytest.fixture(scope="module")
def page(browser):  # noqa: F811
    opened = browser.new_page()
    opened.goto("about:blank")
    yield opened
    opened.close()


AXIS = ["a", 10, 100, 50, 250]  # from −5 to 15


@pytest.mark.parametrize("value, pixel, side", [
    (0, 100, 0), (15, 250, 0), (15.04, 250, 0), (16, 250, 1), (np.inf, 250, 1), (-9, 50, -1), (-np.inf, 50, -1),
])
def test_a_coordinate_is_held_to_the_axis_and_says_on_which_side_it_would_be(value, pixel, side):
    assert at(AXIS, {"a": value}) == pixel and beyond(AXIS, {"a": value}) == side


def test_a_number_that_is_not_known_is_nowhere():
    assert np.isnan(at(AXIS, {"a": np.nan})) and beyond(AXIS, {"a": np.nan}) == 0 and beyond(70, {}) == 0


def test_a_bar_that_goes_on_ends_in_a_tip_and_another_does_not():
    assert tipped([0, 20], [100, 40], 0, 0) == ([0, 20, 20, 0], [100, 100, 40, 40])
    assert tipped([0, 20], [100, 40], 0, -1) == ([0, 20, 20, 10, 0], [100, 100, 50, 40, 50])
    assert tipped([0, 90], [60, 40], 1, 0) == ([0, 0, 80, 90, 80], [60, 40, 40, 50, 60])


@pytest.mark.parametrize("right, down", [(0, -1), (0, 1), (1, 0), (-1, 0), (1, -1)])
def test_the_arrow_for_a_point_shows_the_way(right, down):
    x, y = tip(50, 50, right, down)
    length = np.hypot(right, down)
    ahead = [(a - 50) * right / length + (b - 50) * down / length for a, b in zip(x, y)]
    assert ahead[0] == max(ahead) == pytest.approx(8 - 8 * length) and ahead[1] == pytest.approx(ahead[2])


def marks(page):
    """The moving marks of the page that are seen: their shapes, and the texts."""
    return page.evaluate("""() => [...document.querySelectorAll('svg [data-key]')]
        .filter(node => node.style.visibility !== 'hidden')
        .map(node => node.tagName === 'text' ? node.textContent
            : `${node.getAttribute('transform')} ${node.getAttribute('d')}`)""")


def steep(z):
    return numerics.sigmoid(2 * z)


def test_log_odds_of_12_are_an_arrow_with_their_number_and_no_point_off_its_curve(page):
    shown = OnPage(page, filled(demos.odds(steep).set(z=6)))
    seen = marks(page)
    assert "12.0" in seen
    assert [mark for mark in seen if "rotate(0) M0-8" in mark], "no arrow up"
    shown.move("z", shown.demo.sliders["z"].nearest(1))
    seen = marks(page)
    assert not [mark for mark in seen if "rotate" in mark] and "12.0" not in seen


@pytest.mark.parametrize("z", [-6, 3, 6])
def test_the_drawing_of_odds_never_leaves_its_axes(z):
    demo = SHELF["odds"]().set(z=z)
    for plot in demo.plots:
        for mark in plot.marks:
            assert not any(beyond(at, demo.values) for at in mark["x"] + mark["y"])
    assert demo.values["logodds"] == pytest.approx(z) and f"odds p/(1 − p) = {np.exp(z):.3f}" in demo.caption


def test_an_infinite_cost_ends_in_a_tip_and_a_finite_one_does_not(page):
    corners = """() => [...document.querySelectorAll('svg[data-plot="1"] path.c-ink[data-key]')]
        .map(path => path.getAttribute('d').split('L').length)"""
    OnPage(page, demos.distributions())
    assert page.evaluate(corners) == [4, 4]
    OnPage(page, demos.distributions().set(b0=10, b1=0, b2=0))
    assert page.evaluate(corners) == [5, 4]
    assert any("cross-entropy inf" in mark for mark in marks(page))


def test_cold_bars_end_in_tips_with_their_numbers(page):
    OnPage(page, SHELF["temperature"]().set(T=0.1))
    assert {"20.0", "−10.0"} <= set(marks(page))


def test_the_still_draws_the_same_arrow():
    inside, out = demos.odds(steep).set(z=3.1), demos.odds(steep).set(z=3.3)
    texts = [[mark["text"] for mark in demo.plots[1].marks if mark["kind"] == "text" and mark["edge"]]
             for demo in (inside, out)]
    assert texts[0] == texts[1] == ["{logodds:.1f}"]
    from helpers.demos.engine import still

    figure = still.draw(out.plots, out.values)
    assert "6.6" in [text.get_text() for text in figure.axes[1].texts]
    assert "6.2" not in [text.get_text() for text in still.draw(inside.plots, inside.values).axes[1].texts]


def test_exponentials_that_overflow_end_in_tips_and_shares_that_are_nan_say_so(page):
    OnPage(page, demos.shares(naive).set(all=750))
    seen = marks(page)
    assert seen.count("inf") == 3 and seen.count("nan") == 3 and "0.67" not in seen
    OnPage(page, SHELF["shares"]().set(all=750))
    seen = marks(page)
    assert seen.count("inf") == 3 and seen.count("nan") == 0 and "0.67" in seen


WRONG = {
    "shares": lambda: demos.shares(lambda z: np.exp(z) / 9),
    "temperature": lambda: demos.temperature(lambda z: np.exp(z) / 9),
    "simplex": lambda: demos.simplex(lambda z: numerics.softmax(2 * z)),
    "gradient_arrows": lambda: demos.gradient_arrows(lambda z: np.exp(z) / 9),
    "softmax_or_sigmoid": lambda: demos.softmax_or_sigmoid(numerics.softmax, lambda z: 1 / (1 + np.exp(z))),
    "odds": lambda: demos.odds(lambda z: 1 / (1 + np.exp(-2 * z))),
    "bce_curves": lambda: demos.bce_curves(lambda p, y: -np.log2(p if y else 1 - p)),
    "code_areas": lambda: demos.code_areas(lambda p: -(p * np.log2(p)).sum()),
    "distributions": lambda: demos.distributions(cross_entropy=lambda p, y: float(-(p * np.log(y)).sum())),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_right_answer_stands_behind_a_wrong_one_and_the_caption_says_so(page, name):
    wrong, right = WRONG[name](), SHELF[name]()
    assert wrong.values["differs"] == 1 and right.values["differs"] == 0
    assert re.search(r"(show|would put|right)[^.]*\.$", wrong.caption), wrong.caption
    assert len(wrong.caption.split(". ")) > len(right.caption.split(". "))
    assert OnPage(page, wrong).caption == wrong.caption and OnPage(page, right).caption == right.caption
    ghosts = [value for key, value in wrong.values.items() if key.startswith("ghost")]
    assert name in ("distributions", "code_areas") or np.isfinite(ghosts).any()
    assert np.isnan([value for key, value in right.values.items() if key.startswith("ghost")]).all()


def test_a_function_that_fails_has_no_ghost():
    demo = demos.temperature(lambda z: None)
    assert demo.values["differs"] == 0 and demo.caption == "Your function returned None instead of 5 numbers."


def test_rounding_noise_is_no_difference():
    assert demos.odds(lambda z: numerics.sigmoid(z) * (1 + 1e-9)).values["differs"] == 0


def naive(z):
    return np.exp(z) / np.exp(z).sum()


def shaded(demo):
    """The shaded parts of the number line: its words, and from where to where, in z."""
    plot, found = demo.plots[0], []
    for box, text in zip(plot.marks, plot.marks[1:]):
        if box["kind"] == "box" and box["fill"] == "tint":
            found.append((text["text"], [plot.data(x, 0)[0] for x in box["x"]]))
    return found


@pytest.mark.parametrize("softmax, dtype, where", [
    (naive, "float32", {"p(z) is 0 up to −103.97": [-155, -104], "nan from 88.72 on": [88.7, 155]}),
    (naive, "float16", {"p(z) is 0 up to −17.34": [-26, -17.3], "nan from 11.09 on": [11.1, 26]}),
    (naive, "float64", {"p(z) is 0 up to −745.13": [-1100, -745.1], "nan from 709.78 on": [709.8, 1100]}),
    (numerics.softmax, "float32", {"p(z) is 0 up to −103.97": [-155, -104], "p(0) is 0 from 103.97 on": [104, 155]}),
    (np.exp, "float32", {"p(z) is 0 up to −103.97": [-155, -104], "inf from 88.72 on": [88.7, 155]}),
    (lambda z: z * np.nan, "float32", {"nan everywhere": [-155, 155]}),
    (lambda z: np.where(abs(z) < 7, 0.5, np.nan), "float32",
     {"nan up to −7.00": [-155, -7], "nan from 7.00 on": [7, 155]}),
    (lambda z: np.where(abs(z - 9) > 2, 0.5, 0), "float32", {"p(z) is 0 from 7.00 to 11.00": [7, 11]}),
    (lambda z: None, "float32", {}),
])
def test_the_number_line_shades_where_the_learners_own_softmax_is_no_number_or_0(softmax, dtype, where):
    demo = demos.number_line(softmax, dtype)
    own = dict(shaded(demo)[2:])  # the first two are those of exp
    assert own == {words: pytest.approx(ends, abs=0.26) for words, ends in where.items()}
    assert not where or demo.caption.endswith(f"In your softmax, {' and '.join(where)}.")


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
def test_the_borders_of_the_number_line_are_those_of_the_floats(kind):
    from helpers.demos.number_line import REACH, _regions

    reach, step = REACH[kind.__name__]
    with np.errstate(all="ignore"):
        (_, last, *_), (first, *_) = _regions(naive, np.arange(-reach, reach + step, step), kind)
        for at, outside, sick in ((first, -np.inf, np.isnan), (last, np.inf, lambda p: p == 0)):
            assert sick(naive(np.array([at, 0], kind)))[0]
            assert not sick(naive(np.array([np.nextafter(kind(at), kind(outside)), 0], kind)))[0]


def test_the_dot_of_the_number_line_is_another_where_there_is_no_number():
    demo = demos.number_line(naive)
    for z, kind in ((0, "well"), (95, "sick"), (-120, "zero")):
        demo.set(z=z)
        assert [name for name in ("well", "zero", "sick") if np.isfinite(demo.values[f"dot{name}"])] == [kind]
        assert demo.values[f"dot{kind}"] == demo.values[f"exp{kind}"] == z


def test_the_pieces_of_the_cross_entropy_end_where_it_does():
    values = demos.distributions().set(a0=5, b0=2).values
    assert values["crossto2"] == pytest.approx(values["ce"]) and values["ownto2"] == pytest.approx(values["h"])
    for stem in ("cross", "own"):
        assert sum(values[f"{stem}{k}"] for k in range(3)) == pytest.approx(values[f"{stem}to2"])


@pytest.mark.parametrize("zero, words", [
    ("a", "All weights of y are 0"), ("b", "All weights of p are 0"), ("ab", "All weights are 0"),
])
def test_weights_that_are_all_0_are_told_to_count_as_equal(zero, words):
    demo = demos.distributions()
    assert "count as equal" not in demo.caption
    demo.set(**{f"{name}{k}": 0 for name in zero for k in range(3)})
    assert demo.caption.endswith(f" {words}: they count as equal.")


def test_surfaces_have_heights_and_a_dot_for_each_step():
    demo = SHELF["loss_surfaces"]().set(step=7)
    for plot, key in zip(demo.plots, ("se", "ce")):
        words = [mark["text"] for mark in plot.marks if mark["kind"] == "text"]
        assert sum(re.fullmatch(r"\d\.\d\d", word) is not None for word in words) >= 4
        (dots,) = [mark for mark in plot.marks if mark["kind"] == "dots"]
        assert sum(value == value for value in (demo.values[x[0]] for x in dots["x"])) == 8
