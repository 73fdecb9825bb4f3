"""What Jupyter does to a notebook before it writes it: keep the picture, drop the dead view, add nothing.

A live view needs its kernel. Saved, and opened again without that kernel, it
would show "Error displaying widget: model not found" although a still picture
stands in the same output. JupyterLab started in this environment therefore
calls `tidy` before each save (helpers/jupyter names it).

JupyterLab also writes down which Python it found. The course's notebooks come
without that; a save that changes nothing else leaves their bytes as they were.
"""

import json
from pathlib import Path

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"


def tidy(model, path=None, contents_manager=None, **_):
    """Drop live views that a picture can stand in for, and what Jupyter alone added to the notebook's metadata.

    `model` is Jupyter's contents model, changed in place; `path` is the notebook's in
    the folder of `contents_manager`. Never raises: a save must not fail.
    Source: pre_save_hook in the Jupyter Server documentation, "File save hooks".
    """
    drop_live_views(model)
    try:
        if model.get("type") == "notebook":
            _keep_metadata(model["content"]["metadata"], _saved(path, contents_manager))
    except Exception:  # a new notebook, or one unlike any other, is saved as it is
        pass


def _saved(path, contents_manager):
    """The metadata of the notebook as it stands on the disk."""
    return json.loads((Path(contents_manager.root_dir) / path.strip("/")).read_text(encoding="utf-8"))["metadata"]


def _keep_metadata(metadata, saved):
    """Keep the kernel's name and language as they were saved, unless the learner chose another kernel."""
    if metadata["kernelspec"]["name"] == saved["kernelspec"]["name"]:
        metadata["kernelspec"] = saved["kernelspec"]
        if "language_info" not in saved:
            metadata.pop("language_info", None)


def drop_live_views(model, **_):
    """Remove live views that a picture can stand in for, and the widget state that nothing shows.

    `model` is Jupyter's contents model, changed in place; everything but a
    notebook is left as it is. Never raises: a save must not fail.
    Source: pre_save_hook in the Jupyter Server documentation, "File save hooks".
    """
    try:
        if model.get("type") == "notebook" and isinstance(model.get("content"), dict):
            _keep_stills(model["content"])
    except Exception:  # a notebook unlike any other is saved as it is
        pass


def _keep_stills(notebook):
    bundles = [output["data"] for output in _outputs(notebook) if isinstance(output.get("data"), dict)]
    for data in bundles:
        if VIEW in data and _has_picture(data):
            del data[VIEW]
    if not any(VIEW in data for data in bundles):
        _drop_state(notebook.get("metadata", {}))


def _outputs(notebook):
    return [
        output
        for cell in notebook.get("cells", [])
        if cell.get("cell_type") == "code"
        for output in cell.get("outputs", [])
    ]


def _has_picture(data):
    html = data.get("text/html", "")
    html = "".join(html) if isinstance(html, list) else html
    return any(kind.startswith("image/") for kind in data) or "<img" in html or "<svg" in html


def _drop_state(metadata):
    widgets = metadata.get("widgets", {})
    widgets.pop(STATE, None)
    if not widgets:
        metadata.pop("widgets", None)
