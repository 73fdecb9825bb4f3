"""What the tests of the coursework leave for a command of their own."""

import os

# A JupyterHub is in an environment of its own, which `make test-hub` makes.
collect_ignore = [] if os.environ.get("HUB_PYTHON") else ["hub"]
