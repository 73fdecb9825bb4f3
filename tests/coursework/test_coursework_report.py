"""The class report and what else an instructor looks at: in numbers, in Chromium, on paper, and without any name."""

import csv
import io
import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.support.browsing import browser  # noqa: F401
from tests.support.marking import answered, assignment, boxed, raw
from tests.support.marks import marks, row

from coursework.__main__ import main
from coursework.box import process
from coursework.handing_out import hidden_cases
from coursework.passing_on import class_numbers, examples, report, similar
from coursework.passing_on.final_marks import final_marks
from helpers.checks import exercises

WRONG = "def softmax(z):\n    '''By Max Lee.'''\n    lee = np.exp(z)  # Max was here\n    return lee / np.max(lee) + len('Max Lee')"
ROSTER = "id,first_name,last_name,email,lms_user_id\n" + "".join(f"m{n},Max,Lee,m{n}@example.org,\n" for n in range(12))


def given(points, **more):
    return [row(points=points, **more), row("two_class_probability", 4 if points > 1 else 0), row("why", None, 5, note="marked by hand")]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Twelve hand-ins: five right, one half right, four over the whole array, one out of time, one not tried."""
    folder = tmp_path_factory.mktemp("course")
    made, _, solved = assignment(folder)
    hidden_cases.save(made, folder / "instructor" / f"{made.name}.cases")
    (folder / "roster.csv").write_text(ROSTER)
    students = {f"m{n}": given(4) for n in range(5)} | {"m5": given(2, note="its numbers are those of m7")}
    students |= {f"m{n}": given(0, misconception="whole-array", says="x", note="its numbers are those of m7") for n in range(6, 10)}
    students |= {"m10": given(0, note="the function was still running after 3 s", says="The function was still running.", right=0)}
    students |= {"m11": given(0, note="not attempted", right=0, tried=0)}
    marks(folder / "marks.csv", students, made)
    for student in students:
        path = folder / "submitted" / student / made.name / f"{made.name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(raw(answered(solved, softmax=WRONG)))
    return folder, made, solved


@pytest.fixture(scope="module")
def page(course):
    folder, made, _ = course
    main(["report", str(folder / "marks.csv"), "--course", str(folder), "--out", str(folder / "report.html")])
    return folder / "report.html"


def test_each_problem_is_counted_and_weighed(course):
    folder, made, _ = course
    softmax, two, why = report.report(final_marks(folder / "marks.csv", folder), exercises)
    assert softmax.counts == {"right": 5, "partly": 1, "nothing": 5, "not tried": 1, "open": 0}
    assert softmax.share == pytest.approx((5 * 4 + 2) / 48) and softmax.timeouts == 1
    x, y = [4] * 5 + [2] + [0] * 6, [4] * 6 + [0] * 6
    assert softmax.discrimination == pytest.approx(class_numbers.correlation(x, y)) and softmax.tells == "well"
    assert [(each.name, each.count) for each in softmax.misconceptions] == [("whole-array", 4)]
    assert softmax.misconceptions[0].says == next(each.says for each in exercises["softmax"].mistakes if each.id == "whole-array")
    assert softmax.unnamed == {"some values differ": 1, "The function was still running.": 1}
    assert why.counts["open"] == 12 and why.share is None and why.tells == "too few to say"


def test_a_problem_in_which_the_others_did_worse_is_pointed_out(course):
    folder, made, _ = course
    students = {f"s{n}": [row(points=4 * (n % 2)), row("two_class_probability", 4 * (1 - n % 2))] for n in range(12)}
    made = final_marks(marks(folder / "against.csv", students, made), folder)
    items = report.report(made, exercises)
    assert [item.tells for item in items] == ["against the rest: look at it"] * 2
    assert " ".join(report.page(made, items).split()).count("which is how a question that can be misread") == 2


def test_no_name_stands_in_the_report_and_the_example_is_there(page):
    text = " ".join(page.read_text().split())
    assert "4 students of 12" in text and "somebody = np.exp(z)" in text and "np.max(somebody)" in text
    assert "Out of time: <code>softmax</code> for 1." in text and "Not tried at all: <code>softmax</code> by 1." in text
    words = text.replace("np.max", "").casefold()
    assert not [name for name in ("lee", "example.org", "by max", "max was", "m10<", "m7") if name in words]
    assert "src=" not in text and "http" not in text, "it needs nothing else"


def test_the_table_says_the_same(page):
    rows = list(csv.DictReader(io.StringIO(page.with_suffix(".csv").read_text())))
    assert [line["problem"] for line in rows] == ["softmax", "softmax", "two_class_probability", "why"]
    assert rows[0]["right"] == "5" and rows[0]["share"] == "0.458" and rows[1]["misconception"] == "whole-array"
    assert rows[1]["students"] == "4" and rows[1]["example"].startswith("def softmax(z):\n    somebody")


def test_report_and_feedback_look_right_at_each_width_in_print_and_to_a_screen_reader(page, course, browser):  # noqa: F811
    folder, made, _ = course
    main(["feedback", str(folder / "marks.csv"), "--course", str(folder), "--out", str(folder / "pages")])
    feedback = next((folder / "pages" / made.name).iterdir())
    for width, scheme, media in ((1280, "light", "screen"), (390, "dark", "screen"), (680, "light", "print")):
        opened = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
        opened.emulate_media(media=media, color_scheme=scheme)
        for path in (page, feedback):
            opened.goto(path.as_uri())
            assert opened.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (path.name, width, media)
            assert opened.get_by_role("table").first.get_by_role("rowheader").count() >= 3
            if media == "screen":
                assert [fault["id"] for fault in Axe().run(opened).response["violations"]] == []


def test_an_answer_is_shown_without_who_wrote_it():
    names = {"max", "lee"}
    assert examples.anonymous("def f(max_lee):\n    # Max\n    'By Lee'\n    return max(max_lee)", names) == "def f(somebody_somebody):\n    return max(somebody_somebody)"
    assert examples.anonymous("x = 'my name is Maximilian Lee, hello'", names) == "x = '…'"
    assert examples.anonymous("def f(:", names) == "" and examples.anonymous("x = " + "(" * 5000, names) == ""
    assert examples.anonymous("\n".join("x = 1" for _ in range(100))).count("\n") == 40


RENAMED = "def softmax(scores):\n    ''' mine '''\n    shifted = scores - scores.max(axis=-1, keepdims=True)  # !\n    odd = np.exp(shifted * 1.0000001)\n    return odd / odd.sum(axis=-1, keepdims=True)"
COPIED = "def softmax(z):\n    a = z - z.max(axis=-1, keepdims=True)\n\n    b = np.exp(a * 1.0000001)\n    return b / b.sum(axis=-1, keepdims=True)"
USUAL = "def softmax(z):\n    e = np.exp(z - z.max(axis=-1, keepdims=True))\n    return e / e.sum(axis=-1, keepdims=True)"


def test_two_who_share_what_nobody_else_has_are_a_pair_to_look_at(tmp_path):
    answers = {f"s{n}": {"softmax": USUAL} for n in range(20)} | {"=eve": {"softmax": COPIED}, "<b>mal": {"softmax": RENAMED}, "bad": {"softmax": "def"}}
    pairs = similar.pairs_of(answers, {"softmax": "softmax"})
    assert [(pair.first, pair.second) for pair in pairs] == [("<b>mal", "=eve")], "what everybody writes is no hint"
    assert pairs[0].alike == {"softmax": 1.0}
    similar.write_pairs("ps1", pairs, tmp_path / "pairs.html")
    page = (tmp_path / "pairs.html").read_text()
    assert "never a verdict" in page and "&lt;b&gt;mal" in page and "<b>mal" not in page
    assert "'=eve" in (tmp_path / "pairs.csv").read_text()


def test_a_huge_answer_costs_little_and_is_no_hint():
    long, deep = "def softmax(z):\n" + "    z = z + 1\n" * 2_000, "def softmax(z):\n    return z" + " + z" * 2_000
    answers = {name: {"softmax": text} for name, text in (("a", long), ("b", long), ("c", deep), ("d", deep))}
    assert similar.pairs_of(answers, {"softmax": "softmax"}) == []


def test_explain_shows_input_wanted_and_came_back_for_the_instructor_alone(course, capsys):
    boxed(process.require)
    folder, made, _ = course
    main(["explain", "m6", "softmax", "--assignment", made.name, "--course", str(folder), "--wall", "2"])
    said = capsys.readouterr().out
    assert "0 of 4 points" in said and "lee = np.exp(z)  # Max was here" in said
    assert "(hidden)" in said and "       wanted: [" in said and "       came back: [" in said
    for words, told in ((["m6", "sotfmax"], "no problem 'sotfmax' that the grader marks; one of softmax"), (["eve", "softmax"], "no hand-in of 'eve'")):
        with pytest.raises(SystemExit, match=told):
            main(["explain", *words, "--assignment", made.name, "--course", str(folder)])
    with pytest.raises(SystemExit, match="no hidden cases at"):
        main(["explain", "m6", "softmax", "--assignment", "ps9", "--course", str(folder)])


def test_similar_as_a_command_leaves_what_was_not_tried_out(course, tmp_path, capsys):
    folder, made, solved = course
    for name, text in (("a", COPIED), ("b", RENAMED), ("c", USUAL), ("d", None)):
        path = tmp_path / "in" / name / made.name / f"{made.name}.ipynb"
        path.parent.mkdir(parents=True)
        notebook = answered(solved, softmax=text) if text else json.loads(json.dumps(solved))
        path.write_bytes(raw(notebook))
    main(["similar", str(tmp_path / "in"), "--assignment", made.name, "--course", str(folder), "--out", str(tmp_path / "p.html")])
    assert "<bdi>a</bdi> and <bdi>b</bdi>" in (tmp_path / "p.html").read_text()
