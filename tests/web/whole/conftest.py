"""The whole site, lab and all, for tests that take minutes: `make test-site` runs them, and the workflow."""

import pytest

from tests.support.live_site import served
from web import build, parts


@pytest.fixture(scope="session")
def whole(tmp_path_factory):
    """The address of the site below a sub-path, on a host that sends no headers of its own."""
    folder = tmp_path_factory.mktemp("host")
    try:
        build.build(build.notebooks([]), folder / "course/site", lab=True)
    except parts.Missing as missing:
        pytest.skip(f"the lab cannot be built here: {missing}")
    with served(folder) as address:
        yield f"{address}course/site/"
