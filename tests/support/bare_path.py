"""A PATH like that of a machine without a browser and without bubblewrap, made of links to all else."""

import os
from pathlib import Path

from tools.browser.page import BROWSERS

LACKING = {Path(browser).name for browser in BROWSERS} | {"bwrap", "chromedriver", "node", "nodejs", "npm", "npx"}


def bare_path(folder):
    """Fill the folder with links to what the PATH offers, but for browsers and bubblewrap; return it as a PATH."""
    for directory in os.environ["PATH"].split(os.pathsep):
        for program in Path(directory).glob("*") if directory else ():
            if program.name not in LACKING and not (folder / program.name).exists() and os.access(program, os.X_OK):
                (folder / program.name).symlink_to(program.resolve() if program.name != "python" else program)
    return str(folder)
