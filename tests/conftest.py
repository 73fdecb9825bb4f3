"""What a run of the tests says of what it left out: a line for each reason, and in CI a failure."""

import os
from collections import Counter

import pytest


def reasons(terminalreporter):
    """How many tests were skipped for each reason."""
    skipped = terminalreporter.stats.get("skipped", [])
    return Counter(report.longrepr[2].removeprefix("Skipped: ") for report in skipped)


def pytest_terminal_summary(terminalreporter):
    for reason, number in reasons(terminalreporter).items():
        terminalreporter.write_line(f"{number} left out: {reason}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    terminalreporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and terminalreporter and reasons(terminalreporter) and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        terminalreporter.write_line("in CI no test may be left out")
