"""The start page: the idea in ten seconds, whom the course is for, and the way in."""

from markupsafe import Markup

from web.pages import start_demo
from web.pages.lesson import as_data


def write(site):
    """Write index.html, and the script and the style sheet of its demo."""
    (site.out / "look" / "demo.js").write_text(start_demo.script(), encoding="utf-8")
    (site.out / "look" / "demo.css").write_text(start_demo.style(), encoding="utf-8")
    still = start_demo.demo().still()
    (site.out / "pictures").mkdir(exist_ok=True)
    (site.out / "pictures" / "start.png").write_bytes(still.png)
    page = site.templates.get_template("start.html").render(
        site=site, here="", still=still, demo=Markup(as_data(start_demo.whole())))
    (site.out / "index.html").write_text(page, encoding="utf-8")
