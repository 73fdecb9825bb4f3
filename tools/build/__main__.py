"""The command `python -m tools.build`."""

from tools.build.notebooks import main

main()
