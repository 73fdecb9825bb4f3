"""Figures in the dark theme: turned about their lightness, the course's colours stay readable and apart."""

import itertools
import re

import matplotlib.colors
import numpy as np
import pytest

from helpers.palette import MUTED, PALETTE, TEXT
from helpers.plots import IN_THE_DARK
from tools.browser.lab import JUPYTER

# The colour of JupyterLab's page in its dark theme, and hue-rotate(180deg) of the CSS filter specification.
PAGE = np.array([17, 17, 17]) / 255
TURN = np.array([[-0.574, 1.430, 0.144], [0.426, 0.430, 0.144], [0.426, 1.430, -0.856]])


def in_the_dark(colour):
    """The colour as the browser shows it after invert(1), hue-rotate(180deg) and screen on the page."""
    seen = np.clip(TURN @ (1 - np.array(matplotlib.colors.to_rgb(colour))), 0, 1)
    return 1 - (1 - seen) * (1 - PAGE)


def luminance(rgb):
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast(one, other):
    high, low = sorted([luminance(one), luminance(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("css", [(JUPYTER / "labextension/static/remoteEntry.js").read_text(), IN_THE_DARK])
def test_the_extension_and_the_picture_itself_do_what_is_computed_here(css):
    assert re.search(r"filter: invert\(1\) hue-rotate\(180deg\); mix-blend-mode: screen", css)


@pytest.mark.parametrize("colour", [*TEXT.values(), MUTED])
def test_words_keep_a_contrast_of_four_and_a_half(colour):
    assert contrast(in_the_dark(colour), PAGE) >= 4.5


@pytest.mark.parametrize("name", PALETTE)
def test_marks_keep_a_contrast_of_three_and_white_paper_becomes_the_page(name):
    assert contrast(in_the_dark(PALETTE[name]), PAGE) >= 3
    assert np.allclose(in_the_dark("white"), PAGE, atol=1e-3)


def lab(rgb):
    """CIELAB, in which equal distances look equally far apart; white point D65."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear
    f = np.cbrt(xyz / [0.9505, 1, 1.089])
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def closest(shown):
    pairs = itertools.combinations(PALETTE.values(), 2)
    return min(np.linalg.norm(lab(shown(one)) - lab(shown(other))) for one, other in pairs)


def test_no_two_colours_come_closer_than_the_closest_two_on_paper_by_a_quarter():
    assert closest(in_the_dark) >= 0.75 * closest(lambda colour: np.array(matplotlib.colors.to_rgb(colour)))
