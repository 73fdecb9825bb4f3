"""Set formulas in type while the site is built, so that no page needs a script for them."""

import json
import subprocess
from html import escape

from web import parts
from web.pages.npm import modules

# Strict about nothing but what it cannot set; never trusted, so no formula makes a link or loads a picture.
SCRIPT = """
const katex = require(process.argv[1] + '/katex');
const formulas = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(formulas.map(([tex, displayMode]) => {
  const options = {displayMode, throwOnError: true, strict: 'ignore', trust: false, maxSize: 20, maxExpand: 500};
  try { return [katex.renderToString(tex, options), '']; }
  catch (error) { return ['', String(error.message)]; }
})));
"""


def typeset(formulas: list) -> tuple[dict, list]:
    """Return the HTML of each formula (tex, displayed), and a sentence for each that KaTeX refuses, shown as code."""
    wanted = sorted(set(formulas))
    try:
        done = subprocess.run(["node", "-e", SCRIPT, str(modules())], input=json.dumps(wanted), capture_output=True,
                              text=True, check=True, timeout=120, encoding="utf-8")
    except FileNotFoundError:
        raise parts.Missing("Node.js is missing, which sets the formulas: install nodejs and npm") from None
    html, faults = {}, []
    for (tex, displayed), (made, fault) in zip(wanted, json.loads(done.stdout), strict=True):
        html[tex, displayed] = made or f"<code>{escape(tex)}</code>"
        faults += [f"the formula {tex!r} is shown as code: {fault}"] if fault else []
    return html, faults
