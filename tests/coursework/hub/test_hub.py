"""An assignment goes round on a hub: released, fetched, solved, handed in, marked in the box, by hand, and given back."""

import csv
import inspect
import json
import re
import time
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.coursework.hub.conftest import PASSWORD, PYTHON, TEACHER
from tests.support import problem_set_solutions
from tests.support.browsing import browser, eventually  # noqa: F401  (browser is a fixture)
from tools.build.notebooks import ROOT
from tools.browser.page import READY, ask_kernel, save

COURSE = "logits-to-loss-2027"
ALIAS = f"alias coursework=\"PYTHONPATH='{ROOT}' '{PYTHON}' -m coursework\""
ATTEMPT = """import os
try:
    {}
    told = "reached"
except Exception as error:
    told = type(error).__name__
"""
HOSTILE = '''def centred_logits(p):
    import os, glob, shutil
    for path in glob.glob({course!r} + "/instructor/*") + glob.glob({exchange!r} + "/*/inbound/*"):
        try: open("/tmp/stolen", "ab").write(open(path, "rb").read())
        except OSError: pass
    try: shutil.rmtree({course!r})
    except OSError: pass
    os._exit(0)
'''
TEXT = "Too sure: the loss is lowest at a T above 1, and accuracy does not change with T. <script>window.smuggled = 1</script>"


class Desk:
    """Somebody's JupyterLab on the hub, in a browser of their own."""

    def __init__(self, browser, hub, name):  # noqa: F811
        self.hub, self.name = hub, name
        self.page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        self.page.set_default_timeout(60_000)
        self.page.goto(f"{hub.address}/hub/login?next=/hub/user-redirect/lab")
        self.page.fill("#username_input", name)
        self.page.fill("#password_input", PASSWORD)
        self.page.click("#login_submit")
        self.page.wait_for_function("() => window.jupyterapp?.shell?.currentWidget")

    def goto(self, path):
        self.page.goto(f"{self.hub.address}/user/{self.name}/{path}")

    def press(self, word, row, then):
        """Press a button of ps1 in the list of assignments, and wait until the list `then` has it."""
        self.goto("lab")
        self.page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
        self.menu = self.page.get_by_role("menu").inner_text()
        self.page.get_by_role("menuitem", name="Assignment List").click()
        button = self.page.locator(f"#{row}_assignments_list .list_item").get_by_role("button", name=word, exact=True).first
        with self.page.expect_response(lambda answer: answer.request.method == "POST" and "/assignments/" in answer.url) as told:
            button.click()
        assert told.value.json().get("success"), told.value.text()
        expect(self.page.locator(f"#{then}_assignments_list .list_item").first).to_contain_text("ps1")

    def open(self, path):
        self.goto(f"lab/tree/{path}")
        self.page.wait_for_function(READY)

    def write(self, grade_id, source):
        """Write into the cell of one problem, by hand."""
        self.page.evaluate(SELECT, grade_id)
        cell = self.page.locator(".jp-Cell.jp-mod-active")
        cell.scroll_into_view_if_needed()
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:enter-edit-mode')")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)
        expect(cell.locator(".cm-content")).to_contain_text(source.split("\n")[0][:40])

    def formgrader_row(self):
        """Open the formgrader's list, and return the row of ps1."""
        self.goto("formgrader/manage_assignments")
        return self.page.locator("tr", has=self.page.get_by_role("link", name="ps1", exact=True))

    def type_in_terminal(self, *lines):
        """Type commands into a terminal in the course folder, and wait until the last has ended."""
        self.goto("lab")
        self.page.wait_for_function("() => window.jupyterapp?.shell?.currentWidget")
        self.page.evaluate("() => window.jupyterapp.commands.execute('terminal:create-new')")
        terminal = self.page.locator(".jp-Terminal").last
        expect(terminal.locator(".xterm-screen")).to_be_visible()
        self.page.wait_for_timeout(1500)
        terminal.click()
        end = self.hub.course / f"ended-{time.monotonic_ns()}"
        for line in ("cd $LOGITS_TO_LOSS_COURSE", ALIAS, *lines, f"touch {end.name}"):
            self.page.keyboard.type(line)
            self.page.keyboard.press("Enter")
        eventually(self.page, lambda: exists(end), patience=120)


def exists(path):
    assert path.exists(), f"{path.name} is not there"


SELECT = """id => {
    const content = window.jupyterapp.shell.currentWidget.content
    const at = content.widgets.findIndex(cell => cell.model.getMetadata('nbgrader')?.grade_id === id)
    content.activeCellIndex = at
    content.scrollToItem(at)
}"""


@pytest.fixture(scope="module")
def round_trip(browser, hub):  # noqa: F811
    """What each person sees in the course of an assignment, from its release to the feedback."""
    told, begun = SimpleNamespace(), time.monotonic()
    teacher = Desk(browser, hub, TEACHER)
    release(teacher)
    students = ada, ben, mallory = [Desk(browser, hub, name) for name in ("ada", "ben", "mallory")]
    for student in students:
        student.press("Fetch", row="released", then="fetched")
    told.menu = ben.menu
    solve(ada, centred_logits=inspect.getsource(problem_set_solutions.centred_logits))
    ada.press("Submit", row="fetched", then="submitted")
    solve(ada, gradient_ratio=inspect.getsource(problem_set_solutions.gradient_ratio), confidence=TEXT)
    ada.press("Submit", row="fetched", then="submitted")
    told.reached = attack(mallory)
    mallory.press("Submit", row="fetched", then="submitted")
    collect(teacher)
    teacher.type_in_terminal("coursework reconcile submitted --assignment ps1 > who.txt",
                             "coursework grade submitted --assignment ps1 --out ps1.csv", "coursework gradebook ps1.csv")
    told.who = (hub.course / "who.txt").read_text(encoding="utf-8")
    told.marks = marks(hub.course / "ps1.csv")
    told.smuggled = mark_by_hand(teacher)
    teacher.type_in_terminal("coursework feedback ps1.csv --exchange",
                             f"{PYTHON} -m nbgrader release_feedback ps1")
    ada.press("Fetch Feedback", row="submitted", then="submitted")
    told.feedback = [path.read_text(encoding="utf-8") for path in hub.accounts.home("ada").rglob("feedback/*/*.html")]
    told.seconds = time.monotonic() - begun
    print(f"the round took {told.seconds:.0f} s")
    return told


def release(teacher):
    row = teacher.formgrader_row()
    row.locator(".release a").click()
    expect(teacher.page.get_by_text("Successfully released")).to_be_visible()


def solve(student, **answers):
    student.open("ps1/ps1.ipynb")
    for grade_id, source in answers.items():
        student.write(grade_id, source)
    save(student.page)


def attack(student):
    """Put a hostile answer into the notebook, and try from the student's own kernel what the hub must not let them do."""
    hub = student.hub
    path = hub.accounts.home(student.name) / "ps1/ps1.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = next(cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == "centred_logits")
    cell["source"] = HOSTILE.format(course=str(hub.course), exchange=str(hub.exchange))
    path.write_text(json.dumps(notebook), encoding="utf-8")
    student.open("ps1/ps1.ipynb")
    tries = {"the key": f"open({str(hub.course / 'instructor/key')!r}, 'rb').read()",
             "the course": f"os.listdir({str(hub.course)!r})",
             "what others handed in": f"os.listdir({str(hub.exchange / COURSE / 'inbound')!r})",
             "a classmate's folder": "os.listdir('/home/ada')",
             "the hub's secret": f"os.listdir({str(hub.course.with_name('hub'))!r})",
             "the assignment for all": f"open({str(hub.exchange / COURSE / 'outbound/ps1/ps1.ipynb')!r}, 'a').write(' ')"}
    return {what: ask_kernel(student.page, "told", ATTEMPT.format(source)) for what, source in tries.items()}


def collect(teacher):
    teacher.formgrader_row().locator(".collect a").click()
    expect(teacher.page.get_by_text("Successfully collected")).to_be_visible()


def marks(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def mark_by_hand(teacher):
    """Give Ada's text three points with a comment, in the formgrader, which tells nobody's name."""
    page = teacher.page
    teacher.goto("formgrader/gradebook/ps1/ps1")
    expect(page.locator("td.name a:visible").first).to_be_visible()
    for address in page.locator("td.name a:visible").evaluate_all("links => links.map(link => link.href)"):
        page.goto(address)
        box = page.locator("input#confidence")
        expect(box).to_be_visible()
        if page.get_by_text("Too sure: the loss is lowest").count():
            break
    page.locator("#confidence-comment").fill("[1 3 5] Which T?")
    box.fill("3")
    box.press("Tab")
    expect(page.locator(".score-saved:visible").first).to_be_visible()
    page.wait_for_timeout(500)
    return page.evaluate("() => window.smuggled")


def test_nobody_loses_a_mark(round_trip):
    ada = {line["problem"]: line for line in round_trip.marks if line["student"] == "ada"}
    assert float(ada["centred_logits"]["points"]) == float(ada["gradient_ratio"]["points"]) == 5
    assert {line["student"] for line in round_trip.marks} >= {"ada", "mallory"}


def test_who_attacks_reaches_nothing_and_earns_nothing(round_trip):
    assert set(round_trip.reached.values()) == {"PermissionError"}, round_trip.reached
    assert {float(line["points"] or 0) for line in round_trip.marks if line["student"] == "mallory"} == {0.0}


def test_feedback_comes_back_with_the_mark_by_hand(round_trip):
    assert len(round_trip.feedback) == 1
    page = round_trip.feedback[0]
    assert "Which T?" in page and re.search(r"\b3 of\s+5\b", page)
    assert "<script>window.smuggled" not in page and round_trip.smuggled is None


def test_who_handed_in_nothing_is_named_and_no_file_of_the_exchange_is_taken_for_one(round_trip):
    assert "ben" in round_trip.who and "secret" not in round_trip.who and "timestamp" not in round_trip.who


def test_students_have_no_formgrader(round_trip):
    assert "Assignment List" in round_trip.menu and "Formgrader" not in round_trip.menu
