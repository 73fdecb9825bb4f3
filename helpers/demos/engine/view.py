"""The widgets: what Python and the browser share."""

from pathlib import Path

import anywidget
import traitlets

from helpers import palette

LIVE = "application/vnd.jupyter.widget-view+json"
_HERE = Path(__file__).parent


def _colours():
    """Return the palette as CSS, for light pages and for dark ones (JupyterLab, VS Code, Colab)."""
    light = palette.PALETTE | {"muted": palette.MUTED, "grid": palette.GRID, "paper": palette.PAPER, "edge": palette.EDGE}
    dark = palette.DARK | {"muted": palette.DARK_MUTED, "grid": palette.DARK_GRID, "edge": palette.DARK_EDGE,
                           "paper": f"var(--jp-layout-color0, {palette.DARK_PAPER})"}
    words = {f"{name}-text": colour for name, colour in palette.TEXT.items()}
    dark_words = {f"{name}-text": colour for name, colour in palette.DARK.items()}
    boxes = ":is(.ltl-demo, .ltl-question)"
    pages = ':is([data-jp-theme-light="false"], [data-vscode-theme-kind="vscode-dark"], html[theme="dark"])'
    rules = [f"{boxes} {{{_variables(light | words)}}}", f"{pages} {boxes} {{{_variables(dark | dark_words)}}}"]
    rules += [f".ltl-pictures .c-{name} {{color: var(--{name})}}" for name in light]
    rules += [f".ltl-pictures text.c-{name} {{color: var(--{name}-text)}}" for name in palette.TEXT]
    return "\n".join(rules) + "\n"


def _variables(colours):
    return "; ".join(f"--{name}: {colour}" for name, colour in colours.items())


def _text(name):
    return (_HERE / name).read_text(encoding="utf-8")


STYLE = _colours() + _text("demo.css")


class DemoView(anywidget.AnyWidget):
    """A demo in the browser: a scene drawn once, and a table of pages to turn."""

    _esm = _text("paint.js") + _text("demo.js")
    _css = STYLE
    scene = traitlets.Dict().tag(sync=True)
    table = traitlets.Dict().tag(sync=True)
    locked = traitlets.Unicode("").tag(sync=True)

    def __repr__(self):
        return "DemoView()"


class QuestionView(anywidget.AnyWidget):
    """A question in the browser."""

    _esm = _text("../../questions/question.js")
    _css = STYLE
    question = traitlets.Dict().tag(sync=True)
    outcome = traitlets.Dict().tag(sync=True)

    def __repr__(self):
        return "QuestionView()"


def bundle(view, still, caption):
    """Return what a notebook shows: the live view, or the still picture, or the words."""
    live = {"version_major": 2, "version_minor": 0, "model_id": view.model_id}
    shown = still._repr_mimebundle_()
    shown["text/html"] = f'<figure style="margin:0">{still.image()}<figcaption>{caption}</figcaption></figure>'
    return {LIVE: live} | shown
