"""The style sheet of demos and questions: the palette for light pages and for dark ones."""

from pathlib import Path

from helpers import palette


def _colours():
    """Return the palette as CSS, for light pages and for dark ones (JupyterLab, VS Code, Colab)."""
    light = palette.PALETTE | {"muted": palette.MUTED, "grid": palette.GRID, "edge": palette.EDGE,
                               "paper": palette.PAPER}
    dark = palette.DARK | {"muted": palette.DARK_MUTED, "grid": palette.DARK_GRID, "edge": palette.DARK_EDGE,
                           "paper": f"var(--jp-layout-color0, {palette.DARK_PAPER})"}
    words = {f"{name}-text": colour for name, colour in palette.TEXT.items()}
    dark_words = {f"{name}-text": colour for name, colour in palette.DARK.items()}
    boxes = ":is(.ltl-demo, .ltl-question)"
    pages = ':is([data-jp-theme-light="false"], [data-vscode-theme-kind="vscode-dark"], html[theme="dark"])'
    rules = [f"{boxes} {{{_variables(light | words)}}}", f"{pages} {boxes} {{{_variables(dark | dark_words)}}}"]
    rules += [f".ltl-pictures .c-{name} {{color: var(--{name})}}" for name in light]
    rules += [f".ltl-pictures text.c-{name} {{color: var(--{name}-text)}}" for name in palette.TEXT]
    rules += [f":is(.ltl-caption, .ltl-sliders) .c-{name} {{color: var(--{name}-text)}}" for name in palette.TEXT]
    return "\n".join(rules) + "\n"


def _variables(colours):
    return "; ".join(f"--{name}: {colour}" for name, colour in colours.items())


STYLE = _colours() + Path(__file__).with_name("widgets.css").read_text(encoding="utf-8")
