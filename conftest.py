"""Make nbval compare pictures too: on the locked Matplotlib they are the same to the byte."""


def pytest_collectstart(collector):
    if hasattr(collector, "skip_compare"):
        collector.skip_compare = tuple(kind for kind in collector.skip_compare if not kind.startswith("image/"))
