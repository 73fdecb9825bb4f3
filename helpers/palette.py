"""The course's colours, told apart by readers with any colour vision (Okabe and Ito, 2008).

Words need more contrast than bars and lines: TEXT has the same hues at 4.5 to 1 on white,
and DARK is for dark pages, where words and marks share one set.
"""

PALETTE = {
    "blue": "#0072B2",
    "orange": "#D55E00",
    "green": "#009E73",
    "purple": "#CC79A7",
    "sky": "#56B4E9",
    "yellow": "#E69F00",
    "grey": "#595959",
    "ink": "#1F2328",
}

TEXT = PALETTE | {
    "orange": "#B84F00",
    "green": "#007A59",
    "purple": "#A8467C",
    "sky": "#1F74AB",
    "yellow": "#8F6000",
}

DARK = {
    "blue": "#56B4E9",
    "orange": "#F0883E",
    "green": "#2FC493",
    "purple": "#E3A2C3",
    "sky": "#8FD0F5",
    "yellow": "#F0B429",
    "grey": "#A8ADB3",
    "ink": "#E6E8EB",
}

MUTED, GRID, PAPER, EDGE = "#595959", "#DFE3E8", "#FFFFFF", "#767D86"
DARK_MUTED, DARK_GRID, DARK_PAPER, DARK_EDGE = "#B4B9BF", "#3A3F45", "#111111", "#858C94"
