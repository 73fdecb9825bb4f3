"""A student's words in the formgrader: no link but http(s), no remote picture, nothing that runs or misleads the eye."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

nbconvert = pytest.importorskip("nbconvert")

from nbconvert.filters import markdown2html  # noqa: E402

from coursework.passing_on import inert  # noqa: E402

HOSTILE = [
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\nscript:alert(1))", "[x](&#106;avascript:alert(1))",
    "[x](<javascript:alert(1)>)", "[x][y]\n\n[y]: javascript:alert(1)", "[y]\n\n[y]: javascript:alert(1) 'title'",
    "[x]\n[y]\n\n[y]:\njavascript:alert(1)", "<javascript:alert(1)>", "<a href='javascript:alert(1)'>x</a>",
    "[x](data:text/html,<script>alert(1)</script>)", "[x](vbscript:x)", "[x](file:///etc/passwd)", "[x](/formgrader/delete)",
    "![x](http://evil.example/pixel.png)", "![x](https://evil.example/pixel.png 'a title')", "![x][y]\n\n[y]: http://evil.example/p",
    "[![x](http://evil.example/p)](http://evil.example)", "![](data:image/svg+xml;base64,PHN2Zz4=)", "![x](attachment:no.png)",
    "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<IMG SRC='http://evil.example/p'>", "<!--><script>alert(1)</script>-->",
    "<?php x ?><script>alert(1)</script>", "<![CDATA[<script>alert(1)</script>]]>", "<iframe src='http://evil.example'></iframe>",
    "<style>body{display:none}</style>", "<base href='http://evil.example'>", "<form action='/x'><input name=a></form>",
    "```mermaid\ngraph TD; A-->B; click A 'javascript:alert(1)'\n```", "~~~ mermaid `\nA\n~~~", "```Mermaid\nA\n```",
    "> ```mermaid\n> A\n> ```", "`<script>alert(1)</script>`", "$<script>alert(1)</script>$", "$$[x](javascript:alert(1))$$",
    "\\begin{a<img src=x>}\n<script>alert(1)</script>\\end{a<img src=x>}", "a | b\n--|--\n<script>alert(1)</script> | [x](javascript:1)",
    "# <script>alert(1)</script>", "Term\n: [x](javascript:alert(1))", "- [ ] <script>alert(1)</script>", "\\<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "<scr\x00ipt>alert(1)</scr\x00ipt>", "[x]\u200b(javascript:alert(1))", "<\u0000img src=x>",
    "[a](http://x.example) [x](javascript:alert(1))", "http://a.example/<script>alert(1)</script>", "https://a.example/\"onmouseover=alert(1)",
]
TAGS = {
    "p", "em", "strong", "del", "code", "pre", "div", "span", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "br", "hr", "a",
    "table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6", "input",
}


class Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.wrong, self.text = [], ""

    def handle_starttag(self, tag, attributes):
        if tag not in TAGS or tag == "input" and dict(attributes).get("type") != "checkbox":
            self.wrong.append(tag)
        for name, value in attributes:
            href = name == "href" and value.startswith(("http://", "https://", "#"))
            if not (href or name in ("class", "id", "style", "type", "disabled", "start", "checked")) or name == "class" and "ermaid" in value:
                self.wrong.append((tag, name, value))

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.wrong.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def seen(text):
    page = Seen()
    page.feed(markdown2html(inert.markdown(text)))
    return page


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_is_more_than_text(text):
    assert seen(text).wrong == []


def test_honest_text_is_shown_as_it_was_meant():
    page = seen("**Too sure**: `p[0] < q[1]`, since $a_{[i]} < b$.\n\n- see https://example.org/a\n\n```python\nx = y[0](z)\n```\n")
    words = page.text.replace(inert.JOINER, "")
    for part in ("Too sure", "p[0] < q[1]", "a_{[i]} < b", "https://example.org/a", "x = y[0](z)"):
        assert part in words, words
    assert page.wrong == [] and inert.JOINER not in page.text.split("see")[0]


@pytest.mark.parametrize("command", [r"\href{javascript:alert(1)}{x}", r"\require{html}", r"\style{position:fixed}{x}", r"\class{a}{x}", r"\cssId{a}{x}"])
def test_mathematics_reaches_nothing_outside_itself(command):
    assert command not in seen(f"${command}$").text and r"\frac" in inert.markdown(r"$\frac12$")


def test_what_turns_the_direction_of_writing_is_shown_by_its_number():
    assert inert.shown("a\u202eb\u2066c\x1b[31m\ud800\x7f") == "a[U+202E]b[U+2066]c[U+001B][31m[U+D800][U+007F]"
    assert inert.shown("x" * 10_000_000, 120) == "x" * 120 + "…"
    assert inert.name('<img src=x onerror="a">&') == "‹img src=x onerror=”a”›+"


def test_no_template_lets_a_value_through_unescaped():
    from coursework.passing_on.pages import environment

    folder = environment().loader.searchpath[0]
    texts = [path.read_text(encoding="utf-8") for path in Path(folder).glob("*.html")]
    assert environment().autoescape is True and len(texts) >= 6
    assert not [text for text in texts if "safe" in text or "autoescape" in text or "http" in text or "<script" in text]
