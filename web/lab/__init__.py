"""The lab: JupyterLab in the browser with all notebooks, for who wants the real thing. `install(out)` builds it."""

from .install import install

__all__ = ["install"]
