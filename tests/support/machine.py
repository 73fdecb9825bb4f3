"""What some tests need of the machine beside Python; without it they are skipped, with a word how to get it."""

import shutil

import pytest

from tools.browser.page import find_chromium

GET = "without it these tests are left out; get it with: sudo apt-get install {} (Debian, Ubuntu)"


def require_chromium():
    """Skip the test unless there is a Chromium or a Chrome."""
    if find_chromium() is None:
        pytest.skip(f"Chromium is missing, {GET.format('chromium fonts-dejavu-core')} or install Google Chrome")


def require_bubblewrap():
    """Skip the test unless there is bubblewrap, which makes the grader's sandbox."""
    if shutil.which("bwrap") is None:
        pytest.skip(f"bubblewrap is missing, {GET.format('bubblewrap')}; on macOS and Windows in a Linux machine")


def require_npm():
    """Skip the test unless there is npm, and Node.js with it, by which the site's pages are made."""
    if shutil.which("npm") is None:
        pytest.skip(f"npm is missing, {GET.format('npm')}")
