"""Markdown of a notebook to HTML: headings that can be linked, formulas and code set while the site is built."""

import re
import secrets
from collections.abc import Callable
from html import escape

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from web.pages import clean

OURS = re.compile(r"lesson|contents|search|main|theme|lessons|cell-\d+")  # ids that a page has already
NOTEBOOK = re.compile(r"(\d\d_[a-z0-9_]+)\.ipynb(#.*)?")
UNIT = re.compile(r"(\d) (?=%)")  # a number and its sign stay on one line
COLOURS = HtmlFormatter(nowrap=True, classprefix="k-")


def coloured(source: str) -> str:
    """Return Python source as HTML, each word in a span that says what it is."""
    return highlight(source, PythonLexer(stripnl=False, ensurenl=False), COLOURS)


class Text:
    """The prose of one lesson.

    `known` are the names of the lessons that have a page, `elsewhere` the address of a notebook without one. Formulas
    are noted in `formulas`, and stand in the HTML as marks until `finished` puts what was made of them in their place.
    """

    def __init__(self, known: set, pictures: clean.Pictures):
        self.known, self.pictures = known, pictures
        self.formulas, self.headings, self._kept, self._taken = [], [], [], set()
        self._mark = f"x{secrets.token_hex(8)}x"  # nobody who writes a notebook can know it
        self._markdown = MarkdownIt("commonmark", {"html": True, "typographer": True})
        self._markdown.enable(["table", "strikethrough", "smartquotes"])
        self._markdown.use(dollarmath_plugin, allow_labels=False, double_inline=True, renderer=self._formula)
        rules = {"text": self._words, "fence": self._fence, "heading_open": self._heading, "link_open": self._link}
        for name, rule in rules.items():
            self._markdown.add_render_rule(name, lambda _, *given, rule=rule: rule(*given))

    def html(self, source: str) -> str:
        """Return the HTML of a Markdown cell."""
        return clean.prose(self._markdown.render(source), self._mark, self.pictures)

    def finished(self, html: str, formulas: dict) -> str:
        """Return the HTML with formulas, {(tex, displayed): html}, and coloured code in it."""
        def made(found):
            kept = self._kept[int(found[1])]
            return kept if isinstance(kept, str) else formulas[kept]

        return re.sub(rf"{self._mark}k(\d+)k", made, html)

    def _keep(self, thing):
        self._kept.append(thing)
        return f"{self._mark}k{len(self._kept) - 1}k"

    def _formula(self, tex, options):
        self.formulas.append((tex.strip(), bool(options.get("display_mode"))))
        return self._keep(self.formulas[-1])

    def _fence(self, tokens, at, *_):
        code = tokens[at].content
        python = unescapeAll(tokens[at].info).strip().split(" ")[0] in ("python", "py", "ipython3")
        inside = coloured(code) if python else escape(code)
        return self._keep(f'<pre class="listing" tabindex="0"><code>{inside}</code></pre>')

    def _words(self, tokens, at, *_):
        return escape(UNIT.sub("\\1\N{NO-BREAK SPACE}", tokens[at].content))

    def _heading(self, tokens, at, *_):
        # As in Jupyter, whose links between notebooks then work here too.
        said = ("text", "code_inline", "math_inline")
        words = "".join(child.content for child in tokens[at + 1].children if child.type in said)
        name = words.strip().replace(" ", "-")
        while name in self._taken or OURS.fullmatch(name):
            name += "_"
        self._taken.add(name)
        level = int(tokens[at].tag[1])
        self.headings.append((level, name, words.strip()))
        return f'<{tokens[at].tag} id="{escape(self._mark + name, quote=True)}">'

    def _link(self, tokens, at, options, env, *_):
        token = tokens[at]
        found = NOTEBOOK.fullmatch(token.attrGet("href") or "")
        if found and found[1] in self.known:
            token.attrSet("href", f"{found[1]}.html{found[2] or ''}")
        return self._markdown.renderer.renderToken(tokens, at, options, env)
