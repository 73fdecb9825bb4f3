"""The course's colours, told apart by readers with any colour vision (Okabe and Ito, 2008)."""

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

GRID = "#DFE3E8"
PAPER = "#FFFFFF"
FONTS = ["DejaVu Sans", "Verdana", "sans-serif"]
