"""Pages: every HTML that this room writes comes from a template in which each value is escaped by itself."""

from functools import cache
from pathlib import Path

from coursework.passing_on import inert

MISSING = "Jinja2 is not installed, which writes the pages: pip install 'jinja2>=3.1' (JupyterLab brings it along)"


@cache
def environment():
    """The templates, with autoescape."""
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError:
        raise SystemExit(MISSING) from None
    folder = Path(__file__).with_name("templates")
    made = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )
    made.filters |= {"shown": inert.shown, "points": lambda value: f"{value:g}"}
    return made


def render(template, **values):
    """The page that a template makes of these values."""
    return environment().get_template(template).render(values)
