"""Stills, text alternatives and colours: what a reader without a kernel sees."""

import base64
import html
import io
import re
import subprocess
import sys

import matplotlib.pyplot as plt
import numpy as np
import pytest
from tests.support.demo_shelf import SHELF
from PIL import Image

from helpers import demos, numerics, palette, plots


@pytest.mark.parametrize("name", SHELF)
def test_the_bundle_holds_live_view_picture_and_words(name):
    demo = SHELF[name]()
    bundle = demo._repr_mimebundle_()
    assert set(bundle) == {"application/vnd.jupyter.widget-view+json", "text/html", "image/png", "text/plain"}
    assert bundle["text/plain"] == demo.caption
    alt = re.search(r'alt="([^"]+)"', bundle["text/html"])[1]
    assert html.unescape(alt) == demo.caption
    image = Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))
    assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255) and not image.text


def test_two_demos_of_one_kind_have_the_same_bytes():
    for name in ("simplex", "loss_surfaces"):
        assert SHELF[name]().still().png == SHELF[name]().still().png


def test_the_still_follows_the_sliders():
    demo = SHELF["temperature"]()
    before = demo.still().png
    demo.sliders["T"].value = 5
    moved = demo.still().png
    demo.sliders["T"].value = 1
    assert moved != before and demo.still().png == before


@pytest.mark.parametrize("name", SHELF)
def test_nothing_in_the_still_is_clipped_at_the_edge(name):
    demo = SHELF[name]()
    for slider in demo.sliders.values():
        slider.value = slider.max
    pixels = np.asarray(Image.open(io.BytesIO(demo.still().png)).convert("L"))
    border = np.concatenate([pixels[:2].ravel(), pixels[-2:].ravel(), pixels[:, :2].ravel(), pixels[:, -2:].ravel()])
    assert (border > 250).all()


def test_long_names_under_the_axis_are_set_smaller_and_do_not_meet():
    demo = demos.temperature(numerics.softmax, classes=("Adelie", "Chinstrap", "Gentoo", "macaroni", "king"))
    for plot in demo.plots:
        names = [mark for mark in plot.marks if mark["kind"] == "text" and mark["text"] in ("Chinstrap", "Gentoo")]
        (chinstrap, gentoo), widest = names, 0.62 * max(9, names[0]["size"])
        assert gentoo["x"][0] - chinstrap["x"][0] > widest * len("Chinstrap") - 2


@pytest.mark.parametrize("name", SHELF)
def test_the_scene_has_a_key_for_every_mark_that_moves(name):
    scene = SHELF[name]().view.scene
    drawn = "".join(scene["svg"])
    assert "nan" not in drawn and "None" not in drawn
    assert re.findall(r'data-key="(\w+)"', drawn) == [move["key"] for move in scene["moves"]]
    known = set(scene["columns"]) | {slider["name"] for slider in scene["sliders"]}
    for move in scene["moves"]:
        assert {c[0] for c in move["x"] + move["y"] if isinstance(c, list)} <= known
        assert set(re.findall(r"\{(\w+)", move.get("text", ""))) <= known
    assert set(re.findall(r"\{(\w+)", scene["caption"])) <= known


def contrast(a, b):
    def light(colour):
        parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_words_stand_out_from_the_page_in_both_themes():
    for colour in (*palette.TEXT.values(), palette.MUTED):
        assert contrast(colour, palette.PAPER) >= 4.5, colour
    for colour in (*palette.DARK.values(), palette.DARK_MUTED):
        assert contrast(colour, palette.DARK_PAPER) >= 4.5, colour
    assert contrast(palette.EDGE, palette.PAPER) >= 3 and contrast(palette.DARK_EDGE, palette.DARK_PAPER) >= 3


def test_the_browser_has_the_same_palette():
    from helpers.widgets.style import STYLE

    for name, colour in plots.PALETTE.items():
        assert f"--{name}: {colour}" in STYLE and f"--{name}-text: {palette.TEXT[name]}" in STYLE


def test_show_closes_the_figure_and_keeps_its_words():
    fig, ax = plt.subplots()
    plots.bars(ax, [0.705, 0.26, 0.035], ["cat", "dog", "owl"])
    still = plots.show(fig, alt='Three bars: 0.71, 0.26 & "0.04"')
    assert not plt.fignum_exists(fig.number)
    bundle = still._repr_mimebundle_()
    assert 'alt="Three bars: 0.71, 0.26 &amp; &quot;0.04&quot;"' in bundle["text/html"]
    assert bundle["text/plain"] == still.alt == repr(still)
    image = Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))
    assert image.size == (921, 518) and not image.text


def test_a_picture_without_words_is_refused():
    fig = plt.figure()
    for alt in ("", "  ", None):
        with pytest.raises(ValueError, match="text alternative"):
            plots.show(fig, alt)
    plt.close(fig)


def test_pictures_refuse_shapes_that_they_cannot_draw():
    fig, ax = plt.subplots()
    with pytest.raises(ValueError, match=r"one row of values, got shape \(2, 2\)"):
        plots.bars(ax, np.eye(2))
    with pytest.raises(ValueError, match="2 bars need 2 labels, got 1"):
        plots.bars(ax, [1, 2], ["one"])
    with pytest.raises(ValueError, match=r"got \(3,\) and \(2,\)"):
        plots.curve(ax, [1, 2, 3], [1, 2])
    with pytest.raises(ValueError, match=r"two axes, got shape \(2,\)"):
        plots.heat(ax, [1, 2])
    plt.close(fig)


def test_pictures_draw_what_they_are_given():
    fig, (a, b, c) = plt.subplots(1, 3)
    plots.bars(a, [0.2, -0.5])
    assert [t.get_text() for t in a.texts] == ["0.20", "−0.50"]
    plots.point(plots.curve(b, [0, 1], [2, 3], "line"), 0, 2, "start")
    assert [t.get_text() for t in b.texts] == ["line", "start"]
    plots.heat(c, np.eye(2), ["a", "b"], ["c", "d"], digits=0)
    assert [t.get_text() for t in c.texts] == ["1", "0", "0", "1"]
    plt.close(fig)


def test_importing_the_demos_does_not_import_pyplot():
    code = "import sys; from helpers import demos; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
