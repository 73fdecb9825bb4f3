"""Lessons in, notebooks out: `python -m tools.build`."""

import sys

# nbformat imports jsonschema, which builds a grammar of web addresses in 1.5 s
# if this optional package is there; notebooks do not need it.
sys.modules.setdefault("rfc3987_syntax", None)
