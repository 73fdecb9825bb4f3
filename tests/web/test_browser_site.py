"""The site's pages as readers and strangers find them: two lessons and a hostile notebook, in Chromium, alone."""

import re
from urllib.parse import unquote

import nbformat
import pytest
from playwright.sync_api import expect

from helpers import numerics
from tests.support.browsing import browser, numbers, serious  # noqa: F401  (browser is a fixture)
from tests.support.live_site import alone, served
from tests.support.machine import require_npm
from tools.build.notebooks import ROOT
from web import build

SITE = "course/site/"  # below a sub-path, as GitHub Pages serves it
LESSON = f"{SITE}01_softmax.html"
PAGES = (f"{SITE}index.html", f"{SITE}00_start.html", LESSON)
BAD = """<script>window.smuggled = 1</script><img src=x onerror="window.smuggled = 1"><svg onload="window.smuggled = 1">
<a href="javascript:window.smuggled = 1" id="lesson" name="lesson">press</a>
<iframe srcdoc="<script>1</script>"></iframe>
<form id="theme" action="https://evil.example"><input id="search"></form><style>body { display: none }</style>
<img src="https://evil.example/x.png"><link rel="stylesheet" href="https://evil.example/x.css">
<meta http-equiv="refresh" content="0;url=https://evil.example"><base href="https://evil.example/">
<div class="tool" style="position: fixed; inset: 0" onclick="window.smuggled = 1">bait</div>"""
WITHOUT_FORMULAS = {"include": ["html"], "exclude": [".katex-html"]}  # thousands of letters, hidden from screen readers
END = "</script><script>window.smuggled = 1</script><!--"


def hostile():
    """A notebook that tries to act on the page in each of its parts."""
    new = nbformat.v4
    html = new.new_output("display_data", data={"text/html": BAD, "text/plain": "x"})
    picture = new.new_output("display_data", data={"image/png": 'x" onerror="window.smuggled = 1', "text/plain": BAD})
    cells = [new.new_markdown_cell(f"# {END}\n\n{BAD}\n\n$\\href{{javascript:window.smuggled=1}}{{x}}$"),
             new.new_markdown_cell(f"## lesson\n\n[a](javascript:window.smuggled=1) ![b](javascript:1)\n\n```{END}\n```"),
             new.new_code_cell(f"# {END}{BAD}", outputs=[html, picture, new.new_output("stream", text=END + BAD)])]
    cells[2].metadata["tags"] = [f'demo" onclick="window.smuggled = 1" {END}']
    return new.new_notebook(cells=cells)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A host's folder with the site in it, built once."""
    require_npm()
    host = tmp_path_factory.mktemp("host")
    nbformat.write(hostile(), host / "99_hostile.ipynb")
    paths = [ROOT / "notebooks" / "00_start.ipynb", ROOT / "notebooks" / "01_softmax.ipynb", host / "99_hostile.ipynb"]
    faults = build.build(paths, host / SITE, live=False, repository="ada/course")
    assert all("href" in fault for fault in faults), faults  # the hostile formula, and no formula of a lesson
    return host


@pytest.fixture(scope="module")
def address(folder):
    with served(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def page(browser, address):  # noqa: F811
    """One page for the tests that leave no trace on it; what the console and the network complain of is kept."""
    opened = alone(browser, address, viewport={"width": 1280, "height": 900}, color_scheme="light")
    opened.complaints = []
    opened.on("console", lambda said: said.type == "error" and opened.complaints.append(said.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    opened.context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_every_width_in_both_themes_and_has_no_serious_fault(page, address, path):
    page.goto(address + path)
    faults = {}
    scanned = {LESSON: [390], f"{SITE}00_start.html": [1280]}.get(path, [390, 1280])
    for width, theme in ((390, "dark"), (800, "light"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
        expect(page.get_by_role("navigation", name="Lessons", exact=True)).to_be_visible(
            visible=width == 1280 and "index" not in path)
        if width in scanned:
            faults[width] = serious(page, WITHOUT_FORMULAS)
    assert faults == dict.fromkeys(scanned, [])


def test_nothing_was_asked_of_another_host_and_nothing_complained(page, address):
    for path in PAGES:
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
    assert page.strangers == []
    assert page.complaints == []


def test_every_picture_has_its_alternative_and_every_link_within_the_site_leads_somewhere(folder):
    pages = {path.name: path.read_text(encoding="utf-8") for path in (folder / SITE).glob("*.html")}
    ids = {name: set(re.findall(r'\bid="([^"]+)"', html)) for name, html in pages.items()}
    for name, html in pages.items():
        if "hostile" not in name:
            for image in re.findall(r"<img [^>]*>", html):
                assert len(re.search(r'alt="([^"]*)"', image)[1]) > 20, image
                assert (folder / SITE / re.search(r'src="([^"]*)"', image)[1]).exists(), image
        assert len(re.findall(r'\bid="', html)) == len(ids[name]), "an id stands twice"
        for file, place in re.findall(r'href="((?!https?:|mailto:)[^"#]*)(?:#([^"]*))?"', html):
            if file.endswith(".ipynb") and not file.startswith("notebooks/"):
                continue  # a lesson that was left out of this site
            assert not file or (folder / SITE / file).exists(), (name, file)
            if place:
                assert unquote(place) in ids[file or name], (name, file, place)


def test_formulas_are_set_and_code_is_coloured_without_a_script(folder):
    html = (folder / LESSON).read_text(encoding="utf-8")
    source = "\n".join(cell.source for cell in nbformat.read(ROOT / "notebooks/01_softmax.ipynb", 4).cells
                       if cell.cell_type == "markdown")
    formulas = re.findall(r"\$\$.+?\$\$|\$[^$\n]+?\$", source, flags=re.DOTALL)
    assert html.count('<span class="katex-mathml">') == len(formulas) > 20
    assert html.count('<span class="k-') > 100


def test_the_search_is_opened_by_a_key_and_leads_to_the_section(page, address):
    page.goto(address + f"{SITE}00_start.html")
    page.keyboard.press("/")
    box = page.get_by_role("searchbox", name="Search the course")
    box.fill("uniform distribution")
    found = page.get_by_role("dialog").get_by_role("link").filter(has_text="Temperature").first
    expect(found).to_be_visible()
    box.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("link").first).to_be_focused()
    found.click()
    expect(page).to_have_url(re.compile(rf"{LESSON}#"))
    assert page.strangers == []


def test_the_next_lesson_is_one_press_away_and_the_one_before_too(page, address):
    page.goto(address + f"{SITE}00_start.html")
    page.get_by_role("navigation", name="Lesson before and after").get_by_role("link", name="Next").click()
    expect(page).to_have_url(address + LESSON)
    page.get_by_role("navigation", name="Lesson before and after").get_by_role("link", name="Before").click()
    expect(page).to_have_url(address + f"{SITE}00_start.html")


def test_the_colours_that_a_reader_chose_stay(page, address):
    page.goto(address + LESSON)
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Colours").click()
    assert page.evaluate(paper) != light
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark" and page.evaluate(paper) != light
    page.get_by_role("button", name="Colours").click()
    assert page.evaluate(paper) == light
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(paper) == light
    page.emulate_media(color_scheme="light")
    page.get_by_role("button", name="Colours").click()
    expect(page.get_by_role("button", name="Colours: as the system has them")).to_be_visible()
    for system in ("dark", "light"):
        page.emulate_media(color_scheme=system)
        expect(page.locator("html")).to_have_attribute("data-theme", system)


def test_the_start_page_has_a_softmax_that_follows_both_sliders(page, address):
    page.goto(address + f"{SITE}index.html")
    demo = page.get_by_role("group", name="Softmax: scores in, probabilities out")
    for keys in (("cat", "Home"), ("dog", "End"), ("dog", "ArrowLeft"), ("cat", "ArrowRight"), ("cat", "End")):
        demo.get_by_role("slider", name=keys[0]).press(keys[1])
        page.wait_for_timeout(80)  # longer than the demo waits before it asks for the pages from here
        cat, dog, owl, *shares = numbers(demo.locator("[aria-live]").inner_text())[:6]
        right = numerics.softmax([cat, dog, owl])
        assert [abs(share - truth) < 0.011 for share, truth in zip(shares, right)] == [True] * 3, (keys, shares, right)
    assert (cat, dog) == (4.0, 3.8)


def test_in_print_the_text_stands_alone(page, address):
    page.goto(address + LESSON)
    page.emulate_media(media="print")
    try:
        around = page.locator(".bar, .side, .turn, .ways, .hints")
        assert around.evaluate_all("all => all.filter(one => one.offsetParent).length") == 0
        assert page.locator("article").bounding_box()["width"] > 1000
    finally:
        page.emulate_media(media="screen")


def test_without_javascript_text_pictures_and_captions_can_be_read(browser, address):  # noqa: F811
    phone = {"viewport": {"width": 390, "height": 900}, "color_scheme": "dark"}
    still = alone(browser, address, java_script_enabled=False, **phone)
    still.goto(address + LESSON)
    expect(still.get_by_role("heading", level=1)).to_have_text("Turn scores into probabilities")
    expect(still.locator("figcaption").first).to_be_visible()
    assert still.locator("article img").count() == still.locator("article img[alt]").count() >= 4
    expect(still.get_by_role("button")).to_have_count(0)
    still.get_by_text("Contents", exact=True).click()
    expect(still.get_by_role("navigation", name="Contents of this page in the menu")).to_contain_text("Batches")
    expect(still.get_by_role("navigation", name="Lessons in the menu").get_by_text("Start here")).to_be_visible()
    still.get_by_text("Contents", exact=True).click()
    still.get_by_text("Hint 1 of 3").first.click()
    expect(still.locator(".hints p").first).to_be_visible()
    still.goto(address + f"{SITE}index.html")
    expect(still.locator("#showpiece img")).to_be_visible()
    still.context.close()


def test_a_hostile_notebook_cannot_act(page, address):
    page.goto(address + f"{SITE}99_hostile.html")
    page.locator("article a").evaluate_all("all => all.forEach(one => one.click())")
    page.locator(".prose, .card").evaluate_all("all => all.forEach(one => one.click())")
    page.wait_for_timeout(100)
    assert page.evaluate("window.smuggled") is None
    assert page.url.startswith(address) and page.strangers == []
    kinds = page.evaluate("['lesson', 'search', 'theme'].map(id => document.getElementById(id).localName)")
    assert kinds == ["script", "button", "button"]
    acting = "script, style, iframe, form, input, svg:not(.katex svg), link, meta, base, [onclick], [onerror]"
    assert page.locator(f"article :is({acting})").count() == 0
    assert page.locator("article .tool, article [style*=fixed]").count() == 0
    assert END in page.evaluate("JSON.parse(document.getElementById('lesson').textContent).cells[0].source")
    expect(page.locator("article")).to_be_visible()


def test_no_solution_of_the_course_stands_on_its_page(folder):
    for path in sorted((ROOT / "lessons").glob("0[01]_*.md")):
        html = re.sub(r"<[^>]+>", "", (folder / SITE / f"{path.stem}.html").read_text(encoding="utf-8"))
        shown = re.sub(r"\s+", " ", html)
        text = path.read_text(encoding="utf-8")
        solutions = re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", text, flags=re.DOTALL)
        assert solutions
        for solution in solutions:
            assert re.sub(r"\s+", " ", solution).strip() not in shown


def test_no_page_has_a_script_of_its_own_and_all_say_what_may_run(folder):
    for path in (folder / SITE).glob("*.html"):
        html = path.read_text(encoding="utf-8")
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1]
        assert "default-src 'none'" in policy and "unsafe-inline" not in re.search(r"script-src ([^;]*)", policy)[1]
        for attributes, inside in re.findall(r"<script([^>]*)>(.*?)</script>", html, flags=re.DOTALL):
            assert 'type="application/json"' in attributes or "src=" in attributes and not inside, attributes
